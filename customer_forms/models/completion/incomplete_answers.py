"""Which broken rules mean that a submission is incomplete (S6)."""

from ...rules import FIELD_TYPES

# There is no answer to work with: none, or one that says nothing.
INCOMPLETE = {"vague", *(each.required_code for each in FIELD_TYPES.values())}
# Nobody who knows the answers was asked whether what looks wrong is right.
COPIED_CHANNELS = {"paper", "import"}
