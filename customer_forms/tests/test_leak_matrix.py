"""Each role, each sensitive value, each way out: value, mask or nothing, as the table in
``leak_table`` says (V1, V3, V6)."""

from odoo.tests import tagged

from ..models.privacy.customer_privacy_policy import DEFAULTS, SENSITIVITIES
from . import leak_table
from .leak_common import SECRETS, TWINS, LeakCommon, LeakMatrix, Subject

# ``id`` would be the id of the record, to those who export.
KEYS = {class_: {"id": "number"}.get(class_, class_) for class_ in SECRETS}


@tagged("-at_install", "post_install")
class TestLeakMatrix(LeakMatrix, LeakCommon):
    """Of a submission."""

    DOORS = leak_table.DOORS

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
        cls._tell_of(record, said)

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
