"""House rules that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

from odoo.tests import TransactionCase, tagged

from odoo.addons import crm

ROOT = Path(__file__).parent.parent
ADDONS = sorted(path.parent for path in ROOT.glob("customer_*/__manifest__.py"))
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40

# pattern -> why it is refused; each of them installs without a complaint from Odoo
OUTDATED = {
    "*.xml": {
        r"view_mode[^>]*>[^<]*\btree\b": "the view is called list",
        r"kanban-box": "the template is called card",
        r"oe_chatter": "write <chatter/>",
        r"t-raw=": "write t-out",
    },
    "*.py": {
        r"_sql_constraints": "write models.Constraint",
        r"\bcr\.commit\(": "Odoo commits",
        r"\bpost_load\b": "no monkeypatching",
        r"type=[\"']json[\"']": "write jsonrpc",
        r"odoo\.osv": "write Domain",
    },
    "*.js": {
        r"@odoo-module": "every file is a module",
        r"publicWidget": "write an Interaction",
        r"\bjQuery\b|\$\(": "no jQuery",
    },
}
# What a browser or the server would fetch from elsewhere.
FOREIGN = re.compile(
    r"""(?:src|href)=["']https?://|url\(["']?https?://|import\(["']https?://"""
    r"""|requests\.(?:get|post)\("""
)


def sources(pattern, with_tests=False):
    return [
        path
        for addon in ADDONS
        for path in addon.rglob(pattern)
        if with_tests or "tests" not in path.parts
    ]


def relative(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("pattern", OUTDATED)
def test_no_outdated_forms(pattern):
    found = [
        f"{relative(path)}: {reason}"
        for path in sources(pattern)
        if "lib" not in path.parts  # others' code, bundled as it is
        for outdated, reason in OUTDATED[pattern].items()
        if re.search(outdated, path.read_text())
    ]
    assert sources(pattern)
    assert not found


@pytest.mark.parametrize("pattern", ["*.py", "*.xml", "*.js", "*.scss"])
def test_nothing_is_fetched_from_elsewhere(pattern):
    found = [relative(p) for p in sources(pattern) if FOREIGN.search(p.read_text())]
    assert not found


@pytest.mark.parametrize("pattern", ["*.py", "*.js"])
def test_files_are_small(pattern):
    long = {
        relative(path): count
        for path in sources(pattern)
        if (count := len(path.read_text().splitlines())) > MAX_FILE_LINES
    }
    assert not long


def _code_lines(function):
    """Lines of a function without its docstring."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function) is not None
    docstring = first.end_lineno - first.lineno + 1 if has_docstring else 0
    return function.end_lineno - function.lineno + 1 - docstring


def test_functions_are_small():
    long = {
        f"{relative(path)}:{node.name}": _code_lines(node)
        for path in sources("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and _code_lines(node) > MAX_FUNCTION_LINES
    }
    assert not long


def test_sudo_has_a_reason():
    """A variable ending in _sudo, or the word sudo in a comment close above."""
    unexplained = []
    for path in sources("*.py"):
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            if ".sudo()" not in line or line.lstrip().startswith("#"):
                continue
            nearby = lines[max(0, number - 8) : number + 1]
            if not any(
                re.search(r"_sudo\b|# .*sudo|\"\"\".*sudo|sudo[:.]", near)
                for near in nearby
            ):
                unexplained.append(f"{relative(path)}:{number + 1}")
    assert not unexplained


# file -> what it does that the ORM cannot
SQL_ELSEWHERE = {
    "customer_forms/models/audit/customer_audit_anchor.py": "compares what is in the columns",
    "customer_forms/models/audit/audit_guard.py": "makes triggers",
    "customer_forms/models/audit/audit_reader.py": "signs what is in the columns, in batches",
    "customer_forms/models/audit/customer_audit_seal.py": "locks; signs what is in the columns",
    "customer_forms/models/version/answer_index.py": "indexes what is inside a column",
    "customer_forms/cli/vault.py": "asks who is at work and which databases there are",
    "customer_forms/models/editing/customer_form_change.py": "masks notes that nobody may change",
    "customer_forms/models/quarantine/customer_form_attempt.py": "counts and notes in one query",
    "customer_forms/models/version/customer_form_reclassify.py": "replaces them, not their past",
    "customer_forms/models/draft/draft_end.py": "a row that a save at the same time wants too",
    "customer_forms/models/sensitive/sealed_field.py": "asks the index of the vault",
    "customer_forms/models/vault/customer_vault_value.py": "inserts many at once",
    "customer_forms/models/vault/customer_vault_key.py": "leaves out what others noted",
    "customer_forms/models/vault/customer_vault_rotation.py": "locks, skipping what is locked",
    "customer_forms/models/intake/customer_form_window.py": "locks the places of a form",
    "customer_forms/models/visit/customer_form_visit.py": "settles who is first",
    "customer_forms/models/submission/ir_sequence.py": "draws many numbers at once",
    "customer_forms/wizard/person_search_elsewhere.py": "runs the query of Odoo's look-up",
}


def test_sql_stays_in_reports():
    """Demo data too: Odoo sets some dates itself and lets nobody else."""
    found = [
        relative(path)
        for path in sources("*.py")
        if re.search(r"\bcr\.execute\(|execute_query", path.read_text())
        and not {"report", "migrations", "demo"} & set(path.parts)
        and relative(path) not in SQL_ELSEWHERE
    ]
    assert not found


@pytest.mark.parametrize("addon", ADDONS, ids=lambda path: path.name)
def test_every_addon_introduces_itself(addon):
    for name in (
        "README.md",
        "static/description/icon.png",
        "static/description/index.html",
        f"i18n/{addon.name}.pot",
        "i18n/zh_CN.po",
    ):
        assert (addon / name).is_file(), name


def test_floors_only_look_down():
    floors = ["customer_forms", "customer_followup", "customer_reports"]
    for level, floor in enumerate(floors[:-1]):
        above = "|".join(floors[level + 1 :])
        for path in (ROOT / floor).rglob("*"):
            if path.suffix in (".py", ".xml", ".js", ".csv"):
                assert not re.search(above, path.read_text()), relative(path)


def test_addresses_are_not_those_of_odoo():
    """Of two actions with one address, the later addon cannot be installed at all."""
    address = re.compile(r'<field name="path">([^<]+)<')
    odoos = {
        found
        for path in Path(crm.__file__).parent.parent.rglob("*.xml")
        if {"data", "views"} & {*path.parts}
        for found in address.findall(path.read_text())
    }
    ours = {
        found
        for path in sources("*.xml")
        for found in address.findall(path.read_text())
    }
    assert "crm" in odoos
    assert not ours & odoos


@tagged("-at_install", "post_install")
class TestModels(TransactionCase):
    def _our_models(self):
        names = self.env["ir.model.data"].search(
            [
                ("model", "=", "ir.model"),
                ("module", "in", [addon.name for addon in ADDONS]),
            ]
        )
        models = self.env["ir.model"].browse(names.mapped("res_id"))
        ours = models.filtered(
            lambda model: (
                model.model.startswith("customer.")
                and not self.env[model.model]._abstract
            )
        )
        self.assertGreater(len(ours), 8)
        return ours

    def test_every_model_has_access_rights(self):
        for model in self._our_models():
            with self.subTest(model.model):
                self.assertTrue(model.access_ids)
                self.assertTrue(
                    all(access.group_id for access in model.access_ids),
                    "rights for nobody in particular",
                )

    def test_every_model_with_a_company_has_a_company_rule(self):
        for model in self._our_models():
            if "company_id" in self.env[model.model]._fields:
                with self.subTest(model.model):
                    rules = model.rule_ids.filtered(lambda rule: not rule.groups)
                    self.assertIn(
                        "company_ids", "".join(rule.domain_force for rule in rules)
                    )

    def test_odoo_sends_nothing_on_its_own(self):
        self.assertFalse(self.env.ref("mail.ir_cron_module_update_notification").active)
        self.assertFalse(self.env["mail.link.preview"]._is_link_preview_enabled())

    def test_nothing_that_calls_home_is_installed(self):
        modules = self.env["ir.module.module"].search(
            [
                ("state", "=", "installed"),
                "|",
                ("name", "=", "partner_autocomplete"),
                ("name", "=like", "%iap%"),
            ]
        )
        self.assertFalse(modules.mapped("name"))
