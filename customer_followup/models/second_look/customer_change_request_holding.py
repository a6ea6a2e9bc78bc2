"""What people change and is of high risk is kept as a request (S7)."""

from collections import defaultdict

from odoo import Command, api, fields, models
from odoo.tools import clean_context

from .customer_change_value import current_values
from .kept_value import class_of, is_same, raw_given


class CustomerChangeRequest(models.Model):
    _inherit = "customer.change.request"

    @api.model
    def _hold(self, records, vals):
        """Keep what is of high risk of these values as a request, one for each record.

        The engine, in superuser mode, writes what it wants: who decides has checked it.

        :param records: records with ``customer.second.look`` a user is about to change
        :param dict vals: as ``write`` takes them
        :return: dict, what may be written now
        """
        if self.env.su:
            return vals
        records.check_access("write")
        free, held = self._split_risky(records, vals)
        self._ask_or_write([(record, vals, held) for record in records])
        return free

    @api.model
    def _hold_new(self, model, vals_list, create):
        """The same where records are created: what is of high risk waits beside them.

        What a default says, of the context or of a user, is held too.

        :param model: empty recordset
        :param list vals_list: as ``create`` takes them
        :param create: called with the values that may be written now, returns records
        :return: the records
        """
        if self.env.su:
            return create(vals_list)
        names = model._risk_fields() & set(model._fields)
        defaults = model.default_get(list(names))
        asked = [{**defaults, **vals} for vals in vals_list]
        split = [self._split_risky(model, vals) for vals in asked]
        records = create(
            [
                # What is said to be empty is not filled by a default again.
                {**free, **{name: False for name in held if name in defaults}}
                for free, held in split
            ]
        )
        self._ask_or_write(
            [
                (record, vals, held)
                for record, vals, (_free, held) in zip(
                    records, asked, split, strict=True
                )
            ]
        )
        return records

    @api.model
    def _ask_or_write(self, asked):
        """What concerns nobody's customer, such as an opportunity without one, does not
        wait: nobody in particular would decide."""
        about = {
            record: record._second_look_dossier() for record, _vals, _held in asked
        }
        self._ask([each for each in asked if about[each[0]]])
        for record, vals, held in asked:
            if held and not about[record]:
                # sudo: the user may write on the record, and nothing has to wait
                record.sudo().write({name: vals[name] for name in held})

    @api.model
    def _split_risky(self, records, vals):
        """The values without those that have to wait, and why each of these has to.

        :param records: as for ``_hold``; none where a record is about to be created,
            for which ``_ask`` follows when it is there
        :return: (dict of values, {field: reason})
        """
        if self.env.su:
            return vals, {}
        companies = (
            records.mapped("company_id") if "company_id" in records._fields else None
        ) or self.env.company
        held = {
            name: reason
            for name, reason in records._high_risk(vals).items()
            if name in vals and companies._looks_twice(reason)
            if self._is_change(records, name, vals[name])
        }
        return {name: vals[name] for name in vals if name not in held}, held

    @api.model
    def _is_change(self, records, name, given):
        if not records:
            return bool(given)
        class_ = class_of(records._fields[name])
        # sudo: what is the same already does not wait, whoever may see it
        now = current_values(records.sudo(), name)
        return any(
            not is_same(class_, now[record.id], raw_given(record, name, given))
            and not (class_ and given == record[name])  # the mask that a form sends
            for record in records
        )

    @api.model
    def _ask(self, asked, is_last_word=True):
        """Keep what waits, and tell those who decide.

        :param list asked: (record, values, {field of them: reason}) for each record
        :param bool is_last_word: whether the author takes back what he asked for before
        :return: requests
        """
        asked = [
            (record, record._second_look_dossier(), vals, held)
            for record, vals, held in asked
            if held
        ]
        if not asked:
            return self.browse()
        # sudo: nobody has rights to write; the defaults of a user's context are not ours
        clean = clean_context(self.env.context)
        # pylint: disable-next=context-overridden
        requests_sudo = self.sudo().with_context(clean)
        if is_last_word:
            requests_sudo._withdraw_former(asked)
        requests = requests_sudo.create(
            [
                {
                    "dossier_id": dossier.id,
                    "res_model": record._name,
                    "res_id": record.id,
                    "author_id": self.env.uid,
                    "asked_at": fields.Datetime.now(),
                    "state": "waiting",
                    "value_ids": [
                        Command.create(vals)
                        for vals in self._prepare_values(record, vals, held)
                    ],
                }
                for record, dossier, vals, held in asked
            ]
        )
        requests._tell_deciders()
        return requests.with_env(self.env)

    @api.model
    def _prepare_values(self, record, vals, held):
        redacted = self._redacted(record, {name: vals[name] for name in held})
        for name, reason in held.items():
            yield {
                "name": name,
                "value_model": record._name,
                "sensitivity": class_of(record._fields[name]),
                "reason": reason,
                # sudo: what it was is sealed beside it
                "old_value": current_values(record.sudo(), name)[record.id],
                "new_value": raw_given(record, name, redacted[name]),
            }

    @api.model
    def _redacted(self, record, vals):
        """What is typed into plain texts says no more of the person than elsewhere."""
        types = {name: record._fields[name].type for name in vals}
        texts = [
            name
            for name, type_ in types.items()
            if type_ in ("char", "text") and not class_of(record._fields[name])
        ]
        htmls = [name for name, type_ in types.items() if type_ == "html"]
        place = (record._name, record.id)
        [vals] = self.env["customer.redaction"]._redact_vals(
            [vals], [place], texts, htmls
        )
        return vals

    def _withdraw_former(self, asked):
        """Whoever thinks better of it has the last word waiting only."""
        wanted = defaultdict(set)
        for record, _dossier, _vals, held in asked:
            wanted[record._name, record.id] |= held.keys()
        former = self.search(
            [
                ("state", "=", "waiting"),
                ("author_id", "=", self.env.uid),
                ("res_model", "in", list({model for model, _res_id in wanted})),
                ("res_id", "in", [res_id for _model, res_id in wanted]),
            ]
        ).filtered(
            lambda request: (
                wanted[request.res_model, request.res_id]
                & set(request.value_ids.mapped("name"))
            )
        )
        former._close("withdrawn")
