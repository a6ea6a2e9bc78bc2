"""Answers that are missing, or are there and say nothing (S6)."""

from ..rules import FIELD_TYPES, Issue
from ..tools.vagueness import is_vague

VAGUE = "vague"
# Broken rules that mean: there is no answer to work with.
INCOMPLETE = {VAGUE, *(each.required_code for each in FIELD_TYPES.values())}
# Nobody who knows the answers was asked whether what looks wrong is right.
COPIED_CHANNELS = {"paper", "import"}
# Without these nobody knows what the customer wants.
WANTED_ROLES = {"need"}


def vague_issues(answered):
    """Answers that had to be given and say nothing.

    :param answered: iterable of ``submission_request.Answered``
    :return: list of ``rules.Issue``
    """
    return [
        Issue(each.path, VAGUE, {})
        for each in answered
        if isinstance(each.value, str)
        and FIELD_TYPES[each.field["type"]].is_free_text
        and (each.field.get("required") or each.field.get("role") in WANTED_ROLES)
        and is_vague(each.value)
    ]
