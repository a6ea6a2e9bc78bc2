"""What the engine says while two dossiers become one."""

from .by_engine import BY_ENGINE

# In the context of a merge that a user asked for: (object, id of the merge). What it brings
# and is of high risk waits for a second person; programs in superuser mode know what they do.
MERGING_NOW = "customer_merging_now"


def merge_in(context):
    """The id of the merge that a user asked for and is going on, or None.

    >>> merge_in({MERGING_NOW: (BY_ENGINE, 7)})
    7
    >>> merge_in({MERGING_NOW: ["forged", 7]}) is None
    True
    """
    said = context.get(MERGING_NOW)
    is_said = isinstance(said, tuple) and len(said) == 2 and said[0] is BY_ENGINE
    return said[1] if is_said else None
