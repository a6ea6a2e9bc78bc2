"""The parts of bin/ that judge or rewrite something, tried on small cases."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

LIB = Path(__file__).parent.parent / "bin" / "lib"
CLEAN = "2026-11-21 20:05:30,083 5107 INFO customer odoo.registry: Registry loaded\n"
WARNED = "2026-11-21 20:05:30,084 5107 WARNING customer odoo.models: no access rules\n"
FAILED = "2026-11-21 20:05:30,085 5107 ERROR customer odoo.sql_db: bad query\n"


def load(name):
    spec = importlib.util.spec_from_file_location(f"bin_lib_{name}", LIB / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("allowed", "log", "shown"),
    [
        ("", CLEAN, ""),
        ("", CLEAN + WARNED, WARNED),
        ("", FAILED + "Traceback ...\n" + CLEAN, FAILED + "Traceback ...\n"),
        ("# a comment\nWARNING odoo.models: no access  # known\n", WARNED, ""),
        ("WARNING odoo.models: no access  # known\n", FAILED, FAILED),
    ],
)
def test_log_is_clean_but_for_allowed_lines(tmp_path, capsys, allowed, log, shown):
    (tmp_path / "allowed").write_text(allowed)
    (tmp_path / "log").write_text(log)
    found = load("check_log").main(tmp_path / "allowed", tmp_path / "log")
    assert capsys.readouterr().out == shown
    assert found == bool(shown)


def test_every_allowed_log_line_has_a_reason():
    path = LIB.parent.parent / "tests" / "allowed_log_lines.txt"
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            assert line.partition("  # ")[2], line


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("def test_it(): pytest.skip('no browser')", "1 failed"),
        ("@pytest.mark.skipif(True, reason='no')\ndef test_it(): ...", "1 error"),
        ("pytest.importorskip('no_such_module')", "1 error"),
        ("@pytest.mark.xfail\ndef test_it(): assert False", "1 xfailed"),
        ("def test_it(): ...", "1 passed"),
    ],
)
def test_skipped_test_counts_as_failed(tmp_path, body, summary):
    (tmp_path / "test_probe.py").write_text(f"import pytest\n{body}\n")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:odoo",
            "-p",
            "skipped_is_failed",
            ".",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(LIB), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert summary in done.stdout.splitlines()[-1], done.stdout
    assert bool(done.returncode) == ("failed" in summary.split() or "error" in summary)


def write_catalog(path, terms):
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for term, translation in terms.items():
        catalog.append(
            polib.POEntry(
                msgid=term, msgstr=translation, occurrences=[("code:addons/x.py", "0")]
            )
        )
    catalog.save(str(path))


def test_translations_survive_new_terms_and_lost_ones_go(tmp_path, capsys):
    folder = tmp_path / "customer_probe" / "i18n"
    folder.mkdir(parents=True)
    write_catalog(folder / "zh_CN.po", {"Kept": "保留", "Lost": "旧"})
    write_catalog(tmp_path / "new.pot", {"Kept": "", "New": ""})
    load("update_terms").main(str(tmp_path / "new.pot"), str(folder), "zh_CN")
    merged = polib.pofile(str(folder / "zh_CN.po"))
    assert {e.msgid: e.msgstr for e in merged} == {"Kept": "保留", "New": ""}
    assert "2 terms, 1 to translate" in capsys.readouterr().out
    before = (folder / "customer_probe.pot").read_bytes()
    load("update_terms").main(str(tmp_path / "new.pot"), str(folder), "zh_CN")
    assert (folder / "customer_probe.pot").read_bytes() == before


def test_dependencies_on_each_other_are_left_out(tmp_path, capsys):
    for name, depends in {"a": ["crm"], "b": ["a", "mail"]}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "__manifest__.py").write_text(str({"depends": depends}))
    load("manifest_depends").main([tmp_path / "a", tmp_path / "b"])
    assert capsys.readouterr().out.split() == ["crm", "mail"]


def test_lanes_are_summed_up_and_a_broken_one_counts(tmp_path, capsys):
    report = tmp_path / "pytest_addons.xml"
    report.write_text(
        '<testsuites><testsuite tests="7" failures="1" errors="1" skipped="0"/>'
        "</testsuites>"
    )
    sum_up = load("sum_up").main
    assert sum_up("2", [report, report]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "10 passed, 6 failed"
    assert sum_up("0", [report, tmp_path / "none.xml"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 3 failed"
