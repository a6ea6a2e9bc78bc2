"""Each role, each sensitive value of a dossier, each way out, its contact and its PDF
among them: value, mask or nothing, as the table says (V1, V3, V6)."""

from odoo.tests import tagged

from odoo.addons.customer_forms.tests import leak_table
from odoo.addons.customer_forms.tests.leak_common import (
    SECRETS,
    TWINS,
    LeakCommon,
    Subject,
)

NAMES = {"name": "name", "phone": "phone", "email": "email"}


@tagged("-at_install", "post_install")
class TestDossierLeakMatrix(LeakCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        record, twin = (
            cls.env["customer.dossier"].create(
                {
                    **{NAMES[class_]: values[class_] for class_ in NAMES},
                    "user_id": cls.people["owner"].id,
                    "team_id": cls.department.id,
                }
            )
            for values in (
                {class_: secret.value for class_, secret in SECRETS.items()},
                TWINS,
            )
        )
        cls.subject = Subject(
            record=record,
            twin=twin,
            names=NAMES,
            secrets={class_: SECRETS[class_] for class_ in NAMES},
            action="customer_followup.customer_dossier_action",
            report="customer_reports.report_customer_dossier",
            contact=record.partner_id,
        )
        said = "; ".join(SECRETS[class_].value for class_ in NAMES)
        record.with_user(cls.people["owner"]).message_post(body=said, subject=said)
        record.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=said,
            note=said,
            user_id=cls.people["owner"].id,
        )

    def test_as_a_company_begins(self):
        policy = leak_table.read_table(leak_table.POLICY)
        self._assert_matrix(leak_table.DOSSIER_DOORS, policy)

    def test_as_generous_as_can_be(self):
        """Files and programs get masks, whatever the policy; nobody sees a record more."""
        self._let_everybody_see()
        self._assert_matrix(leak_table.DOSSIER_DOORS, leak_table.generous_policy())
