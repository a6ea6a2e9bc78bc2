"""Which answers of a form are sensitive (V1, V2)."""

from odoo import models


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _sensitive_keys(self):
        """The classes of sensitive answers, in rows too: {key of the question: class}.

        The definition of the answers decides, for all versions at once: an answer is
        either in the vault or not, whichever version asked for it.
        """
        self.ensure_one()
        # sudo: whoever sees a submission may know what of it is masked
        form_sudo = self.sudo()
        return {
            prop["name"]: prop["sensitivity"]
            for prop in (*form_sudo.answer_definition, *form_sudo.row_definition)
            if prop.get("sensitivity")
        }


class Base(models.AbstractModel):
    _inherit = "base"

    def _additional_allowed_keys_properties_definition(self):
        """A definition says which of its answers are sensitive."""
        return (
            *super()._additional_allowed_keys_properties_definition(),
            "sensitivity",
        )
