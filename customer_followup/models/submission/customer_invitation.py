"""Customers are invited at the addresses in their dossiers (P2)."""

from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _invitation_addresses(self):
        """The contact of a customer has no address: the dossier has, for those who see
        it. They see no more of it in the invitation than the policy lets them."""
        customers = self.filtered(
            lambda partner: (
                # sudo: which contacts are customers; whose they are comes right after
                partner.sudo().dossier_ids and not partner._is_account()
            )
        )
        others = super(ResPartner, self - customers)._invitation_addresses()
        dossiers = self.env["customer.dossier"].search(
            [("partner_id", "in", customers.ids)], order="id desc"
        )
        opened = dossiers._open_values(["name", "contact_name", "phone", "email"])
        return others | {
            dossier.partner_id: _addresses(dossier, opened[dossier.id])
            for dossier in dossiers
        }


def _addresses(dossier, values):
    partner = dossier.partner_id
    name = values.get("contact_name") or values.get("name")
    if not name and dossier.kind == "company":
        name = partner.name
    return (
        name or "",
        values.get("email") or "",
        values.get("phone") or "",
        partner.lang or "",
    )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    invitation_count = fields.Integer(
        string="Invitations", compute="_compute_invitation_count"
    )

    def _compute_invitation_count(self):
        counts = dict(
            self.env["customer.form.invitation"]._read_group(
                [("partner_id", "in", self.partner_id.ids)],
                ["partner_id"],
                ["__count"],
            )
        )
        for dossier in self:
            dossier.invitation_count = counts.get(dossier.partner_id, 0)

    def action_invite_to_form(self):
        """Open the dialog that invites these customers."""
        return self.partner_id.action_invite_to_form()

    def action_view_invitations(self):
        """List the invitations of this customer."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_forms.customer_form_invitation_action"
        )
        domain = [("partner_id", "=", self.partner_id.id)]
        return {**action, "domain": domain, "context": {}}

    def _index_invited(self, vals_list):
        """The dossiers of people who followed a personal link: {contact: dossier}."""
        partner_ids = [vals.get("invited_partner_id") for vals in vals_list]
        dossiers = self.with_context(active_test=False).search(
            [
                ("partner_id", "in", list(filter(None, partner_ids))),
                ("company_id", "=", self.env.company.id),
            ],
            order="id desc",
        )
        return {dossier.partner_id.id: dossier._kept() for dossier in dossiers}


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _prepare_dossier_vals(self, said, kind=None):
        """Whose link it was says more than what was typed, unless many may use it."""
        vals = super()._prepare_dossier_vals(said, kind)
        invitation = self.invitation_id
        if invitation.partner_id and invitation.round_id.uses_allowed == 1:
            vals["invited_partner_id"] = invitation.partner_id.id
        return vals
