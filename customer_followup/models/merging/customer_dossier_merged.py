"""A dossier that was merged into another: kept as it was, found by its number, closed."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

ENGINE_FIELDS = {"merged_into_id"}
# More numbers than these are no search for one customer.
MOST_NUMBERS = 80


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    merged_into_id = fields.Many2one(
        "customer.dossier",
        string="Merged into",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="This is the same customer as that one, which has all there was here.",
    )
    merged_ids = fields.One2many(
        "customer.dossier",
        "merged_into_id",
        string="Merged Dossiers",
        context={"active_test": False},
    )

    # The contacts of merged dossiers may become one too, when Odoo merges contacts.
    _partner_uniq = models.UniqueIndex(
        "(partner_id, company_id) WHERE merged_into_id IS NULL",
        "This contact already has a dossier. Open that one instead.",
    )

    merge_count = fields.Integer(
        string="Number of Merges", compute="_compute_merge_count"
    )

    def _compute_merge_count(self):
        # sudo: who sees the customer may know how many went into it
        merges_sudo = self.env["customer.merge"].sudo()
        counts = {
            kept.id: count
            for kept, count in merges_sudo._read_group(
                [("kept_id", "in", self.ids), ("state", "=", "done")],
                ["kept_id"],
                ["__count"],
            )
        }
        for dossier in self:
            dossier.merge_count = counts.get(dossier._origin.id, 0)

    def action_view_merges(self):
        """List what was merged into this customer, or this one into another.

        :return: action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_merge_action"
        )
        domain = ["|", ("kept_id", "=", self.id), ("merged_id", "=", self.id)]
        return action | {"domain": domain}

    def _kept(self):
        """The dossiers that have all there is of these customers now: themselves, or
        those they were merged into."""
        kept = self.browse()
        for dossier in self:
            seen = self.browse()
            while dossier.merged_into_id and dossier not in seen:
                seen |= dossier
                dossier = dossier.merged_into_id
            kept |= dossier
        return kept

    def _with_merged(self):
        """These dossiers and all that were merged into them, step by step."""
        found, new = self, self
        while new := new.merged_ids - found:
            found |= new
        return found

    @api.model
    def _search_display_name(self, operator, value):
        """A number on old paper finds the customer, whatever became of the dossier."""
        domain = super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS or not value:
            return domain
        return domain | self._numbered_before(operator, value)

    @api.model
    def _numbered_before(self, operator, value):
        # sudo: what is found is what its own rules show; see the last line
        merged_sudo = self.sudo().with_context(active_test=False)
        merged_sudo = merged_sudo.search(
            Domain("merged_into_id", "!=", False) & Domain("number", operator, value),
            limit=MOST_NUMBERS,
        )
        return Domain("id", "in", merged_sudo._kept().ids)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        if not self.env.su:
            self._refuse_merged()
        return super().write(vals)

    def _refuse_merged(self):
        """:raises UserError: naming the customer that is meant"""
        merged_sudo = self.sudo().filtered("merged_into_id")  # sudo: the number only
        if merged_sudo:
            raise UserError(
                self.env._(
                    "%(number)s was merged into %(kept)s. Change that one, or undo the"
                    " merge first.",
                    number=merged_sudo[0].number,
                    kept=merged_sudo[0]._kept().number,
                )
            )
