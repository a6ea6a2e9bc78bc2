"""What is sensitive of a contact person: of the main one it is in the dossier."""

from odoo.tools import SQL

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed

# field of the contact person -> where the dossier keeps it of the main one
MAIN = {"name": "contact_name", "phone": "phone", "email": "email"}


class ContactSealed(Sealed):
    """Found by the whole value, also where the dossier has it."""

    def _matching(self, model, texts):
        contacts = model.env["customer.contact"]
        contacts.flush_model(["dossier_id", "is_main"])
        in_dossiers = model.env["customer.vault.value"]._matching(
            "customer.dossier", self.sensitivity, texts, [MAIN[self.name]]
        )
        return SQL(
            "(SELECT id FROM customer_contact WHERE id IN %s"
            " OR (is_main AND dossier_id IN %s))",
            super()._matching(model, texts),
            in_dossiers,
        )
