"""The figures of many visits, beside what Odoo's own `_read_group` takes for those of them
that it can count: it knows nothing of what is inside a list of facts."""

import statistics
import time

from odoo.tools import SQL

QUESTIONS = 20
GROUPS = (["channel", "link_id"], ["last_section"], ["last_place"])
COUNTS = ["__count", "start_seconds:count", "fill_seconds:count"]


def make_form(env):
    """A published form of four sections with five questions each."""
    sections = [
        {
            "name": f"Section {number}",
            "sequence": number,
            "field_ids": [
                (0, 0, {"name": f"Q{number}.{place}", "key": f"q{number}_{place}"})
                for place in range(QUESTIONS // 4)
            ],
        }
        for number in range(4)
    ]
    form = env["customer.form"].create(
        {"name": "Visited", "section_ids": [(0, 0, vals) for vals in sections]}
    )
    form.action_publish()
    return form


def generate(env, form, count):
    """Visits of 30 days, by link and QR code; two of three send the form."""
    (qr,) = form._default_link("qr")
    env.cr.execute(
        SQL(
            """
            INSERT INTO customer_form_visit (
                key, form_id, company_id, version_id, opened_at, day, channel, link_id,
                device, lang, start_seconds, fill_seconds, last_section, last_place,
                has_errors, facts
            )
            SELECT 'bench' || i, %(form)s, %(company)s, %(version)s,
                   now() - i %% 30 * interval '1 day', current_date - i %% 30,
                   CASE i %% 2 WHEN 0 THEN 'link' ELSE 'qr' END,
                   CASE i %% 2 WHEN 1 THEN %(link)s END, 'phone', 'en_US', 3,
                   CASE WHEN i %% 3 > 0 THEN 60 + i %% 200 END,
                   i %% 4, i %% 20, i %% 5 = 0,
                   ARRAY(
                       SELECT (i * 7919 + q * 104729) %% 400 * 256 + (i + q) %% 7 / 6 * 16
                              + CASE WHEN (i + q) %% 4 > 0 THEN 3 ELSE 1 END
                       FROM generate_series(1, %(questions)s) AS q
                   )
            FROM generate_series(1, %(count)s) AS i
            """,
            form=form.id,
            company=form.company_id.id,
            version=form.current_version_id.id,
            link=qr.id,
            questions=QUESTIONS,
            count=count,
        )
    )
    env.cr.execute("ANALYZE customer_form_visit")


def measure(env, form, rounds):
    """Medians in seconds: of all figures, and of `_read_group` on the same rows."""

    def grouped():
        domain = [("form_id", "=", form.id)]
        for group in GROUPS:
            env["customer.form.visit"]._read_group(domain, group, COUNTS)

    return _median(env, form.read_figures, rounds), _median(env, grouped, rounds)


def _median(env, work, rounds):
    taken = []
    for _round in range(rounds):
        env.invalidate_all()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def report(count, ours, grouped):
    """What was measured, as a sentence."""
    return (
        f"figures of {count:,} visits of {QUESTIONS} questions: {ours * 1000:.0f} ms;"
        f" _read_group of the same rows without questions and times:"
        f" {grouped * 1000:.0f} ms"
    )
