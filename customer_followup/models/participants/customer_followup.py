"""Who took part in a follow-up on the customer's side (U1)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

# Contact persons of a follow-up; both models read it, only follow-ups write it.
LINK = ("customer_contact_followup_rel", "followup_id", "contact_id")


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    contact_ids = fields.Many2many(
        "customer.contact",
        *LINK,
        string="Spoken To",
        domain="[('dossier_id', '=', dossier_id)]",
        help="Contact persons of the customer who took part.",
    )
    known_contacts = fields.Json(
        compute="_compute_known_contacts",
        export_string_translation=False,
        exportable=False,
    )

    # Choosing somebody asks the server for nothing: contact_ids is none of them.
    @api.depends("dossier_id")
    @api.depends_context("uid")
    def _compute_known_contacts(self):
        """Whom one may have spoken to: who is there, and who is chosen already. Names are
        as this user reads them."""
        contacts = self.env["customer.contact"].search(
            [("dossier_id", "in", self.dossier_id.ids)]
        )
        said = contacts.read(["name", "position"])
        shown = dict(zip(contacts, said, strict=True))
        by_dossier = contacts.grouped("dossier_id")
        today = fields.Date.context_today(self)
        for followup in self:
            chosen = followup.contact_ids._origin
            followup.known_contacts = [
                shown[contact]
                for contact in by_dossier.get(followup.dossier_id._origin, ())
                if contact in chosen or contact._is_present(today)
            ]

    @api.constrains("contact_ids", "dossier_id")
    def _check_contact_ids(self):
        for followup in self:
            if followup.contact_ids.dossier_id - followup.dossier_id:
                raise ValidationError(
                    self.env._(
                        "Somebody you spoke to is a contact person of another customer."
                    )
                )

    @api.onchange("dossier_id")
    def _onchange_dossier_id(self):
        """Who was chosen of another customer was not meant."""
        customer = self.dossier_id._origin
        self.contact_ids = self.contact_ids.filtered(
            lambda contact: contact.dossier_id._origin == customer
        )

    @api.model_create_multi
    def create(self, vals_list):
        followups = super().create(vals_list)
        followups._check_contact_access()
        return followups

    def write(self, vals):
        result = super().write(vals)
        if "contact_ids" in vals:
            self._check_contact_access()
        return result

    def _check_contact_access(self):
        """Nobody finds out by trying who is a contact person where."""
        if not self.env.su:
            self.contact_ids.check_access("read")

    def _participants_shown(self):
        """Who took part at the customer, in masks: for lists, notes and the timeline."""
        self.ensure_one()
        names = [contact.name or contact.position for contact in self.contact_ids]
        return [name for name in (*names, self.customer_participants) if name]
