from odoo import api, fields, models

from odoo.addons.customer_forms.tools import sensitivity
from odoo.addons.customer_forms.tools.redaction import redact, redact_html

from ...tools.settling import SETTLING
from ..dossier.res_partner import refuse_third

# Where a dossier keeps what an opportunity says of its customer.
PERSONAL = {"contact_name": "contact_name", "email_from": "email", "phone": "phone"}
SETTLED_BY = {*PERSONAL, "description", "name", "partner_id", "partner_name"}
# What may change the intent of a customer.
INTENT_FIELDS = {"active", "partner_id", "priority", "probability", "stage_id", "type"}


class CrmLead(models.Model):
    _inherit = "crm.lead"

    dossier_id = fields.Many2one(
        "customer.dossier",
        compute="_compute_dossier_id",
        store=True,
        index="btree_not_null",
        groups="customer_forms.customer_forms_group_user,"
        "customer_forms.customer_forms_group_viewer",
    )

    @api.depends(
        "partner_id.commercial_partner_id.dossier_ids.company_id",
        "partner_id.commercial_partner_id.dossier_ids.merged_into_id",
        "company_id",
    )
    def _compute_dossier_id(self):
        """The dossier of the contact or, for a person in a company, of the company."""
        for lead in self:
            partner = lead.partner_id
            dossiers = partner.dossier_ids + partner.commercial_partner_id.dossier_ids
            dossiers = dossiers._kept()
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
        leads._settle_and_refuse()
        leads._remind_of_intent({})
        return leads

    def write(self, vals):
        before = {}
        if INTENT_FIELDS & vals.keys():
            # sudo: whoever writes to a lead changes what its dossier says of the intent
            before = {dossier: dossier.intent for dossier in self.sudo().dossier_id}
        result = super().write(vals)
        if SETTLED_BY & vals.keys() and not self.env.context.get(SETTLING):
            self._settle_and_refuse()
        if INTENT_FIELDS & vals.keys():
            self._remind_of_intent(before)
        return result

    def _settle_and_refuse(self):
        """:raises UserError: for a third phone or name of a customer"""
        for lead in self._settle():
            refuse_third(self.env, lead.dossier_id)

    def _settle(self):
        """Opportunities of customers repeat neither name nor phone nor e-mail (V1).

        What the dossier has not yet goes there first.

        :return: opportunities that still say what the dossier has no room for
        """
        # sudo: the seller of an opportunity need not own the customer
        leads_sudo = self.sudo().filtered("dossier_id")
        unsettled = leads_sudo.browse()
        for lead in leads_sudo:
            unsettled += lead._give_to_dossier()
        leads_sudo._redact()
        return unsettled

    def _give_to_dossier(self):
        partner, dossier = self.partner_id, self.dossier_id
        known = {
            "contact_name": partner.name,
            "email_from": partner.email,
            "phone": partner.phone,
        }
        said = {name: self[name] for name in PERSONAL if self[name]}
        new = {
            PERSONAL[name]: value
            for name, value in said.items()
            if value != known[name] and not sensitivity.looks_masked(value)
        }
        if dossier.kind != "company" and "contact_name" in new:
            new["name"] = new.pop("contact_name")
        left = set(dossier._take_in(new)) if new else set()
        kept = {
            name
            for name in said
            if PERSONAL[name] in left or (name == "contact_name" and "name" in left)
        }
        gone = {name: False for name in said if name not in kept}
        if dossier.kind != "company" and self.partner_name:
            gone["partner_name"] = False
        if gone:
            self._write_untracked(gone)
            self.env["mail.tracking.value"]._mask_personal(self)
        return self if kept else self.browse()

    def _write_untracked(self, vals):
        """Write what the chatter must not repeat."""
        context = {SETTLING: True, "tracking_disable": True}
        self.with_context(**context).write(vals)

    def _redact(self):
        """What was typed as need or topic says no more of the person than a mask."""
        opened = self.dossier_id._open_values()
        classes = self.dossier_id._sensitive_classes()
        for lead in self:
            values = opened[lead.dossier_id.id]
            about = [(classes[name], values[name]) for name in values]
            redacted = {
                "name": redact(lead.name or "", about),
                "description": redact_html(lead.description or "", about),
            }
            news = {
                name: value
                for name, value in redacted.items()
                if value != (lead[name] or "")
            }
            if news:
                lead._write_untracked(news)

    def _written_about(self):
        """Who the chatter of an opportunity is about: {id: list of records}."""
        # sudo: also for those who may not see the dossier
        return {
            lead.id: [lead.dossier_id]
            for lead in self.sudo()
            if lead.dossier_id and lead.id
        }

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
