"""A short run of tests/bench: the public form must keep pace with Odoo's contact form."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import public_form

# Wide of what is measured, so that only a real slow-down fails. Odoo serves its contact page
# from a cache of whole pages, as ours is (controllers/kept_page.py).
LIMITS = {"open": 3, "submit": 3}


@pytest.mark.parametrize("rounds", [15, pytest.param(200, marks=pytest.mark.prove)])
def test_public_form_keeps_pace_with_the_contact_form(live, rounds, capsys):
    path = public_form.make_form(live, f"bench-{rounds}")
    medians = public_form.measure(live, path, rounds)
    with capsys.disabled():
        sys.stdout.write(f"\n{public_form.report(medians, rounds)}\n")
    for step, (ours, odoo) in medians.items():
        assert ours / odoo < LIMITS[step], step
