"""Each role, each sensitive value, each way out: value, mask or nothing, as the table in
``leak_table`` says (V1, V3, V6)."""

from odoo.tests import tagged

from ..models.privacy.customer_privacy_policy import DEFAULTS, SENSITIVITIES
from . import leak_table
from .leak_common import SECRETS, TWINS, LeakCommon, Subject

# ``id`` would be the id of the record, to those who export.
KEYS = {class_: {"id": "number"}.get(class_, class_) for class_ in SECRETS}


@tagged("-at_install", "post_install")
class TestLeakMatrix(LeakCommon):
    """Of a submission."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "name", "sensitivity": "name"},
                    {"key": "phone", "type": "phone"},
                    {"key": "email", "type": "email"},
                    {"key": "number", "sensitivity": "id"},
                    {"key": "id_card", "type": "id_card"},
                    {"key": "address", "sensitivity": "address"},
                    {"key": "amount", "type": "money"},
                ],
                department_ids=cls.department.ids,
            )
        )
        record, twin = (
            cls._submit(
                cls.form, {KEYS[class_]: value for class_, value in answers.items()}
            )
            for answers in (
                {class_: secret.value for class_, secret in SECRETS.items()},
                TWINS,
            )
        )
        (record + twin).write({"user_id": cls.people["owner"].id})
        cls.subject = Subject(
            record=record,
            twin=twin,
            names={class_: f"answers.{key}" for class_, key in KEYS.items()},
            secrets=SECRETS,
            action="customer_forms.customer_form_submission_action",
        )
        said = "; ".join(secret.value for secret in SECRETS.values())
        record.with_user(cls.people["owner"]).message_post(body=said, subject=said)
        record.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=said,
            note=said,
            user_id=cls.people["owner"].id,
        )

    def test_as_a_company_begins(self):
        policy = leak_table.read_table(leak_table.POLICY)
        self._assert_matrix(leak_table.DOORS, policy)

    def test_as_generous_as_can_be(self):
        """Files and programs get masks, whatever the policy; nobody sees a record more."""
        self._let_everybody_see()
        self._assert_matrix(leak_table.DOORS, leak_table.generous_policy())

    def test_json_1_is_for_those_who_run_odoo_and_masked_all_the_same(self):
        """Odoo opens it to those of its own administrators only."""
        self._let_everybody_see()
        manager = self.people["manager"]
        manager.group_ids += self.env.ref("base.group_system")
        self._enter(manager)
        text = self._door_json_1()
        for class_, secret in SECRETS.items():
            with self.subTest(class_):
                self.assertEqual(secret.seen_in(text), "mask")

    def test_the_table_says_what_the_policy_is(self):
        policy = leak_table.read_table(leak_table.POLICY)
        for class_, _label in SENSITIVITIES:
            for person, level in policy[class_].items():
                role = {"leader": "supervisor"}.get(person, person)
                with self.subTest(class_=class_, role=role):
                    begun = DEFAULTS.get(role, {}).get(class_, "masked")
                    self.assertEqual(level, begun)

    def test_the_table_is_whole(self):
        self.assertEqual(set(self.people), set(leak_table.PEOPLE))
        for table in (leak_table.DOORS, leak_table.DOSSIER_DOORS):
            doors = leak_table.read_table(table)
            self.assertEqual(list(doors), list(leak_table.DOOR_NAMES))
            for door, words in doors.items():
                with self.subTest(door):
                    self.assertEqual(list(words), list(leak_table.PEOPLE))
                    self.assertTrue(hasattr(self, f"_door_{door}"))
                    self.assertLessEqual({*words.values()}, leak_table.WORDS)
