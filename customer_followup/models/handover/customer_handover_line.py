from odoo import api, fields, models


class CustomerHandoverLine(models.Model):
    """One customer of a handover: from whom, to whom, and what became of it."""

    _name = "customer.handover.line"
    _description = "Customer Handed Over"
    _order = "id"
    _rec_name = "dossier_id"

    handover_id = fields.Many2one(
        "customer.handover", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="handover_id.company_id", store=True, index=True
    )
    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    from_user_id = fields.Many2one(
        "res.users", string="From", index="btree_not_null", ondelete="restrict"
    )
    from_team_id = fields.Many2one(
        "crm.team",
        string="From Department",
        index="btree_not_null",
        ondelete="set null",
    )
    to_user_id = fields.Many2one(
        "res.users", string="To", index="btree_not_null", ondelete="restrict"
    )
    to_team_id = fields.Many2one(
        "crm.team", string="To Department", index="btree_not_null", ondelete="set null"
    )
    state = fields.Selection(
        [
            ("waiting", "To be handed over"),
            ("moved", "Handed over"),
            ("skipped", "Not handed over"),
            ("undone", "Given back"),
            ("kept", "Not given back"),
        ],
        required=True,
        default="waiting",
    )
    reason = fields.Selection(
        [
            ("changed", "Has another owner by now"),
            ("receiver", "The receiver cannot look after this customer"),
            ("former", "The former owner cannot look after this customer any more"),
            ("failed", "Could not be written"),
        ],
        string="Why Not",
    )
    # What went along: undoing gives back just that.
    taken = fields.Json(export_string_translation=False)
    lead_count = fields.Integer(string="Opportunities")
    activity_count = fields.Integer(string="Activities")
    submission_count = fields.Integer(string="Submissions")

    left_count = fields.Integer(string="Stayed Behind")

    _waiting_idx = models.Index("(handover_id, id) WHERE state = 'waiting'")

    @api.depends("dossier_id.display_name")
    def _compute_display_name(self):
        """Also for who gave the customer away, or back."""
        for line in self:
            # sudo: number and mask stand on the contact, which every employee reads
            line.display_name = line.sudo().dossier_id.display_name

    def _note_taken(self, taken):
        """Note what went along with each customer.

        :param dict taken: see ``customer.dossier._hand_over``
        """
        for line in self:
            along = taken[line.dossier_id]
            line.write(
                {
                    "state": "moved",
                    "to_team_id": line.dossier_id.team_id.id,
                    "taken": along,
                    "lead_count": len(along.get("leads", ())),
                    "activity_count": len(along.get("activities", ())),
                    "submission_count": len(along.get("submissions", ())),
                }
            )
