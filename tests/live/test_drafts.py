"""Unfinished entries on a real server: a phone that is put away, and saves that meet the
submission (P5)."""

import base64
import re
import threading
import time
import uuid

import pytest
import requests
from playwright.sync_api import expect
from public_form import open_form, send_form

PHONE = {"width": 375, "height": 740}
# The smallest picture there is.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAA"
    "SUVORK5CYII="
)
DRAFT = "customer.form.draft"


def publish(live, slug, consent=False):
    session = live.session()
    you = [
        {"name": "Name", "key": "who", "role": "customer_name", "is_required": True},
        {"name": "Mobile", "key": "mobile", "type": "phone", "role": "phone"},
    ]
    if consent:
        agree = {"name": "I agree", "key": "agree", "type": "consent"}
        you.append({**agree, "is_required": True})
    need = [
        {"name": "Need", "key": "need"},
        {"name": "Photo", "key": "photo", "type": "attachment", "is_required": True}
        | {"file_formats": "png"},
    ]
    sections = [
        [0, 0, {"name": name, "field_ids": [[0, 0, each] for each in fields]}]
        for name, fields in (("You", you), ("What you need", need))
    ]
    vals = {"name": slug, "slug": slug, "section_ids": sections}
    (form_id,) = live.call(session, "customer.form", "create", [vals])
    live.call(session, "customer.form", "action_publish", [form_id])
    return form_id


@pytest.fixture(scope="module")
def form_id(live):
    return publish(live, "put-away", consent=True)


def test_a_phone_is_put_away_and_another_goes_on(live, chromium, form_id):
    url = f"{live.url}/forms/put-away"
    first = chromium.new_context(viewport=PHONE)
    page = first.new_page()
    page.goto(url, wait_until="commit")
    saves = []
    page.on("request", lambda sent: "/draft" in sent.url and saves.append(sent.url))
    page.fill("[name=who]", "王小明")
    page.fill("[name=mobile]", "138 1234 5678")
    page.wait_for_timeout(2500)
    assert not saves, "nothing is sent before he agrees"
    page.check("[name=agree]")
    saved = page.locator(".o_customer_forms_saved")
    expect(saved).to_contain_text("Saved", timeout=10_000)
    page.click(".o_customer_forms_next")
    photo = {"name": "licence.png", "mimeType": "image/png", "buffer": PNG}
    page.set_input_files("[name=photo]", files=[photo])
    kept = page.locator(".o_customer_forms_kept_file")
    expect(kept).to_contain_text("licence.png", timeout=10_000)
    expect(page.locator(".o_customer_forms_chosen > *")).to_have_count(0)
    page.fill("[name=need]", "Half a")
    page.click(".o_customer_forms_leave")
    link = page.locator(".o_customer_forms_link").input_value()
    assert re.fullmatch(rf"{url}\?draft=[0-9a-f]{{64}}", link)
    page.screenshot(path=live.screenshots / "draft-link.png", full_page=True)
    first.close()

    other = chromium.new_context(viewport=PHONE)
    page = other.new_page()
    page.goto(link, wait_until="commit")
    expect(page.locator("[name=need]")).to_have_value("Half a")
    expect(page.locator("[name=need]")).to_be_visible()
    expect(page.locator("[name=who]")).to_have_value("王小明")
    expect(page.locator(".o_customer_forms_kept_file")).to_contain_text("licence.png")
    assert not page.locator(".is-invalid").count()
    page.screenshot(path=live.screenshots / "draft-back.png", full_page=True)
    page.fill("[name=need]", "Half a crane")
    page.click(".o_customer_forms_next")
    review = page.locator(".o_customer_forms_review")
    expect(review).to_contain_text("licence.png")
    page.click(".o_customer_forms_submit")
    expect(page.locator(".o_customer_forms_number")).to_be_visible(timeout=20_000)
    page.goto(link, wait_until="commit")
    expect(page.locator(".o_customer_forms_message")).to_contain_text("submitted")
    other.close()

    session = live.session()
    domain = [["form_id", "=", form_id]]
    assert not live.call(session, DRAFT, "search_count", domain)
    [submission] = live.call(
        session, "customer.form.submission", "search_read", domain, ["file_ids"]
    )
    assert len(submission["file_ids"]) == 1


# ------------------------------------------------------------
# A save and the submission at the same instant
# ------------------------------------------------------------


def _together(calls):
    """Run calls at once; their answers in order."""
    answers, barrier = [None] * len(calls), threading.Barrier(len(calls))

    def run(place, call):
        barrier.wait()
        answers[place] = call()

    threads = [
        threading.Thread(target=run, args=(place, call))
        for place, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_save_never_survives_the_submission(live):
    """In both orders and at once, saved before or not, nothing is left to go on with."""
    form_id = publish(live, "both-at-once")
    url = f"{live.url}/forms/both-at-once"
    answers = {"who": "Ann", "_writer": "w"}
    for round_ in range(10):
        session, hidden = open_form(url)
        filled = {**hidden, **answers}
        if round_ % 2:
            session.post(
                f"{url}/draft", data={**filled, "_sequence": "1"}, timeout=60
            ).raise_for_status()

        def save(number, filled=filled):
            time.sleep(number / 200)  # some before, some after the submission
            data = {**filled, "_sequence": str(number + 2)}
            answer = requests.post(f"{url}/draft", data=data, timeout=60)
            answer.raise_for_status()
            return answer.json()

        def submit(session=session, hidden=hidden):
            photo = ("p.png", PNG, "image/png")
            return send_form(session, url, hidden, {"who": "Ann"}, photo=photo)

        calls = [submit, *(lambda n=n, s=save: s(n) for n in range(4))]
        sent, *saves = _together(calls)
        assert sent.status_code == 200, sent.text
        assert all("saved" in each or each["why"] == "done" for each in saves), saves
        late = save(10)
        assert late["why"] == "done"
    admin, domain = live.session(), [["form_id", "=", form_id]]
    assert live.call(admin, "customer.form.submission", "search_count", domain) == 10
    assert not live.call(admin, DRAFT, "search_count", domain)
    named = [["res_model", "=", DRAFT]]
    assert not live.call(admin, "ir.attachment", "search_count", named)


def test_many_saves_of_one_page_are_one_entry(live):
    form_id = publish(live, "many-saves")
    url = f"{live.url}/forms/many-saves"
    _session, hidden = open_form(url)

    def save(number):
        data = {**hidden, "who": f"Ann {number}", "_writer": str(uuid.uuid4())}
        return requests.post(f"{url}/draft", data=data, timeout=60)

    answers = _together([lambda n=n: save(n) for n in range(8)])
    assert {each.status_code for each in answers} == {200}
    domain = [["form_id", "=", form_id]]
    assert live.call(live.session(), DRAFT, "search_count", domain) == 1
