"""The matrix of roles, sensitive values and ways out: how a cell is tried."""

from collections import defaultdict
from typing import NamedTuple

from odoo.tools import mute_logger

from . import leak_table
from .common import GROUP, CustomerFormsCommon
from .leak_doors import LeakDoors

QUIET = ("odoo.http", "odoo.addons.rpc.controllers.jsonrpc")
QUIET += ("odoo.addons.rpc.controllers.xmlrpc", "odoo.addons.web.controllers.export")
QUIET += ("odoo.addons.base.models.res_users", "odoo.addons.base.models.ir_rule")


class Secret(NamedTuple):
    """A value that must not get out, and how it is told."""

    value: str
    mask: str
    typed: str  # as somebody searches for it
    part: str
    spellings: tuple = ()

    def seen_in(self, text):
        """``value``, ``mask`` or ``.``, whichever is the most that ``text`` tells."""
        if any(each in text for each in (self.value, *self.spellings)):
            return "value"
        return "mask" if self.mask in text else "."


class Subject(NamedTuple):
    """A record whose sensitive values are looked for; see ``LeakDoors``."""

    record: object
    twin: object
    names: dict
    secrets: dict
    action: str
    report: str | None = None
    contact: object = None


SECRETS = {
    "name": Secret("王二麻子", "王*", "王二麻子", "二麻"),
    "phone": Secret(
        "13812345678",
        "138****5678",
        "138 1234 5678",
        "1381234",
        ("138 1234 5678", "12345678"),
    ),
    "email": Secret(
        "wang.ermazi@example.org",
        "w***@example.org",
        "Wang.Ermazi@example.org",
        "ermazi",
    ),
    "id": Secret("E98765432", "*****5432", "e98765432", "98765"),
    "id_card": Secret(
        "11010519491231002X", "**************002X", "11010519491231002x", "194912"
    ),
    "address": Secret("文三路 90 号 3 幢", "文三****", "文三路 90 号 3 幢", "90 号"),
    "amount": Secret(
        "223456.78", "****", "223456.78", "223456", ("223,456.78", "223456")
    ),
}
# Of somebody else: the same masks, smaller values.
TWINS = {
    "name": "王一",
    "phone": "13800005678",
    "email": "wang.a@example.org",
    "id": "E00005432",
    "id_card": "11010519491119002X",
    "address": "文三路 10 号",
    "amount": "100000",
}


class LeakCommon(CustomerFormsCommon, LeakDoors):
    """People of every kind, and the loop over the matrix."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        roles = {
            "owner": "user",
            "peer": "user",
            "service": "service",
            "viewer": "viewer",
            "leader": "supervisor",
            "elsewhere": "supervisor",
            "creator": "creator",
            "officer": "data_officer",
            "manager": "manager",
        }
        people = cls._create_people(
            **{f"leak_{name}": GROUP % role for name, role in roles.items()}
        )
        cls.people = dict(zip([*roles, "employee"], people + cls.outsider, strict=True))
        cls.department = cls.env["crm.team"].create(
            {
                "name": "Leak department",
                "user_id": cls.people["leader"].id,
                "company_id": cls.company.id,
                "member_ids": (cls.people["owner"] + cls.people["peer"]).ids,
            }
        )
        cls.env["crm.team"].create(
            {"name": "Elsewhere", "user_id": cls.people["elsewhere"].id}
        )

    def _let_everybody_see(self):
        """The most generous policy there can be."""
        policies = self.env["customer.privacy.policy"].search(
            [("company_id", "=", self.company.id)]
        )
        roles = self.env["customer.privacy.policy"]._fields
        columns = [name for name, field in roles.items() if field.type == "selection"]
        policies.write({name: "full" for name in columns if name != "sensitivity"})

    def _assert_matrix(self, table, policy, classes_of=None):
        """Go through every door as everybody and compare with the table.

        :param str table: ``leak_table.DOORS`` or another like it
        :param dict policy: {class: {person: level}}
        :param dict classes_of: {door: classes} of doors that lead not to all
        """
        doors = leak_table.read_table(table)
        wrong = defaultdict(list)
        for person, user in self.people.items():
            self._enter(user)
            for door, words in doors.items():
                with mute_logger(*QUIET):
                    answer = getattr(self, f"_door_{door}")()
                for class_ in (classes_of or {}).get(door, self.subject.names):
                    text = answer[class_] if isinstance(answer, dict) else answer
                    said = self.subject.secrets[class_].seen_in(text)
                    level = policy[class_].get(person, "masked")
                    due = leak_table.expected(words[person], level, class_)
                    if said != due:
                        wrong[door, person, said, due, text[:400]].append(class_)
        self._assert_nothing_wrong(wrong)

    def _assert_nothing_wrong(self, wrong):
        report = [
            f"{door} as {person}: {said!r}, not {due!r}, of {', '.join(classes)}: {text}"
            for (door, person, said, due, text), classes in wrong.items()
        ]
        self.assertFalse(report, "\n" + "\n".join(report))

    @classmethod
    def _tell_of(cls, record, said):
        """Somebody writes it about a record, and has it to do."""
        owner = cls.people["owner"]
        record.with_user(owner).message_post(body=said, subject=said)
        record.activity_schedule(
            "mail.mail_activity_data_todo", summary=said, note=said, user_id=owner.id
        )


class LeakMatrix:
    """A table of ways out, tried as a company begins and as generous as can be."""

    DOORS: str  # as ``leak_table.read_table`` takes it
    NAMES = leak_table.DOOR_NAMES
    CLASSES = None  # {door: classes} of doors that lead not to all

    def test_as_a_company_begins(self):
        policy = leak_table.read_table(leak_table.POLICY)
        self._assert_matrix(self.DOORS, policy, self.CLASSES)

    def test_as_generous_as_can_be(self):
        """Files and programs get masks, whatever the policy; nobody sees a record more."""
        self._let_everybody_see()
        self._assert_matrix(self.DOORS, leak_table.generous_policy(), self.CLASSES)

    def test_the_table_is_whole(self):
        self.assertEqual(set(self.people), set(leak_table.PEOPLE))
        doors = leak_table.read_table(self.DOORS)
        self.assertEqual(list(doors), list(self.NAMES))
        for door, words in doors.items():
            with self.subTest(door):
                self.assertEqual(list(words), list(leak_table.PEOPLE))
                self.assertTrue(hasattr(self, f"_door_{door}"))
                self.assertLessEqual({*words.values()}, leak_table.WORDS)
