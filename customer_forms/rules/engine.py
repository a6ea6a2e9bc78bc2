import datetime
from typing import NamedTuple

from .form_rules import breaches
from .level import Level
from .types import Invalid


class Issue(NamedTuple):
    """One broken rule: field key, message code (see ``messages.py``), its parameters.

    In a repeating section ``field`` is the path ``section:row:field``, where the row
    counts from 0 as posted; for the section itself it is the section's key.
    """

    field: str
    code: str
    params: dict


class Verdict(NamedTuple):
    """What ``check`` found.

    ``row_numbers`` has, for each repeating section, the places of its ``values`` among
    the posted rows: rows in which nothing was answered are dropped.

    ``values`` holds the readable answers by key, ``issues`` the broken rules, ``unknown``
    the posted keys the schema does not have and ``warnings`` the broken rules that hold
    nobody up. What was answered to a question that does not apply is dropped.
    """

    values: dict
    issues: list
    unknown: list
    warnings: list
    row_numbers: dict


class Findings:
    """What is found on the way, wherever on the page it is."""

    def __init__(self, today):
        self.today = today
        self.issues, self.warnings, self.unknown = [], [], []

    def note(self, path, invalid, *, is_warning=False):
        """Keep an ``Invalid`` found at ``path``."""
        found = self.warnings if is_warning else self.issues
        found.append(Issue(path, invalid.code, invalid.params))


def check(fields, raw, *, today=None, rules=()):
    """Apply the rules of ``fields``, then those between them, to what was typed.

    :param list[dict] fields: the input fields of a schema, in order
    :param dict raw: field key -> typed text, list of option keys, list of files (objects
        with ``name``, ``size`` and ``head``), or list of such dicts for a repeating
        section
    :param datetime.date today: the day where the form's company is; the server's by
        default
    :param list[dict] rules: the ``rules`` of the schema, see ``form_rules``
    :return: a ``Verdict``; questions in the order of the page, then the form's rules
    """
    findings = Findings(today or datetime.date.today())
    page = Level(fields, raw, findings)
    page.read_answers()
    page.judge()
    for rule in rules:
        for path in breaches(rule, page):
            params = {
                "rule": rule["key"],
                "terms": rule["terms"],
                "is": rule["is"],
                "other": rule.get("field") or rule.get("value"),
            }
            is_warning = rule.get("level") == "warning"
            findings.note(path, Invalid("rule", **params), is_warning=is_warning)
    return Verdict(
        page.values,
        findings.issues,
        sorted(findings.unknown),
        findings.warnings,
        {key: [row.number for row in rows] for key, rows in page.rows.items()},
    )
