"""Opening and submitting a public form of ten fields, side by side with Odoo's own contact
form (`website_crm`), on one server in one run.

Our form checks every answer, keeps it as a versioned submission, opens a dossier and an
opportunity and schedules a reminder; the contact form writes one lead.
"""

import re
import statistics
import time

import requests

CSRF = re.compile(r"csrf_token\W+(?:value=\W)?([0-9a-fo]{20,})")
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
KEYS = [
    ("customer_name", "text", "customer_name"),
    ("phone", "phone", "phone"),
    ("email", "email", "email"),
    ("company", "text", None),
    ("need", "longtext", "need"),
    ("expected", "date", "expected_closing"),
    ("size", "integer", None),
    ("city", "text", None),
    ("referrer", "text", "referrer"),
    ("remarks", "longtext", "remarks"),
]


def make_form(live, slug):
    """Publish a form of ten fields; its path."""
    session = live.session()
    questions = [
        [0, 0, {"name": key.title(), "key": key, "type": kind, "role": role or False}]
        for key, kind, role in KEYS
    ]
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [
            {
                "name": "Bench",
                "slug": slug,
                "number_pattern": "B{year}{serial:05d}",
                "section_ids": [[0, 0, {"name": "All", "field_ids": questions}]],
            }
        ],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    return f"/forms/{slug}"


def _answers(number):
    return {
        "customer_name": f"Bench Visitor {number}",
        "phone": f"138{number:08d}",
        "email": f"visitor{number}@example.com",
        "company": "Bench Ltd",
        "need": "20 forklifts",
        "expected": "2031-05-01",
        "size": "120",
        "city": "Shanghai",
        "referrer": "Li Na",
        "remarks": "Please call in the morning",
    }


def _lead(number):
    return {
        "contact_name": f"Bench Visitor {number}",
        "phone": f"138{number:08d}",
        "email_from": f"visitor{number}@example.com",
        "partner_name": "Bench Ltd",
        "name": "20 forklifts",
        "description": "Please call in the morning",
    }


def _timed(call):
    start = time.perf_counter()
    answer = call()
    elapsed = time.perf_counter() - start
    assert answer.status_code == 200, answer.text[:2000]
    return elapsed, answer


def _token(page):
    return CSRF.search(page.text)[1]


def measure(live, path, rounds):
    """Median seconds: {"open": (ours, odoo), "submit": (ours, odoo)}."""
    ours, odoo = requests.Session(), requests.Session()
    times = {"open": ([], []), "submit": ([], [])}
    for number in range(-2, rounds):  # the first two only warm up
        open_ours, page = _timed(lambda: ours.get(live.url + path, timeout=60))
        given = _answers(number + 10)
        hidden = {**dict(HIDDEN.findall(page.text)), "homepage-link": ""}
        submit_ours, answer = _timed(
            lambda hidden=hidden, given=given: ours.post(
                live.url + path,
                data={**hidden, **given},
                headers={"Accept": "application/json"},
                timeout=60,
            )
        )
        assert "redirect" in answer.json(), answer.text
        open_odoo, page = _timed(lambda: odoo.get(f"{live.url}/contactus", timeout=60))
        token, given = _token(page), _lead(number + 10)
        submit_odoo, answer = _timed(
            lambda token=token, given=given: odoo.post(
                f"{live.url}/website/form/crm.lead",
                data={"csrf_token": token, **given},
                timeout=60,
            )
        )
        assert answer.json().get("id"), answer.text
        if number >= 0:
            times["open"][0].append(open_ours)
            times["open"][1].append(open_odoo)
            times["submit"][0].append(submit_ours)
            times["submit"][1].append(submit_odoo)
    return {
        step: tuple(statistics.median(series) for series in pair)
        for step, pair in times.items()
    }


def report(medians, rounds):
    """The figures as lines of text."""
    lines = [f"public form of {len(KEYS)} fields, median of {rounds} rounds"]
    for step, (ours, odoo) in medians.items():
        lines.append(
            f"  {step:7} ours {ours * 1000:6.1f} ms   website_crm {odoo * 1000:6.1f} ms"
            f"   ratio {ours / odoo:.2f}"
        )
    return "\n".join(lines)
