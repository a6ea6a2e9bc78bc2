from odoo import api, fields, models
from odoo.fields import Domain

from .contact_sealed import MAIN


class CustomerDossier(models.Model):
    """The people around a customer (D5)."""

    _inherit = "customer.dossier"

    contact_ids = fields.One2many(
        "customer.contact", "dossier_id", string="Contact Persons"
    )
    relation_ids = fields.Many2many(
        "customer.relation",
        string="Relations",
        compute="_compute_relation_ids",
        search="_search_relation_ids",
    )

    def _compute_relation_ids(self):
        # sudo: many customers have none, so who may read them is asked of what is found
        relations_sudo = self.env["customer.relation"].sudo()
        relations_sudo = relations_sudo.search(
            Domain("from_customer_id", "in", self.ids)
            | Domain("to_customer_id", "in", self.ids)
        )
        relations = relations_sudo.with_env(self.env)._filtered_access("read")
        for dossier in self:
            dossier.relation_ids = relations.filtered(
                lambda relation, dossier=dossier: (
                    dossier._origin
                    in (relation.from_customer_id, relation.to_customer_id)
                )
            )

    def _search_relation_ids(self, operator, value):
        if operator != "in":
            return NotImplemented
        relations = self.env["customer.relation"].search([("id", "in", list(value))])
        customers = relations.from_customer_id | relations.to_customer_id
        return [("id", "in", customers.ids)]

    @api.model_create_multi
    def create(self, vals_list):
        dossiers = super().create(vals_list)
        dossiers.filtered("contact_name")._show_main_contacts()
        return dossiers

    def write(self, vals):
        result = super().write(vals)
        if {"kind", *MAIN.values()} & vals.keys():
            self._show_main_contacts()
        return result

    def unlink(self):
        """Contact persons go through the ORM, so that the vault forgets them."""
        ends = self.env["customer.relation"].with_context(active_test=False)
        ends.search(
            Domain("from_customer_id", "in", self.ids)
            | Domain("to_customer_id", "in", self.ids)
        ).unlink()
        self.contact_ids.unlink()
        return super().unlink()

    def _settle(self, takes_names=True):  # pylint: disable=missing-return
        """People below the contact of a customer are contact persons of his."""
        super()._settle(takes_names)
        # sudo: whoever opens a dossier need not be allowed to edit contacts
        Partner_sudo = self.env["res.partner"].sudo().with_context(active_test=False)
        Partner_sudo.search(
            [
                ("commercial_partner_id", "in", self.sudo().partner_id.ids),
                ("parent_id", "!=", False),
                ("is_company", "=", False),
            ]
        )._settle_people()

    def action_add_relation(self):
        """Open a new relation of this customer.

        :return: action of a dialog
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add a Relation"),
            "res_model": "customer.relation",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_from_dossier_id": self.id},
        }
