from odoo import api, fields, models

from ...rules import FIELD_TYPES
from ...tools.engine_guard import refuse_engine_fields
from ...tools.submission_states import NOT_SET_ASIDE
from ..answers.answers_field import Answers

# What only the engine writes: all of it.
ENGINE_FIELDS = {"answers", "form_id", "section_id", "section_key"} | {
    "sequence",
    "submission_id",
}

# Rows of what looks like a robot's are neither listed nor counted.
OF_NOT_SET_ASIDE = [
    (f"submission_id.{name}", operator, value)
    for name, operator, value in NOT_SET_ASIDE
]


class CustomerFormRow(models.Model):
    """One row of a repeating section of a submission, with answers of its own.

    Its answers mean what the version of the submission says, as those of the
    submission itself do.
    """

    _name = "customer.form.row"
    _description = "Row Answers"
    _inherit = ["customer.form.part", "customer.form.answered"]
    _order = "submission_id desc, section_key, sequence, id"
    _rec_name = "submission_id"
    _part_key = "section_key"

    submission_id = fields.Many2one(readonly=True)
    # Not related: Odoo reads the definition of the answers before it would be computed.
    form_id = fields.Many2one(
        "customer.form",
        related=None,
        precompute=False,
        required=True,
        ondelete="restrict",
        readonly=True,
    )
    submitted_at = fields.Datetime(related="submission_id.submitted_at")
    currency_id = fields.Many2one(related="submission_id.currency_id")
    section_key = fields.Char(required=True, readonly=True)
    section_id = fields.Many2one(
        "customer.form.section",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The section as the form has it now.",
    )
    sequence = fields.Integer(
        string="Row", readonly=True, help="The place in the section, from 1."
    )
    answers = Answers(definition="form_id.row_definition")

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        return super().write(vals)

    def _sensitive_company(self):
        return self.submission_id.company_id

    def _sensitive_owner(self):
        return self.submission_id.user_id

    def _opened_depends_on(self):
        return ["submission_id.user_id", "submission_id.company_id"]

    def action_view_submission(self):
        """Open the submission this row is part of."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.form.submission",
            "res_id": self.submission_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    @api.model
    def get_property_definition(self, full_name):
        """The definition of one answer, for grouping and ordering.

        :param str full_name: ``answers.<field key>``
        :return: property definition, see ``customer.form._answer_property``
        """
        _field, _dot, key = full_name.partition(".")
        return self.env["customer.form"]._answer_property("row_definition", key)


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    row_ids = fields.One2many("customer.form.row", "submission_id", readonly=True)
    row_count = fields.Integer(compute="_compute_row_count")

    @api.depends("row_ids")
    def _compute_row_count(self):
        for submission in self:
            submission.row_count = len(submission.row_ids)

    def action_view_rows(self):
        """Open the rows of this submission, their answers as columns."""
        self.ensure_one()
        return {
            **self.form_id.action_view_rows(),
            "domain": [("submission_id", "=", self.id)],
        }

    def _keep_rows(self, entries):
        """Keep the rows of repeating sections.

        :param list entries: ``submission_request.Entry``, one for each submission
        """
        rows = [
            (submission, field["key"], place, answers)
            for submission, entry in zip(self, entries, strict=True)
            for field in entry.asked
            if FIELD_TYPES[field["type"]].has_rows and field["key"] in entry.values
            for place, answers in enumerate(entry.full_values()[field["key"]], 1)
        ]
        if not rows:
            return
        sections = {
            (section.form_id, section.key): section
            for section in self.form_id.section_ids
        }
        nowhere = self.env["customer.form.section"]
        self.env["customer.form.row"].create(
            [
                {
                    "submission_id": submission.id,
                    "form_id": submission.form_id.id,
                    "section_key": key,
                    "section_id": sections.get((submission.form_id, key), nowhere).id,
                    "sequence": place,
                    "answers": answers,
                }
                for submission, key, place, answers in rows
            ]
        )


class CustomerForm(models.Model):
    _inherit = "customer.form"

    row_count = fields.Integer(compute="_compute_row_count")

    def _compute_row_count(self):
        counts = dict(
            self.env["customer.form.row"]._read_group(
                [("form_id", "in", self.ids), *OF_NOT_SET_ASIDE],
                ["form_id"],
                ["__count"],
            )
        )
        for form in self:
            form.row_count = counts.get(form, 0)

    def action_view_rows(self):
        """Open the rows of this form's submissions, their answers as columns."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_row_action"
        )
        return {
            **action,
            "domain": [("form_id", "=", self.id), *OF_NOT_SET_ASIDE],
            "context": {"customer_form_id": self.id},
        }
