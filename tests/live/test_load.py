"""Many visitors at once (issue 5): nothing fails, nothing is lost, nothing is there twice;
and how we fare beside Odoo's survey and contact form."""

import sys

import load
import pytest
from production import WORKERS

SHORT = {"visitors": 8, "seconds": 4, "rounds": 1, "long": 6}
LONG = {"visitors": 50, "seconds": 15, "rounds": 5, "long": 300}


@pytest.mark.parametrize("size", [SHORT, pytest.param(LONG, marks=pytest.mark.prove)])
def test_load_of_visitors(production, size, capsys):
    visitors, long = size["visitors"], size["long"]
    targets = {
        "ours": load.make_own(production, f"load-{visitors}"),
        "survey": load.make_survey(production),
        "contact form": load.contact_form(),
    }
    load.compare(
        production, targets, visitors=visitors, seconds=4, rounds=1
    )  # warms up
    compared = load.compare(
        production,
        targets,
        visitors=visitors,
        seconds=size["seconds"],
        rounds=size["rounds"],
    )
    alone = load.visit(
        production,
        "ours",
        targets["ours"],
        visitors=visitors,
        phases=[["both", long]],
        first=50 * load.VISITORS_APART,
    )
    # No work is left out of the figures but what a visitor does not wait for.
    lag = production.wait_until_filed()
    with capsys.disabled():
        title = f"{visitors} visitors at once, 20 questions, {WORKERS} workers"
        sys.stdout.write(f"\n{load.report(compared, title)}\n")
        title = f"opening and sending at the same time, {long} s"
        sys.stdout.write(f"{load.report({'ours': alone}, title)}\n")
        sys.stdout.write(
            f"the last customer was filed {lag:.1f} s after the last answer\n"
        )
    for name, seen in {**compared, "alone": alone}.items():
        assert not seen["errors"], (name, seen["errors"][:3])
    sent = compared["ours"]["acknowledged"] + alone["acknowledged"]
    assert len(set(sent)) == len(sent) > visitors
    assert production.kept(sent) == {(1, 1, "accepted")}
