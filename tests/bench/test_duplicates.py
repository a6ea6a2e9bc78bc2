"""A short run of the bench of doubles; `bin/prove -k bench` runs it with 200,000."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import duplicates

# Nobody who types notices less. Asked of the long run only: a test that depends on what
# else the machine does proves nothing.
MOST_SECONDS, LONG_RUN = 0.05, 200_000
# A list that is longer is not read.
MOST_PROPOSED = 5


@pytest.mark.parametrize(
    ("count", "rounds"),
    [(3_000, 10), pytest.param(LONG_RUN, 50, marks=pytest.mark.prove)],
)
def test_bench_who_is_meant_is_said_while_one_types(env, count, rounds, capsys):
    made = duplicates.generate(env, count)
    figures = duplicates.measure(env, made, rounds)
    with capsys.disabled():
        sys.stdout.write(f"\n{duplicates.report(figures, count)}\n")
    for label, (median, _most, amount, found) in figures.items():
        assert count < LONG_RUN or median < MOST_SECONDS, label
        assert amount <= MOST_PROPOSED, label
        if label in ("the same name", "a slip in the trade"):
            assert found > 0.9, label
