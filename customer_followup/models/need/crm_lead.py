from odoo import api, fields, models

from odoo.addons.customer_forms.tools import sensitivity
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields
from odoo.addons.customer_forms.tools.redaction import redact, redact_html

from ...tools.by_engine import BY_ENGINE, is_by_engine
from ...tools.settling import SETTLING
from ..dossier.res_partner import refuse_third

# Where a dossier keeps what an opportunity says of its customer.
PERSONAL = {"contact_name": "contact_name", "email_from": "email", "phone": "phone"}
# What people type about a need, beside Odoo's topic and notes.
NEED_TEXTS = (
    "core_need",
    "expected_need",
    "product_preference",
    "purchase_time",
    "result_summary",
)
SETTLED_BY = {
    *PERSONAL,
    *NEED_TEXTS,
    *("budget", "description", "name", "partner_id", "partner_name"),
}
# What may make it another customer's.
LINKED_BY = {"company_id", "partner_id"}
# What may change the intent of a customer.
INTENT_FIELDS = {"active", "partner_id", "priority", "probability", "stage_id", "type"}


class CrmLead(models.Model):
    _name = "crm.lead"
    # Before Odoo's own class: what is sealed never gets there.
    _inherit = ["customer.sensitive", "crm.lead"]

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
        refuse_engine_fields(self, {"dossier_id"}, vals_list)
        leads = super().create(vals_list)
        leads._check_may_link({})
        leads._settle_and_refuse()
        leads._remind_of_intent({})
        return leads

    def write(self, vals):
        refuse_engine_fields(self, {"dossier_id"}, [vals])
        before = {}
        # sudo: which customers they are of is only compared
        linked = {lead: lead.sudo().dossier_id for lead in self}
        if INTENT_FIELDS & vals.keys():
            # sudo: whoever writes to a lead changes what its dossier says of the intent
            before = {dossier: dossier.intent for dossier in self.sudo().dossier_id}
        result = super().write(vals)
        if LINKED_BY & vals.keys():
            self._check_may_link(linked)
        if SETTLED_BY & vals.keys() and not is_by_engine(self.env.context, SETTLING):
            self._settle_and_refuse()
        if INTENT_FIELDS & vals.keys():
            self._remind_of_intent(before)
        return result

    def _check_may_link(self, before):
        """What is said on an opportunity goes into the dossier, and its customer's intent
        and stage are read there: both are for who may change the dossier.

        :param dict before: the dossier each of these was of
        :raises AccessError: for customers of others
        """
        if self.env.su:
            return
        # sudo: to find them; what the user may do comes right after
        linked_sudo = self.sudo().dossier_id.browse()
        for lead in self:
            dossier_sudo = lead.sudo().dossier_id
            if dossier_sudo != before.get(lead):
                linked_sudo |= dossier_sudo
        linked_sudo.with_env(self.env)._check_may_be_written()

    def _settle_and_refuse(self):
        """:raises AccessError: for a phone or name of a customer of others
        :raises UserError: for a third phone or name of a customer
        """
        if not self.env.su:
            # sudo: to find them; what the user may do comes right after
            saying_sudo = self.sudo().filtered(lambda lead: lead._says_of_customer())
            saying_sudo.dossier_id.with_env(self.env)._check_may_be_written()
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

    def _says_of_customer(self):
        """What an opportunity says of the person and the contact does not."""
        partner = self.partner_id
        known = {
            "contact_name": partner.name,
            "email_from": partner.email,
            "phone": partner.phone,
        }
        return {
            PERSONAL[name]: self[name]
            for name in PERSONAL
            if self.dossier_id
            and self[name]
            and self[name] != known[name]
            and not sensitivity.looks_masked(self[name])
        }

    def _give_to_dossier(self):
        dossier = self.dossier_id
        said = {name: self[name] for name in PERSONAL if self[name]}
        new = self._says_of_customer()
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
        context = {SETTLING: BY_ENGINE, "tracking_disable": True}
        self.with_context(**context).write(vals)

    def _redact(self):
        """What was typed as need or topic says no more of the person than a mask."""
        opened = self.dossier_id._open_values()
        budgets = self._open_values(["budget_min", "budget_max"])
        classes = self.dossier_id._sensitive_classes()
        for lead in self:
            values = opened[lead.dossier_id.id]
            about = [(classes[name], values[name]) for name in values]
            about += [("amount", value) for value in budgets[lead.id].values()]
            redacted = {
                name: redact(lead[name] or "", about) for name in ("name", *NEED_TEXTS)
            }
            redacted["description"] = redact_html(lead.description or "", about)
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
            lead.id: [lead.dossier_id, lead]
            for lead in self.sudo()
            if lead.dossier_id and lead.id
        }

    def _sensitive_company(self):
        return self.company_id or self.dossier_id.company_id or self.env.company

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
