"""What the engine says to itself in the context.

A client sends its context as JSON and could name any key: what counts is this object,
which JSON has not.
"""

BY_ENGINE = object()


def is_by_engine(context, key):
    """Whether our own code set this key.

    >>> is_by_engine({"customer_settling": BY_ENGINE}, "customer_settling")
    True
    >>> is_by_engine({"customer_settling": True}, "customer_settling")
    False
    """
    return context.get(key) is BY_ENGINE
