"""Each role, each sensitive value of a dossier, each way out, its contact and its PDF
among them: value, mask or nothing, as the table says (V1, V3, V6)."""

from odoo.tests import tagged

from odoo.addons.customer_forms.tests import leak_table
from odoo.addons.customer_forms.tests.leak_common import (
    SECRETS,
    TWINS,
    LeakCommon,
    LeakMatrix,
    Subject,
)

NAMES = {"name": "name", "phone": "phone", "email": "email"}


@tagged("-at_install", "post_install")
class TestDossierLeakMatrix(LeakMatrix, LeakCommon):
    DOORS = leak_table.DOSSIER_DOORS

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
        cls._tell_of(record, said)
