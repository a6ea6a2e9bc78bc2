"""Where a value came from."""

from datetime import datetime
from typing import Any, NamedTuple

# In the context of what writes a dossier: (model, id) of the document that says so, a
# submission or a follow-up. Without it, the user says so. A tuple: what a client sends is
# JSON, which has none.
SOURCE = "customer_source"
# In the context of what writes values whose sources it notes itself.
NOTED = "customer_noted"


class Statement(NamedTuple):
    """What a document says of a customer.

    :ivar str model: of the document
    :ivar int res_id: of the document
    :ivar str origin: key of ``customer_fact.ORIGINS``
    :ivar stated_at: when it was said, not when it was read
    :ivar int user_id: who said or entered it, False for the customer
    :ivar dict values: {field of the dossier: value as JSON has it}
    """

    model: str
    res_id: int
    origin: str
    stated_at: datetime
    user_id: Any = False
    values: dict | None = None


def source_in(context):
    """(model, id) of the document that says what is written, or None.

    >>> source_in({SOURCE: ("customer.followup", 7)})
    ('customer.followup', 7)
    >>> source_in({SOURCE: ["customer.followup", 7]}) is None
    True
    """
    source = context.get(SOURCE)
    return source if isinstance(source, tuple) and len(source) == 2 else None
