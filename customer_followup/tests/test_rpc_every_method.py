"""Whatever public method of whatever model of ours somebody calls over RPC on a record that
is not his: he is refused, or learns and changes nothing (S3, V3)."""

import inspect

from odoo.exceptions import AccessError, UserError
from odoo.service.model import get_public_method
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .access_samples import AccessSamples

OURS = "odoo.addons.customer_"
# Odoo's own, which write on any record, beside what our modules define.
OF_ODOO = (
    *("activity_schedule", "copy", "export_data", "message_post", "message_subscribe"),
    *("message_unsubscribe", "unlink", "web_save", "write"),
)
ARCHIVING = ("action_archive", "action_unarchive")
DISCUSSING = ("activity_schedule", "message_post")
# What a method that needs to be told something is told, by the name of the parameter.
TOLD = {
    "act_type_xmlid": "mail.mail_activity_data_todo",
    "default": {},
    "field_names": [],
    "fields": ["display_name"],
    "fields_spec": {"display_name": {}},
    "fields_to_export": ["display_name"],
    "name": "phone",
    "names": ["phone"],
    "partner_ids": [],
    "purpose": "x",
    "reason": "x",
    "remark": "x",
    "specification": {},
    "vals": {},
    "values": {},
}
NOBODYS = ("colleague", "leader 2", "employee", "elsewhere")
# The colleague was given the customer and gave him back; the employee asked for the copy.
CONCERNED = {
    "colleague": {"customer.handover", "customer.handover.line"},
    "employee": {
        *("customer.access.request", "customer.access.line"),
        "customer.access.approval",
    },
}
SECRETS = ("王小明", "900002001", "赵六", "900002003", "6222020200112233445")
# What a call leaves that changes nothing of a customer: the log of who tried what.
LOGS = {"customer_audit_event", "bus_bus"}

# What whoever sees a customer makes of his own: he follows, he asks for a masked copy.
OWN = {
    "action_ask_for_copy": {"customer_access_line", "customer_access_request"},
    "message_subscribe": {"mail_followers"},
}


@tagged("-at_install", "post_install")
class TestRpcEveryMethod(AccessSamples):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.methods = {
            model: cls._methods(sample)
            for model, (sample, _new, _change) in cls.samples.items()
        }

    @classmethod
    def _methods(cls, record):
        """What a program may call on this record: {name: keyword arguments}."""
        names = {
            *(
                name
                for each in type(record).__mro__
                if each.__module__.startswith(OURS)
                for name in vars(each)
                if not name.startswith("_") and callable(getattr(each, name))
            ),
            *(ARCHIVING if "active" in record._fields else ()),
            *(name for name in OF_ODOO if hasattr(record, name)),
        }
        told = {}
        for name in sorted(names):
            try:
                method = get_public_method(record, name)
            except (AccessError, AttributeError):
                continue
            if not getattr(method, "_api_model", False):  # that is about no record
                told[name] = cls._arguments(record, name, method)
        return told

    @classmethod
    def _arguments(cls, record, name, method):
        parameters = [*inspect.signature(method).parameters.values()][1:]
        needed = [
            each.name
            for each in parameters
            if each.default is each.empty
            and each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)
        ]
        missing = set(needed) - TOLD.keys()
        assert not missing, f"{record._name}.{name}: say what it is told: {missing}"
        told = {each: TOLD[each] for each in needed}
        if name in ("write", "web_save"):
            told["vals"] = cls.samples[record._name][2]
        return told

    def _counts(self):
        """How many rows of each table this transaction has written so far."""
        dialogs = {
            model._table
            for model in self.env.registry.values()
            if model._transient and model._table
        }
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS count"
                " FROM pg_stat_xact_user_tables"
            )
        )
        return {
            row["relname"]: row["count"]
            for row in rows
            if not any(row["relname"].startswith(each) for each in dialogs)
            and row["relname"] not in LOGS
        }

    def _call(self, record, name, told):
        """What a call gives and which tables it writes; None when it is refused."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self._counts()
        savepoint = self.env.cr.savepoint()
        try:
            with mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_rule"):
                answer = getattr(record, name)(**told)
                self.env.flush_all()
            after = self._counts()
            written = {each for each in after if after[each] != before.get(each, 0)}
            return str(answer), written
        except (AccessError, UserError):
            return None
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def _assert_nothing_comes_of_it(self, role):
        for model, (sample, _new, _change) in self.samples.items():
            record = sample.with_user(self.people[role])
            # What a manager of another company sets up for all companies is his, too.
            if model in CONCERNED.get(role, ()) or record.has_access("write"):
                continue
            for name, told in self.methods[model].items():
                with self.subTest(f"{role}: {model}.{name}"):
                    outcome = self._call(record, name, told)
                    answer, written = outcome or ("", set())
                    what = f"{role}: {model}.{name}"
                    if name in DISCUSSING and record._mail_post_access == "read":
                        continue  # whoever reads it may say something there
                    self.assertFalse(written - OWN.get(name, set()), what)
                    for secret in SECRETS:
                        self.assertNotIn(secret, answer, what)

    def test_the_methods_are_found(self):
        found = {
            f"{model}.{name}" for model in self.methods for name in self.methods[model]
        }
        self.assertLessEqual(
            {
                "customer.dossier.timeline",
                "customer.dossier.reveal",
                "customer.dossier.action_merge",
                "customer.duplicate.action_tell_apart",
                "customer.fact.reveal",
                "customer.followup.action_undo_log",
                "customer.merge.action_undo",
                "customer.change.request.refuse",
            },
            found,
        )
        self.assertGreater(len(found), 150)

    def test_strangers_learn_and_change_nothing(self):
        for role in NOBODYS:
            self._assert_nothing_comes_of_it(role)

    def test_who_may_look_changes_nothing(self):
        """The data viewer reads masks of everything."""
        self._assert_nothing_comes_of_it("viewer")
