"""A short run of the bench of dossiers; `bin/prove -k bench` runs it with 200,000."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import dossiers

# Of the requirements: each under 1.5 times the same on crm.lead.
MAX_RATIO = 1.5
# The short run has a few milliseconds for each, which a busy machine turns into many.
MAX_RATIO_OF_A_SHORT_RUN = 1.8
USERS = 20


def _users(env, role):
    groups = [
        env.ref(f"customer_forms.customer_forms_group_{role}").id,
        env.ref("base.group_user").id,
    ]
    return env["res.users"].create(
        [
            {
                "name": f"Bench {role} {number}",
                "login": f"bench_{role}_{number}",
                "group_ids": [(6, 0, groups)],
            }
            for number in range(USERS if role == "user" else 1)
        ]
    )


@pytest.mark.parametrize(
    ("count", "rounds", "most"),
    [
        (5_000, 9, MAX_RATIO_OF_A_SHORT_RUN),
        pytest.param(200_000, 15, MAX_RATIO, marks=pytest.mark.prove),
    ],
)
def test_bench_dossiers_keep_pace_with_opportunities(env, count, rounds, most, capsys):
    """Must hold of issue 6. What is printed are medians. On a busy machine the medians or
    the fastest rounds of one side may be luck: code that is too slow fails in both."""
    sellers = _users(env, "user")
    first = dossiers.generate(env, count, sellers)
    figures = {
        role: dossiers.measure(env, first, count, user, rounds)
        for role, user in (
            ("manager", _users(env, "manager")),
            ("salesperson", sellers[:1]),
        )
    }
    with capsys.disabled():
        sys.stdout.write(f"\n{dossiers.report(figures, count)}\n")
    for role, rows in figures.items():
        for label, ours, lead, ratio in rows:
            assert min(ratio, ours / lead) < most, (role, label)
