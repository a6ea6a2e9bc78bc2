"""How visits are counted: by PostgreSQL, each kind of count in one pass."""

from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..models.visit.visit_tally import VisitTally
from ..tools.visit_facts import STEP, TIME

KINDS = ("counts", "fills", "sections", "left", "questions")
# kind -> what is counted of the visits that fit
_COUNTED = {
    "counts": SQL(
        "count(*), count(start_seconds), count(fill_seconds),"
        " count(*) FILTER (WHERE has_errors)"
    ),
    "fills": SQL(
        "round(ln(greatest(fill_seconds, 1)) / ln(%s))::int AS part, count(*)", STEP
    ),
    "sections": SQL("last_section AS part, count(*)"),
    "left": SQL("last_place AS part, count(*)"),
}
# PostgreSQL 14 and later keep each list of facts in case it comes again. It does not, and
# looking for it takes a third of the time. For this transaction only.
_NO_MEMOIZE = SQL(
    "SELECT set_config(name, 'off', true) FROM pg_settings"
    " WHERE name = 'enable_memoize'"
)
_CONDITIONS = {
    "fills": SQL("AND fill_seconds IS NOT NULL"),
    "left": SQL("AND fill_seconds IS NULL"),
}


class CustomerFormVisit(models.Model):
    _inherit = "customer.form.visit"

    @api.model
    def _count(self, condition, dimensions, kinds=KINDS):
        """Tallies of visits. A query for each kind of count and one before,
        however many visits.

        :param SQL condition: which visits
        :param dimensions: names of columns; visits that agree in them are one tally
        :param kinds: which counts are wanted, of KINDS
        :return: {values of the dimensions: VisitTally}
        """
        self.flush_model()
        columns = [SQL.identifier(name) for name in dimensions]
        width = len(columns)
        tallies = defaultdict(VisitTally)
        self.env.execute_query(_NO_MEMOIZE)
        for kind in kinds:
            for row in self.env.execute_query(self._query(kind, condition, columns)):
                tallies[row[:width]].add(kind, row[width:])
        return tallies

    def _query(self, kind, condition, columns):
        if kind == "questions":
            return self._query_questions(condition, columns)
        parts = [*columns] if kind == "counts" else [*columns, SQL("part")]
        return SQL(
            "SELECT %s FROM customer_form_visit WHERE %s %s %s",
            SQL(", ").join([*columns, _COUNTED[kind]]),
            condition,
            _CONDITIONS.get(kind, SQL()),
            SQL("GROUP BY %s", SQL(", ").join(parts)) if parts else SQL(),
        )

    def _query_questions(self, condition, columns):
        """Facts that say the same but for the time are few: only those are told apart,
        by one number, which is faster than by five columns."""
        return SQL(
            """
            SELECT %(columns)s, part / 1024, part %% 256, part & 512 > 0, part & 256 > 0,
                   count(*), sum(tenths)
            FROM (
                SELECT %(columns)s, fact / %(time)s AS tenths,
                       (place::int - 1) * 1024 + fact %% %(time)s
                       + CASE WHEN fill_seconds IS NULL THEN 0 ELSE 512 END
                       + CASE WHEN fact < %(time)s THEN 0 ELSE 256 END AS part
                FROM customer_form_visit,
                     unnest(facts) WITH ORDINALITY AS kept (fact, place)
                WHERE %(condition)s
            ) AS facts
            GROUP BY %(columns)s, part
            """,
            columns=SQL(", ").join(columns),
            time=TIME,
            condition=condition,
        )
