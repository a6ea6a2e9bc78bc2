from odoo import api, fields, models

# What may change the intent of a customer.
INTENT_FIELDS = {"active", "partner_id", "priority", "probability", "stage_id", "type"}


class CrmLead(models.Model):
    _inherit = "crm.lead"

    dossier_id = fields.Many2one(
        "customer.dossier",
        compute="_compute_dossier_id",
        store=True,
        index="btree_not_null",
        groups="customer_forms.customer_forms_group_user",
    )

    @api.depends(
        "partner_id.commercial_partner_id.dossier_ids.company_id", "company_id"
    )
    def _compute_dossier_id(self):
        """The dossier of the contact or, for a person in a company, of the company."""
        for lead in self:
            partner = lead.partner_id
            dossiers = partner.dossier_ids + partner.commercial_partner_id.dossier_ids
            lead.dossier_id = dossiers.filtered(
                lambda dossier, company=lead.company_id: (
                    company
                    in (
                        dossier.company_id,
                        company.browse(),
                    )
                )
            )[:1]

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads._remind_of_intent({})
        return leads

    def write(self, vals):
        if not INTENT_FIELDS & vals.keys():
            return super().write(vals)
        # sudo: whoever writes to a lead changes what its dossier says of the intent
        before = {dossier: dossier.intent for dossier in self.sudo().dossier_id}
        result = super().write(vals)
        self._remind_of_intent(before)
        return result

    def _get_partner_email_update(self, force_void=True):
        return not self._is_of_customer() and super()._get_partner_email_update(
            force_void
        )

    def _get_partner_phone_update(self, force_void=True):
        return not self._is_of_customer() and super()._get_partner_phone_update(
            force_void
        )

    def _is_of_customer(self):
        """Whether Odoo must not put phone and e-mail on the contact (D2)."""
        # sudo: also for those who may not see the dossier
        return bool(self.sudo().dossier_id)

    def _remind_of_intent(self, before):
        """Ask the reminder rules about customers whose intent is another now.

        :param dict before: intent by dossier
        """
        # sudo: the seller of an opportunity need not own the customer
        changed = self.sudo().dossier_id.filtered(
            lambda dossier: dossier.intent != before.get(dossier, False)
        )
        if changed:
            changed.reminder_ids._withdraw_unfitting()
            self.env["customer.reminder.rule"]._remind(changed)

    def action_view_dossier(self):
        self.ensure_one()
        return self.dossier_id._get_open_action()
