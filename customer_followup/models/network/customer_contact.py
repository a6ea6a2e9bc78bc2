from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from ...tools.by_engine import is_by_engine
from ...tools.provenance import source_in
from ...tools.settling import SETTLING
from .contact_sealed import ContactSealed

# Who is the main one is swapped, not set; a contact of Odoo's is taken over, not chosen.
ENGINE_FIELDS = {
    "company_id",
    "followup_ids",
    "is_main",
    "is_named_in_followup",
    "last_spoken_at",
    "partner_id",
    "submission_id",
}
# A change of these is of high risk (S7).
DECISION = {"decision_from", "is_decision_maker"}
NOTED = ("note", "position")


class CustomerContact(models.Model):
    """Somebody at a customer, or close to him: who he is, what he does there (D5).

    The main contact person is the one whose name, phone and e-mail are on the dossier:
    his row has their masks, and the values are kept once, there.
    """

    _name = "customer.contact"
    _description = "Contact Person"
    _inherit = ["customer.sensitive", "customer.second.look"]
    _order = "is_main desc, is_decision_maker desc, id"
    _rec_names_search = ["name", "phone", "email", "position", "dossier_id.number"]
    _check_company_auto = True

    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact of Odoo",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Was entered below the contact of the customer, and says no name there.",
    )
    is_main = fields.Boolean(
        string="Main Contact",
        readonly=True,
        copy=False,
        index=True,
        help="The one whose name, phone and e-mail are on the dossier.",
    )

    name = ContactSealed(string="Full Name", sensitivity="name")
    phone = ContactSealed(sensitivity="phone")
    email = ContactSealed(string="E-mail", sensitivity="email")
    position = fields.Char(help="The title on the card, e.g. head of purchasing.")
    role_ids = fields.Many2many("customer.contact.role", string="Roles")

    is_decision_maker = fields.Boolean(
        string="Decision Maker",
        compute="_compute_decision",
        store=True,
        readonly=False,
        copy=False,
        help="A customer has one at a time: the former one's time ends.",
    )
    decision_from = fields.Date(
        string="Decides Since",
        compute="_compute_decision",
        store=True,
        readonly=False,
        copy=False,
    )
    decision_ids = fields.One2many(
        "customer.decision.maker", "contact_id", string="Decided", readonly=True
    )
    date_from = fields.Date(string="There Since")
    date_to = fields.Date(string="There Until", help="Empty while the person is there.")
    submission_id = fields.Many2one(
        "customer.form.submission",
        string="Learned From",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    note = fields.Text(help="Names and numbers of people are masked here.")

    _main_uniq = models.UniqueIndex(
        "(dossier_id) WHERE is_main",
        "A customer has one main contact person. Try again.",
    )

    # ------------------------------------------------------------
    # Compute and constraints
    # ------------------------------------------------------------

    @api.depends("dossier_id.number", "name", "position")
    def _compute_display_name(self):
        for contact in self:
            said = contact.name or contact.position or ""
            number = contact.dossier_id.number or ""
            contact.display_name = f"{number} {said}".strip()

    @api.depends("decision_ids.date_from", "decision_ids.date_to")
    def _compute_decision(self):
        for contact in self:
            now = contact.decision_ids.filtered(lambda time: not time.date_to)[:1]
            contact.is_decision_maker = bool(now)
            contact.decision_from = now.date_from

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for contact in self.filtered(lambda contact: contact.date_to):
            if contact.date_from and contact.date_from > contact.date_to:
                raise ValidationError(
                    self.env._(
                        "Somebody leaves after he came: change one of the dates."
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model
    def name_create(self, name):
        """Add somebody of that name to the customer the context says.

        :raises UserError: when it says none
        """
        if not self.env.context.get("default_dossier_id"):
            raise UserError(
                self.env._(
                    "A contact person belongs to a customer: open the customer and add"
                    " the person there."
                )
            )
        return super().name_create(name)

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        decisions, rest = [], []
        for vals in vals_list:
            decided, other = self._split_decision(vals)
            decisions.append(decided)
            rest.append({**self._learned_from(), **self._clean_vals(other)})
        # sudo: what says where it was learned is the engine's; rights are checked above
        contacts = super().create(rest)
        contacts._redact_notes()
        for contact, decided in zip(contacts, decisions, strict=True):
            contact._decide(decided)
        return contacts

    def write(self, vals):  # pylint: disable=method-required-super
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        self.check_access("write")
        vals = self._clean_vals(vals)
        decided, rest = self._split_decision(vals)
        result = self._write_where_kept(rest) if rest else True
        if {*NOTED, "name", "phone", "email"} & rest.keys():
            self._redact_notes()
        if "name" in rest:
            self._name_shells()
        for contact in self if decided else ():
            contact._decide(decided)
        return result

    def _write_where_kept(self, vals):
        # pylint: disable-next=super-method-mismatch
        return super().write(vals)

    @api.model
    def _split_decision(self, vals):
        """What says who decides, and the rest."""
        decided = {name: vals[name] for name in DECISION & vals.keys()}
        return decided, {name: vals[name] for name in vals if name not in decided}

    @api.model
    def _clean_vals(self, vals):
        """Phone and e-mail as a form keeps them (F7); what Odoo's own contacts had is
        taken as it is."""
        if self.env.su and is_by_engine(self.env.context, SETTLING):
            return vals
        said = {name: vals[name] for name in ("phone", "email") if name in vals}
        return {**vals, **self.env["customer.dossier"]._clean_vals(said)}

    @api.model
    def _learned_from(self):
        """The submission that says so, if one does."""
        model, res_id = source_in(self.env.context) or (None, None)
        is_submission = self.env.su and model == "customer.form.submission"
        return {"submission_id": res_id} if is_submission else {}

    def _redact_notes(self):  # pylint: disable=missing-return
        """What is written of people says no more than their masks (V1)."""
        noted = self.filtered(lambda contact: any(contact[name] for name in NOTED))
        redacted = self.env["customer.redaction"]._redact_vals(
            [{name: contact[name] for name in NOTED} for contact in noted],
            [("customer.dossier", contact.dossier_id.id) for contact in noted],
            texts=NOTED,
        )
        for contact, vals in zip(noted, redacted, strict=True):
            news = {name: vals[name] for name in NOTED if vals[name] != contact[name]}
            if news:
                # pylint: disable-next=super-method-mismatch
                super(CustomerContact, contact).write(news)

    # ------------------------------------------------------------
    # Private
    # ------------------------------------------------------------

    def _sensitive_owner(self):
        return self.dossier_id.user_id

    def _opened_depends(self):
        return [*super()._opened_depends(), "dossier_id.user_id"]

    def _is_present(self, day):
        """Whether the person is there on a day."""
        self.ensure_one()
        return (not self.date_from or self.date_from <= day) and (
            not self.date_to or day <= self.date_to
        )
