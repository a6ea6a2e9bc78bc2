"""Playing what hypothesis draws, each example in a transaction that is undone."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

# So many examples are a long proof, which may take minutes to find the shortest fault.
LONG = 100


class _RollBack(Exception):
    """Ends an example: what it did is undone."""


def explore(case, live, examples):
    """Play examples, each from the same beginning.

    :param case: the ``TransactionCase`` they are played in
    :param live: function that takes hypothesis' ``draw`` and plays one
    :param int examples: how many
    """

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=examples < LONG,
        phases=[Phase.generate] if examples < LONG else list(Phase),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def play(data):
        try:
            with case.env.cr.savepoint():
                live(data.draw)
                raise _RollBack
        except _RollBack:
            case.env.invalidate_all()
            case.env.registry.clear_cache()

    play()
