"""Paper forms typed in by keyboard alone, in a real Chromium (P2, P3)."""

import sys
from pathlib import Path

import pytest
from story_pages import BackOffice, camera

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import entry

# Wide of what is measured, so that only a real slow-down fails.
MOST_TIMES_ODOO = 2


@pytest.mark.parametrize("count", [20, pytest.param(100, marks=pytest.mark.prove)])
def test_entries_follow_one_another(live, chromium, capsys, count):
    photograph = camera(live.screenshots / "entry")
    form_id, path = entry.make_form(live, f"keyboard-{count}")
    clerk = BackOffice(live, chromium, "admin", "en_US", photograph)
    page = clerk.page
    page.goto(live.url + path)
    page.wait_for_selector(".o_customer_forms_entry_form input[name=who]:focus")
    ours = entry.entry_waits(page, count)
    clerk.picture("after the last")

    session = live.session()
    kept = live.call(
        session,
        "customer.form.submission",
        "search_read",
        [["form_id", "=", form_id]],
        ["answers", "channel"],
    )
    assert len(kept) == count
    assert {each["channel"] for each in kept} == {"paper"}
    answers = {each["name"]: each.get("value") for each in kept[0]["answers"]}
    assert answers["day"] == "2026-11-05"
    assert (answers["kind"], answers["source"]) == ("no", "yes")
    assert answers["place"] == "Zhejiang / Hangzhou / Xihu District"

    clerk.open("action-crm.crm_lead_action_pipeline/new", ".o_form_view")
    odoo = entry.lead_waits(page, count)
    text, ratio = entry.report(ours, odoo)
    with capsys.disabled():
        sys.stdout.write(f"\n{text}\n")
    assert ratio < MOST_TIMES_ODOO
    clerk.close()


def test_keys_of_staff_entry(live, chromium):
    """What is wrong is gone to, what looks wrong is confirmed, what is pinned stays."""
    photograph = camera(live.screenshots / "entry keys")
    _form_id, path = entry.make_form(live, "keyboard-keys")
    clerk = BackOffice(live, chromium, "admin", "en_US", photograph)
    page = clerk.page
    page.goto(live.url + path)
    page.wait_for_selector("input[name=who]:focus")
    press, keyboard = page.keyboard.press, page.keyboard

    # Back and forth; a pin; a wrong phone.
    keyboard.type("Ann")
    press("Enter")
    keyboard.type("Pinned Ltd")
    press("Alt+p")
    press("Enter")
    press("Shift+Enter")
    assert page.evaluate("document.activeElement.name") == "company"
    press("Enter")
    keyboard.type("1380000123")
    press("Control+Enter")
    page.wait_for_selector("input[name=mobile][aria-invalid=true]:focus")
    clerk.picture("wrong")
    press("Control+a")
    keyboard.type("13800009999")
    press("Control+Enter")
    page.wait_for_selector(".o_customer_forms_entry_saved a")
    page.wait_for_selector("input[name=who]:focus")
    assert page.input_value("input[name=who]") == ""
    assert page.input_value("input[name=company]") == "Pinned Ltd"

    # The same phone again is asked about, and confirmed by the same keys.
    keyboard.type("Ann again")
    press("Enter")
    press("Enter")
    keyboard.type("138 0000 9999")
    press("Control+Enter")
    page.wait_for_selector(".o_customer_forms_doubts:not(.d-none)")
    clerk.picture("known phone")
    press("Control+Enter")
    page.wait_for_function(
        "document.querySelectorAll('.o_customer_forms_entry_saved a').length > 1"
    )

    # The keys are listed.
    press("F1")
    page.wait_for_selector("dialog[open]")
    clerk.picture("keys")
    press("Escape")
    clerk.close()
