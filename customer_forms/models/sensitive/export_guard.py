"""Every export is for those who may export, masked, and noted (S2, V3)."""

from odoo import models
from odoo.exceptions import AccessError

from .sensitive_mixin import MASKED_ONLY

# The log says which records left as long as it can be read.
MAX_NAMED_IDS = 1000
MAX_TITLE = 100


def check_may_export(env):
    """:raises AccessError: when this user may not export, as Odoo's lists have it"""
    if not (env.is_admin() or env.user.has_group("base.group_allow_export")):
        raise AccessError(
            env._("You may not export data. Ask your administrator for it.")
        )


def is_sensitive(records):
    """Whether a model has values in the vault."""
    return "opened_values" in records._fields


class CustomerAuditEvent(models.Model):
    _inherit = "customer.audit.event"

    def _log_export(self, records, columns, way, rows=None):
        """Note what leaves the system: one event in the log of each company concerned.

        :param records: what is exported; none of it for a sum of a whole model
        :param list columns: names of fields or titles
        :param str way: the form it takes: ``list``, ``pivot``, ``vcard`` or ``report``
        :param int rows: number of lines, if it is not that of the records
        """
        if self.env.su:
            return  # a program's own doing, not a person's
        details = {
            "model": records._name,
            "format": way,
            "columns": [str(column)[:MAX_TITLE] for column in columns],
        }
        for company, exported in self._by_company(records).items():
            self.with_company(company)._log(
                "export",
                None,
                {
                    **details,
                    "rows": len(exported) if rows is None else rows,
                    "ids": exported.ids[:MAX_NAMED_IDS],
                },
            )

    def _by_company(self, records):
        """{company: its records}, at least the user's own company."""
        field = records._fields.get("company_id")
        if not records or not field or field.comodel_name != "res.company":
            return {self.env.company: records}
        # sudo: it is noted whatever of it the user sees
        by_company = records.sudo().grouped("company_id")
        return {
            company or self.env.company: exported
            for company, exported in by_company.items()
        }


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _get_rendering_context(self, report, docids, data):
        """What is printed leaves the system: masked, and noted where it may hold what
        is sensitive."""
        masked = self.with_context(**{MASKED_ONLY: True})
        records = self.env.get(report.model)
        if records is not None and is_sensitive(records) and docids:
            self.env["customer.audit.event"]._log_export(
                records.browse(docids), [report.report_name], "report"
            )
        return super(IrActionsReport, masked)._get_rendering_context(
            report, docids, data
        )
