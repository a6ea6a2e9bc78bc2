"""What retired questions and options count as, from what the form says of them."""

from odoo import api, models, tools

from ...rules.schema import answer_fields, row_fields
from ...rules.successors import Succession, end_of_chain
from ..answers.counted_answers import counts_successors
from ..form.schema_labels import labels


class CustomerForm(models.Model):
    _inherit = "customer.form"

    @api.model
    @tools.ormcache()
    def _successions(self):
        """What retired questions and options count as: {form id: ``Succession``}.

        Only forms in which something counts as something else.
        """
        # sudo: how answers count is the same for everybody who may see them
        env = self.env(su=True, context={"active_test": False, "lang": "en_US"})
        retired = env["customer.form.field"].search([("successor_id", "!=", False)])
        options = env["customer.form.option"].search([("successor_id", "!=", False)])
        successions = {
            form.id: form._succession()
            for form in retired.form_id | options.field_id.form_id
            if form.current_version_id
        }
        return {
            form_id: succession
            for form_id, succession in successions.items()
            if succession.moved or succession.options
        }

    def _counted_definition(self, definition):
        """The properties of this form as they count in this context. What counts for
        another question can still be asked for: nobody has answered it then.

        :param list definition: of answers or of rows
        """
        succession = self._successions().get(self.id)
        if not succession or not counts_successors(self.env):
            return definition
        retired = [prop for prop in definition if prop["name"] in succession.moved]
        return succession.count(definition) + retired

    def _succession(self):
        """What the retired questions and options of this form count as.

        Retired is what the current version does not have; a successor counts once it is
        published.
        """
        schema = self.current_version_id.schema
        asked = {
            each["key"]: each for each in answer_fields(schema) + row_fields(schema)
        }
        published = {
            prop["name"]: prop
            for prop in (*self.answer_definition, *self.row_definition)
        }
        questions = self._questions_by_key()
        named = {key: each.successor_id.key for key, each in questions.items()}
        ends = {key: end_of_chain(key, named) for key in set(published) - set(asked)}
        moved = {
            key: end for key, end in ends.items() if end != key and end in published
        }
        counted = {
            key: questions[key]._option_succession(
                questions[moved.get(key, key)], asked.get(key, {}).get("options", ())
            )
            for key in published
            if key in questions and questions[key].has_options
        }
        wrapped = {
            key
            for key, end in moved.items()
            if (published[key]["type"], published[end]["type"]) == ("selection", "tags")
        }
        options = {key: found for key, found in counted.items() if found}
        return Succession(moved, options, frozenset(wrapped))


class CustomerFormField(models.Model):
    _inherit = "customer.form.field"

    def _option_succession(self, question, offered):
        """What the options of this question count as among those of ``question``.

        Options of a question that took this one's place are found by key, else by label.

        :param question: this one, or the one whose answers these count for
        :param offered: schema entries of the options this question still has
        :return: {option key: option key}, without those that stay what they are
        """
        kept = {option["key"] for option in offered}
        named = {option.key: option.successor_id.key for option in self.option_ids}
        counted = {}
        for option in self.option_ids:
            key = option.key
            if key not in kept:
                key = end_of_chain(key, named)
            if question != self:
                key = self._same_option(key, question)
            if key != option.key:
                counted[option.key] = key
        return counted

    def _same_option(self, key, question):
        """The option of ``question`` that has this key, else one of its labels."""
        langs = self.form_id._schema_langs()
        others = question.option_ids
        if key in others.mapped("key"):
            return key
        own = self.option_ids.filtered(lambda option: option.key == key)
        words = set(labels(own, "name", langs).values())
        return next(
            (
                other.key
                for other in others
                if words & set(labels(other, "name", langs).values())
            ),
            key,
        )
