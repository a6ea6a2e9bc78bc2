from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from ...tools.by_engine import BY_ENGINE, is_by_engine
from ...tools.settling import SETTLING

# What a dossier keeps of its contact.
PERSONAL = {"name", "phone", "email"}

CUSTOMER_ROLES = (
    "customer_forms.customer_forms_group_user,"
    "customer_forms.customer_forms_group_viewer"
)


class ResPartner(models.Model):
    _inherit = "res.partner"

    dossier_ids = fields.One2many(
        "customer.dossier",
        "partner_id",
        context={"active_test": False},
        groups=CUSTOMER_ROLES,
    )
    dossier_count = fields.Integer(
        compute="_compute_dossier_count",
        groups=CUSTOMER_ROLES,
    )

    def _compute_dossier_count(self):
        counts = dict(
            self.env["customer.dossier"]._read_group(
                [("partner_id", "in", self.ids)], ["partner_id"], ["__count"]
            )
        )
        for partner in self:
            partner.dossier_count = counts.get(partner, 0)

    def write(self, vals):
        touched = {*PERSONAL, "is_company"} & vals.keys()
        if not touched or is_by_engine(self.env.context, SETTLING):
            return super().write(vals)
        customers = self.filtered(
            lambda partner: (
                # sudo: the contact of a customer keeps no more, whoever edits it
                partner.sudo().dossier_ids and not partner._is_account()
            )
        )
        if vals.get("is_company"):
            customers._check_may_name()
        others = self - customers
        result = super(ResPartner, others).write(vals) if others else True
        rest = {name: value for name, value in vals.items() if name not in PERSONAL}
        if customers and rest:
            super(ResPartner, customers).write(rest)
        said = {name: vals[name] for name in PERSONAL & vals.keys()}
        for partner in customers:
            partner._pass_on(said)
        if "is_company" in vals:
            # sudo: whoever says what the contact is need not see its dossiers
            customers_sudo = customers.sudo()
            customers_sudo.dossier_ids._settle()
        return result

    def _check_may_name(self):
        """The name of an organisation stands on its contact, which every employee reads:
        who makes a person one has asked for the name.

        :raises AccessError: for who may not change the dossier or see the name
        """
        if self.env.su:
            return
        people = self.filtered(lambda partner: not partner.is_company)
        # sudo: to find them; what the user may do comes right after
        for dossier_sudo in people.sudo().dossier_ids.filtered("name"):
            dossier = dossier_sudo.with_env(self.env)
            dossier.check_access("write")
            if dossier._sensitivity_level("name") != "full":
                dossier.reveal("name", self.env._("The customer is an organisation"))

    def _pass_on(self, said):
        """What somebody wrote on the contact of a customer goes into the dossier."""
        # sudo: one contact may have dossiers in several companies; see below
        dossiers_sudo = self.sudo()._customer_dossiers()
        stays = set()
        if all(dossier.kind == "company" for dossier in dossiers_sudo):
            stays.add("name")
        if any(dossiers_sudo.company_id.mapped("has_phones_on_contacts")):
            stays |= {"phone", "email"}
        self._write_settled({name: said[name] for name in said if name in stays})
        passed = {
            name: value
            for name, value in said.items()
            if name not in stays and value and value != self[name]
        }
        if not passed:
            return
        dossiers_sudo.with_env(self.env).check_access("write")
        name = passed.pop("name", None)
        if name:
            dossiers_sudo.write({"name": name})
        for dossier in dossiers_sudo:
            if dossier._take_in(passed):
                refuse_third(self.env, dossier)

    def _write_settled(self, vals):
        if vals:
            self.with_context(**{SETTLING: BY_ENGINE}).write(vals)

    def _write_untracked(self, vals):
        """Write what the chatter must not repeat."""
        if vals:
            self.with_context(tracking_disable=True)._write_settled(vals)

    def _is_account(self):
        """Whether Odoo itself needs the name and the address: of a company, a login."""
        # sudo: whether there is a login is no secret here
        partner_sudo = self.sudo().with_context(active_test=False)
        return self.id in self._company_partner_ids() or bool(partner_sudo.user_ids)

    @api.model
    @tools.ormcache()
    def _company_partner_ids(self):
        """Odoo empties the cache when there is another company."""
        # sudo: which contacts are companies of ours is no secret here
        companies_sudo = self.env["res.company"].sudo()
        return frozenset(
            companies_sudo.search([("partner_id", "!=", False)]).partner_id.ids
        )

    def _name_people(self):
        """People's contacts are called by number and mask, or in full where wanted."""
        people = self.filtered(lambda partner: not partner._is_account())
        dossier_by_partner = {
            partner: partner.dossier_ids.sorted(
                lambda dossier: (bool(dossier.merged_into_id), dossier.id)
            )[:1]
            for partner in people
        }
        dossiers = self.env["customer.dossier"].union(*dossier_by_partner.values())
        in_full = dossiers.filtered("company_id.has_names_on_contacts")
        opened = in_full._open_values(["name"]) if in_full else {}
        for partner, dossier in dossier_by_partner.items():
            name = opened.get(dossier.id, {}).get("name") or dossier.display_name
            if partner.name != name:
                partner._write_untracked({"name": name})
                partner._mask_tracked()

    def _written_about(self):
        """Who the chatter of a contact is about: {id: list of records}."""
        # sudo: also for those who may not see the dossier
        return {
            partner.id: [*partner.dossier_ids]
            for partner in self.sudo()
            if partner.dossier_ids and not partner._is_account()
        }

    def _mask_tracked(self):
        self.env["mail.tracking.value"]._mask_personal(self)

    def action_view_dossiers(self):
        self.ensure_one()
        dossiers = self.env["customer.dossier"].search([("partner_id", "=", self.id)])
        return dossiers._get_open_action()


def refuse_third(env, dossier):
    """:raises UserError: because the dossier has two already"""
    raise UserError(
        env._(
            "Names, phones, e-mails, addresses and tax numbers of customers are kept in"
            " the dossier %(number)s, which has others already. Correct them there.",
            number=dossier.number,
        )
    )
