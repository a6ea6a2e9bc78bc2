#!/usr/bin/env python3
"""Write the tables of docs/privacy.md anew, from what the tests try.

bin/lib/privacy_table.py            write them
bin/lib/privacy_table.py --check    only say whether they are as they should be
"""

import importlib.util
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "privacy.md"
GROUPS = ROOT / "customer_forms" / "security" / "customer_forms_groups.xml"
TABLE = ROOT / "customer_forms" / "tests" / "leak_table.py"
GENERATED = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
WORDS = {
    "shown": "by policy",
    "mask": "masked",
    "name": "name, masked",
    "number": "on request",
    "own": "in full: his own file",
    ".": "—",
}
LEVELS = {"full": "in full", "reveal": "masked, on request", "masked": "masked"}


def load_table():
    """The tables of the test, without Odoo."""
    spec = importlib.util.spec_from_file_location("leak_table", TABLE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def markdown(header, rows):
    """A table in Markdown.

    >>> print(markdown(["a", "b"], [["c", "d"]]), end="")
    | a | b |
    |---|---|
    | c | d |
    """
    lines = [header, *rows]
    text = [f"| {' | '.join(cells)} |\n" for cells in lines]
    text.insert(1, "|" + "---|" * len(header) + "\n")
    return "".join(text)


def roles(_table):
    """Who may do what, as Odoo's user form says it."""
    rows = []
    groups = ElementTree.parse(GROUPS)  # noqa: S314 - our own file
    for record in groups.iter("record"):
        if record.get("model") == "res.groups":
            said = {field.get("name"): field.text for field in record.iter("field")}
            rows.append([said["name"], said["comment"]])
    return markdown(["Role", "What it is for"], rows)


def policy(table):
    levels = table.read_table(table.POLICY)
    people = list(levels["name"])
    return markdown(
        ["", *(table.PEOPLE[person] for person in people)],
        [
            [table.CLASSES[class_], *(LEVELS[cells[person]] for person in people)]
            for class_, cells in levels.items()
        ],
    )


def submission(table):
    return _doors(table, table.read_table(table.DOORS))


def dossier(table):
    return _doors(table, table.read_table(table.DOSSIER_DOORS))


def publishing(table):
    doors = table.read_table(table.PUBLISHING_DOORS)
    return _doors(table, doors, table.PUBLISHING_NAMES)


def copies(table):
    return _doors(table, table.read_table(table.COPY_DOORS), table.COPY_NAMES)


def _doors(table, doors, names=None):
    names = names or table.DOOR_NAMES
    return markdown(
        ["", *table.PEOPLE.values()],
        [
            [names[door], *(WORDS[cells[each]] for each in table.PEOPLE)]
            for door, cells in doors.items()
        ],
    )


def current_page():
    """The page with its tables as they should be."""
    table = load_table()
    writers = (roles, policy, submission, dossier, publishing, copies)
    writers = {each.__name__: each for each in writers}
    return GENERATED.sub(
        lambda found: f"{found[1]}{writers[found[2]](table)}{found[3]}",
        PAGE.read_text(encoding="utf-8"),
    )


def main(arguments):
    page = current_page()
    if page == PAGE.read_text(encoding="utf-8"):
        return
    if "--check" in arguments:
        sys.exit(f"{PAGE} is out of date: run bin/lib/privacy_table.py")
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
