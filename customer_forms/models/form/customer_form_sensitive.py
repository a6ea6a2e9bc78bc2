"""Which answers of a form are sensitive (V1, V2)."""

from odoo import api, models, tools

DEFINITIONS = ("answer_definition", "row_definition")


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(DEFINITIONS):
            self.env.registry.clear_cache()  # _answer_classes
        return result

    def _sensitive_keys(self):
        """The classes of sensitive answers, in rows too: {key of the question: class}.

        The definition of the answers decides, for all versions at once: an answer is
        either in the vault or not, whichever version asked for it.
        """
        self.ensure_one()
        classes = self._answer_classes().get(self.id, {})
        return {key: class_ for key, class_ in classes.items() if class_}

    @api.model
    @tools.ormcache()
    def _answer_classes(self):
        """The class of each answer of each form, None for one that is not sensitive:
        {form id: {key: class}}."""
        # sudo: whoever sees a submission may know what of it is masked
        env = self.env(su=True, context={"active_test": False})
        forms = env["customer.form"].search([("current_version_id", "!=", False)])
        return {
            form.id: {
                prop["name"]: prop.get("sensitivity")
                for name in DEFINITIONS
                for prop in form[name]
            }
            for form in forms
        }

    @api.model
    def _classes_of_answer(self, keys):
        """What the forms say of the answers to these questions, whichever form.

        :return: (set of classes, ids of the forms where such an answer is not sensitive)
        """
        classes, plain = set(), set()
        for form_id, by_key in self._answer_classes().items():
            for key in keys & by_key.keys():
                if by_key[key]:
                    classes.add(by_key[key])
                else:
                    plain.add(form_id)
        return classes, plain


class Base(models.AbstractModel):
    _inherit = "base"

    def _additional_allowed_keys_properties_definition(self):
        """A definition says which of its answers are sensitive."""
        return (
            *super()._additional_allowed_keys_properties_definition(),
            "sensitivity",
        )
