import logging

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ...tools.suggestion import Phrase, PhraseError, Reader

_logger = logging.getLogger(__name__)

RESULTS = [("stage", "Moves to a Stage"), ("won", "Won"), ("lost", "Lost")]
MEANINGS = [*RESULTS, ("none", "No Status")]


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
        " number, $ the end of what is said, @ and a name any of these words (see"
        " Words of Phrases). Example: agree/accept sign/order",
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
    result = fields.Selection(
        MEANINGS,
        required=True,
        default="stage",
        help="No Status: an expression that looks like a status and is none, such as"
        " “sign for a parcel”.",
    )
    is_fact = fields.Boolean(
        string="Must Be Done",
        help="Does not count when it is only planned or wished: “will send the offer"
        " tomorrow”. Won and lost must always have happened.",
    )
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
        groups = self.env["customer.status.word"]._groups()
        for phrase in self:
            try:
                phrase._parse(groups)
            except PhraseError as error:
                raise ValidationError(phrase._error_message(error)) from error

    def _error_message(self, error):
        if error.code == "group":
            return self.env._(
                "There are no words named “%(name)s”: see Words of Phrases.",
                name=error.detail,
            )
        if error.code == "long":
            return self.env._(
                "A phrase has at most five parts divided by spaces. Make two of it."
            )
        return self.env._(
            "“%(phrase)s” is no phrase. Write words divided by spaces; use no other signs"
            " than / between alternatives, _ between words that follow each other, # for"
            " a number, $ for the end and @ before a name of words.",
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

    def _parse(self, groups):
        """The phrase ready to be searched for.

        :param dict groups: see ``customer.status.word._groups``
        :raises PhraseError: for a text that is no phrase
        """
        is_stage = self.result == "stage"
        outcome = (self.result, self.stage_id.id if is_stage else False)
        return Phrase.parse(
            self.name,
            outcome if self.result != "none" else None,
            groups,
            weight=int(self.weight),
            kind="fact" if is_stage and self.is_fact else self.result,
            rank=self.stage_id.sequence if is_stage else 0,
            key=self.id,
        )

    @api.model
    @tools.ormcache("company_id")
    def _reader(self, company_id):
        """All phrases of a company, ready to be searched for."""
        groups = self.env["customer.status.word"]._groups()
        phrases = []
        # sudo: the same for everybody
        for phrase_sudo in self.sudo().search(
            [("company_id", "in", (company_id, False))]
        ):
            try:
                phrases.append(phrase_sudo._parse(groups))
            except PhraseError:
                # A follow-up is saved all the same.
                _logger.warning("Status phrase %s is not understood", phrase_sudo.id)
        return Reader(phrases)

    @api.model
    def _read(self, text, company):
        """What a text suggests, see ``tools.suggestion.Reader``; the outcome is a pair
        of result and stage id."""
        return self._reader(company.id).suggest(text)

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
