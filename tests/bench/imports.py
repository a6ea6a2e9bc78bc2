"""Rows of a file with the rules on, beside what Odoo's own ``load`` makes of leads, in one
run on one database."""

import base64
import csv
import io
import resource
import time
from pathlib import Path

QUESTIONS = [
    ("customer_name", "text", {"is_required": True}),
    ("phone", "phone", {"is_required": True}),
    ("email", "email", {}),
    ("kind", "select", {}),
    ("needs", "multi", {}),
    ("budget", "integer", {"has_range": True, "min_value": 1, "max_value": 10_000_000}),
    ("wanted", "date", {"earliest": "2026-01-01"}),
    ("region", "region", {}),
    ("stars", "rating", {}),
    ("note", "longtext", {"max_length": 200}),
]
LEAD_COLUMNS = [
    *("name", "contact_name", "phone", "email_from", "priority", "function"),
    *("expected_revenue", "date_deadline", "city", "description"),
]


def make_form(env, slug="bench-import"):
    """A published form of 10 questions, three of them sensitive."""
    options = [
        (0, 0, {"key": key, "name": key.title()}) for key in ("a", "b", "c", "d")
    ]
    questions = [
        {
            "key": key,
            "name": key.title(),
            "type": kind,
            "sensitivity": "name" if key == "customer_name" else False,
            "option_ids": options if kind in ("select", "multi") else [],
            **vals,
        }
        for key, kind, vals in QUESTIONS
    ]
    section = {"name": "All", "field_ids": [(0, 0, vals) for vals in questions]}
    form = env["customer.form"].create(
        {
            "name": "Bench import",
            "slug": slug,
            "number_pattern": f"{slug[-3:].upper()}{{year}}{{serial:06d}}",
            "section_ids": [(0, 0, section)],
        }
    )
    form.action_publish()
    return form


def rows(count, first=0):
    """Rows of a file, headings aside."""
    for number in range(first, first + count):
        yield [
            f"王小{number}",
            f"138{number:08d}",
            f"visitor{number}@example.com",
            "ABCD"[number % 4],
            "A; C" if number % 2 else "B",
            str(1 + number % 5000),
            "2031-05-01",
            "浙江省/杭州市/西湖区",
            str(1 + number % 5),
            "Wants 20 forklifts and advice",
        ]


def text_file(count, first=0):
    """A file of so many rows, as bytes."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([key.title() for key, _kind, _vals in QUESTIONS])
    writer.writerows(rows(count, first))
    return file.getvalue().encode()


def measure(env, form, count, first=0):
    """Seconds of the three steps of an import.

    :return: {step: seconds}
    """
    # An import is done with the rights of its person; Odoo's own user is archived.
    person = env(user=env.ref("base.user_admin"))
    content = base64.b64encode(text_file(count, first))
    figures, start = {}, time.perf_counter()
    batch = person["customer.form.batch"].create(
        {"form_id": form.id, "file": content, "filename": "bench.csv"}
    )
    env.flush_all()
    figures["upload"] = time.perf_counter() - start
    for step, action in (("check", "action_check"), ("import", "action_import")):
        start = time.perf_counter()
        getattr(batch, action)()
        env["customer.form.batch"]._cron_work()
        env.flush_all()
        figures[step] = time.perf_counter() - start
    assert batch.state == "done", (batch.state, batch.failure)
    assert batch.imported_count == count, (batch.faulty_count, batch.known_count)
    return figures


def measure_leads(env, count):
    """Seconds that ``load`` takes for leads with as many columns."""
    data = [
        [row[0], row[0], row[1], row[2], "1", row[3], row[5], row[6], "杭州", row[9]]
        for row in rows(count)
    ]
    start = time.perf_counter()
    result = env["crm.lead"].load(LEAD_COLUMNS, data)
    env.flush_all()
    assert result["ids"], result["messages"]
    return time.perf_counter() - start


def memory():
    """MB this process has in memory just now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def report(count, figures, leads, lead_count):
    """The figures as lines of text."""
    lines = [f"{count:,} rows of 10 questions, from a text file"]
    lines += [
        f"  {step:8} {count / seconds:8.0f} rows/s" for step, seconds in figures.items()
    ]
    ours, theirs = count / figures["import"], lead_count / leads
    lines.append(
        f"  load() of {lead_count} leads: {theirs:.0f} rows/s; import ratio"
        f" {ours / theirs:.1f}"
    )
    return "\n".join(lines)
