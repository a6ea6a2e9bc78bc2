"""Many submissions of 15 answers, side by side with as many opportunities whose 15 values
are columns of `crm.lead`: the list, filters and groups, on one database in one run.

Answers are properties: one JSON column, of which PostgreSQL has to unpack a key where it
would just read a column. What that costs is printed beside what Odoo's own model takes.
"""

import statistics
import time

from odoo.tools import SQL

from .filling import fill_table

CITIES = "(ARRAY['上海', '北京', '杭州', '广州'])[1 + i % 4]"
# key, type of question, column of crm.lead, the value of row ``i`` in SQL
FIELDS = [
    ("contact", "text", "contact_name", "'Person ' || i"),
    ("company", "text", "partner_name", "'Company ' || i * 7919 % 100003 || ' Ltd'"),
    ("phone", "phone", "phone", "'+86138' || lpad(i::text, 8, '0')"),
    ("email", "email", "email_from", "'p' || i || '@example.com'"),
    ("website", "url", "website", "'https://www.example' || i || '.com'"),
    ("city", "text", "city", CITIES),
    ("street", "text", "street", "i || ' Nanjing Road'"),
    ("postcode", "text", "zip", "lpad((i % 100000)::text, 6, '2')"),
    ("position", "text", "function", "'Position ' || i * 7919 % 100003"),
    ("need", "longtext", "street2", "'Needs ' || i || ' forklifts and advice'"),
    ("urgency", "select", "priority", "(hashint8(i) & 3)::text"),
    ("wanted", "date", "date_deadline", "date '2026-01-01' + (i % 700)::int"),
    ("budget", "money", "expected_revenue", "i % 1000 * 100"),
    ("share", "decimal", "probability", "i % 100"),
    ("staff", "integer", "color", "i % 500"),
]
# Page of the web client, and as far as it counts.
PAGE = {"limit": 80, "count_limit": 10001}
NAMED = {"fields": {"display_name": {}}}
SUBMISSION_COLUMNS = {
    "number": {},
    "submitted_at": {},
    "form_id": NAMED,
    "answers": {},
    "user_id": NAMED,
    "state": {},
}
LEAD_COLUMNS = {
    "name": {},
    "create_date": {},
    "type": {},
    **{column: {} for _key, _kind, column, _value in FIELDS},
    "user_id": NAMED,
    "stage_id": NAMED,
}
# What is measured: (label, condition on answers, condition on crm.lead, explanation)
FILTERS = [
    (
        "choice equals",
        ("answers.urgency", "=", "2"),
        ("priority", "=", "2"),
        "a quarter matches: counted up to 10,000",
    ),
    (
        "text equals",
        ("answers.position", "=", "Position 4321"),
        ("function", "=", "Position 4321"),
        "five match: every row is read, JSON unpacked",
    ),
    (
        "text contains",
        ("answers.position", "ilike", "tion 4321"),
        ("function", "ilike", "tion 4321"),
        "every row is read, JSON unpacked",
    ),
    (
        "day, from",
        ("answers.wanted", ">=", "2027-11-30"),
        ("date_deadline", ">=", "2027-11-30"),
        "0.3 % match; no index on either side",
    ),
]
SEARCHED_OFTEN = [
    (
        "choice equals",
        ("answers.urgency", "=", "2"),
        ("priority", "=", "2"),
        "a quarter matches: the index only helps counting",
    ),
    (
        "text equals",
        ("answers.company", "=", "Company 4321 Ltd"),
        ("partner_name", "=", "Company 4321 Ltd"),
        "index here, trigram index of crm.lead there",
    ),
    (
        "text contains",
        ("answers.company", "ilike", "pany 4321"),
        ("partner_name", "ilike", "pany 4321"),
        "trigram index on both sides",
    ),
    (
        "day, from",
        ("answers.wanted", ">=", "2027-11-30"),
        ("date_deadline", ">=", "2027-11-30"),
        "index here, none on crm.lead",
    ),
]


def make_form(env):
    """A published form of 15 questions."""
    questions = [
        {
            "key": key,
            "name": key.title(),
            "type": kind,
            "sequence": number,
            "option_ids": [
                (0, 0, {"key": option, "name": option})
                for option in ("0123" if kind == "select" else "")
            ],
        }
        for number, (key, kind, _column, _value) in enumerate(FIELDS)
    ]
    section = {"name": "All", "field_ids": [(0, 0, vals) for vals in questions]}
    form = env["customer.form"].create(
        {"name": "Bench", "slug": "bench-rows", "section_ids": [(0, 0, section)]}
    )
    form.action_publish()
    return form


def generate(env, form, count, user):
    """Write ``count`` submissions and as many opportunities, straight into the tables."""
    values = SQL(
        ", ".join(f"'{key}', {value}" for key, _kind, _col, value in FIELDS).replace(
            "%", "%%"
        )
    )
    columns = SQL(", ".join(column for _key, _kind, column, _value in FIELDS))
    lead_values = SQL(", ".join(value for *_names, value in FIELDS).replace("%", "%%"))
    stage = env["crm.stage"].search([], limit=1)
    company = env.company.id
    fill_table(
        env,
        "customer_form_submission",
        SQL(
            """INSERT INTO customer_form_submission (
                   number, form_id, version_id, company_id, user_id, state, channel,
                   lang, submitted_at, accepted_at, answers, create_uid, create_date)
               SELECT 'B' || lpad(i::text, 8, '0'), %s, %s, %s, %s, 'accepted', 'link',
                   'en_US', now() - i * interval '1 minute', now(),
                   jsonb_build_object(%s), 1, now()
               FROM generate_series(1::bigint, %s) i""",
            *(form.id, form.current_version_id.id, company, user.id, values, count),
        ),
    )
    fill_table(
        env,
        "crm_lead",
        SQL(
            """INSERT INTO crm_lead (
                   name, type, active, user_id, company_id, stage_id, won_status, %s,
                   create_uid, create_date)
               SELECT 'B' || lpad(i::text, 8, '0'), 'opportunity', true, %s, %s, %s,
                   'pending', %s, 1, now() - i * interval '1 minute'
               FROM generate_series(1::bigint, %s) i""",
            *(columns, user.id, company, stage.id, lead_values, count),
        ),
    )


def measure(env, form, user, rounds):
    """Time what a manager does in both lists, before and after marking answers.

    :return: list of (label, our seconds, seconds of crm.lead, explanation)
    """
    env = env(user=user.id, context={"lang": "en_US", "customer_form_id": form.id})
    ours, leads = env["customer.form.submission"], env["crm.lead"]
    base = [("form_id", "=", form.id)]
    lead_base = [("type", "=", "opportunity")]

    def pages(*conditions):
        condition, lead_condition = conditions or ([], [])
        return (
            lambda: ours.web_search_read(base + condition, SUBMISSION_COLUMNS, **PAGE),
            lambda: leads.web_search_read(
                lead_base + lead_condition,
                LEAD_COLUMNS,
                order="create_date desc, id desc",
                **PAGE,
            ),
        )

    def rows(filters, suffix):
        return [
            (label + suffix, *_compare(env, rounds, *pages([mine], [theirs])), why)
            for label, mine, theirs, why in filters
        ]

    def groups():
        return (
            lambda: ours.web_read_group(
                base, ["answers.urgency"], ["__count"], limit=80
            ),
            lambda: leads.web_read_group(
                lead_base, ["priority"], ["__count"], limit=80
            ),
        )

    result = [
        (
            "first page",
            *_compare(env, rounds, *pages()),
            "each of 80 rows carries its questions with its answers",
        ),
        *rows(FILTERS, ""),
        (
            "group by choice",
            *_compare(env, rounds, *groups()),
            "every row is read, JSON unpacked, sorted into groups",
        ),
    ]
    marked = form.field_ids.filtered(
        lambda field: field.key in ("urgency", "company", "wanted")
    )
    marked.is_indexed = True
    form.action_publish()
    return result + rows(SEARCHED_OFTEN, ", searched often")


def _compare(env, rounds, *works):
    """Median seconds of each piece of work, the first round left out."""
    times = [[] for _work in works]
    for _round in range(rounds + 1):
        for work, series in zip(works, times, strict=True):
            env.invalidate_all()
            start = time.perf_counter()
            work()
            series.append(time.perf_counter() - start)
    return [statistics.median(series[1:]) for series in times]


def report(rows, count):
    """The figures as lines of text."""
    lines = [f"{count:,} submissions of 15 answers and as many rows of crm.lead"]
    lines += [
        f"  {label:30} ours {ours * 1000:7.1f} ms   crm.lead {lead * 1000:7.1f} ms"
        f"   ratio {ours / lead:5.2f}   {why}"
        for label, ours, lead, why in rows
    ]
    return "\n".join(lines)
