from collections import Counter

from odoo import fields, models
from odoo.exceptions import UserError

from ..gone_words import gone_sentences


class CustomerPersonErase(models.TransientModel):
    """Says in words and numbers what erasing takes away, and asks once more (V5)."""

    _name = "customer.person.erase"
    _description = "Erase Personal Data"

    search_id = fields.Many2one(
        "customer.person.search", required=True, readonly=True, ondelete="cascade"
    )
    summary = fields.Html(compute="_compute_summary", sanitize=False)
    is_sure = fields.Boolean(string="I have read this; erase it for ever")

    def _compute_summary(self):
        for erase in self:
            records_sudo = erase._records_sudo()
            kept = {}
            for each_sudo in records_sudo:
                kept |= each_sudo._why_not_erased()
            goes = [each for each in records_sudo if each not in kept]
            erase.summary = self.env["ir.qweb"]._render(
                "customer_forms.person_erase_summary",
                {
                    "names": [
                        self._name_of(each) for each in goes if not each.erased_at
                    ],
                    "gone": gone_sentences(self.env, erase._counts(goes)),
                    "kept": [(self._name_of(each), why) for each, why in kept.items()],
                },
            )

    def _name_of(self, record_sudo):
        kind = self.env["ir.model"]._get(record_sudo._name).name
        return f"{kind} {record_sudo.display_name}"

    def _records_sudo(self):
        """What was ticked; what is part of something else that was, only there."""
        records_sudo = [
            line._record_sudo()
            for line in self.search_id._chosen_lines().filtered("is_ours")
        ]
        whole = [each for each in records_sudo if "row_ids" in each._fields]
        parts = {row for each in whole for row in each.row_ids}
        return [each for each in records_sudo if each and each not in parts]

    def _counts(self, records_sudo):
        return sum((Counter(each._count_erasure()) for each in records_sudo), Counter())

    def action_erase(self):
        """Erase what was ticked, for ever."""
        self.ensure_one()
        self.search_id._check_chosen()
        if not self.is_sure:
            raise UserError(
                self.env._("Read what will be erased, and tick that you did.")
            )
        reason = self.search_id.purpose.strip()
        gone = Counter()
        for record_sudo in self._records_sudo():
            gone.update(record_sudo._erase(reason))
        # sudo: what was chosen is done with, and only searching writes the list
        self.search_id.line_ids.sudo().is_chosen = False
        sentences = gone_sentences(self.env, gone)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.env._("Erased"),
                "message": "; ".join(sentences) or self.env._("Nothing was left."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
