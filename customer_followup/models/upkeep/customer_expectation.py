from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

WHAT = [
    ("name", "Name"),
    ("contact_name", "Contact person"),
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("region", "Province"),
    ("city", "City"),
    ("industry", "Industry"),
    ("company_size", "Company size"),
    ("credit_code", "Unified social credit code"),
    ("source", "Source"),
    ("tier", "Tier"),
    ("owner", "Owner"),
    ("need", "Need"),
    ("budget", "Budget"),
    ("purchase_time", "Purchase time"),
]


class CustomerExpectation(models.Model):
    """What a complete dossier has, how much it counts, and what to ask for it (D8)."""

    _name = "customer.expectation"
    _description = "Expectation of a Complete Dossier"
    _inherit = ["customer.audited"]
    _order = "sequence, id"
    _rec_name = "question"
    _is_life_audited = True

    what = fields.Selection(WHAT, required=True)
    question = fields.Char(
        string="What to Ask",
        required=True,
        translate=True,
        help="Shown to whoever follows a customer as long as it is missing.",
    )
    weight = fields.Integer(
        default=10,
        required=True,
        help="Beside the others: 20 counts twice as much as 10.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True, help="What is archived does not count.")

    _what_uniq = models.UniqueIndex("(what)", "This is expected already.")

    @api.constrains("weight")
    def _check_weight(self):
        if any(expectation.weight < 1 for expectation in self):
            raise ValidationError(
                self.env._("A weight is 1 at least. Archive what should not count.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        expectations = super().create(vals_list)
        self._judge_all_anew()
        return expectations

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"question", "sequence"}:
            self._judge_all_anew()
        return result

    def unlink(self):
        result = super().unlink()
        self._judge_all_anew()
        return result

    def _judge_all_anew(self):
        self.env.registry.clear_cache()
        # sudo: whoever may say what is expected says it for every company
        companies_sudo = self.env["res.company"].sudo()
        # pylint: disable-next=no-search-all  # there are few
        self.env["customer.dossier"]._judge_all_anew(companies_sudo.search([]))

    def _audited_fields(self):
        return ["weight", "active", "question"]

    @api.model
    @tools.ormcache()
    def _weights(self):
        """What is expected and how much it counts: tuple of (what, weight), in order."""
        return tuple((each.what, each.weight) for each in self._expected_sudo())

    @api.model
    def _expected_sudo(self):
        """What counts, in order, in sudo."""
        # sudo: it is the same for everybody
        # pylint: disable-next=no-search-all  # there are few
        return self.sudo().with_context(active_test=True).search([])
