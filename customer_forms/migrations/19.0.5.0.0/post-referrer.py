"""Whoever referred a customer is a person too: answers that name him go into the vault
(V2)."""

from odoo import SUPERUSER_ID, api

from odoo.addons.customer_forms.rules.schema import masked_property


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False, "lang": "en_US"})
    for form in env["customer.form"].search([("current_version_id", "!=", False)]):
        classes = {
            field.key: field._sensitivity_class()
            for field in form.section_ids.field_ids
            if field.role == "referrer"
        }
        former = {
            prop["name"]: prop.get("sensitivity") for prop in form.answer_definition
        }
        newly = {
            key for key, class_ in classes.items() if class_ and not former.get(key)
        }
        if newly & former.keys():
            form.answer_definition = [
                masked_property(prop, classes[prop["name"]])
                if prop["name"] in newly
                else prop
                for prop in form.answer_definition
            ]
            form._reclassify(former)
