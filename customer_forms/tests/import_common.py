"""Short ways to import a file."""

import base64
import csv
import io
from unittest.mock import patch

from .common import CustomerFormsCommon
from .workbook_common import workbook

ROWS_OF_PART = (
    "odoo.addons.customer_forms.models.importing.customer_form_batch_file.PART_ROWS"
)


class ImportCommon(CustomerFormsCommon):
    """A form with a question of many types, and files for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.form = cls._create_form(
            [
                {
                    "key": "customer_name",
                    "name": "Name",
                    "is_required": True,
                    "sensitivity": "name",
                },
                {"key": "phone", "name": "Mobile", "type": "phone"},
                {
                    "key": "kind",
                    "name": "Kind",
                    "type": "select",
                    "options": ["individual", "company"],
                },
                {
                    "key": "needs",
                    "name": "Needs",
                    "type": "multi",
                    "options": ["buy", "consult", "service"],
                },
                {"key": "wanted", "name": "Wanted", "type": "date"},
                {
                    "key": "staff",
                    "name": "Staff",
                    "type": "integer",
                    "has_range": True,
                    "min_value": 1,
                    "max_value": 500,
                },
                {"key": "badge", "name": "Badge", "is_unique": True},
                {"key": "agreed", "name": "I agree", "type": "consent"},
                {"key": "scan", "name": "Scan", "type": "attachment"},
            ],
            department_ids=cls.team.ids,
        )
        named = cls.form.with_context(lang="zh_CN")
        for key, name in (
            ("customer_name", "姓名"),
            ("phone", "手机"),
            ("kind", "类型"),
        ):
            cls._field(named, key).name = name
        cls._publish(cls.form)

    @staticmethod
    def _csv(*rows, encoding="utf-8", delimiter=","):
        file = io.StringIO()
        csv.writer(file, delimiter=delimiter).writerows(rows)
        return file.getvalue().encode(encoding)

    @staticmethod
    def _xlsx(sheets):
        """A workbook of {title: rows}."""
        return workbook(**sheets)

    def _upload(self, content, form=None, user=None, filename="file.csv", **vals):
        batches = self.env["customer.form.batch"].with_user(user or self.manager)
        return batches.create(
            {
                "form_id": (form or self.form).id,
                "file": base64.b64encode(content).decode(),
                "filename": filename,
                **vals,
            }
        )

    def _work(self):
        """What the scheduled action does, without its commits."""
        with patch.object(
            self.env.registry["ir.cron"], "_commit_progress", lambda *_a, **_k: 60
        ):
            self.env["customer.form.batch"]._cron_work()

    def _check(self, batch):
        batch.action_check()
        self._work()
        return batch

    def _import(self, batch):
        self._check(batch)
        batch.action_import()
        self._work()
        return batch

    def _counts(self, batch):
        return batch.ready_count, batch.faulty_count, batch.known_count

    def _targets(self, batch):
        return {each.heading: each.target for each in batch.column_ids}

    def _said(self, batch):
        """What is wrong: [(row, heading, value, code)]."""
        return [
            (each.row_number, each.column_id.heading, each.value, each.code)
            for each in batch.error_ids
        ]
