"""A person of whom a form, rows and files tell."""

from odoo.tests import Form

from .common import CustomerFormsCommon

PHONE, EMAIL, NAME = "13800001234", "xiaoming@example.cn", "王小明"
ID_CARD = "11010519491231002X"


class PersonCommon(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name", "role": "customer_name"},
                    {"key": "phone", "type": "phone", "is_unique": True},
                    {"key": "email", "type": "email"},
                    {"key": "id_card", "type": "id_card"},
                    {"key": "code", "type": "uscc"},
                    {"key": "wish", "type": "longtext"},
                    {"key": "tier", "type": "radio", "options": ["vip", "new"]},
                    {"key": "due", "type": "date"},
                    {"key": "count", "type": "integer"},
                    {"key": "stars", "type": "rating"},
                    {"key": "agreed", "type": "consent"},
                    {"key": "paper", "type": "attachment"},
                ],
                has_editing=True,
            )
        )
        cls.submission = cls._submit(
            cls.form,
            {
                "customer_name": NAME,
                "phone": PHONE,
                "email": EMAIL,
                "id_card": ID_CARD,
                "wish": f"Call {NAME} at night",
                "tier": "vip",
                "due": "2026-12-01",
                "count": "7",
                "stars": "4",
                "agreed": "yes",
                "paper": [cls._file("wang.pdf")],
            },
            client_uuid="6f1c1a4e-6f5d-4f39-9f57-0d8a1f4f9f10",
        )
        cls.submission.user_id = cls.salesperson
        cls.other = cls._submit(
            cls.form, {"customer_name": NAME, "phone": "13911112222"}
        )

    def _search(self, user=None, **typed):
        """What the data administrator finds, as the web client asks for it."""
        Search = self.env["customer.person.search"].with_user(user or self.officer)
        with Form(Search) as search:
            for name, text in typed.items():
                search[name] = text
        search = search.save()
        search.action_find()
        return search

    def _found(self, **typed):
        lines = self._search(**typed).line_ids
        return {
            line.res_id: line
            for line in lines
            if line.res_model == "customer.form.submission"
        }

    def _erase(self, search, reason="Asked by letter"):
        search.purpose = reason
        action = search.action_erase()
        erase = self.env[action["res_model"]].browse(action["res_id"])
        erase = erase.with_user(search.env.user)
        erase.is_sure = True
        erase.action_erase()
        return erase

    def _events(self, kind, record=None):
        record = record or self.submission
        return self.env["customer.audit.event"].search(
            [
                ("kind", "=", kind),
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
            ]
        )
