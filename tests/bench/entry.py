"""Typing in paper forms by keyboard alone, side by side with typing leads into Odoo's own form
view, in one Chromium on one server.

What is measured is the time in which a clerk can only wait: from the keys that save until the
cursor stands in the first question of an empty page. Nobody types faster than that.
"""

import statistics
import time

KEYS = [
    # key, type, what is typed
    ("who", "text", "Wang {0}"),
    ("company", "text", "Company {0}"),
    ("mobile", "phone", "138{0:08d}"),
    ("mail", "email", "person{0}@example.com"),
    ("day", "date", "20261105"),
    ("kind", "radio", "2"),
    ("source", "select", "1"),
    ("place", "region", "hangzhouxihu"),
    ("size", "integer", "{0}"),
    ("need", "longtext", "20 forklifts"),
]
# Of these a number chooses an option and goes on by itself.
PICKED = ("radio", "select")


def make_form(live, slug):
    """Publish a form of ten questions; its path."""
    session = live.session()
    options = [[0, 0, {"name": name, "key": name.lower()}] for name in ("Yes", "No")]
    questions = [
        [
            *(0, 0),
            {"name": key.title(), "key": key, "type": kind, "sequence": number}
            | ({"option_ids": options} if kind in PICKED else {}),
        ]
        for number, (key, kind, _typed) in enumerate(KEYS)
    ]
    sections = [
        [0, 0, {"name": "Person", "sequence": 1, "field_ids": questions[:5]}],
        [0, 0, {"name": "Business", "sequence": 2, "field_ids": questions[5:]}],
    ]
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [{"name": "Keyboard", "slug": slug, "section_ids": sections}],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    return form_id, f"/forms/{slug}/entry"


def type_entry(page, number):
    """Type one entry from its first question on."""
    for _key, kind, typed in KEYS:
        page.keyboard.type(typed.format(number))
        if kind not in PICKED:
            page.keyboard.press("Enter")


def entry_waits(page, count):
    """Seconds to wait after each of ``count`` entries, and how many of them were kept."""
    waits = []
    for number in range(1, count + 1):
        type_entry(page, number)
        page.keyboard.press("Control+Enter")
        began = time.monotonic()
        page.wait_for_function(
            """number => document.activeElement?.name === "who"
                && !document.activeElement.value
                && document.querySelector(".o_customer_forms_entry_pace")
                    .textContent.trim().startsWith(String(number))""",
            arg=number,
            polling=5,
        )
        waits.append(time.monotonic() - began)
    return waits


def lead_waits(page, count):
    """The same for opportunities in the form view of the web client: three fields typed,
    and Alt+C, which saves and opens a new one."""
    name = "div[name=name] textarea, div[name=name] input"
    waits = []
    for number in range(1, count + 1):
        page.locator(name).first.focus()
        page.keyboard.type(f"20 forklifts for Wang {number}")
        page.locator("div[name=email_from] input").first.focus()
        page.keyboard.type(f"person{number}@example.com")
        page.locator("div[name=phone] input").first.focus()
        page.keyboard.type(f"139{number:08d}")
        page.keyboard.press("Alt+c")
        began = time.monotonic()
        page.wait_for_function(
            "name => { const el = document.querySelector(name); return el && !el.value; }",
            arg=name,
            polling=5,
        )
        waits.append(time.monotonic() - began)
    return waits


def report(ours, odoo):
    """The comparison as text, and the ratio of the medians."""
    mine, theirs = statistics.median(ours), statistics.median(odoo)
    lines = [
        f"Waiting after each of {len(ours)} entries (median, longest):",
        f"  staff entry, ten questions   {mine:6.3f} s  {max(ours):6.3f} s",
        f"  crm.lead form, three fields  {theirs:6.3f} s  {max(odoo):6.3f} s",
        f"  ours / Odoo's                {mine / theirs:6.2f}",
    ]
    return "\n".join(lines), mine / theirs
