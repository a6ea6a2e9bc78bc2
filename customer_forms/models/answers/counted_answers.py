"""Answers of retired questions and options, counted as those of their successors.

Asked for with ``customer_answers`` in the context; see ``rules.successors`` for what it
means. Reading, searching, ordering and grouping agree.
"""

import json

from odoo import fields
from odoo.tools import SQL

# Context keys: what answers count as, and the question that a condition asks about.
COUNTED, ASKED = "customer_answers", "customer_answers_asked"


class AskedKey(str):
    """A key in the context that no RPC call can put there: with it, reading would take
    the answers of all other questions out of the cache."""


def counts_successors(env):
    """Whether answers are to be counted as those of their successors."""
    return env.context.get(COUNTED) == "successor"


class CountedAnswers(fields.Properties):
    """Answers, as they were given or as they count."""

    def convert_to_read_multi(self, values, records, use_display_name=True):
        result = super().convert_to_read_multi(values, records, use_display_name)
        if not records or not counts_successors(records.env):
            return result
        successions = records.env["customer.form"]._successions()
        return [
            successions[form.id].count(properties)
            if (form := record[self.definition_record]).id in successions
            else properties
            for record, properties in zip(records, result, strict=True)
        ]

    # ------------------------------------------------------------
    # The same in SQL
    # ------------------------------------------------------------

    def to_sql(self, model, alias):
        """For a condition, an object with the one answer it asks about, as it counts."""
        sql, key = super().to_sql(model, alias), model.env.context.get(ASKED)
        if not isinstance(key, AskedKey):
            return sql
        return SQL(
            "jsonb_strip_nulls(jsonb_build_object(%s, %s))",
            key,
            self._counted_sql(key, model, alias),
        )

    def property_to_sql(self, field_sql, property_name, model, alias, query):
        sql = super().property_to_sql(field_sql, property_name, model, alias, query)
        is_asked = isinstance(model.env.context.get(ASKED), AskedKey)
        if is_asked or not counts_successors(model.env):
            return sql
        return self._counted_sql(property_name, model, alias) or sql

    def _asking(self, field_expr, model, alias):
        """The model in whose SQL a condition finds the answer it asks about as it counts,
        also where it looks into the whole column.

        :param str field_expr: ``answers.<field key>``
        """
        _field, _dot, key = field_expr.partition(".")
        if counts_successors(model.env) and self._counted_sql(key, model, alias):
            return model.with_context(**{ASKED: AskedKey(key)})
        return model

    def _counted_sql(self, key, model, alias):
        """What a record answers to ``key`` as it counts, by the form of the record.

        :return: ``SQL``, or None when it counts as it was given in every form
        """
        given = model.with_context(**{COUNTED: None, ASKED: None})
        branches = [
            SQL("WHEN %s THEN %s", form_id, self._branch(key, succession, given, alias))
            for form_id, succession in model.env["customer.form"]._successions().items()
            if succession.concerns(key)
        ]
        if not branches:
            return None
        return SQL(
            "CASE %s %s ELSE %s END",
            given._field_to_sql(alias, self.definition_record),
            SQL(" ").join(branches),
            given._field_to_sql(alias, f"{self.name}.{key}"),
        )

    def _branch(self, key, succession, given, alias):
        """The first answer to a question whose answers count for ``key``."""
        answers = [
            _value_sql(
                given._field_to_sql(alias, f"{self.name}.{source}"),
                succession.options.get(source),
                source in succession.wrapped,
            )
            for source in succession.sources(key)
        ]
        return SQL("COALESCE(%s)", SQL(", ").join(answers)) if answers else SQL("NULL")


def _value_sql(answer, options, is_wrapped):
    """``Succession.value`` in SQL; no answer is NULL."""
    sql = SQL("NULLIF(%s, 'false')", answer)
    if options:
        option = SQL("%s::jsonb", json.dumps(options))
        sql = SQL(
            "CASE jsonb_typeof(%(answer)s) WHEN 'array' THEN ("
            "SELECT jsonb_agg(DISTINCT COALESCE(%(option)s -> (each #>> '{}'), each))"
            " FROM jsonb_array_elements(%(answer)s) AS each)"
            " ELSE COALESCE(%(option)s -> (%(answer)s #>> '{}'), %(answer)s) END",
            answer=sql,
            option=option,
        )
    if is_wrapped:
        sql = SQL(
            "CASE WHEN jsonb_typeof(%(answer)s) = 'string'"
            " THEN jsonb_build_array(%(answer)s) ELSE %(answer)s END",
            answer=sql,
        )
    return sql
