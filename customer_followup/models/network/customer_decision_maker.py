from odoo import api, fields, models


class CustomerDecisionMaker(models.Model):
    """Who decided at a customer, and from when to when (D6).

    Written by ``customer.contact`` only: who names another decision maker ends the time
    of the former one, and a second person may have to look at it first (S7).
    """

    _name = "customer.decision.maker"
    _description = "Time of a Decision Maker"
    _order = "date_from desc, id desc"

    contact_id = fields.Many2one(
        "customer.contact",
        string="Contact Person",
        required=True,
        index=True,
        ondelete="cascade",
    )
    dossier_id = fields.Many2one(
        related="contact_id.dossier_id",
        string="Customer",
        store=True,
        precompute=True,
        index=True,
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    date_from = fields.Date(string="Since", required=True, index=True)
    date_to = fields.Date(string="Until", help="Empty while it is so.")
    submission_id = fields.Many2one(
        "customer.form.submission",
        string="Learned From",
        index="btree_not_null",
        ondelete="set null",
    )

    # Ended because the customer became one with another: begins again when that is undone.
    is_ended_by_merge = fields.Boolean(export_string_translation=False)

    _open_uniq = models.UniqueIndex(
        "(dossier_id) WHERE date_to IS NULL",
        "A customer has one decision maker at a time. Try again.",
    )

    @api.depends("contact_id", "date_from")
    def _compute_display_name(self):
        for time in self:
            time.display_name = f"{time.contact_id.display_name} · {time.date_from}"

    def action_open_dossier(self):
        """Open the customer.

        :return: action
        """
        self.ensure_one()
        return self.dossier_id._get_open_action()
