"""The name of an organisation in the form in which equal names are equal."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.name_likeness import spellings
from ...tools.organisation_name import organisation_name


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    # Of organisations only, whose name is no secret.
    name_key = fields.Char(
        compute="_compute_name_key",
        store=True,
        index="btree_not_null",
        export_string_translation=False,
    )
    name_core = fields.Char(
        compute="_compute_name_key",
        store=True,
        index="btree_not_null",
        export_string_translation=False,
    )

    # What names that differ in a letter have in common; see ``name_likeness``. Numbers with
    # spaces between them, so that it needs no extension of PostgreSQL: pg_trgm is not
    # everywhere, and reads no Chinese in a database whose character type is C.
    name_spellings = fields.Char(
        compute="_compute_name_key", store=True, export_string_translation=False
    )

    _name_spellings_idx = models.Index(
        "USING gin (string_to_array(name_spellings, ' '))"
        " WHERE name_spellings IS NOT NULL"
    )

    @api.depends("kind", "partner_id.name")
    def _compute_name_key(self):
        for dossier in self:
            name = dossier.kind == "company" and dossier.partner_id.name
            parts = organisation_name(name)
            dossier.name_key = parts.key or False
            dossier.name_core = parts.core or False
            dossier.name_spellings = spellings(parts.named) or False

    @api.model
    def _spelled_like(self, numbers):
        """Domain of those whose name differs in a letter or two from one with these.

        :param numbers: of ``name_likeness.spellings``
        """
        if not numbers:
            return Domain.FALSE
        asked = sorted(numbers)

        def to_sql(model, alias, query):
            place = model._field_to_sql(alias, "name_spellings", query)
            return SQL("string_to_array(%s, ' ') && %s::text[]", place, asked)

        return Domain.custom(
            to_sql=to_sql,
            predicate=lambda dossier: bool(
                {*(dossier.name_spellings or "").split()} & {*asked}
            ),
        ) & Domain("name_spellings", "!=", False)
