"""A value of another record, kept as what it is there: sealed, or plain."""

import json

from odoo import api, fields, models
from odoo.tools import format_date, format_datetime, format_list, html2plaintext
from odoo.tools.misc import formatLang

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.tools import sensitivity as classes

TO_MANY = ("one2many", "many2many")


class KeptValue(Sealed):
    """A value of the field that the record names.

    What is sensitive there is sealed here, and the column has the mask; of all else the
    column has the value as JSON, which is read as people call it.
    """

    def convert_to_read(self, value, record, use_display_name=True):
        value = super().convert_to_read(value, record, use_display_name)
        return record._in_words(value)

    def convert_to_export(self, value, record):
        return record._in_words(value) or ""

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        # The column: a mask or what is no secret. Nobody finds whole values here.
        return fields.Char.condition_to_sql(
            self, field_expr, operator, value, model, alias, query
        )

    def filter_function(self, records, field_expr, operator, value):
        return fields.Char.filter_function(self, records, field_expr, operator, value)


class CustomerKeptValue(models.AbstractModel):
    """A record that keeps values of a field of another one, in ``KeptValue`` fields.

    ``name`` and ``value_model`` say of which field, ``sensitivity`` of which class.
    """

    _name = "customer.kept.value"
    _description = "Kept Value"
    _inherit = "customer.sensitive"

    name = fields.Char(required=True, readonly=True, help="The field.")
    value_model = fields.Char(required=True, readonly=True)
    sensitivity = fields.Char(readonly=True)
    label = fields.Char(string="Value", compute="_compute_label")

    @api.depends("name", "value_model")
    @api.depends_context("lang")
    def _compute_label(self):
        for record in self:
            field = record._kept_field()
            record.label = (
                field._description_string(record.env) if field else record.name
            )

    def _kept_field(self):
        """The field the value is of; None when it is gone."""
        model = self.env.get(self.value_model)
        return None if model is None else model._fields.get(self.name)

    # ------------------------------------------------------------
    # In words
    # ------------------------------------------------------------

    def _in_words(self, value):
        """What a column has, as people call it."""
        if not value or not record_is_plain(self):
            return value
        try:
            raw = json.loads(value)
        except ValueError:
            return value
        field = self._kept_field()
        say = field is not None and getattr(self, f"_say_{field.type}", None)
        return say(field, raw) if say and raw not in (None, False) else str(raw or "")

    def _say_selection(self, field, raw):
        return dict(field._description_selection(self.env)).get(raw, raw)

    def _say_many2one(self, field, raw):
        return ", ".join(self._names(field, [raw]))

    def _say_many2many(self, field, raw):
        return format_list(self.env, self._names(field, raw)) if raw else ""

    _say_one2many = _say_many2many

    def _names(self, field, res_ids):
        # sudo: names of records are number and mask, or no secret
        records_sudo = self.env[field.comodel_name].sudo().browse(res_ids)
        return [record.display_name or "" for record in records_sudo.exists()]

    def _say_date(self, field, raw):
        return format_date(self.env, raw)

    def _say_datetime(self, field, raw):
        return format_datetime(self.env, raw)

    def _say_float(self, field, raw):
        return formatLang(self.env, raw)

    _say_monetary = _say_float

    def _say_boolean(self, field, raw):
        return self.env._("Yes") if raw else self.env._("No")

    def _say_html(self, field, raw):
        return html2plaintext(raw)

    # ------------------------------------------------------------
    # Sealing
    # ------------------------------------------------------------

    def _kept_names(self):
        return {
            name for name, field in self._fields.items() if isinstance(field, KeptValue)
        }

    def _sensitive_classes(self):
        kept = self._kept_names()
        others = {
            name: class_
            for name, class_ in super()._sensitive_classes().items()
            if name not in kept
        }
        if len(self) == 1 and self.sensitivity:
            others |= dict.fromkeys(kept, self.sensitivity)
        return others

    def _opened_depends(self):
        return [*super()._opened_depends(), *sorted(self._kept_names()), "sensitivity"]

    def _split_sealed(self, vals):
        kept = {name: vals[name] for name in self._kept_names() & vals.keys()}
        rest = {name: vals[name] for name in vals if name not in kept}
        values, masks = super()._split_sealed(rest)
        class_ = vals.get("sensitivity", self[:1].sensitivity)
        for name, value in kept.items():
            if class_:
                values[name] = value
                masks[name] = classes.mask(class_, value) or False
            else:
                is_empty = value in (None, False, "")
                masks[name] = not is_empty and json.dumps(value, ensure_ascii=False)
        return values, masks

    def _seal_values(self, values):
        kept = self._kept_names()
        self.env["customer.vault.value"]._seal(
            self.browse(),
            {
                record.id: {
                    name: (
                        record.sensitivity
                        if name in kept
                        else self._fields[name].sensitivity,
                        value,
                    )
                    for name, value in by_name.items()
                }
                for record, by_name in values.items()
            },
        )
        self.browse([record.id for record in values]).invalidate_recordset(
            ["opened_values"], flush=False
        )

    def _raw_values(self, name):
        """The values of one ``KeptValue`` field, whoever asks: {record: value}."""
        opened = self._open_values([name])
        found = self._found_values(name, opened)
        return {
            record: (
                opened[record.id].get(name, found.get(record.id, False))
                if record.sensitivity
                else json.loads(record[name] or "false")
            )
            for record in self
        }

    def _found_values(self, name, opened):
        """Of numbers that are never kept, what there is: {id: FoundAgain}."""
        masks = {
            record.id: {name: record[name]}
            for record in self
            if record.sensitivity and record[name] and name not in opened[record.id]
        }
        if not masks:
            return {}
        found = self.env["customer.vault.value"]._found_again(self.browse(), masks)
        return {res_id: values[name] for res_id, values in found.items()}


def record_is_plain(record):
    return len(record) == 1 and not record.sensitivity


def class_of(field):
    """The class of what is sensitive, else False."""
    return field.sensitivity if isinstance(field, Sealed) else False


def raw_value(record, name):
    """A value as JSON keeps it; of what is sealed, the mask."""
    value, field = record[name], record._fields[name]
    if field.type == "many2one":
        return value._origin.id or value.id or False
    if field.type in TO_MANY:
        return sorted(value._origin.ids)
    if field.type in ("date", "datetime"):
        return field.to_string(value) if value else False
    return value or False


def raw_given(record, name, given):
    """The same of a value that is about to be written to ``record``."""
    if isinstance(record._fields[name], Sealed):
        return given or False
    return raw_value(record.new({name: given}, origin=record[:1]), name)


def as_written(field, raw):
    """A kept value as ``write`` takes it."""
    if field.type in TO_MANY:
        return [fields.Command.set(raw or [])]
    return raw


def is_same(class_, one, other):
    """Whether two values of a class, or two plain ones, mean the same."""
    if isinstance(one, dict) or isinstance(other, dict):
        return (one or False) == (other or False)
    digests = [getattr(each, "digest", None) for each in (one, other)]
    if all(digests):
        return digests[0] == digests[1]
    if class_ and one and other:
        normal = classes.normal(class_, one)
        return (normal or one) == (classes.normal(class_, other) or other)
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.split()) == " ".join(other.split())
    return (one or False) == (other or False)
