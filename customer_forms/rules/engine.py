from typing import NamedTuple

from .conditions import holds
from .types import FIELD_TYPES, Invalid


class Issue(NamedTuple):
    """One broken rule: field key, message code (see ``messages.py``), its parameters."""

    field: str
    code: str
    params: dict


class Verdict(NamedTuple):
    """What ``check`` found.

    ``values`` holds the readable answers by key, ``issues`` the broken rules and
    ``unknown`` the posted keys the schema does not have. What was answered to a question
    that does not apply is dropped.
    """

    values: dict
    issues: list
    unknown: list


def check(fields, raw):
    """Apply the rules of ``fields`` to what was typed.

    :param list[dict] fields: the input fields of a schema, in order
    :param dict raw: field key -> typed text, list of option keys, or list of files
        (objects with ``name``, ``size`` and ``head``)
    :return: a ``Verdict``
    """
    values, issues = {}, []
    for field in fields:
        if not holds(field.get("condition"), values):
            continue
        key = field["key"]
        field_type = FIELD_TYPES[field["type"]]
        try:
            value = field_type.parse(raw.get(key), field)
        except Invalid as invalid:
            issues.append(Issue(key, invalid.code, invalid.params))
            continue
        if value is None:
            if field.get("required"):
                issues.append(Issue(key, field_type.required_code, {}))
            continue
        values[key] = value
        issues.extend(
            Issue(key, invalid.code, invalid.params)
            for invalid in field_type.check(value, field)
        )
    known = {field["key"] for field in fields}
    return Verdict(values, issues, sorted(set(raw) - known))
