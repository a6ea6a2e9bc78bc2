from datetime import timedelta

from odoo import api, fields, models

from ..second_look.kept_value import KeptValue

ORIGINS = [
    ("user", "Typed in"),
    ("submission", "Form"),
    ("import", "Import"),
    ("followup", "Follow-up"),
    ("merge", "Merge"),
    ("request", "Second look"),
    ("unknown", "Before it was noted"),
]
STATES = [
    ("open", "To decide"),
    ("current", "In the dossier"),
    ("former", "Former"),
    ("refused", "Refused"),
]


class CustomerFact(models.Model):
    """That somebody said something of a customer: what, when, and where.

    What the dossier has is ``current``, and its value is there. What differs from it is
    ``open`` until somebody decides; ``former`` and ``refused`` values are kept sealed.
    Written by the engine only.
    """

    _name = "customer.fact"
    _description = "Source of a Value"
    _inherit = "customer.kept.value"
    _order = "stated_at desc, id desc"

    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    owner_id = fields.Many2one(related="dossier_id.user_id", string="Owner")
    state = fields.Selection(STATES, required=True, readonly=True)
    value = KeptValue(string="Said", readonly=True)
    stated_at = fields.Datetime(string="Said On", required=True, readonly=True)
    origin = fields.Selection(ORIGINS, required=True, readonly=True)
    res_model = fields.Char(string="Document Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True
    )
    user_id = fields.Many2one("res.users", string="Entered By", readonly=True)
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(string="Decided On", readonly=True)
    replaced_id = fields.Many2one(
        "customer.fact", readonly=True, index="btree_not_null", ondelete="set null"
    )

    source_text = fields.Char(string="Where From", compute="_compute_source_text")
    now_value = fields.Char(string="In the Dossier", compute="_compute_now")
    now_source_text = fields.Char(
        string="Where the Dossier Has It From", compute="_compute_now"
    )
    is_newer = fields.Boolean(string="Newer", compute="_compute_now")
    can_keep_second = fields.Boolean(compute="_compute_now")
    can_undo = fields.Boolean(compute="_compute_can_undo")
    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    _open_idx = models.Index("(dossier_id) WHERE state = 'open'")
    _document_idx = models.Index("(res_model, res_id) WHERE state = 'open'")

    @api.depends("dossier_id.number", "name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for fact in self:
            fact.display_name = f"{fact.dossier_id.number or ''}: {fact.label}"

    @api.depends("state", "create_date")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for fact in self:
            # sudo: a setting of the company
            hours = fact.company_id.sudo().difference_hours
            noted = fact.create_date or now
            limit = now - timedelta(hours=hours)
            fact.is_overdue = fact.state == "open" and bool(hours) and noted < limit

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._overdue_domain()

    @api.depends("state", "replaced_id.state")
    def _compute_can_undo(self):
        for fact in self:
            fact.can_undo = (
                fact.state == "current"
                and bool(fact.decided_at)
                and fact.replaced_id.state == "former"
            )

    def _sensitive_owner(self):
        return self.dossier_id.user_id

    def _sensitive_classes(self):
        classes = super()._sensitive_classes()
        if len(self) == 1 and self.sensitivity:
            classes["now_value"] = self.sensitivity
        return classes

    def _opened_depends(self):
        return [*super()._opened_depends(), "dossier_id.user_id"]

    def _merge_into(self, target):
        """What the merged dossier has stays its own; what differs from it, and what was
        said earlier, is asked of and known of the kept one."""
        going = self.filtered(lambda fact: fact.state != "current")
        super(CustomerFact, going)._merge_into(target)
        return going
