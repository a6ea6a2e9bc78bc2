"""What the page of an invited person has filled in (P4)."""

from odoo import models

from ...rules import answer_fields

# setting of the round -> role of a question -> what is known of the person
OFFERED = {
    "none": {},
    "name": {"customer_name": "name", "contact_name": "name"},
    "all": {
        "customer_name": "name",
        "contact_name": "name",
        "phone": "phone",
        "email": "email",
    },
}


class CustomerFormInvitation(models.Model):
    _inherit = "customer.form.invitation"

    def _known_answers(self, schema):
        """Answers to begin with, in full: the person gets them back on his own page.

        :param dict schema: of the version that is shown
        :return: {key of a question: text}
        """
        offered = OFFERED[self.round_id.prefill]
        if not offered:
            return {}
        opened = self._open_values(set(offered.values()))[self.id]
        return {
            field["key"]: opened[offered[field["role"]]]
            for field in answer_fields(schema)
            if opened.get(offered.get(field.get("role")))
        }
