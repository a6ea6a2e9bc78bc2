import tempfile
import time
import uuid
from pathlib import Path
from unittest.mock import patch

from odoo import Command
from odoo.tests import TransactionCase, new_test_user

from ..models.audit import customer_audit_anchor as anchoring
from ..models.submission.submission_request import UploadedFile
from ..tools.page_opening import Opening

GROUP = "customer_forms.customer_forms_group_%s"
# Nobody is written to set his password, which takes as long as all the rest of a new user.
UNINVITED = {"no_reset_password": True}
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def opened_page(form, page_uuid=None, age=60, **opening):
    """What a page carries that was opened some time ago, as a browser sends it back.

    :param str page_uuid: of the page; a new one when None
    :param int age: seconds since it was opened
    :param opening: further values of ``Opening``
    :return: dict of inputs
    """
    page_uuid = page_uuid or str(uuid.uuid4())
    opened = Opening(page_uuid, int(time.time()) - age, **opening)
    return {
        "_uuid": page_uuid,
        "_opening": form._sign_opening(opened),
        "homepage-link": "",
    }


class CustomerFormsCommon(TransactionCase):
    """People of every role, a department, and short ways to make and fill forms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.company = cls.env.company
        cls.company_2 = cls.env["res.company"].create({"name": "Second company"})
        (
            cls.salesperson,
            cls.salesperson_2,
            cls.supervisor,
            cls.creator,
            cls.manager,
            cls.outsider,
        ) = cls._create_people(
            cf_sales=GROUP % "user",
            cf_sales_2=GROUP % "user",
            cf_supervisor=GROUP % "supervisor",
            cf_creator=GROUP % "creator",
            cf_manager=GROUP % "manager",
            cf_outsider="base.group_user",
        )
        cls.team = cls.env["crm.team"].create(
            {
                "name": "First sales department",
                "user_id": cls.supervisor.id,
                "company_id": cls.company.id,
                "member_ids": (cls.salesperson + cls.salesperson_2).ids,
            }
        )

    @classmethod
    def _create_people(cls, **groups):
        """Users like those of ``new_test_user``, of the company, all by one call: each
        call takes a quarter of a second, in a hundred classes.

        :param groups: group by login
        """
        vals_list = [
            {
                "name": f"{login} ({group})",
                "login": login,
                "password": login.ljust(8, "x"),
                "email": f"{login[0]}.{login[0]}@example.com",
                "group_ids": cls.env.ref(group).ids,
                "company_id": cls.company.id,
                "company_ids": cls.company.ids,
            }
            for login, group in groups.items()
        ]
        users = cls.env["res.users"].with_context(**UNINVITED).create(vals_list)
        return users.with_env(cls.env)

    @classmethod
    def _create_user(cls, login, role):
        user = new_test_user(
            cls.env,
            login,
            groups=GROUP % role,
            context=UNINVITED,
            company_id=cls.company.id,
        )
        return user.with_env(cls.env)

    @classmethod
    def _create_form(cls, fields=None, **vals):
        """A draft form with one section of ``fields`` (values of customer.form.field;
        ``options`` is a list of keys)."""
        fields = fields or [{"key": "customer_name", "is_required": True}]
        return cls.env["customer.form"].create(
            {
                "name": "Form",
                "section_ids": [
                    Command.create(
                        {
                            "name": "Section",
                            "field_ids": [
                                Command.create(cls._field_vals(number, **field))
                                for number, field in enumerate(fields)
                            ],
                        }
                    )
                ],
                **vals,
            }
        )

    @classmethod
    def _field_vals(cls, number, options=(), **vals):
        return {
            "sequence": number,
            "name": vals.get("key", "Question"),
            "option_ids": [
                Command.create({"key": key, "name": key.capitalize()})
                for key in options
            ],
            **vals,
        }

    @classmethod
    def _publish(cls, form):
        form.action_publish()
        return form

    @classmethod
    def _submit(cls, form, answers, **extra):
        """Fill ``form`` as a visitor: {field key: typed text, option keys or files}."""
        return form._submit(answers, **extra)

    @staticmethod
    def _file(name="licence.pdf", content=PDF):
        return UploadedFile.of(name, content)

    @staticmethod
    def _field(form, key):
        return form.with_context(active_test=False).section_ids.field_ids.filtered(
            lambda field: field.key == key
        )

    def _count_queries(self, work):
        """Queries of ``work`` with an empty cache, everything it writes included."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    @classmethod
    def _anchor_apart(cls):
        """Heads of the audit log are noted in a folder of this test's own."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        patcher = patch.object(anchoring, "_anchor_folder", lambda: Path(folder.name))
        patcher.start()
        cls.addClassCleanup(patcher.stop)
