"""The name of an organisation in the form in which equal names are equal."""

from odoo import api, fields, models

from ...tools.organisation_name import organisation_name


class CustomerDossier(models.Model):
    # One subject per file: together they would be 900 lines.
    _inherit = "customer.dossier"  # pylint: disable=consider-merging-classes-inherited

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

    @api.depends("kind", "partner_id.name")
    def _compute_name_key(self):
        for dossier in self:
            name = dossier.kind == "company" and dossier.partner_id.name
            parts = organisation_name(name)
            dossier.name_key = parts.key or False
            dossier.name_core = parts.core or False
