from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ...tools.suggestion import Phrase, PhraseError, read

RESULTS = [("stage", "Moves to a Stage"), ("won", "Won"), ("lost", "Lost")]
FINAL = {"won", "lost"}


class CustomerStatusPhrase(models.Model):
    """Words of a follow-up that say how far a customer is (U3)."""

    _name = "customer.status.phrase"
    _description = "Status Phrase"
    _order = "sequence, id"

    name = fields.Char(
        string="Phrase",
        required=True,
        help="Words in their order, divided by spaces; other words may stand between"
        " them. / divides alternatives, _ joins words that follow each other, # is a"
        " number. Example: agree/accept sign/order",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty for a phrase of all companies.",
    )
    lang = fields.Selection(
        [("zh", "Chinese"), ("en", "English"), ("other", "Other")],
        string="Language",
        required=True,
        default="zh",
        help="For your overview: sentences are searched for the phrases of all languages.",
    )
    result = fields.Selection(RESULTS, required=True, default="stage")
    stage_id = fields.Many2one(
        "crm.stage",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('is_won', '=', False)]",
    )
    weight = fields.Selection(
        [("1", "A hint"), ("2", "Usual"), ("3", "Certain")],
        required=True,
        default="2",
        help="A hint alone suggests nothing. Of several statuses the one with the greatest"
        " weight is suggested.",
    )
    accepted_count = fields.Integer(
        string="Accepted",
        compute="_compute_counts",
        help="How often somebody took a suggestion that this phrase led to.",
    )
    declined_count = fields.Integer(string="Declined", compute="_compute_counts")

    _stage_given = models.Constraint(
        "CHECK (result != 'stage' OR stage_id IS NOT NULL)",
        "Choose the stage that the phrase suggests.",
    )

    def _compute_counts(self):
        # sudo: counts over the follow-ups of everybody say nothing of a customer
        groups = (
            self.env["customer.followup"]
            .sudo()
            ._read_group(
                [
                    ("suggestion_phrase_ids", "in", self.ids),
                    ("suggestion_state", "in", ("accepted", "declined")),
                ],
                ["suggestion_phrase_ids", "suggestion_state"],
                ["__count"],
            )
        )
        counts = {(phrase.id, state): count for phrase, state, count in groups}
        for phrase in self:
            phrase.accepted_count = counts.get((phrase.id, "accepted"), 0)
            phrase.declined_count = counts.get((phrase.id, "declined"), 0)

    @api.constrains("name")
    def _check_name(self):
        for phrase in self:
            try:
                phrase._parse()
            except PhraseError as error:
                raise ValidationError(self._error_message(error.code)) from error

    def _error_message(self, code):
        if code == "long":
            return self.env._(
                "A phrase has at most five parts divided by spaces. Make two of it."
            )
        return self.env._(
            "“%(phrase)s” is no phrase. Write words divided by spaces; use no other signs"
            " than / between alternatives, _ between words that follow each other and #"
            " for a number.",
            phrase=self.name,
        )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        phrases = super().create(vals_list)
        self.env.registry.clear_cache()
        return phrases

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def _parse(self):
        return Phrase.parse(
            self.name,
            outcome=(
                self.result,
                self.stage_id.id if self.result == "stage" else False,
            ),
            weight=int(self.weight),
            is_final=self.result in FINAL,
            key=self.id,
        )

    @api.model
    @tools.ormcache("company_id")
    def _phrases(self, company_id):
        """All phrases of a company, ready to be searched for."""
        # sudo: the same for everybody
        phrases_sudo = self.sudo().search([("company_id", "in", (company_id, False))])
        return tuple(phrase._parse() for phrase in phrases_sudo)

    @api.model
    def _read(self, text, company):
        """What a text suggests, see ``tools.suggestion.read``; the outcome is a pair of
        result and stage id."""
        return read(text, self._phrases(company.id))

    def action_try(self):
        """Open a dialog in which sentences are tried.

        :return: action
        """
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try a Sentence"),
            "res_model": "customer.status.trial",
            "views": [(False, "form")],
            "target": "new",
        }
