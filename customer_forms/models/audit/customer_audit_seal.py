import logging

import psycopg2

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.audit import EVENT_COLUMNS, event_mac, seal_digest
from ...tools.audit.verifier import NOTICES
from ..vault.customer_vault_key import VaultLocked
from .audit_guard import UNSEALED, install_guard

_logger = logging.getLogger(__name__)

BATCH = 2000
LOCK = "customer_audit_seal"
# Whoever did something does not wait longer than this for others; the cron job does.
WRITER_SECONDS, CRON_SECONDS = 2, 60
COLUMNS = (
    *("company_id", "sequence", "event_id"),
    *("event_mac", "is_signed", "previous", "digest"),
)


class CustomerAuditSeal(models.Model):
    """One entry of a company's chain: which event, after which entry (S4).

    Not a column of the event: its number is only known in the order in which transactions
    are committed, and whoever does something must not wait for others to finish. Entries
    are added right after the commit, one transaction at a time.
    """

    _name = "customer.audit.seal"
    _description = "Entry of the Audit Chain"
    _order = "company_id, sequence desc"
    _rec_name = "sequence"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    sequence = fields.Integer(required=True, readonly=True)
    event_id = fields.Many2one(
        "customer.audit.event", required=True, readonly=True, ondelete="restrict"
    )
    event_mac = fields.Char(required=True, readonly=True)
    is_signed = fields.Boolean(
        readonly=True,
        help="Off when the event was noted while the keyring was missing.",
    )
    previous = fields.Char(
        string="Signature Before",
        readonly=True,
        help="The signature of the entry before.",
    )
    digest = fields.Char(string="Signature", required=True, readonly=True)

    _sequence_uniq = models.UniqueIndex("(company_id, sequence)")
    _event_uniq = models.UniqueIndex("(event_id)")
    _event_mac_uniq = models.UniqueIndex("(event_mac)")

    def init(self):
        install_guard(self.env, "customer_audit_event")
        install_guard(self.env, self._table)
        return super().init()

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The audit log is only ever added to."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The audit log is only ever added to."))

    # ------------------------------------------------------------
    # When
    # ------------------------------------------------------------

    @api.model
    def _seal_after_commit(self, event_ids):
        """Chain these events as soon as they are committed."""
        postcommit = self.env.cr.postcommit
        ids = postcommit.data.setdefault(UNSEALED, [])
        if not ids:
            # Not with self: its environment belongs to the transaction that is over.
            registry = self.env.registry
            postcommit.add(lambda: _seal_quietly(registry, tuple(ids), WRITER_SECONDS))
        ids.extend(event_ids)

    @api.model
    def _seal_apart(self, event_ids=None):
        """Chain committed events in a transaction of its own, and note outside the
        database how far the chain is.

        :param event_ids: only these; by default all that are in no chain yet
        """
        seal_apart(self.env.registry, event_ids)

    @api.model
    def _cron_seal(self):
        """Chain what a crash left over."""
        _seal_quietly(self.env.registry, None, CRON_SECONDS)

    # ------------------------------------------------------------
    # Sealing
    # ------------------------------------------------------------

    @api.model
    def _lock_chains(self):
        """Let others that extend the chains wait until this transaction is over. No lock
        on the table, which would make autovacuum and this one wait for each other."""
        _lock(self.env.cr, LOCK)

    @api.model
    def _seal_pending(self, event_ids=None):
        """Chain events in this transaction.

        What is not signed by this server, or is signed as another event was, stays out:
        the verifier names it.

        :param event_ids: only these; by default all that are in no chain yet
        :return: the newest entries {company id: (sequence, digest)}
        :raises VaultLocked: without the right keyring
        """
        self.env["customer.audit.event"].flush_model()
        self._lock_chains()
        secret = self.env["customer.vault.key"]._get_keyring().index
        last_id, heads = 0, {}
        while events := self._unsealed(last_id, event_ids):
            last_id = events[-1]["id"]
            genuine = self._genuine(secret, events)
            heads |= self._heads(
                {event["company_id"] for event, _mac in genuine} - heads.keys()
            )
            self._append(secret, genuine, heads)
        return heads

    @api.model
    def _unsealed(self, after_id, event_ids=None, limit=BATCH):
        """The next events that are in no chain: list of dicts of columns."""
        rows = self.env.execute_query(
            SQL(
                """SELECT %s FROM customer_audit_event e
                    WHERE e.id > %s AND (%s OR e.id = ANY(%s)) AND NOT EXISTS (
                        SELECT FROM customer_audit_seal s WHERE s.event_id = e.id)
                    ORDER BY e.id LIMIT %s""",
                SQL(", ").join(SQL.identifier("e", name) for name in EVENT_COLUMNS),
                after_id,
                event_ids is None,
                list(event_ids or ()),
                limit,
            )
        )
        return [dict(zip(EVENT_COLUMNS, row, strict=True)) for row in rows]

    def _genuine(self, secret, events):
        """Those of the events that this server noted: [(event, its signature)]."""
        macs = [event_mac(secret, event) for event in events]
        taken = self._taken_macs(macs)
        genuine = []
        for event, mac in zip(events, macs, strict=True):
            if event["mac"] in (None, mac) and mac not in taken:
                genuine.append((event, mac))
                taken.add(mac)
        return genuine

    def _taken_macs(self, macs):
        """Which signatures are in a chain already."""
        rows = self.env.execute_query(
            SQL(
                "SELECT event_mac FROM customer_audit_seal WHERE event_mac = ANY(%s)",
                list(macs),
            )
        )
        return {mac for (mac,) in rows}

    def _append(self, secret, genuine, heads):
        """Add entries for events; ``heads`` goes with them."""
        seals = []
        for event, mac in genuine:
            company_id = event["company_id"]
            sequence, previous = heads.get(company_id, (0, ""))
            seal = {
                "company_id": company_id,
                "sequence": sequence + 1,
                "event_id": event["id"],
                "event_mac": mac,
                "is_signed": event["mac"] is not None,
                "previous": previous,
            }
            seal["digest"] = seal_digest(secret, seal)
            heads[company_id] = (seal["sequence"], seal["digest"])
            seals.append(seal)
        if seals:
            self.env.cr.execute_values(
                "INSERT INTO customer_audit_seal (company_id, sequence, event_id,"
                " event_mac, is_signed, previous, digest) VALUES %s",
                [tuple(seal[name] for name in COLUMNS) for seal in seals],
            )

    @api.model
    def _heads(self, company_ids=None):
        """The newest entries of companies, of all by default.

        :return: {company id: (sequence, digest)}, without those that have no chain
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT c.id, s.sequence, s.digest FROM res_company c
                    JOIN LATERAL (
                        SELECT sequence, digest FROM customer_audit_seal
                        WHERE company_id = c.id ORDER BY sequence DESC LIMIT 1
                    ) s ON TRUE
                    WHERE %s OR c.id = ANY(%s)""",
                company_ids is None,
                list(company_ids or ()),
            )
        )
        return {company_id: (sequence, digest) for company_id, sequence, digest in rows}


def seal_apart(registry, event_ids=None, seconds=CRON_SECONDS):
    """See ``customer.audit.seal._seal_apart``.

    :param int seconds: how long to wait for others that seal
    """
    with registry.cursor() as waiting:
        # One at a time until the note outside is written: others would miss it.
        waiting.execute("SET LOCAL lock_timeout = %s", [f"{seconds}s"])
        _lock(waiting, f"{LOCK}_apart")
        with registry.cursor() as cr:
            # Each query is to see what others have committed while this one waited.
            cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            cr.execute("SET LOCAL lock_timeout = %s", [f"{seconds}s"])
            seals = api.Environment(cr, SUPERUSER_ID, {})["customer.audit.seal"]
            seals._lock_chains()
            anchors = seals._anchors()
            # Before the chains are looked at: they are never behind an older note.
            noted = anchors.load()["heads"]
            breaks = seals._broken_anchors(noted)
            broken = {each["company_id"] for each in breaks}
            heads = seals._heads(broken) | seals._seal_pending(event_ids)
        # Not before the commit: a note of what was then rolled back is a false alarm.
        if heads or breaks:
            anchors.advance(heads, breaks)
    for each in breaks:
        level = logging.WARNING if each["code"] in NOTICES else logging.CRITICAL
        _logger.log(level, "The audit log is not as it was noted outside: %s", each)


def _lock(cr, name):
    """Wait for other transactions that have the same lock; it ends with this one."""
    cr.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


def _seal_quietly(registry, event_ids, seconds):
    """Seal what was committed. It is done and cannot be undone: nobody is told of a
    failure, which the cron job makes good."""
    if event_ids is not None and not event_ids:
        return
    try:
        seal_apart(registry, event_ids, seconds)
    except (psycopg2.Error, VaultLocked, OSError) as error:
        _logger.warning("Events were not sealed at once: %s", error)
