"""Answers of several forms in one list, whose columns the web client makes of the first."""

from odoo import fields

from ...rules.joint import join

# Context key of lists that show submissions of any form.
JOINT = "customer_answers_joint"


class JointAnswers(fields.Properties):
    """Answers, in the joint list of all forms defined alike wherever they are from."""

    def convert_to_read_multi(self, values, records, use_display_name=True):
        result = super().convert_to_read_multi(values, records, use_display_name)
        if not records or not records.env.context.get(JOINT):
            return result
        form_model = records.env["customer.form"]
        definitions = form_model._joint_definitions(self.definition_record_field)
        return [join(properties, definitions) for properties in result]
