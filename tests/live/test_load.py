"""Many visitors at once (issue 5): nothing fails, nothing is lost, nothing is there twice;
and how we fare beside Odoo's survey and contact form."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from live_server import ODOO, running_server

sys.path.insert(0, str(Path(__file__).parents[1] / "load"))

import load
from cluster import production_copy

DATABASE = "customer_load"
WORKERS = 3
PATIENCE = 600  # seconds
SHORT = {"visitors": 8, "seconds": 4, "rounds": 1, "long": 6}
LONG = {"visitors": 50, "seconds": 15, "rounds": 5, "long": 300}


@pytest.fixture(scope="module")
def production():
    """A server as in production: workers, a proxy in front, commits on the disk."""
    with production_copy(os.environ["LIVE_DATABASE"], DATABASE) as cluster:
        subprocess.run(  # noqa: S603  our own command line
            [
                *(sys.executable, ODOO, "server", "-d", DATABASE, "-i", "survey"),
                *("--skip-auto-install", "--no-http", "--stop-after-init"),
                *("--log-level", "warn"),
            ],
            env=cluster.environment,
            check=True,
        )
        with running_server(
            *("--workers", str(WORKERS), "--proxy-mode", "--max-cron-threads", "1"),
            database=DATABASE,
            environment=cluster.environment,
        ) as server:
            server.cluster = cluster
            # More visitors than a hall has, from as many addresses.
            server.call(
                server.session(),
                "ir.config_parameter",
                "set_param",
                *("customer_forms.robot_form_limit", "1000000"),
            )
            yield server


def _kept(production, uuids):
    """How often each of these pages was kept."""
    rows = production.cluster.query(
        DATABASE,
        "SELECT client_uuid, count(*), min(state) FROM customer_form_submission"
        " GROUP BY 1",
    )
    found = {uuid: (int(count), state) for uuid, count, state in rows}
    return [found.get(uuid) for uuid in uuids]


def _wait_until_filed(production):
    """Seconds until every customer has a dossier: no work is left out of the figures but
    what a visitor does not wait for."""
    start = time.monotonic()
    while production.cluster.query(
        DATABASE,
        "SELECT id FROM customer_form_submission WHERE filing_state IS NOT NULL LIMIT 1",
    ):
        assert time.monotonic() - start < PATIENCE
        time.sleep(0.2)
    return time.monotonic() - start


@pytest.mark.parametrize("size", [SHORT, pytest.param(LONG, marks=pytest.mark.prove)])
def test_load_of_visitors(production, size, capsys):
    visitors, long = size["visitors"], size["long"]
    targets = {
        "ours": load.make_own(production, f"load-{visitors}"),
        "survey": load.make_survey(production),
        "contact form": load.contact_form(),
    }
    load.compare(
        production, targets, visitors=visitors, seconds=4, rounds=1
    )  # warms up
    compared = load.compare(
        production,
        targets,
        visitors=visitors,
        seconds=size["seconds"],
        rounds=size["rounds"],
    )
    alone = load.visit(
        production,
        "ours",
        targets["ours"],
        visitors=visitors,
        phases=[["both", long]],
        first=50 * load.VISITORS_APART,
    )
    lag = _wait_until_filed(production)
    with capsys.disabled():
        title = f"{visitors} visitors at once, 20 questions, {WORKERS} workers"
        sys.stdout.write(f"\n{load.report(compared, title)}\n")
        title = f"opening and sending at the same time, {long} s"
        sys.stdout.write(f"{load.report({'ours': alone}, title)}\n")
        sys.stdout.write(
            f"the last customer was filed {lag:.1f} s after the last answer\n"
        )
    for name, seen in {**compared, "alone": alone}.items():
        assert not seen["errors"], (name, seen["errors"][:3])
    sent = compared["ours"]["acknowledged"] + alone["acknowledged"]
    assert len(set(sent)) == len(sent) > visitors
    assert set(_kept(production, sent)) == {(1, "accepted")}
