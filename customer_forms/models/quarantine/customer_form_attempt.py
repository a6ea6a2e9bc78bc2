"""How many pages are sent from where, counted in PostgreSQL: every worker sees the same."""

import math
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

HOURS_KEPT = 12
BATCH = 5000


class Limit(NamedTuple):
    """Up to how many are taken within a while.

    :ivar str scope: what is counted: such as ``address``, ``form``, ``page``
    :ivar str subject: which of them; only its digest is kept
    :ivar int soft: more look like a robot
    :ivar int hard: more are not read at all, and not counted
    :ivar int seconds: the while
    """

    scope: str
    subject: str
    soft: int
    hard: int
    seconds: int


class Count(NamedTuple):
    """What was counted for a limit.

    :ivar int number: how many there were before; not beyond the hard limit
    :ivar int retry_after: seconds until there is room below the hard limit
    """

    number: int
    retry_after: int


class CustomerFormAttempt(models.Model):
    """One page that was sent. Only ever inserted and counted: two submissions at the same
    instant never wait for each other, nor does one make the other begin anew."""

    _name = "customer.form.attempt"
    _description = "Sent Page"
    _log_access = False

    digest = fields.Char(
        required=True,
        readonly=True,
        export_string_translation=False,
        help="Of what is counted, with a key of the day that is not in the database.",
    )
    attempted_at = fields.Datetime(required=True, readonly=True)

    _counted_idx = models.Index("(digest, attempted_at)")
    _old_idx = models.Index("(attempted_at)")

    @api.model
    def _count(self, limits, is_noted=True):
        """Count what was sent before, and note one more of each unless a hard limit is
        reached.

        :param list limits: ``Limit``
        :param bool is_noted: whether one more is noted
        :return: list of ``Count`` in the order of ``limits``
        """
        now = fields.Datetime.now()
        digests = [self._digest(each, now) for each in limits]
        counted = SQL(" UNION ALL ").join(
            SQL(
                """SELECT %(place)s::int AS place, %(digest)s AS digest,
                          count(*) AS number, count(*) >= %(hard)s AS is_full,
                          min(attempted_at) AS oldest
                     FROM (SELECT attempted_at FROM customer_form_attempt
                            WHERE digest = %(digest)s
                              AND attempted_at > %(now)s - %(seconds)s * interval '1 s'
                            ORDER BY attempted_at DESC LIMIT %(hard)s) recent""",
                place=place,
                digest=digest,
                hard=each.hard,
                now=now,
                seconds=each.seconds,
            )
            for place, (each, digest) in enumerate(zip(limits, digests, strict=True))
        )
        noted = SQL(
            """, noted AS (
                INSERT INTO customer_form_attempt (digest, attempted_at)
                SELECT digest, %s FROM counted
                 WHERE NOT EXISTS (SELECT FROM counted WHERE is_full)
            )""",
            now,
        )
        rows = self.env.execute_query(
            SQL(
                "WITH counted AS (%s)%s SELECT number, oldest FROM counted ORDER BY place",
                counted,
                noted if is_noted else SQL(""),
            )
        )
        return [
            Count(number, _seconds_left(each, oldest, now))
            for each, (number, oldest) in zip(limits, rows, strict=True)
        ]

    def _digest(self, limit, now):
        """Unlike that of the same subject on another day."""
        return self.env["customer.vault.value"]._keyed_digest(
            f"sent page {now.date().isoformat()}", f"{limit.scope}:{limit.subject}"
        )

    @api.model
    def _cron_forget(self):
        """Delete what was noted, in batches: long before a day is over."""
        horizon = fields.Datetime.subtract(fields.Datetime.now(), hours=HOURS_KEPT)
        while old := self.search([("attempted_at", "<", horizon)], limit=BATCH):
            old.unlink()
            if not self.env["ir.cron"]._commit_progress(len(old)):
                self.env.ref("customer_forms.ir_cron_robots")._trigger()
                return
        self.env["customer.form.submission"]._delete_spam()


def _seconds_left(limit, oldest, now):
    if not oldest:
        return 0
    return max(math.ceil(limit.seconds - (now - oldest).total_seconds()), 1)
