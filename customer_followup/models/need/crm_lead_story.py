"""Need, handling and result of an opportunity on one card (D12)."""

from odoo import api, fields, models
from odoo.tools import format_amount, format_date

MOST = 5
TEMPLATE = "customer_followup.need_story"


class CrmLead(models.Model):
    _inherit = "crm.lead"

    followup_ids = fields.One2many("customer.followup", "lead_id")
    submission_ids = fields.One2many("customer.form.submission", "lead_id")
    story = fields.Html(
        compute="_compute_story",
        sanitize=False,
        export_string_translation=False,
        help="What was asked for, what was done, and how it ended.",
    )

    @api.depends("core_need", "expected_need", "product_preference", "purchase_time")
    @api.depends("budget", "won_status", "stage_id", "lost_reason_id", "date_closed")
    @api.depends("result_summary", "expected_revenue", "date_deadline", "followup_ids")
    @api.depends_context("lang", "tz", "uid")
    def _compute_story(self):
        """What the reader may not see of it is left out."""
        done = self._by_lead("customer.followup", "followed_up_at desc, id desc")
        asked = self._by_lead("customer.form.submission", "submitted_at, id")
        methods = self.env["customer.followup"]._fields["method"]
        words = dict(methods._description_selection(self.env))
        for lead in self:
            followups = done.get(lead._origin.id, self.env["customer.followup"])
            lead.story = self.env["ir.qweb"]._render(
                TEMPLATE,
                {
                    "asked": lead._asked_lines(),
                    "submissions": asked.get(lead._origin.id, ()),
                    "followups": followups[:MOST],
                    "more": max(len(followups) - MOST, 0),
                    "methods": words,
                    "result": lead._result_lines(),
                    "status": lead.won_status,
                    "day": lambda moment: format_date(
                        self.env,
                        fields.Datetime.context_timestamp(self, moment).date(),
                    ),
                },
            )

    def _by_lead(self, model, order):
        """The records of each opportunity that the reader may read: {id: records}."""
        records = self.env[model].search(
            [("lead_id", "in", self._origin.ids)], order=order
        )
        return {lead.id: each for lead, each in records.grouped("lead_id").items()}

    def _asked_lines(self):
        """Pairs of label and text of what the customer said."""
        names = ("core_need", "expected_need", "product_preference", "budget")
        shown = self.opened_values or {}
        labels = self.fields_get([*names, "purchase_time"], ["string"])
        lines = [
            (labels[name]["string"], shown.get(name) or self[name])
            for name in names
            if self[name]
        ]
        if self.purchase_time:
            said = self.purchase_time
            if self.purchase_to:
                said = f"{said} ({self._period_text()})"
            lines.append((labels["purchase_time"]["string"], said))
        return lines

    def _period_text(self):
        days = dict.fromkeys((self.purchase_from, self.purchase_to))
        return " – ".join(format_date(self.env, day) for day in days)

    def _result_lines(self):
        """What became of it, in a few lines of text."""
        if self.won_status == "pending":
            lines = [self.stage_id.name]
            if self.date_deadline:
                day = format_date(self.env, self.date_deadline)
                lines.append(self.env._("Expected by %(day)s", day=day))
        else:
            is_won = self.won_status == "won"
            day = self.date_closed and format_date(
                self.env,
                fields.Datetime.context_timestamp(self, self.date_closed).date(),
            )
            said = self.env._("Won") if is_won else self.env._("Lost")
            lines = [f"{said} {day or ''}".strip()]
            if not is_won and self.lost_reason_id:
                lines.append(self.lost_reason_id.name)
        if self.won_status != "lost" and self.expected_revenue:
            amount = format_amount(
                self.env, self.expected_revenue, self.company_currency
            )
            lines.append(amount if self._shows_forecast() else "****")
        return [*filter(None, [*lines, self.result_summary])]
