"""What people write on a record carries no more of the person than the record shows (V1)."""

from contextlib import suppress

from odoo import api, models
from odoo.tools import groupby

from ...tools.by_engine import is_by_engine
from ...tools.redaction import redact, redact_html
from ..vault.customer_vault_key import VaultLocked

# In the context of what is written by the engine in words of its own, or with masks in it
# already: to look for people in it would open the values of all whom it is about.
OF_NOBODY = "customer_of_nobody"


class CustomerRedaction(models.AbstractModel):
    """Masks in messages and activities, before anything of them is kept or sent.

    A model is concerned when it has ``_written_about``.
    """

    _name = "customer.redaction"
    _description = "Redaction of What People Write"

    @api.model
    def _redact_vals(self, vals_list, places, texts=(), htmls=()):
        """Values of new or changed records with masks in what was typed.

        :param list vals_list: dicts
        :param list places: for each the (model, id) of what it is written on
        :param texts: names of values that are plain text
        :param htmls: names of values that are HTML
        :return: list of dicts
        """
        if is_by_engine(self.env.context, OF_NOBODY):
            return vals_list
        names = {*texts, *htmls}
        wanted = {
            place
            for vals, place in zip(vals_list, places, strict=True)
            if any(vals.get(name) for name in names)
        }
        known = self._known_at(wanted)
        return [
            {
                **vals,
                **{
                    name: redacted(vals[name], known[place])
                    for each, redacted in ((texts, redact), (htmls, _redact_markup))
                    for name in each
                    if vals.get(name)
                },
            }
            if place in known
            else vals
            for vals, place in zip(vals_list, places, strict=True)
        ]

    @api.model
    def _redact_reason(self, text, record=None):
        """Why somebody did something, with masks of what he wrote of the person.

        :param record: what he did it with, or None
        :return: str
        """
        return self._redact_reasons(text, [record])[0]

    @api.model
    def _redact_reasons(self, text, records):
        """The same for one reason to do something with many records.

        :param list records: each what he did it with, or None
        :return: list of str
        """
        if not text:
            return [""] * len(records)
        places = [
            None if record is None else (record._name, record.id) for record in records
        ]
        known = {}
        # What people may do without the keyring is noted all the same.
        with suppress(VaultLocked):
            known = self._known_at(set(filter(None, places)))
        return [redact(str(text), known.get(place, ())) for place in places]

    @api.model
    def _is_concerned(self, model, res_id):
        """Whether what is written on this record is redacted."""
        if model not in self.env or not hasattr(self.env[model], "_written_about"):
            return False
        # sudo: see _known_at
        return res_id in self.env[model].sudo().browse(res_id)._written_about()

    @api.model
    def _known_at(self, places):
        """What is known of the people that are written about.

        :param places: pairs (model, id)
        :return: {place: [(class, value)]}; without those where nothing is redacted
        """
        written_about = {}
        for model in {model for model, _res_id in places if model in self.env}:
            # sudo: whoever may write on a record may not see what must not be written
            model_sudo = self.env[model].sudo()
            if not hasattr(model_sudo, "_written_about"):
                continue
            res_ids = [res_id for name, res_id in places if name == model and res_id]
            records_sudo = model_sudo.browse(res_ids)
            for res_id, about in records_sudo._written_about().items():
                written_about[model, res_id] = _everybody(about)
        known = _known({each for about in written_about.values() for each in about})
        return {
            place: [pair for each in about for pair in known[each]]
            for place, about in written_about.items()
        }


def _everybody(about):
    """These records, whom they are about in their turn, and so on.

    Model by model, not one by one: a message may be about thousands of people.
    """
    everybody = {}
    waiting = [record for records in about for record in records]
    while waiting:
        new = [each for each in dict.fromkeys(waiting) if each not in everybody]
        everybody |= dict.fromkeys(new)
        waiting = [
            record
            for _model, same in groupby(new, key=lambda record: record._name)
            for in_turn in same[0].union(*same)._written_about().values()
            for records in in_turn
            for record in records
        ]
    return [*everybody]


def _known(records):
    """(class, value) of every sensitive value of each of these records.

    One query for each model, however many records.
    """
    known = {}
    for _model, same in groupby(records, key=lambda record: record._name):
        opened = same[0].union(*same)._open_values()
        for record in same:
            classes = opened[record.id] and record._sensitive_classes()
            known[record] = [
                (classes[name], value)
                for name, value in opened[record.id].items()
                if name in classes
            ]
    return known


def _redact_markup(html, known):
    """HTML stays of its class: Odoo escapes what is a plain string."""
    redacted = redact_html(str(html), known)
    return html if redacted == html else type(html)(redacted)
