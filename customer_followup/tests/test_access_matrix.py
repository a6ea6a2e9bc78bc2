"""Each role, each model of ours: what reading, writing, making and deleting give over RPC.

Of one customer of a salesperson: s a search finds it, r it is read, w it is changed,
c another one is made, u it is deleted, - refused.
"""

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_samples import AccessSamples

ROLES = (
    *("owner", "colleague", "service", "leader", "leader 2", "viewer"),
    *("officer", "creator", "manager", "employee", "portal", "elsewhere"),
)
# What many models share: of a customer, kept by the engine, and of the company.
CUSTOMER = "srwc- ----- ----- srwc- ----- sr--- sr--- ----- srwcu ----- ----- -----"
ENGINE = "sr--- ----- ----- sr--- ----- sr--- sr--- ----- sr--- ----- ----- -----"
COMPANY = "sr--- sr--- sr--- sr--- sr--- sr--- sr--- sr--- srwcu ----- ----- srwcu"
# Of what is in use the administrator deletes nothing: it is archived.
IN_USE = "sr--- sr--- sr--- sr--- sr--- sr--- sr--- sr--- srwc- ----- ----- srwc-"
EXPECTED = {
    "customer.dossier": (
        "srwc- ---c- ---c- srwc- ---c- sr--- sr--- ---c- srwc- ----- ----- -----"
    ),
    "customer.followup": CUSTOMER,
    "customer.followup.todo": CUSTOMER,
    "customer.followup.change": ENGINE,
    "customer.milestone": CUSTOMER,
    "customer.purchase": CUSTOMER,
    "customer.purchase.history": ENGINE,
    "customer.reminder": ENGINE,
    "customer.contact": CUSTOMER,
    "customer.decision.maker": ENGINE,
    "customer.contact.role": COMPANY,
    "customer.relation": CUSTOMER,
    "customer.relation.type": IN_USE,
    "customer.fact": ENGINE,
    "customer.change.request": ENGINE,
    "customer.change.value": ENGINE,
    "customer.merge": ENGINE,
    "customer.duplicate": ENGINE,
    # Who was given it and had to give it back knows of the run.
    "customer.handover": (
        "sr--- sr--- ----- sr--- ----- sr--- sr--- ----- sr--- ----- ----- -----"
    ),
    "customer.handover.line": (
        "sr--- sr--- ----- sr--- ----- sr--- sr--- ----- sr--- ----- ----- -----"
    ),
    # Everybody who works here asks, for himself; what he asks is for those who decide.
    "customer.access.request": (
        "---c- ---c- ---c- sr-c- ---c- ---c- sr-c- ---c- sr-c- sr-c- ----- ---c-"
    ),
    "customer.access.approval": (
        "----- ----- ----- sr--- ----- ----- sr--- ----- sr--- sr--- ----- -----"
    ),
    "customer.access.line": (
        "----- ----- ----- ----- ----- ----- sr--- ----- sr--- sr--- ----- -----"
    ),
    "customer.access.field": (
        "sr--- sr--- sr--- sr--- sr--- sr--- sr--- sr--- sr--- sr--- ----- sr---"
    ),
    "customer.reminder.rule": IN_USE,
    "customer.expectation": COMPANY,
    "customer.status.phrase": COMPANY,
    "customer.status.word": COMPANY,
}


@tagged("-at_install", "post_install")
class TestAccessMatrix(AccessSamples):
    """V3, V6, S3."""

    def test_every_model_is_in_the_table(self):
        models = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("customer.")
            and model._original_module == "customer_followup"
            and not (model._abstract or model._transient)
        }
        self.assertEqual(models, EXPECTED.keys())

    def test_what_everybody_may(self):
        self.assertEqual(self.samples.keys(), EXPECTED.keys())
        for model, row in EXPECTED.items():
            for role, expected in zip(ROLES, row.split(), strict=True):
                with self.subTest(model, role=role):
                    self.assertEqual(self._cell(model, self.people[role]), expected)

    def _cell(self, model, user):
        sample, new, change = self.samples[model]
        mine, others = sample.with_user(user), self.env[model].with_user(user)
        ways = {
            "s": lambda: others.search_count([("id", "=", sample.id)]),
            "r": lambda: mine.read(["display_name"]),
            "w": lambda: mine.write(change),
            "c": lambda: others.create(new),
            "u": mine.unlink,
        }
        return "".join(key if self._is_let(way) else "-" for key, way in ways.items())

    def _is_let(self, way):
        self.env.invalidate_all()
        savepoint = self.env.cr.savepoint()
        try:
            with mute_logger("odoo.sql_db"):
                return way() != 0
        except (AccessError, UserError, IntegrityError):
            return False
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def test_dialogs_are_of_who_opened_them(self):
        """Whatever is chosen in a dialog, nobody else reads or presses it."""
        dialogs = [
            name
            for name, model in self.env.registry.items()
            if name.startswith("customer.")
            and model._original_module == "customer_followup"
            and model._transient
        ]
        self.assertTrue(dialogs)
        for model in dialogs:
            dialog = self.env[model].with_user(self.manager)
            with self.subTest(model):
                self.assertTrue(dialog.has_access("create"))
                self.assertFalse(
                    dialog.with_user(self.people["portal"]).has_access("read")
                )
