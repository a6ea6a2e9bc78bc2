"""Two forms with answers that not everybody sees."""

from odoo import Command

from .common import CustomerFormsCommon


class SectionAccessCommon(CustomerFormsCommon):
    """Two forms that ask ``budget``: in the secret one only the finance department sees
    the answer, in the open one everybody does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = cls._create_user("cf_accountant", "user")
        cls.finance_head = cls._create_user("cf_finance_head", "user")
        cls.finance = cls.env["crm.team"].create(
            {
                "name": "Finance",
                "user_id": cls.finance_head.id,
                "company_id": cls.company.id,
                "member_ids": cls.accountant.ids,
            }
        )
        cls.secret_form = cls._create_form(department_ids=cls.team.ids, name="Secret")
        cls.secret_section = cls.env["customer.form.section"].create(
            {
                "form_id": cls.secret_form.id,
                "name": "Money",
                "see_department_ids": cls.finance.ids,
                "field_ids": [
                    Command.create(cls._field_vals(number, **field))
                    for number, field in enumerate(
                        (
                            {"key": "budget", "type": "integer"},
                            {
                                "key": "bank",
                                "type": "select",
                                "options": ["icbc", "boc"],
                            },
                            {"key": "paid_on", "type": "date"},
                            {
                                "key": "proof",
                                "type": "attachment",
                                "file_formats": "pdf",
                            },
                        )
                    )
                ],
            }
        )
        cls.payments = cls.env["customer.form.section"].create(
            {
                "form_id": cls.secret_form.id,
                "name": "Payments",
                "key": "payments",
                "is_repeating": True,
                "see_department_ids": cls.finance.ids,
                "field_ids": [
                    Command.create(cls._field_vals(0, key="paid", type="integer")),
                    Command.create(cls._field_vals(1, key="bill", type="attachment")),
                ],
            }
        )
        cls._publish(cls.secret_form)
        cls.open_form = cls._publish(
            cls._create_form(
                [{"key": "customer_name"}, {"key": "budget", "type": "integer"}],
                name="Open",
            )
        )
        cls.secret = cls._submit(
            cls.secret_form,
            {
                "customer_name": "Ann",
                "budget": "700",
                "bank": "boc",
                "paid_on": "2026-03-05",
                "proof": [cls._file()],
                "payments": [{"paid": "4711", "bill": [cls._file("bill.pdf")]}],
            },
        )
        cls.open = cls._submit(cls.open_form, {"customer_name": "Bob", "budget": "700"})
        cls.both = cls.secret + cls.open
        cls.row = cls.secret.row_ids
        cls.file = cls.secret.file_ids.filtered(lambda file: not file.row_id)
        cls.bill = cls.secret.file_ids - cls.file
        cls.attachment = cls.file.attachment_id
        for user in (cls.salesperson, cls.accountant):
            user.group_ids += cls.env.ref("base.group_allow_export")

    def _as(self, user):
        """The two submissions as ``user`` gets them, who handles both."""
        self.both.user_id = user
        self.env.flush_all()
        self.env.invalidate_all()
        return self.both.with_user(user).sudo(False)

    @property
    def _excluded(self):
        """Staff who see the submission but not its money."""
        return (self.salesperson, self.supervisor, self.creator)

    @property
    def _included(self):
        return (self.accountant, self.finance_head, self.manager)

    def _found(self, user, *leaves):
        both = self._as(user)
        return both.search([("id", "in", both.ids), *leaves]).mapped("form_id.name")
