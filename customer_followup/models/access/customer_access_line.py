from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.customer_forms.tools import sensitivity

from ...tools.access_catalogue import CATALOGUE


class CustomerAccessLine(models.Model):
    """One customer of a request; once handed over, a row of the requester's copy (V4).

    The columns are read from the dossier when somebody looks, always masked: there is no
    second store of what is known of people, whoever is erased is gone from every copy,
    and nothing has to be deleted when a copy ends. Record rules say whose row it is and
    until when; ``_has_field_access`` gives the columns of this grant, to its requester,
    row by row. Without rows there is no access: so nobody searches, sorts or groups by a
    column, and cannot guess.
    """

    _name = "customer.access.line"
    _description = "Customer in a Data Copy"
    _order = "id"

    request_id = fields.Many2one(
        "customer.access.request",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="request_id.company_id", store=True)
    # Which customer it is would say more than the columns do.
    dossier_id = fields.Many2one(
        "customer.dossier",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        groups="customer_forms.customer_forms_group_data_officer",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Decided By",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="customer_forms.customer_forms_group_data_officer",
        help="The department of the customer when the request was sent.",
    )
    is_granted = fields.Boolean(default=True, readonly=True)

    customer_name = fields.Char(string="Customer", compute="_compute_columns")
    kind = fields.Char(string="Customer Type", compute="_compute_columns")
    industry = fields.Char(compute="_compute_columns")
    province = fields.Char(compute="_compute_columns")
    city = fields.Char(compute="_compute_columns")
    tier = fields.Char(compute="_compute_columns")
    source = fields.Char(compute="_compute_columns")
    intent = fields.Char(compute="_compute_columns")
    stage = fields.Char(compute="_compute_columns")
    expected_closing = fields.Char(compute="_compute_columns")
    first_contact = fields.Char(compute="_compute_columns")
    last_followup = fields.Char(string="Last Follow-up", compute="_compute_columns")
    department = fields.Char(compute="_compute_columns")
    contact_name = fields.Char(compute="_compute_columns")
    phone = fields.Char(compute="_compute_columns")
    email = fields.Char(string="E-mail", compute="_compute_columns")
    address = fields.Char(compute="_compute_columns")

    _dossier_uniq = models.UniqueIndex(
        "(request_id, dossier_id)", "The customer is in this request already."
    )

    @api.depends_context("lang", "tz")
    def _compute_columns(self):
        # sudo: the requester has no rights on customers; see _has_field_access
        for line_sudo in self.sudo():
            texts = line_sudo.dossier_id._texts_for_copy()
            for key in CATALOGUE:
                line_sudo[key] = texts[key]

    @api.depends("request_id.number")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.request_id.number} / {line.id}"

    # ------------------------------------------------------------
    # Field access
    # ------------------------------------------------------------

    def _has_field_access(self, field, operation):
        if not super()._has_field_access(field, operation):
            return False
        if self.env.su or field.name not in CATALOGUE:
            return True
        return operation == "read" and bool(self) and self._is_granted(field.name)

    def _is_granted(self, key):
        """Whether this user may read the column in all of these rows, now."""
        # sudo: whose copy it is, until when, and of whom
        for line_sudo in self.sudo():
            request_sudo = line_sudo.request_id
            if not (
                line_sudo.is_granted
                and key in request_sudo._open_keys(self.env.user)
                and line_sudo.dossier_id._is_in_copies()
            ):
                return False
        return True

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def read(self, fields=None, load="_classic_read"):
        if not self.env.su and CATALOGUE.keys() & set(fields or ()):
            # sudo: who may read a row may note that he did
            self.sudo().request_id.with_user(self.env.user)._note_opened()
        return super().read(fields, load)

    def export_data(self, fields_to_export):
        """A copy leaves as a file with its number on it, or not at all."""
        raise AccessError(
            self.env._(
                "Download the copy itself: it carries the number of the request."
            )
        )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _is_in_copies(self):
        """Whether the customer is still shown to those who were given a copy."""
        self.ensure_one()
        return self.active and not self.erased_at

    def _texts_for_copy(self):
        """What copies show of the customer, masked: {key: text}."""
        self.ensure_one()
        return {key: self._text_for_copy(each) for key, each in CATALOGUE.items()}

    def _text_for_copy(self, offered):
        *parents, name = offered.path.split(".")
        record = self
        for parent in parents:
            record = record[parent]
        value = record[name]
        if not value:
            return ""
        text = _as_text(record, name, value)
        # Names of organisations are no secret; all else is a mask already.
        is_open = offered.path == "customer_name" and self.kind == "company"
        if not offered.sensitivity or is_open or sensitivity.looks_masked(text):
            return text
        return sensitivity.mask(offered.sensitivity, text)


def _as_text(record, name, value):
    field = record._fields[name]
    if field.type == "selection":
        return dict(field._description_selection(record.env))[value]
    if field.type == "many2one":
        return value.display_name
    if field.type == "datetime":
        return fields.Datetime.context_timestamp(record, value).date().isoformat()
    return value.isoformat() if field.type == "date" else str(value)
