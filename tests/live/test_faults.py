"""Odoo is killed and PostgreSQL crashes while visitors send forms (invariant 3): what was
acknowledged is there, once, and what was not is taken when it is sent again."""

import sys
import time
from contextlib import contextmanager

import load
import pytest
import requests
from fault_verdict import Kept, wrongs_of

VISITORS = 8
PATIENCE = 240
BETWEEN = 10  # submissions from one fault to the next
SHORT = ["odoo", "postgres"]
LONG = SHORT * 5


@pytest.mark.parametrize("faults", [SHORT, pytest.param(LONG, marks=pytest.mark.prove)])
def test_faults_lose_and_double_nothing(production, faults, capsys):
    slug = f"faults-{len(faults)}"
    options = load.make_own(production, slug)
    entries, findings = _verify(production)
    production.wait_until_filed()  # what came with the copy
    made_before = _made(production)
    start = time.monotonic()
    with _visitors(production, options) as visits:
        for fault in faults:
            _wait_for_more(production, slug)
            _reveal(production, slug)
            if fault == "odoo":
                production.kill()
                production.start()
            else:
                production.cluster.stop("immediate")
                production.cluster.start()
        _wait_for_more(production, slug)
        visits.terminate()
        seen = load.end_visit(visits)
    seconds = time.monotonic() - start
    lag = production.wait_until_filed()
    kept, sent = _kept(production, slug), seen["acknowledged"]
    made = map(set.difference, _made(production), made_before)
    entries_after, findings_after = _verify(production)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(faults)} faults in {seconds:.0f} s of load: {len(sent)} submissions"
            f" acknowledged, {len(kept)} kept, {seen['resent']} requests sent again,"
            f" {entries_after - entries} entries of the audit log added,"
            f" the last customer filed {lag:.1f} s after the last answer\n"
        )
    assert not seen["errors"], seen["errors"][:3]
    assert seen["resent"] > 0, "the faults were felt"
    assert wrongs_of(sent, kept, *made) == {}
    assert entries_after - entries >= len(faults), "who looked is in the log"
    # The copy of a database is remarked; nothing is added to that.
    assert findings_after == findings


SENT = ["a", "b"]
KEPT = [
    Kept("a", "L1", "accepted", "11", "21"),
    Kept("b", "L2", "accepted", "12", "22"),
]


@pytest.mark.parametrize(
    ("sent", "kept", "made", "wrongs"),
    [
        (SENT, KEPT, ({"11", "12"}, {"21", "22"}), {}),
        (
            [*SENT, "c"],
            KEPT,
            ({"11", "12"}, {"21", "22"}),
            {"lost": ["c"]},
        ),
        (
            SENT,
            [*KEPT, Kept("a", "L3", "accepted", "13", "23")],
            ({"11", "12", "13"}, {"21", "22", "23"}),
            {"kept twice": ["a"]},
        ),
        (
            SENT,
            [*KEPT, Kept("c", "L3", "accepted", "13", "23")],
            ({"11", "12", "13"}, {"21", "22", "23"}),
            {"never acknowledged": ["c"]},
        ),
        (
            SENT,
            [KEPT[0], Kept("b", "L1", "accepted", "11", "21")],
            ({"11"}, {"21"}),
            {
                "number given twice": ["L1"],
                "customer of two": ["11"],
                "opportunity of two": ["21"],
            },
        ),
        (
            SENT,
            [KEPT[0], Kept("b", "L2", "submitted", "12", "")],
            ({"11", "12"}, {"21"}),
            {"half done": ["b"]},
        ),
        (
            SENT,
            KEPT,
            ({"11", "12", "13"}, {"21", "22", "23"}),
            {"customer of nobody": ["13"], "opportunity of nobody": ["23"]},
        ),
    ],
    ids=["well", "lost", "doubled", "unknown", "shared", "half", "left over"],
)
def test_wrongs_are_told(sent, kept, made, wrongs):
    assert wrongs_of(sent, kept, *made) == wrongs


@contextmanager
def _visitors(production, options):
    visits = load.start_visit(
        production,
        "ours",
        options,
        visitors=VISITORS,
        phases=[["both", 3600]],  # until told to stop
        first=70 * load.VISITORS_APART,
        patience=PATIENCE,
    )
    try:
        yield visits
    finally:
        visits.kill()


def _wait_for_more(production, slug):
    goal = len(_kept(production, slug)) + BETWEEN
    deadline = time.monotonic() + PATIENCE
    while len(_kept(production, slug)) < goal:
        assert time.monotonic() < deadline, production.log.read_text()[-3000:]
        production.supervise()
        time.sleep(0.2)


def _reveal(production, slug):
    """Have staff look at a phone number, which the audit log notes. A worker that was at
    nothing while PostgreSQL crashed fails once."""
    find = (
        "SELECT max(s.id) FROM customer_form_submission s"
        " JOIN customer_form f ON f.id = s.form_id WHERE f.slug = :'slug'"
    )
    ((submission_id,),) = production.query(find, slug=slug)
    call = ("customer.form.submission", "reveal", [int(submission_id)], "phone", "Call")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return production.call(production.session(), *call)
        except (requests.RequestException, AssertionError):
            assert time.monotonic() < deadline, production.log.read_text()[-3000:]
            production.supervise()


def _kept(production, slug):
    """The submissions of a form, see ``Kept``."""
    rows = production.query(
        "SELECT s.client_uuid, s.number, s.state, s.dossier_id, s.lead_id"
        " FROM customer_form_submission s JOIN customer_form f ON f.id = s.form_id"
        " WHERE f.slug = :'slug'",
        slug=slug,
    )
    return [Kept(*row) for row in rows]


def _made(production):
    """All customers and all opportunities that are there."""
    queries = ("SELECT id FROM customer_dossier", "SELECT id FROM crm_lead")
    return [{key for (key,) in production.query(query)} for query in queries]


def _verify(production):
    """Go through the audit logs.

    :return: (how many entries, {company: what is to be said about its log})
    """
    session, verifications = production.session(), "customer.audit.verification"
    production.call(session, verifications, "action_verify", [])
    columns = ["company_id", "entry_count", "findings_text"]
    rows = production.call(session, verifications, "search_read", [], columns)
    newest = {row["company_id"][0]: row for row in reversed(rows)}
    return (
        sum(row["entry_count"] for row in newest.values()),
        {company: row["findings_text"] for company, row in newest.items()},
    )
