"""Odoo is killed and PostgreSQL crashes in the middle of an import: it goes on, no row is
lost, none is there twice (X1)."""

import base64
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from live_server import running_server

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "load"))

from bench import imports
from cluster import production_copy

DATABASE = "customer_import"
CRON = "customer_forms.ir_cron_import_submissions"
PATIENCE = 240


@pytest.fixture(scope="module")
def production():
    with (
        production_copy(os.environ["LIVE_DATABASE"], DATABASE) as cluster,
        running_server(database=DATABASE, environment=cluster.environment) as server,
    ):
        server.cluster = cluster
        yield server


def _make_form(server, session, slug):
    questions = [
        {"key": key, "name": key.title(), "type": kind, **vals}
        for key, kind, vals in imports.QUESTIONS
        if kind not in ("select", "multi")
    ]
    section = {"name": "All", "field_ids": [[0, 0, vals] for vals in questions]}
    vals = {"name": slug, "slug": slug, "section_ids": [[0, 0, section]]}
    (form_id,) = server.call(session, "customer.form", "create", [vals])
    server.call(session, "customer.form", "action_publish", [form_id])
    return form_id


def _press(server, session, button, batch_id):
    """A button that opens nothing: what it returns is left out of the answer."""
    answer = session.post(
        f"{server.url}/web/dataset/call_button/customer.form.batch/{button}",
        json={
            "params": {
                "model": "customer.form.batch",
                "method": button,
                "args": [[batch_id]],
                "kwargs": {},
            }
        },
        timeout=60,
    ).json()
    assert "error" not in answer, answer["error"]["data"]["debug"]


def _work(server):
    """Run the scheduled action; it comes to no end when the server does."""
    session = server.session()
    cron = server.record_id(session, CRON)
    try:
        server.call(session, "ir.cron", "method_direct_trigger", [cron])
    except (requests.RequestException, AssertionError, ValueError):
        return False
    return True


def _imported(server, batch_id):
    sql = "SELECT id, coalesce(imported_count, 0) FROM customer_form_batch"
    return int(dict(server.cluster.query(DATABASE, sql))[str(batch_id)])


def _kill_odoo(server):
    server.kill()
    server.start()


def _crash_postgresql(server):
    server.cluster.stop("immediate")
    server.cluster.start()
    # Odoo notices with the next request of each connection that it is gone.
    deadline = time.monotonic() + PATIENCE
    while not requests.get(f"{server.url}/web/login", timeout=60).ok:
        assert time.monotonic() < deadline


@pytest.mark.parametrize("crash", [_kill_odoo, _crash_postgresql])
@pytest.mark.parametrize("count", [2_000, pytest.param(5_000, marks=pytest.mark.prove)])
def test_an_import_goes_on_after_a_crash(production, crash, count):
    session = production.session()
    form_id = _make_form(production, session, f"crash-{crash.__name__[1:4]}-{count}")
    content = base64.b64encode(imports.text_file(count)).decode()
    vals = {"form_id": form_id, "file": content, "filename": "rows.csv"}
    (batch_id,) = production.call(session, "customer.form.batch", "create", [vals])
    _press(production, session, "action_check", batch_id)
    assert _work(production)
    _press(production, session, "action_import", batch_id)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(_work, production)
        deadline = time.monotonic() + PATIENCE
        while not _imported(production, batch_id):
            assert time.monotonic() < deadline
        before = _imported(production, batch_id)
        crash(production)
        working.result(timeout=PATIENCE)
    assert 0 < before < count, "the crash was in the middle"
    assert _work(production)
    assert _imported(production, batch_id) == count
    kept = production.cluster.query(
        DATABASE,
        "SELECT client_uuid, number, state, batch_id FROM customer_form_submission",
    )
    ours = [row for row in kept if row[3] == str(batch_id)]
    assert len(ours) == count
    assert len({uuid for uuid, *_rest in ours}) == count
    assert len({number for _uuid, number, *_rest in ours}) == count
