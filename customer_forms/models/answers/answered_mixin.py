from odoo import api, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL

from ...tools import sensitivity
from ...tools.found_only import FoundOnly

# For a value whose class knows no mask for it.
UNKNOWN = "****"


class CustomerFormAnswered(models.AbstractModel):
    """What has ``answers``. One of them is guarded by its field (``Answers``), which
    cannot tell when the whole column is asked for.

    Sensitive answers are in the vault, their masks in ``answers``: whatever is written
    there is taken apart here (V2).
    """

    _name = "customer.form.answered"
    _description = "Record with Answers"
    _inherit = ["customer.sensitive"]

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        masked_list, sealed_list = [], []
        for vals in vals_list:
            form = self.env["customer.form"].browse(vals.get("form_id"))
            masks, sealed = self._split_answers(form, vals.get("answers"), {})
            masked_list.append({**vals, "answers": masks})
            sealed_list.append(sealed)
        records = super().create(masked_list)
        self.env["customer.vault.value"]._seal(
            self.browse(), dict(zip(records.ids, sealed_list, strict=True)), is_new=True
        )
        return records

    def write(self, vals):
        if "answers" not in vals:
            return super().write(vals)
        self._write_answers(dict.fromkeys(self, vals["answers"]), vals)
        return True

    # Beneath ``write``, not another way in.
    # pylint: disable-next=missing-return
    def _write_answers(self, answers, vals=None):
        """Write to each of these records answers of its own, in one batch.

        :param dict answers: {record: answers as a Properties field takes them}
        :param dict vals: the same for all of them
        """
        sealed = {}
        for record, its_own in answers.items():
            # sudo: what is kept, whatever of it is visible
            kept = record.sudo().answers._values
            masks, news = self._split_answers(record.form_id, its_own, kept)
            its_vals = {**(vals or {}), "answers": masks}
            # pylint: disable-next=super-method-mismatch
            super(CustomerFormAnswered, record).write(its_vals)
            gone = dict.fromkeys(kept.keys() - (masks or {}).keys(), (None, None))
            sealed[record.id] = {**gone, **news}
        self.env["customer.vault.value"]._seal(self.browse(), sealed)

    def _split_answers(self, form, answers, kept):
        """Answers with masks for what is sensitive, and what is to be sealed.

        :param answers: as a Properties field takes it
        :param dict kept: what is there already: a mask that is given back stays
        :return: (answers, {key: (class, value)})
        :raises ValidationError: for a mask where an answer is expected
        """
        if not answers:
            return answers, {}
        field = self._fields["answers"]
        field.refuse_other_questions(self.env, answers)
        masks, sealed = field.as_dict(answers), {}
        classes = form._sensitive_keys()
        for key in masks.keys() - classes.keys():
            if isinstance(masks[key], FoundOnly):  # never kept, sensitive or not
                masks[key] = sensitivity.mask("id", masks[key])
        for key in classes.keys() & masks.keys():
            value = masks[key]
            if _is_answer(value) and value == kept.get(key):
                continue
            if sensitivity.looks_masked(value):
                raise ValidationError(
                    self.env._(
                        "“%(value)s” is a masked value. Type all of it, or leave it as"
                        " it is.",
                        value=value,
                    )
                )
            sealed[key] = (classes[key], value if _is_answer(value) else None)
            if _is_answer(value):
                masks[key] = sensitivity.mask(classes[key], value) or UNKNOWN
        return masks, sealed

    # ------------------------------------------------------------
    # Sensitive answers
    # ------------------------------------------------------------

    def _opened_depends(self):
        return ["answers", "form_id", *self._opened_depends_on()]

    def _opened_depends_on(self):
        """Fields that say who handles this, and in which company."""
        return ["user_id", "company_id"]

    def _sensitive_classes(self):
        """Of the answers this user sees: a hidden section stays hidden."""
        self.ensure_one()
        classes = self.form_id._sensitive_keys()
        visible = None if self.env.su else self.form_id._visible_keys()
        if visible is None:
            return classes
        return {key: classes[key] for key in classes if key in visible}

    def _shown_in_full(self):
        # sudo: the keys only; what is hidden is not in the classes
        answered = self.sudo().answers._values
        levels = self._sensitivity_levels()
        return {
            key
            for key, class_ in self._sensitive_classes().items()
            if key in answered and levels.get(class_) == "full"
        }

    # ------------------------------------------------------------
    # Grouping and sorting
    # ------------------------------------------------------------

    def _read_group_select(self, aggregate_spec, query):
        self._refuse_whole_answers(aggregate_spec.partition(":")[0])
        return super()._read_group_select(aggregate_spec, query)

    def _read_group_groupby_properties(self, alias, field, property_name, query):
        definition = self.get_property_definition(f"{field.name}.{property_name}")
        if not definition:
            # Nobody's question, or one this user does not see: one group, of a type
            # that can also be asked by month.
            return SQL("NULL::timestamp")
        if definition["type"] == "selection" and definition["selection"]:
            # Odoo joins a list of the choices, which takes PostgreSQL twice as long.
            return SQL(
                "CASE %s #>> '{}' %s END",
                self._field_to_sql(alias, f"{field.name}.{property_name}", query),
                SQL(" ").join(
                    SQL("WHEN %(key)s THEN %(key)s", key=key)
                    for key, _label in definition["selection"]
                ),
            )
        return super()._read_group_groupby_properties(
            alias, field, property_name, query
        )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        self._refuse_whole_answers(field_name)
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    def _refuse_whole_answers(self, field_name):
        """Refuse to gather or compare answers regardless of who may see which."""
        if field_name == "answers" and not self.env.su:
            raise AccessError(
                self.env._("Answers are grouped and sorted one question at a time.")
            )


def _is_answer(value):
    return value is not None and value is not False and value != ""
