from odoo import fields, models

from .kept_value import KeptValue, is_same, raw_value

REASONS = [
    ("budget", "Budget over the limit"),
    ("need", "Key need"),
    ("decision_maker", "Decision maker"),
    ("bank", "Bank account"),
    ("id_card", "Another ID card that ends the same"),
]


class CustomerChangeValue(models.Model):
    """One value of a change that waits: what it was, and what it is to be."""

    _name = "customer.change.value"
    _description = "Value That Waits"
    _inherit = "customer.kept.value"
    _order = "request_id desc, id"

    request_id = fields.Many2one(
        "customer.change.request",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    dossier_id = fields.Many2one(
        related="request_id.dossier_id", store=True, index=True
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True)
    reason = fields.Selection(REASONS, string="Why It Waits", readonly=True)
    old_value = KeptValue(string="Then", readonly=True)
    new_value = KeptValue(string="To Be", readonly=True)
    is_stale = fields.Boolean(
        compute="_compute_is_stale",
        help="Somebody changed the value after the change was asked for.",
    )

    def _compute_is_stale(self):
        self.is_stale = False
        waiting = self.filtered(lambda value: value.request_id.state == "waiting")
        # sudo: whoever sees the request is told that it is out of date
        waiting_sudo = waiting.sudo()
        olds = waiting_sudo._raw_values("old_value")
        for (model, name), values in waiting_sudo.grouped(
            lambda value: (value.value_model, value.name)
        ).items():
            now = current_values(
                self.env[model].sudo().browse(values.request_id.mapped("res_id")), name
            )
            for value in values:
                kept = now.get(value.request_id.res_id, False)
                value.with_env(self.env).is_stale = not is_same(
                    value.sensitivity, kept, olds[value]
                )

    def _sensitive_owner(self):
        return self.dossier_id.user_id

    def _opened_depends(self):
        return [*super()._opened_depends(), "dossier_id.user_id"]


def current_values(records, name):
    """What records have now, sensitive values too: {id: value}. Whoever asks: the caller
    has decided who may."""
    records = records.exists()
    if name in getattr(records, "_sealed_names", set)():
        is_found_only = records._fields[name].is_found_only
        opened, found = (
            records._open_values([name]),
            records._found_again() if is_found_only else {},
        )
        return {
            res_id: values.get(name, found.get(res_id, {}).get(name, False))
            for res_id, values in opened.items()
        }
    return {record.id: raw_value(record, name) for record in records}
