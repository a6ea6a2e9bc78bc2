"""Reads the audit log in batches, in one snapshot, and has it verified."""

from odoo.tools import SQL

from ...tools.audit import EVENT_COLUMNS, Verifier
from .audit_guard import unguarded_tables

BATCH = 5000
SEAL_COLUMNS = (
    *("id", "company_id", "sequence", "event_id"),
    *("event_mac", "is_signed", "previous", "digest"),
)


class AuditReader:
    """Verifies the log of every company; a million events do not fill the memory."""

    def __init__(self, env, anchors, secret):
        self.env = env
        self.secret = secret
        # Before the first query: the chains are never behind an older note.
        self.noted = anchors.load()
        self.is_anchor_altered = anchors.is_altered

    def verify(self):
        """Go through all of it.

        :return: (findings, {company id: {"count", "sequence", "digest"}})
        """
        findings = [
            {"code": "guard_off", "company_id": None, "table": table}
            for table in unguarded_tables(self.env)
        ]
        if self.is_anchor_altered:
            findings.append({"code": "anchor_altered", "company_id": None})
        findings += self.noted["breaks"]
        heads = {}
        for company_id in self._company_ids():
            verifier = self._verify_company(company_id)
            findings += verifier.findings
            heads[company_id] = {
                "count": verifier.seal_count,
                "sequence": verifier.sequence,
                "digest": verifier.digest,
            }
        return findings, heads

    def _company_ids(self):
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM res_company c
                    WHERE EXISTS (SELECT FROM customer_audit_seal WHERE company_id = c.id)
                    OR EXISTS (SELECT FROM customer_audit_event WHERE company_id = c.id)"""
            )
        )
        noted = {int(company_id) for company_id in self.noted["heads"]}
        return sorted({company_id for (company_id,) in rows} | noted)

    def _verify_company(self, company_id):
        verifier = Verifier(self.secret, company_id)
        anchor = self.noted["heads"].get(str(company_id))
        for row in self._sealed(company_id):
            seal = dict(zip(SEAL_COLUMNS, row, strict=False))
            event = dict(zip(EVENT_COLUMNS, row[len(SEAL_COLUMNS) :], strict=True))
            verifier.check_seal(seal, event if event["id"] else None, anchor)
        for *columns, is_copy in self._unsealed(company_id):
            event = dict(zip(EVENT_COLUMNS, columns, strict=True))
            verifier.check_unsealed(event, is_copy)
        verifier.finish(anchor)
        return verifier

    def _sealed(self, company_id):
        """Rows of the chain in order, each with its event."""
        after = (0, 0)
        columns = [SQL.identifier("s", name) for name in SEAL_COLUMNS]
        columns += [SQL.identifier("e", name) for name in EVENT_COLUMNS]
        while True:
            rows = self.env.execute_query(
                SQL(
                    """SELECT %s FROM customer_audit_seal s
                        LEFT JOIN customer_audit_event e ON e.id = s.event_id
                        WHERE s.company_id = %s AND (s.sequence, s.id) > (%s, %s)
                        ORDER BY s.sequence, s.id LIMIT %s""",
                    SQL(", ").join(columns),
                    company_id,
                    *after,
                    BATCH,
                )
            )
            yield from rows
            if len(rows) < BATCH:
                return
            after = (rows[-1][2], rows[-1][0])

    def _unsealed(self, company_id):
        """Events that are in no chain, and whether another has the same signature."""
        after = 0
        columns = [SQL.identifier("e", name) for name in EVENT_COLUMNS]
        while True:
            rows = self.env.execute_query(
                SQL(
                    """SELECT %s, EXISTS (
                            SELECT FROM customer_audit_seal s WHERE s.event_mac = e.mac)
                        FROM customer_audit_event e
                        WHERE e.company_id = %s AND e.id > %s AND NOT EXISTS (
                            SELECT FROM customer_audit_seal s WHERE s.event_id = e.id)
                        ORDER BY e.id LIMIT %s""",
                    SQL(", ").join(columns),
                    company_id,
                    after,
                    BATCH,
                )
            )
            yield from rows
            if len(rows) < BATCH:
                return
            after = rows[-1][0]
