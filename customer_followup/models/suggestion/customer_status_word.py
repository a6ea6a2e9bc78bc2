import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.suggestion import PhraseError, group_name, parse_words


class CustomerStatusWord(models.Model):
    """Words that mean the same in phrases: ``@name`` stands for any of them (U3)."""

    _name = "customer.status.word"
    _description = "Words of Status Phrases"
    _order = "sequence, id"

    name = fields.Char(
        required=True, help="In a phrase @ and this name stand for any of the words."
    )
    words = fields.Text(
        required=True,
        help="Divided by spaces; _ joins words that follow each other. Example:"
        " competitor another_vendor",
    )
    sequence = fields.Integer(default=10)
    lang = fields.Selection(
        [("zh", "Chinese"), ("en", "English"), ("other", "Other")],
        string="Language",
        required=True,
        default="zh",
    )
    phrase_count = fields.Integer(string="Phrases", compute="_compute_phrase_count")

    _name_unique = models.UniqueIndex(
        "(lower(name))", "Another list of words has this name."
    )

    @api.depends("name")
    def _compute_phrase_count(self):
        for word in self:
            word.phrase_count = len(word._phrases())

    @api.constrains("name", "words")
    def _check_words(self):
        for word in self:
            if not re.fullmatch(r"\w+", word.name):
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is no name for words: use letters only.",
                        name=word.name,
                    )
                )
            try:
                parse_words(word.words)
            except PhraseError as error:
                raise ValidationError(
                    self.env._(
                        "Write words divided by spaces; use no other signs than _"
                        " between words that follow each other."
                    )
                ) from error

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        words = super().create(vals_list)
        self.env.registry.clear_cache()
        return words

    def write(self, vals):
        if "name" in vals:
            name = group_name(vals["name"])
            self.filtered(lambda word: group_name(word.name) != name)._refuse_in_use()
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        self._refuse_in_use()

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    def _refuse_in_use(self):
        for word in self:
            phrases = word._phrases()
            if phrases:
                raise UserError(
                    self.env._(
                        "“@%(name)s” stands in phrases, such as “%(phrase)s”. Change"
                        " them first.",
                        name=word.name,
                        phrase=phrases[:1].name,
                    )
                )

    def _phrases(self):
        """Phrases in which this name stands, archived ones too."""
        self.ensure_one()
        if not self.name:
            return self.env["customer.status.phrase"]
        found = (
            self.env["customer.status.phrase"]
            .with_context(active_test=False)
            .search([("name", "ilike", f"@{self.name}")])
        )
        name = f"@{group_name(self.name)}"
        return found.filtered(
            lambda phrase: name in re.split(r"[\s/]+", group_name(phrase.name))
        )

    @api.model
    def _groups(self):
        """All lists of words by name, ready for ``Phrase.parse``."""
        # sudo: the same for everybody
        return {
            group_name(word.name): parse_words(word.words)
            for word in self.sudo().search([])
        }

    def action_open_phrases(self):
        """Open the phrases in which these words stand.

        :return: action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Status Phrases"),
            "res_model": "customer.status.phrase",
            "views": [(False, view) for view in ("list", "kanban", "form")],
            "domain": [("id", "in", self._phrases().ids)],
            "context": {"active_test": False},
        }
