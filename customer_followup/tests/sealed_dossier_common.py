"""A dossier of a person, sealed."""

from .common import PHONE, CustomerFollowupCommon


class SealedDossierCommon(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls.env["customer.dossier"].create(
            {
                "name": "王小明",
                "kind": "individual",
                "phone": PHONE,
                "email": "wang@example.com",
                "user_id": cls.salesperson.id,
                "team_id": cls.team.id,
            }
        )
        cls.Dossier = cls.env["customer.dossier"]

    def _set_policy(self, sensitivity, **levels):
        self.env["customer.privacy.policy"].search(
            [
                ("company_id", "=", self.company.id),
                ("sensitivity", "=", sensitivity),
            ]
        ).write(levels)
        self.env.invalidate_all()
