"""The audit chain while many write to it, and after a crash (S4)."""

import os
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import patch

import psycopg2
import pytest
from audit_writers import note, write_for

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.tools import config, mute_logger

from odoo.addons.customer_forms.models.audit import customer_audit_seal as sealing

START = Path(__file__).parents[2] / "bin" / "lib" / "start_odoo.py"


@pytest.fixture(scope="module")
def registry():
    database = os.environ["LIVE_DATABASE"]
    with pytest.MonkeyPatch.context() as patching:
        # Else Odoo begins to run the tests of the modules it loads.
        patching.setitem(config, "test_enable", False)
        registry = Registry(database)
    yield registry
    Registry.delete(database)
    sql_db.close_db(database)


@pytest.fixture(scope="module")
def company_ids(registry):
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env["res.company"].create({"name": "Second writers"})
        company_ids = [env.ref("base.main_company").id, company.id]
    # A copy of a database is remarked: nothing outside of it knows the chain it came with.
    _verify(registry)
    _accept(registry, company_ids)
    return company_ids


def _accept(registry, company_ids):
    """Say that the end of these logs is as it should be."""
    with registry.cursor() as cr:
        verifications = api.Environment(cr, SUPERUSER_ID, {})[
            "customer.audit.verification"
        ]
        for company_id in company_ids:
            domain = [("company_id", "=", company_id)]
            for verification in verifications.search(domain, limit=1):
                verification._accept_break("The backup of Monday was restored")


def _verify(registry):
    """State and number of entries of each company's log."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        found = env["customer.audit.verification"]._verify_all()
        return {
            each.company_id.id: (each.state, each.entry_count, each.findings)
            for each in found
        }


def _query(registry, query, *params):
    with registry.cursor() as cr:
        cr.execute(query, params)
        return cr.fetchall()


@pytest.mark.parametrize("seconds", [5, pytest.param(60, marks=pytest.mark.prove)])
def test_eight_writers_at_once_make_one_chain(registry, company_ids, seconds, capsys):
    before = _verify(registry)
    count, longest = write_for(registry, company_ids, seconds)
    (unsealed,) = _query(
        registry,
        """SELECT count(*) FROM customer_audit_event e WHERE NOT EXISTS (
            SELECT FROM customer_audit_seal s WHERE s.event_id = e.id)""",
    )[0]
    began = time.monotonic()
    after = _verify(registry)
    with capsys.disabled():
        sys.stdout.write(
            f"\nAudit chain: 8 writers, {count} events in {seconds} s,"
            f" {count / seconds:.0f} per second, the slowest took {longest:.2f} s;"
            f" verified in {time.monotonic() - began:.1f} s\n"
        )
    added = sum(after[each][1] - before.get(each, ("", 0))[1] for each in company_ids)
    assert added == count
    assert unsealed == 0
    for company_id in company_ids:
        assert after[company_id][0] == "whole", after
        rows = _query(
            registry,
            "SELECT sequence FROM customer_audit_seal WHERE company_id = %s"
            " ORDER BY sequence",
            company_id,
        )
        assert [row[0] for row in rows] == list(range(1, len(rows) + 1))


def test_what_a_crash_left_over_is_sealed_later(registry, company_ids):
    """A crash between the commit and the sealing: the event is there, the entry is not."""
    with patch.object(sealing, "_seal_quietly", lambda *_args: None):
        event_id = note(registry, company_ids[0])
    query = "SELECT count(*) FROM customer_audit_seal WHERE event_id = %s"
    assert _query(registry, query, event_id) == [(0,)]
    with registry.cursor() as cr:
        api.Environment(cr, SUPERUSER_ID, {})["customer.audit.seal"]._cron_seal()
    assert _query(registry, query, event_id) == [(1,)]
    assert _verify(registry)[company_ids[0]][0] == "whole"


def test_who_did_something_does_not_fail_when_it_cannot_be_sealed(
    registry, company_ids
):
    with (
        patch.object(
            sealing, "seal_apart", side_effect=psycopg2.OperationalError("no")
        ),
        mute_logger("odoo.addons.customer_forms.models.audit.customer_audit_seal"),
    ):
        event_id = note(registry, company_ids[0])
    query = "SELECT count(*) FROM customer_audit_event WHERE id = %s"
    assert _query(registry, query, event_id) == [(1,)]


def test_what_is_rolled_back_is_in_no_log(registry, company_ids):
    with registry.cursor() as cr:
        log = api.Environment(cr, SUPERUSER_ID, {})["customer.audit.event"]
        event_id = log._log("export").id
        cr.rollback()
    query = "SELECT count(*) FROM customer_audit_event WHERE id = %s"
    assert _query(registry, query, event_id) == [(0,)]
    assert _verify(registry)[company_ids[0]][0] == "whole"


@mute_logger("odoo.addons.customer_forms.models.audit.customer_audit_seal")
@mute_logger("odoo.addons.customer_forms.models.audit.customer_audit_verification")
def test_an_end_cut_off_by_the_owner_of_the_database_is_named(registry, company_ids):
    """The note outside the database tells it, however the tables are changed."""
    company_id = company_ids[1]
    for _number in range(3):
        note(registry, company_id)
    with registry.cursor() as cr:
        for table in ("customer_audit_event", "customer_audit_seal"):
            cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cr.execute(
            """DELETE FROM customer_audit_seal WHERE event_id IN (
                    SELECT event_id FROM customer_audit_seal WHERE company_id = %s
                    ORDER BY sequence DESC LIMIT 2)
                RETURNING event_id""",
            [company_id],
        )
        ids = [row[0] for row in cr.fetchall()]
        cr.execute("DELETE FROM customer_audit_event WHERE id = ANY(%s)", [ids])
        for table in ("customer_audit_event", "customer_audit_seal"):
            for trigger in ("no_change", "no_truncate"):
                cr.execute(
                    f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER customer_audit_{trigger}"
                )
    # The log grows beyond where it was cut, as if nothing had happened.
    for _number in range(4):
        note(registry, company_id)
    state, _count, findings = _verify(registry)[company_id]
    assert state == "broken"
    assert [each["code"] for each in findings] == ["end_cut"]
    _accept(registry, [company_id])
    assert _verify(registry)[company_id][0] == "whole"


@mute_logger("odoo.addons.customer_forms.models.audit.customer_audit_seal")
def test_a_note_that_went_missing_is_remarked(registry, company_ids):
    """Renaming, copying or restoring a database does not make it forget its past."""
    with registry.cursor() as cr:
        seals = api.Environment(cr, SUPERUSER_ID, {})["customer.audit.seal"]
        seals._anchors().path.unlink()
    note(registry, company_ids[0])
    state, _count, findings = _verify(registry)[company_ids[0]]
    assert (state, [each["code"] for each in findings]) == (
        "noticed",
        ["anchor_missing"],
    )
    _accept(registry, company_ids)
    assert _verify(registry)[company_ids[0]][0] == "whole"


def test_the_command_says_what_was_done(registry, company_ids):
    def command():
        return subprocess.run(  # noqa: S603  our own command line
            [sys.executable, START, "audit", "verify", "-d", registry.db_name],
            capture_output=True,
            text=True,
            check=False,
        )

    whole = command()
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "Second writers: Whole, " in whole.stdout
    event_id = note(registry, company_ids[0])
    with registry.cursor() as cr:
        cr.execute("ALTER TABLE customer_audit_event DISABLE TRIGGER USER")
        cr.execute(
            "UPDATE customer_audit_event SET reason = 'x' WHERE id = %s", [event_id]
        )
    broken = command()
    assert broken.returncode == 1
    assert f"Event {event_id} was altered." in broken.stdout
    assert "customer_audit_event be changed: its trigger is missing" in broken.stdout
