"""Each role, each way out of a masked copy that was handed over to somebody without a
role: mask or nothing, as ``leak_table`` says (V1, V3, V4, V6)."""

import json
from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.http import Request as HttpRequest
from odoo.tests import tagged

from odoo.addons.customer_forms.tests import leak_table
from odoo.addons.customer_forms.tests.leak_common import (
    SECRETS,
    TWINS,
    LeakCommon,
    LeakMatrix,
    Subject,
)
from odoo.addons.customer_forms.tests.leak_doors import sheet_text

NAMES = {"name": "customer_name", "phone": "phone"}
LINE, REQUEST = "customer.access.line", "customer.access.request"


@tagged("-at_install", "post_install")
class TestLeakCopies(LeakMatrix, LeakCommon):
    """A copy has masks, whatever the policy says of who made it."""

    DOORS = leak_table.COPY_DOORS
    NAMES = leak_table.COPY_NAMES
    CLASSES = leak_table.COPY_CLASSES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.access_max_downloads = 99
        cls.dossier, _twin = (
            cls.env["customer.dossier"].create(
                {
                    **{name: values[name] for name in ("name", "phone", "email")},
                    "user_id": cls.people["owner"].id,
                    "team_id": cls.department.id,
                }
            )
            for values in (
                {class_: secret.value for class_, secret in SECRETS.items()},
                TWINS,
            )
        )
        offered = cls.env["customer.access.field"].search(
            [("key", "in", list(NAMES.values()))]
        )
        request = cls.env[REQUEST].with_user(cls.people["employee"])
        cls.request = request.create(
            {
                "purpose": f"For {SECRETS['name'].value}, {SECRETS['phone'].value}",
                "field_ids": [Command.set(offered.ids)],
                "department_ids": [Command.set(cls.department.ids)],
                "ends_on": fields.Date.today() + timedelta(days=3),
                "form": "xlsx",
            }
        )
        cls.request.action_submit()
        cls.request.with_user(cls.people["leader"])._decide(True)
        cls.request.with_user(cls.people["officer"]).action_hand_over()
        lines = cls.request.sudo().line_ids
        cls.line = lines.filtered(lambda line: line.dossier_id == cls.dossier)
        cls.subject = Subject(cls.line, None, NAMES, SECRETS, "")

    # ------------------------------------------------------------
    # The doors
    # ------------------------------------------------------------

    def _read(self, *names):
        return self._call(LINE, "read", self.line.ids, list(names))[1]

    def _door_copy_rows(self):
        return self._read(*NAMES.values())

    def _door_copy_web_read(self):
        spec = {name: {} for name in (*NAMES.values(), "display_name")}
        return self._call(LINE, "web_read", self.line.ids, specification=spec)[1]

    def _door_copy_screen(self):
        return self._call(REQUEST, "get_copy_rows", self.request.ids, 0, 80)[1]

    def _door_copy_other(self):
        return self._read("email") + self._read("dossier_id")

    def _door_copy_find(self):
        """Not even the mask of what was found: refused, or nothing."""
        texts = []
        for class_, name in NAMES.items():
            for value in (SECRETS[class_].value, SECRETS[class_].mask):
                domain = [(name, "=", value)]
                texts.append(self._call(LINE, "search_read", domain, ["id"])[1])
            texts.append(
                self._call(LINE, "search_read", [], ["display_name"], order=name)[1]
            )
        return "".join(texts)

    def _door_copy_group(self):
        names = list(NAMES.values())
        return self._call(
            LINE, "formatted_read_group", [], groupby=names, aggregates=["__count"]
        )[1]

    def _door_copy_export(self):
        answer = self._post(
            "/web/export/csv",
            {
                "model": LINE,
                "fields": [{"name": each, "label": each} for each in NAMES.values()],
                "ids": self.line.ids,
                "domain": [],
                "groupby": [],
                "import_compat": False,
                "context": {},
            },
        )
        return answer.text

    def _door_copy_json_2(self):
        answer = self.url_open(
            f"/json/2/{LINE}/read",
            headers={"Authorization": f"Bearer {self.api_key}"},
            json={"ids": self.line.ids, "fields": list(NAMES.values())},
        )
        return json.dumps(answer.json(), ensure_ascii=False)

    def _door_copy_xlsx(self):
        token = HttpRequest.csrf_token(self)
        return sheet_text(
            self.url_open(
                f"/customer_followup/copy/{self.request.id}/xlsx",
                data={"csrf_token": token},
            )
        )

    def _door_copy_report(self):
        name = "customer_followup.report_access_copy"
        return self.url_open(f"/report/html/{name}/{self.request.id}").text

    def _door_copy_request(self):
        spec = {
            "number": {},
            "state": {},
            "approval_ids": {"fields": {"team_id": {"fields": {"display_name": {}}}}},
            "line_ids": {"fields": {"display_name": {}}},
        }
        return self._call(REQUEST, "web_read", self.request.ids, specification=spec)[1]

    def _door_copy_dossier(self):
        names = ["name", "phone"]
        return self._call("customer.dossier", "read", self.dossier.ids, names)[1]

    def _door_copy_ended(self):
        with freeze_time(self.request.ends_at + timedelta(seconds=1)):
            lines = self.line.with_user(self.person)
            lines.invalidate_recordset()
            try:
                return str(lines.read(list(NAMES.values())))
            except AccessError as refusal:
                return str(refusal)
