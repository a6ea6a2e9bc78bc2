from odoo import api, fields, models

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from .relation_end import (
    ENDS,
    RelationEnd,
    contact_at,
    customer_at,
    dossier_at,
    key_at,
    names_of,
    user_at,
)

ENGINE_FIELDS = {
    "company_id",
    "pair_key",
    "submission_id",
    *names_of("customer_id", "key"),
}


class CustomerRelation(models.Model):
    """One customer, contact person or employee stands to another (D5).

    One row says it for both ends: a picture or a list is read from either.
    """

    _name = "customer.relation"
    _description = "Relation"
    _order = "date_from desc, id desc"
    _check_company_auto = True

    type_id = fields.Many2one(
        "customer.relation.type",
        string="Relation",
        required=True,
        index=True,
        ondelete="restrict",
    )
    from_dossier_id = dossier_at("First: Customer")
    from_contact_id = contact_at("First: Contact Person")
    from_user_id = user_at("First: Employee")
    from_customer_id = customer_at("First: Customer or Employer")
    from_key = key_at()
    to_dossier_id = dossier_at("Second: Customer")
    to_contact_id = contact_at("Second: Contact Person")
    to_user_id = user_at("Second: Employee")
    to_customer_id = customer_at("Second: Customer or Employer")
    to_key = key_at()
    pair_key = fields.Char(
        compute="_compute_ends", store=True, export_string_translation=False
    )
    company_id = fields.Many2one(
        "res.company", compute="_compute_ends", store=True, index=True
    )
    from_label = fields.Char(string="First", compute="_compute_labels")
    to_label = fields.Char(string="Second", compute="_compute_labels")

    date_from = fields.Date(string="Since")
    date_to = fields.Date(string="Until", help="Empty while it is so.")
    state = fields.Selection(
        [("proposed", "Proposed"), ("confirmed", "Confirmed")],
        required=True,
        default="confirmed",
        help="A form named a referrer; somebody who knows says whether it is this one.",
    )
    submission_id = fields.Many2one(
        "customer.form.submission",
        string="Learned From",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    note = fields.Text(help="Names and numbers of people are masked here.")
    active = fields.Boolean(default=True)

    _open_uniq = models.UniqueIndex(
        "(type_id, pair_key) WHERE active AND date_to IS NULL",
        "This relation is there already.",
    )

    # ------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------

    def _ends(self):
        """Both ends of this relation."""
        return [RelationEnd(self, name) for name in ENDS]

    @api.depends(
        "type_id.is_symmetric",
        *names_of("dossier_id.company_id", "contact_id.dossier_id", "user_id"),
    )
    def _compute_ends(self):
        for relation in self:
            for end in relation._ends():
                end["customer_id"] = end.customer
                end["key"] = end.key
            keys = [end["key"] or "" for end in relation._ends()]
            if relation.type_id.is_symmetric:
                keys.sort()
            relation.pair_key = " ".join(keys)
            customer = relation.from_customer_id or relation.to_customer_id
            relation.company_id = customer.company_id

    @api.depends("from_key", "to_key")
    @api.depends_context("uid", "lang")
    def _compute_labels(self):
        customers = self.from_customer_id | self.to_customer_id
        seen = customers._origin._filtered_access("read")
        for relation in self:
            for end in relation._ends():
                customer = end["customer_id"]._origin
                if customer and customer not in seen:
                    end["label"] = self.env._("Another customer")
                else:
                    who = end.chosen[:1]
                    end["label"] = who[0].display_name if who else False

    @api.depends("from_label", "to_label", "type_id.name")
    def _compute_display_name(self):
        for relation in self:
            said = (relation.from_label, relation.type_id.name, relation.to_label)
            relation.display_name = " · ".join(filter(None, said))

    # ------------------------------------------------------------
    # CRUD and actions
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        # Before the index says it less well.
        self.browse().concat(*map(self.new, vals_list))._check_overlap()
        relations = super().create(vals_list)
        relations._check_seen()
        relations._redact_notes()
        return relations

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        result = super().write(vals)
        if any(name.startswith(("from_", "to_")) for name in vals):
            self._check_seen()
        if vals.get("note"):
            self._redact_notes()
        return result

    def action_confirm(self):
        """Say that a proposed relation is right."""
        self.write({"state": "confirmed"})

    def action_refuse(self):
        """Say that a proposed relation is wrong; it is not proposed again."""
        self.write({"active": False})

    def _check_seen(self):
        """Nobody ties a customer of his to one he does not see."""
        (self.from_customer_id | self.to_customer_id).check_access("read")

    def _written_about(self):
        """What is noted of a relation is about the people at both ends."""
        return {
            relation.id: [
                relation.from_customer_id | relation.to_customer_id,
            ]
            for relation in self
        }

    def _redact_notes(self):  # pylint: disable=missing-return
        noted = self.filtered("note")
        redacted = self.env["customer.redaction"]._redact_vals(
            [{"note": relation.note} for relation in noted],
            [(self._name, relation.id) for relation in noted],
            texts=("note",),
        )
        for relation, vals in zip(noted, redacted, strict=True):
            if vals["note"] != relation.note:
                # pylint: disable-next=super-method-mismatch
                super(CustomerRelation, relation).write(vals)
