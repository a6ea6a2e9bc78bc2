"""Each role, each sensitive value, each way out of what publishing and filling keep:
value, mask or nothing, as ``leak_table`` says (V1, V3, V6)."""

from odoo.tests import tagged

from . import leak_table
from .draft_common import DraftCommon
from .import_common import ImportCommon
from .invitation_common import InvitationCommon
from .leak_common import SECRETS, LeakCommon, LeakMatrix, Subject
from .leak_publishing import PublishingDoors

KEYS = {class_: {"id": "number"}.get(class_, class_) for class_ in SECRETS}
IMPORTED = leak_table.PUBLISHING_CLASSES["import_errors"]


@tagged("-at_install", "post_install")
class TestLeakPublishing(
    LeakMatrix, LeakCommon, PublishingDoors, DraftCommon, InvitationCommon, ImportCommon
):
    DOORS = leak_table.PUBLISHING_DOORS
    NAMES = leak_table.PUBLISHING_NAMES
    CLASSES = leak_table.PUBLISHING_CLASSES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "name", "sensitivity": "name", "role": "customer_name"},
                    {"key": "phone", "type": "phone", "role": "phone"},
                    {"key": "email", "type": "email", "role": "email"},
                    {"key": "number", "sensitivity": "id"},
                    {"key": "id_card", "type": "id_card"},
                    {"key": "address", "sensitivity": "address"},
                    {"key": "amount", "type": "money"},
                    {"key": "need", "type": "text"},
                ],
                slug="leak-publishing",
                visitor_edit_days=7,
                department_ids=cls.department.ids,
            )
        )
        answers = {KEYS[class_]: SECRETS[class_].value for class_ in SECRETS}
        cls.owner = cls.people["owner"]
        cls.submission = cls._submit(cls.form, answers)
        cls.incomplete = cls._submit(cls.form, {**answers, "need": "x"})
        (cls.submission + cls.incomplete).write({"user_id": cls.owner.id})
        cls.draft = cls._keep(answers)
        cls.draft.write({"user_id": cls.owner.id, "team_id": cls.department.id})
        cls.subject = Subject(None, None, KEYS, SECRETS, "")

    def setUp(self):
        super().setUp()
        self.completion = self.incomplete._ask_customer(["need"], "")
        self.invitation = self._invited()
        self.batch = self._imported()

    def _invited(self):
        """An invitation whose mail waits to leave."""
        person = f"{SECRETS['name'].value}, {SECRETS['email'].value}"
        round_ = self._create_round(
            self.form,
            f"{person}, {SECRETS['phone'].value}",
            user_id=self.owner.id,
            team_id=self.department.id,
        )
        round_.action_send()
        round_._next_batch("email", 100)._send_batch("email")
        self.assertTrue(round_.invitation_ids.mail_id)
        return round_.invitation_ids

    def _imported(self):
        """An import that finds every value faulty: each is there twice, but for the
        amount, which is too large in a row of its own."""
        kinds = {
            "phone": {"type": "phone"},
            "email": {"type": "email"},
            "amount": {"type": "money", "has_range": True, "max_value": 9},
        }
        form = self._create_form(
            [
                {"key": KEYS[class_], "name": class_, "is_unique": class_ != "amount"}
                | kinds.get(class_, {"sensitivity": class_})
                for class_ in IMPORTED
            ],
            department_ids=self.department.ids,
        )
        self._publish(form)
        *row, amount = (SECRETS[class_].value for class_ in IMPORTED)
        file = self._csv([*IMPORTED], [*row, 1], [*row, 2], [""] * len(row) + [amount])
        batch = self._upload(file, form=form, user=self.owner)
        return self._check(batch)
