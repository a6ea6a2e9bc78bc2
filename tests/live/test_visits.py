"""Two visitors, one stops at the third question: the figures say so (Q1), in a browser.
And reports of one visit at the same instant leave what the furthest of them says."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from public_form import HIDDEN, open_form
from story_pages import BackOffice, camera

QUESTIONS = ["name", "city", "wish", "budget"]


@pytest.fixture(scope="module")
def form_id(live):
    admin = live.session()
    questions = [
        [0, 0, {"name": key.capitalize(), "key": key, "sequence": place}]
        for place, key in enumerate(QUESTIONS)
    ]
    section = {"name": "You", "field_ids": questions}
    form = {"name": "Visited", "slug": "visited", "section_ids": [[0, 0, section]]}
    (form_id,) = live.call(admin, "customer.form", "create", [form | {"has_pages": 0}])
    live.call(admin, "customer.form", "action_publish", [form_id])
    yield form_id


def _figures(live, form_id):
    return live.call(live.session(), "customer.form", "read_figures", [form_id])


def _question(figures, key):
    return next(each for each in figures["questions"] if each["key"] == key)


def _visitor(chromium, live):
    page = chromium.new_context().new_page()
    with page.expect_response("**/forms/visited/visit"):
        page.goto(f"{live.url}/forms/visited", wait_until="commit")
    return page


def test_who_leaves_at_the_third_question_is_seen_there(live, chromium, form_id):
    leaver = _visitor(chromium, live)
    for key in ("name", "city"):
        leaver.fill(f"[name={key}]", "x")
    leaver.focus("[name=wish]")
    with leaver.expect_response("**/forms/visited/visit"):
        leaver.evaluate("window.dispatchEvent(new Event('pagehide'))")
    leaver.context.close()

    sender = _visitor(chromium, live)
    for key in QUESTIONS:
        sender.fill(f"[name={key}]", "x")
    sender.click("button.o_customer_forms_submit")
    sender.wait_for_selector(".o_customer_forms_done")
    sender.context.close()

    figures = _figures(live, form_id)
    totals = figures["totals"]
    assert [totals[name] for name in ("opened", "started", "finished")] == [2, 2, 1]
    assert totals["completion"] == 0.5
    assert [_question(figures, key)["left"] for key in QUESTIONS] == [0, 0, 1, 0]
    assert _question(figures, "wish")["seen"] == 2

    office = BackOffice(live, chromium, "admin", "en_US", camera(live.screenshots))
    office.page.set_default_timeout(120_000)  # its bundles are made now
    page = office.open(f"form-figures/{form_id}", ".o_customer_forms_figures")
    line = page.locator("[data-question=wish]")
    assert line.get_attribute("title") == "Of 2 who saw this question, 1 left here."
    assert "Most leave here" in line.inner_text()
    office.picture("figures")
    assert not office.errors


def test_reports_at_the_same_instant_leave_the_furthest(live, form_id):
    before = _figures(live, form_id)["totals"]["opened"]
    _session, hidden = open_form(f"{live.url}/forms/visited")

    def report(number):
        told = {
            "opening": hidden["_opening"],
            "uuid": hidden["_uuid"],
            "version": hidden["_version"],
            "started": 100 - number,
            "last": QUESTIONS[number % 4],
            "facts": {"name": number * 256 + 1, "wish": (30 - number) * 256 + 1},
        }
        return requests.post(
            f"{live.url}/forms/visited/visit", data=json.dumps(told), timeout=60
        ).status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(report, range(30))) == {204}
    domain = [["form_id", "=", form_id]]
    (visit,) = live.call(
        *(live.session(), "customer.form.visit", "search_read", domain),
        *(["facts", "last_place", "start_seconds"], 0, 1),
    )
    assert _figures(live, form_id)["totals"]["opened"] == before + 1
    assert visit["facts"] == [29 * 256 + 1, 0, 30 * 256 + 1, 0]
    assert (visit["last_place"], visit["start_seconds"]) == (3, 71)


def test_a_page_without_scripts_is_a_visit_when_it_is_sent(live, form_id):
    before = _figures(live, form_id)["totals"]
    session = requests.Session()
    page = session.get(f"{live.url}/forms/visited", timeout=60)
    hidden = dict(HIDDEN.findall(page.text))
    session.post(
        f"{live.url}/forms/visited", data=hidden | {"name": "x"}, timeout=60
    ).raise_for_status()
    after = _figures(live, form_id)["totals"]
    for name in ("opened", "started", "finished"):
        assert after[name] == before[name] + 1
