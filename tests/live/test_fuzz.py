"""Whatever is posted to a public form, the server neither fails nor complains."""

import re
import sys
import time
from collections import Counter

import pytest
from fuzz import Fuzzer
from public_form import open_form, send_form

SEED = 20260305
SLOW_SECONDS = 20
OPTIONS = [[0, 0, {"key": key, "name": key.title()}] for key in ("a", "b", "c")]
VALID = {
    "text": ["Some text"],
    "longtext": ["Two\nlines"],
    "select": ["a"],
    "radio": ["b"],
    "multi": ["a", "c"],
    "date": ["2026-03-05"],
    "datetime": ["2026-03-05T10:00"],
    "phone": ["13800001234"],
    "email": ["ann@example.com"],
    "url": ["https://example.com"],
    "integer": ["12"],
    "decimal": ["3.5"],
    "money": ["100.50"],
    "rating": ["4"],
    "region": ["浙江省/杭州市/西湖区"],
    "id_card": ["360426199101010071"],
    "consent": ["yes"],
    "rows:0:item": ["Forklift"],
    "rows:0:pieces": ["2"],
    "rows:1:item": ["Spade"],
}


def _make_form(live, slug):
    """A form with a question of every type, a repeating and an internal section."""
    session = live.session()
    about = live.call(session, "customer.form.field", "fields_get", ["type"])
    questions = [
        {
            "name": kind.title(),
            "key": kind,
            "type": kind,
            "option_ids": OPTIONS if kind in ("select", "radio", "multi") else [],
            "is_required": kind == "text",
            "pattern": kind == "text" and "[^<]*",
            "has_foreign": kind == "region",
        }
        for kind, _label in about["type"]["selection"]
    ]
    rows = [
        {"name": "Item", "key": "item"},
        {"name": "Pieces", "key": "pieces", "type": "integer"},
    ]
    internal = [{"name": "Internal", "key": "internal"}]
    sections = [
        {"name": "All", "field_ids": [[0, 0, vals] for vals in questions]},
        {
            "name": "Rows",
            "key": "rows",
            "is_repeating": True,
            "max_rows": 5,
            "field_ids": [[0, 0, vals] for vals in rows],
        },
        {
            "name": "Staff",
            "is_internal": True,
            "field_ids": [[0, 0, vals] for vals in internal],
        },
    ]
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [
            {
                "name": "Fuzzed",
                "slug": slug,
                "number_pattern": "F{year}{serial:06d}",
                "section_ids": [[0, 0, vals] for vals in sections],
            }
        ],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    return f"{live.url}/forms/{slug}"


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.prove)])
def test_fuzz_the_server_answers_whatever_is_posted(live, count, capsys):
    url = _make_form(live, f"fuzzed-{count}")
    session, hidden = open_form(url)
    log_size = live.log.stat().st_size
    fuzzer = Fuzzer(SEED, hidden, VALID)
    codes, slowest, failed = Counter(), 0, []
    for number in range(count):
        method, query, body, headers = fuzzer.request()
        start = time.monotonic()
        answer = session.request(
            method,
            url,
            params=query,
            data=body,
            headers=headers,
            timeout=120,
            allow_redirects=False,
        )
        slowest = max(slowest, time.monotonic() - start)
        codes[answer.status_code] += 1
        if answer.status_code >= 500:
            failed.append((number, headers, query[:500], body[:500]))
    with capsys.disabled():
        sys.stdout.write(
            f"\nfuzz: seed {SEED}, {count:,} requests, slowest {slowest:.2f} s,"
            f" answers {dict(sorted(codes.items()))}\n"
        )
    complaints = _complaints(live.log, log_size)
    assert not failed + complaints, (failed[:3], complaints[:3])
    assert slowest < SLOW_SECONDS
    assert codes[200] > count / 20, "some of them are in order"
    assert codes[400] and codes[422], "others are not"
    sound = send_form(session, url, hidden, {"text": "Ann"})
    assert "redirect" in sound.json(), sound.text


def _complaints(log, since):
    """What the server's log has to say beyond warnings, from a position on."""
    with log.open("rb") as lines:
        lines.seek(since)
        said = lines.read().decode(errors="replace")
    return re.findall(
        r"^.* (?:ERROR|CRITICAL) .*(?:\n(?!\d{4}-).*)*|^Traceback.*(?:\n .*)*",
        said,
        re.M,
    )
