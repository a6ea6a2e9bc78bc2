"""The one definition of an answer that several forms may have."""

from odoo import api, models

from ... import rules


class CustomerForm(models.Model):
    _inherit = "customer.form"

    @api.model
    def _answer_property(self, definition_name, key):
        """The definition of one answer, for grouping and ordering.

        Odoo takes the first form it finds with a property of this name. Keys such as
        ``industry`` occur in several forms: here the form being looked at decides
        (``customer_form_id`` in the context), and without one, all forms together.

        :param str definition_name: ``answer_definition`` or ``row_definition``
        :param str key: key of the field
        :return: property definition, labels in the user's language
        """
        forms = self.search([("current_version_id", "!=", False)])
        shown = self.env.context.get("customer_form_id")
        forms = forms.filtered(lambda form: form.id == shown) or forms
        return rules.union_of_definitions(
            prop
            for form in forms
            for prop in form._counted_definition(
                form._visible_definition(definition_name)
            )
            if prop["name"] == key
        )

    def _joint_definitions(self, definition_name):
        """One definition for each key of the forms this user sees, archived ones too.

        :param str definition_name: ``answer_definition`` or ``row_definition``
        :return: {key: property definition}
        """
        forms = self.with_context(active_test=False).search(
            [("current_version_id", "!=", False)]
        )
        return rules.joint_definitions(
            prop
            for form in forms
            for prop in form._counted_definition(
                form._visible_definition(definition_name)
            )
        )
