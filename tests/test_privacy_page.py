"""docs/privacy.md says what the tests try, and the tests say what the page says."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent


def load_writer():
    path = ROOT / "bin" / "lib" / "privacy_table.py"
    spec = importlib.util.spec_from_file_location("privacy_table", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current():
    writer = load_writer()
    assert writer.PAGE.read_text(encoding="utf-8") == writer.current_page(), (
        "docs/privacy.md is out of date: run bin/lib/privacy_table.py"
    )


def test_the_page_has_every_table():
    page = load_writer().PAGE.read_text(encoding="utf-8")
    for name, words in {
        "roles": "| Data Viewer |",
        "policy": "| Phone |",
        "submission": "| Export of a pivot table |",
        "dossier": "| Contact card (vCard) |",
        "publishing": "| Unfinished entries: the list |",
        "copies": "| The copy on the screen |",
    }.items():
        table = page.partition(f"<!-- begin {name} -->")[2]
        assert words in table.partition("<!-- end")[0]
