"""What keeping sensitive answers costs: submissions with and without them, side by side on
one database in one run, and finding one phone number among very many."""

import statistics
import time

from odoo.addons.customer_forms.models.submission.submission_request import FilledForm

SENSITIVE = [
    ("customer_name", "text", "name"),
    ("phone", "phone", "phone"),
    ("email", "email", "email"),
    ("budget", "money", "amount"),
]
OTHERS = 11
PHONE = "+86138{:08d}"


def make_form(env, slug, is_sensitive):
    """A published form of 15 questions, four of them sensitive or not."""
    questions = [
        {
            "key": key,
            "name": key.title(),
            "type": kind,
            "sensitivity": class_ if is_sensitive else "none",
        }
        for key, kind, class_ in SENSITIVE
    ]
    questions += [
        {"key": f"more_{number}", "name": f"More {number}", "type": "text"}
        for number in range(OTHERS)
    ]
    form = env["customer.form"].create(
        {
            "name": slug,
            "slug": slug,
            "number_pattern": slug[:1].upper() + slug[-1:].upper() + "{serial:06d}",
            "section_ids": [
                (0, 0, {"name": "All", "field_ids": [(0, 0, q) for q in questions]})
            ],
        }
    )
    form.action_publish()
    return form


def _answers(number):
    return {
        "customer_name": f"王小{number}",
        "phone": f"138{number:08d}",
        "email": f"visitor{number}@example.com",
        "budget": str(1000 + number),
        **{f"more_{more}": "Some text" for more in range(OTHERS)},
    }


def measure(env, forms, rounds, many):
    """Median seconds and queries of one submission, alone and ``many`` in one call.

    The forms take turns, so that what else the machine does troubles both alike.

    :param list forms: without and with sensitive answers
    :return: {count: [(seconds, queries) of each form]}
    """
    figures, number = {}, 0
    for count, repeat in ((1, rounds), (many, max(3, rounds // 10))):
        times = [([], []) for _form in forms]
        for turn in range(-2, repeat):  # the first two only warm up
            for form, (seconds, queries) in zip(forms, times, strict=True):
                filled = [FilledForm(_answers(number + each)) for each in range(count)]
                number += count
                env.flush_all()
                env.invalidate_all()
                before, start = env.cr.sql_log_count, time.perf_counter()
                form._submit_many(filled)
                env.cr.flush()  # what waits for the commit, such as the log of changes
                if turn >= 0:
                    seconds.append((time.perf_counter() - start) / count)
                    queries.append((env.cr.sql_log_count - before) / count)
        figures[count] = [
            (statistics.median(seconds), statistics.median(queries))
            for seconds, queries in times
        ]
    return figures


def report(figures):
    """The figures as lines of text."""
    lines = ["submission of 15 answers, four of them sensitive or not"]
    for count, ((plain, plain_queries), (sealed, sealed_queries)) in figures.items():
        lines.append(
            f"  {count:5} in one call: {plain * 1000:6.1f} ms, {plain_queries:5.1f}"
            f" queries   sensitive {sealed * 1000:6.1f} ms, {sealed_queries:5.1f}"
            f" queries   ratio {sealed / plain:.2f}"
        )
    return "\n".join(lines)


def fill_vault(env, count):
    """Very many sealed phone numbers, as the vault keeps them.

    The digests are real; what is sealed is of the right size only, as nobody reads it.
    """
    vault = env["customer.vault.value"]
    keyring = env["customer.vault.key"]._get_keyring()
    company = env.company
    sealed = vault._prepare_vals(
        keyring, ("res.partner", 0, "phone"), company, "phone", PHONE.format(0)
    )
    for first in range(0, count, 10_000):
        rows = "\n".join(
            "\t".join(
                [
                    "res.partner",
                    str(number),
                    "phone",
                    str(company.id),
                    "phone",
                    keyring.current,
                    sealed["sealed"],
                    vault._blind(keyring, company, "phone", PHONE.format(number)),
                ]
            )
            for number in range(first, min(first + 10_000, count))
        )
        _copy(env.cr, rows)
    env.cr.execute("ANALYZE customer_vault_value")


def _copy(cr, rows):
    from io import StringIO

    cr.copy_from(
        StringIO(rows),
        "customer_vault_value",
        columns=(
            *("res_model", "res_id", "name", "company_id", "sensitivity", "key_name"),
            *("sealed", "digest"),
        ),
    )


def find_one(env, count, rounds):
    """Median milliseconds that PostgreSQL needs to find one of ``count`` numbers."""
    vault, times = env["customer.vault.value"], []
    for turn in range(rounds):
        number = turn * 7919 % count
        query = vault._matching(
            "res.partner", "phone", [PHONE.format(number)], ["phone"]
        )
        start = time.perf_counter()
        found = env.execute_query(query)
        times.append((time.perf_counter() - start) * 1000)
        assert (number,) in found
    return statistics.median(times)
