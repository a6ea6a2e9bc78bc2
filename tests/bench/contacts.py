"""What the option that hides contacts of customers costs in lists of contacts."""

import statistics
import time

from . import dossiers


def measure(env, users, rounds):
    """Milliseconds of opening the list and of finding a contact, without and with it.

    :param users: {label: user}
    :return: list of (label, step, without, with)
    """
    spec = dossiers.specification(env, "res.partner", "base.view_partner_tree", "list")
    rows = []
    for label, user in users.items():
        Partner = env["res.partner"].with_user(user)
        steps = {
            "open the list": lambda model=Partner: model.web_search_read(
                [], spec, **dossiers.PAGE
            ),
            "find by name": lambda model=Partner: model.name_search("B00", limit=8),
        }
        for step, work in steps.items():
            figures = []
            for is_on in (False, True):
                env.company.has_restricted_contacts = is_on
                work()
                figures.append(_median(env, work, rounds))
            rows.append((label, step, *figures))
    return rows


def _median(env, work, rounds):
    seconds = []
    for _round in range(rounds):
        env.flush_all()
        env.invalidate_all()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return 1000 * statistics.median(seconds)


def report(rows, count):
    lines = [
        f"{label:<14}{step:<16}{off:>8.1f} ms{on:>8.1f} ms"
        for label, step, off, on in rows
    ]
    head = f"{'':<30}{'off':>8}   {'on':>8}"
    return "\n".join([f"contacts of {count} customers", head, *lines])
