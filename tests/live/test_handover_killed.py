"""Odoo is killed in the middle of a handover: the next run of the job finishes it, and no
customer is given twice (D11)."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from at_once import make_user, press
from live_server import running_server

CRON = "customer_followup.ir_cron_hand_over"
PATIENCE = 240
# In one call of the setting up.
TOGETHER = 25
# So many have something open that goes along.
BUSY = 50


@pytest.fixture(scope="module")
def server():
    """One that may be killed, beside the one of the other tests."""
    with running_server() as server:
        yield server


def _make_customers(server, session, count, giver):
    """Customers, some with an open opportunity.

    :return: ids
    """
    ids = []
    for start in range(0, count, TOGETHER):
        ids += server.call(
            session,
            "customer.dossier",
            "create",
            [
                {
                    "name": f"Killed {number}",
                    "user_id": giver,
                    "intent": number < BUSY and "low",
                }
                for number in range(start, min(start + TOGETHER, count))
            ],
        )
    return ids


def _work(server):
    """Run the scheduled action; it comes to no end when the server does."""
    session = server.session()
    cron = server.record_id(session, CRON)
    try:
        server.call(session, "ir.cron", "method_direct_trigger", [cron])
    except (requests.RequestException, AssertionError, ValueError):
        return False
    return True


def _lines(server, session, run_id):
    """How many customers of the run are in each state."""
    groups = server.call(
        session,
        "customer.handover.line",
        "formatted_read_group",
        [["handover_id", "=", run_id]],
        ["state"],
        ["__count"],
    )
    return {group["state"]: group["__count"] for group in groups}


@pytest.mark.parametrize("count", [600, pytest.param(4_000, marks=pytest.mark.prove)])
def test_a_handover_goes_on_after_a_kill(server, count):
    session = server.session()
    giver = make_user(server, session, f"killed_giver_{count}", "user")
    taker = make_user(server, session, f"killed_taker_{count}", "user")
    customers = _make_customers(server, session, count, giver)
    action = press(server, session, "customer.dossier", "action_hand_over", customers)
    dialog = action.result["res_id"]
    vals = {"to_user_id": taker}
    server.call(session, "customer.handover.wizard", "write", [dialog], vals)
    action = press(
        server, session, "customer.handover.wizard", "action_confirm", [dialog]
    )
    run_id = action.result["res_id"]
    assert _lines(server, session, run_id) == {"waiting": count}

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(_work, server)
        deadline = time.monotonic() + PATIENCE
        while not _lines(server, session, run_id).get("moved"):
            assert time.monotonic() < deadline
        before = _lines(server, session, run_id)["moved"]
        server.kill()
        server.start()
        working.result(timeout=PATIENCE)
    session = server.session()
    assert 0 < before < count, "the kill was in the middle"
    assert _lines(server, session, run_id)["waiting"], "there was something left to do"
    assert _work(server)

    assert _lines(server, session, run_id) == {"moved": count}
    (run,) = server.call(
        session, "customer.handover", "read", [run_id], ["state", "lead_count"]
    )
    assert (run["state"], run["lead_count"]) == ("done", BUSY)
    mine = [["id", "in", customers], ["user_id", "=", taker]]
    assert server.call(session, "customer.dossier", "search_count", mine) == count
    mine = [["dossier_id", "in", customers], ["user_id", "=", taker]]
    assert server.call(session, "crm.lead", "search_count", mine) == BUSY
    noted = [
        ["res_model", "=", "customer.dossier"],
        ["res_id", "in", customers],
        ["kind", "=", "handover"],
    ]
    assert server.call(session, "customer.audit.event", "search_count", noted) == count
    told = [
        ["model", "=", "customer.handover"],
        ["res_id", "=", run_id],
        ["body", "like", "You have"],
    ]
    assert server.call(session, "mail.message", "search_count", told) == 1
