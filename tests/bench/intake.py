"""What submissions cost with the whole suite: customers recognised, opportunities opened,
owners reminded. The engine alone is measured in `test_customer_forms_performance.py`."""

import time

from odoo.addons.customer_forms.models.submission.submission_request import FilledForm

QUESTIONS = [
    ("customer_name", "text", "customer_name"),
    ("phone", "phone", "phone"),
    ("email", "email", "email"),
    ("need", "longtext", "need"),
    ("expected", "date", "expected_closing"),
    ("next", "date", "next_contact"),
    ("intent", "select", "intent"),
    *((f"more_{number}", "text", None) for number in range(18)),
]


def make_form(env, user):
    """A published form of 25 questions for a department of one."""
    options = [(0, 0, {"key": key, "name": key}) for key in ("high", "medium", "low")]
    questions = [
        {
            "key": key,
            "name": key.title(),
            "type": kind,
            "role": role or False,
            "option_ids": options if kind == "select" else [],
        }
        for key, kind, role in QUESTIONS
    ]
    team = env["crm.team"].create({"name": "Bench", "member_ids": user.ids})
    section = {"name": "All", "field_ids": [(0, 0, vals) for vals in questions]}
    form = env["customer.form"].create(
        {
            "name": "Bench intake",
            "slug": "bench-intake",
            "number_pattern": "BI{year}{serial:06d}",
            "department_ids": team.ids,
            "section_ids": [(0, 0, section)],
        }
    )
    form.action_publish()
    return form


def _answers(number):
    return {
        "customer_name": f"王小{number}",
        "phone": f"138{number:08d}",
        "email": f"visitor{number}@example.com",
        "need": "20 forklifts",
        "expected": "2031-05-01",
        "next": "2031-05-02",
        "intent": "high",
        **{f"more_{more}": "Some text" for more in range(18)},
    }


def measure(env, form, count, first):
    """Queries and seconds for ``count`` new customers in one call, log included."""
    filled_forms = [FilledForm(_answers(first + number)) for number in range(count)]
    env.flush_all()
    env.invalidate_all()
    before, start = env.cr.sql_log_count, time.perf_counter()
    form._submit_many(filled_forms)
    env.cr.flush()  # what waits for the commit, such as the log of changes
    return env.cr.sql_log_count - before, time.perf_counter() - start


def report(figures):
    """The figures as lines of text.

    :param figures: {count: (queries, seconds)}
    """
    lines = ["submissions of 25 answers that open customers and opportunities"]
    lines += [
        f"  {count:5} in one call: {queries / count:6.1f} queries,"
        f" {seconds * 1000 / count:6.1f} ms each"
        for count, (queries, seconds) in figures.items()
    ]
    return "\n".join(lines)
