from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    may_salespeople_hand_over = fields.Boolean(
        string="Salespeople Give Customers Away",
        help="Salespeople hand over their own customers themselves. Else they ask the"
        " leader of the department, who does it with one click.",
    )
    handover_undo_hours = fields.Integer(
        string="Hours to Undo a Handover",
        default=24,
        help="How long customers can be given back with all that went along.",
    )

    _handover_undo_hours_positive = models.Constraint(
        "CHECK (handover_undo_hours >= 0)", "A handover is undone afterwards."
    )

    def _audited_fields(self):
        return [
            *super()._audited_fields(),
            "may_salespeople_hand_over",
            "handover_undo_hours",
        ]
