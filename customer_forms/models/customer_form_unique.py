from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools.misc import hmac

from .. import rules
from ..rules import Issue


class CustomerFormUnique(models.Model):
    """An answer that may be given once per form (F3), as a keyed digest.

    The unique index settles what two visitors at the same instant get.
    """

    _name = "customer.form.unique"
    _description = "Unique Answer"

    form_id = fields.Many2one(
        "customer.form", required=True, index=True, ondelete="cascade"
    )
    submission_id = fields.Many2one(
        "customer.form.submission", required=True, index=True, ondelete="cascade"
    )
    field_key = fields.Char(required=True)
    digest = fields.Char(required=True)

    _digest_uniq = models.UniqueIndex(
        "(form_id, field_key, digest)", "This answer was given before."
    )


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _unique_digest(self, key, value):
        """Keyed digest of a normalised answer; capital letters make no difference."""
        text = value.casefold() if isinstance(value, str) else value
        document = rules.canonical_json([self.id, key, text])
        return hmac(self.env(su=True), "customer_form_unique", document)

    def _find_taken_answers(self, asked, values, known_submission):
        """Which unique answers another submission of this form gave already.

        :param list asked: fields of the schema
        :param dict values: kept values by key
        :param known_submission: the same page sent before, if any; its own answers
            are not in its way
        :return: list of rules.Issue
        """
        digests = {
            field["key"]: self._unique_digest(field["key"], values[field["key"]])
            for field in asked
            if field.get("unique") and field["key"] in values
        }
        if not digests:
            return []
        taken = self.env["customer.form.unique"].search(
            [
                ("form_id", "=", self.id),
                ("digest", "in", list(digests.values())),
                ("submission_id", "!=", known_submission.id),
            ]
        )
        return [
            Issue(key, "not_unique", {})
            for key in digests
            if key in taken.mapped("field_key")
        ]


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    unique_ids = fields.One2many("customer.form.unique", "submission_id")

    def _keep_unique_answers(self):
        """Note the unique answers of these submissions, so that nobody gives them again.

        :raises ConcurrencyError: when somebody did just now; Odoo runs the request again,
            which then finds and tells it
        """
        vals_list = [
            {
                "form_id": submission.form_id.id,
                "submission_id": submission.id,
                "field_key": field["key"],
                "digest": submission.form_id._unique_digest(field["key"], value),
            }
            for submission in self
            for field, value in submission._answered_fields()
            if field.get("unique")
        ]
        try:
            with self.env.cr.savepoint():
                self.env["customer.form.unique"].create(vals_list)
        except UniqueViolation as error:
            raise ConcurrencyError("a unique answer was given just now") from error

    def _take_unique_answers_again(self):
        """A refused submission takes effect after all.

        :raises UserError: when its answers were given by somebody else meanwhile
        """
        for submission in self:
            taken = submission.form_id._find_taken_answers(
                [field for field, _value in submission._answered_fields()],
                submission.answers._values,
                submission,
            )
            if taken:
                raise UserError(
                    self.env._(
                        "%(number)s cannot be accepted: another submission has given the"
                        " same answer meanwhile.",
                        number=submission.number,
                    )
                )
        self._keep_unique_answers()
