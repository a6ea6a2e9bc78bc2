"""The rule engine: plain Python, no Odoo. Mirrored by ``static/src/rules`` for the browser.

A *schema* is the JSON frozen in a ``customer.form.version``; a *field* is one entry of its
``fields`` lists. The engine turns what a person typed (*raw*) into *values* that JSON can
hold, and says which rules they break.
"""

from .conditions import holds
from .essentials import missing_essentials
from .engine import Issue, Verdict, check
from .samples import sample_answers
from .level import Kept
from .joint import joint_definitions
from .progress import progress
from .schema import (
    answer_fields,
    canonical_json,
    digest,
    input_fields,
    merge_definition,
    merge_row_definition,
    row_fields,
    union_of_definitions,
    without_keys,
)
from .types import FIELD_TYPES
