"""What has to be put right before a form can be published."""

from odoo import models
from odoo.exceptions import UserError, ValidationError

from ...tools.answer_role import TYPES_BY_ROLE


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _publish_problems(self):
        """What a visitor could not fill in, all of it at once.

        :return: list of {"field": key of the question or None, "sentence": what to do},
            empty when the form can be published
        """
        self.ensure_one()
        fields_ = self.section_ids.field_ids.filtered("active")
        if not fields_:
            sentence = self.env._(
                "“%(form)s” has no fields yet. Add at least one before publishing.",
                form=self.name,
            )
            return [{"field": None, "sentence": sentence}]
        return [
            {"field": key, "sentence": sentence}
            for key, sentence in (
                *self._access_problems(),
                *self._condition_problems(fields_),
                *self._rule_problems(),
                *self._role_problems(fields_),
                *self._option_problems(fields_),
            )
        ]

    def _check_publishable(self):
        """Refuse to publish what a visitor could not fill in.

        :raises UserError: naming everything that is to be put right
        """
        problems = self._publish_problems()
        if problems:
            raise UserError("\n".join(problem["sentence"] for problem in problems))

    def _access_problems(self):
        if self.submit_access == "departments" and not self.department_ids:
            yield (
                None,
                self.env._(
                    "“%(form)s” is filled in by its departments, but has none. Choose"
                    " them, or let others fill it in.",
                    form=self.name,
                ),
            )

    def _condition_problems(self, fields_):
        for field in fields_:
            try:
                field._check_conditions()
            except ValidationError as error:
                yield field.key, str(error)

    def _rule_problems(self):
        for rule in self.rule_ids:
            try:
                rule._check_terms()
            except ValidationError as error:
                yield next(iter(rule.terms or ()), None), str(error)

    def _role_problems(self, fields_):
        """Each meaning once, on a question whose answers can have it."""
        roles = dict(fields_._fields["role"]._description_selection(self.env))
        for role, told in fields_.filtered("role").grouped("role").items():
            if len(told) > 1:
                yield (
                    told[1].key,
                    self.env._(
                        "“%(first)s” and “%(second)s” both mean “%(role)s”. Choose one.",
                        first=told[0].name,
                        second=told[1].name,
                        role=roles[role],
                    ),
                )
            for field in told:
                if field.type not in TYPES_BY_ROLE.get(role, {field.type}):
                    yield (
                        field.key,
                        self.env._(
                            "“%(field)s” cannot mean “%(role)s”: its answers are of"
                            " another type.",
                            field=field.name,
                            role=roles[role],
                        ),
                    )

    def _option_problems(self, fields_):
        for field in fields_:
            if field.has_options and not field.option_ids.filtered("active"):
                yield (
                    field.key,
                    self.env._(
                        "“%(field)s” has no options to choose from. Add some before"
                        " publishing.",
                        field=field.name,
                    ),
                )
