from odoo import api, fields, models

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

ENDS = ("from", "to")
ENGINE_FIELDS = {
    "company_id",
    "from_customer_id",
    "from_key",
    "pair_key",
    "submission_id",
    "to_customer_id",
    "to_key",
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
    from_dossier_id = fields.Many2one(
        "customer.dossier",
        string="First: Customer",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    from_contact_id = fields.Many2one(
        "customer.contact",
        string="First: Contact Person",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    from_user_id = fields.Many2one(
        "res.users",
        string="First: Employee",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    to_dossier_id = fields.Many2one(
        "customer.dossier",
        string="Second: Customer",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    to_contact_id = fields.Many2one(
        "customer.contact",
        string="Second: Contact Person",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="Second: Employee",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    # Whose customers the ends are: the rules ask them.
    from_customer_id = fields.Many2one(
        "customer.dossier",
        string="First: Customer or Employer",
        compute="_compute_ends",
        store=True,
        index="btree_not_null",
    )
    to_customer_id = fields.Many2one(
        "customer.dossier",
        string="Second: Customer or Employer",
        compute="_compute_ends",
        store=True,
        index="btree_not_null",
    )
    # What stands at the ends, as the picture calls it: d12, c5, u7.
    from_key = fields.Char(
        compute="_compute_ends", store=True, index=True, export_string_translation=False
    )
    to_key = fields.Char(
        compute="_compute_ends", store=True, index=True, export_string_translation=False
    )
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

    @api.depends(
        "type_id.is_symmetric",
        *(f"{end}_{name}" for end in ENDS for name in ("dossier_id", "user_id")),
        *(f"{end}_contact_id.dossier_id" for end in ENDS),
        *(f"{end}_dossier_id.company_id" for end in ENDS),
    )
    def _compute_ends(self):
        for relation in self:
            for end in ENDS:
                contact = relation[f"{end}_contact_id"]
                relation[f"{end}_customer_id"] = (
                    relation[f"{end}_dossier_id"] or contact.dossier_id
                )
                relation[f"{end}_key"] = relation._key(end)
            keys = [relation.from_key or "", relation.to_key or ""]
            if relation.type_id.is_symmetric:
                keys.sort()
            relation.pair_key = " ".join(keys)
            customer = relation.from_customer_id or relation.to_customer_id
            relation.company_id = customer.company_id

    def _key(self, end):
        for letter, name in (("d", "dossier"), ("c", "contact"), ("u", "user")):
            record = self[f"{end}_{name}_id"]
            if record:
                return f"{letter}{record._origin.id}"
        return False

    @api.depends("from_key", "to_key")
    @api.depends_context("uid", "lang")
    def _compute_labels(self):
        customers = self.from_customer_id | self.to_customer_id
        seen = customers._origin._filtered_access("read")
        for relation in self:
            for end in ENDS:
                customer = relation[f"{end}_customer_id"]._origin
                if customer and customer not in seen:
                    relation[f"{end}_label"] = self.env._("Another customer")
                    continue
                record = (
                    relation[f"{end}_dossier_id"]
                    or relation[f"{end}_contact_id"]
                    or relation[f"{end}_user_id"]
                )
                relation[f"{end}_label"] = record.display_name

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
