from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.engine_guard import refuse_engine_fields
from ...tools.page_opening import CHANNELS
from ...tools.submission_states import PLACELESS
from ..answers.answers_field import Answers

# In the context: somebody waits until the submissions are kept, a visitor for the answer of
# the page or staff for an import. What follows from them and takes long comes right after.
# Said by the engine: see ``tools/by_engine.py``.
WAITED_FOR = "customer_waited_for"
# What only the engine writes; the rest is for staff.
ENGINE_FIELDS = {
    "accepted_at",
    "answers",
    "channel",
    "client_uuid",
    "company_id",
    "completion_ids",
    "content_digest",
    "file_ids",
    "form_id",
    "lang",
    "link_id",
    "number",
    "receipt_state",
    "row_ids",
    "state",
    "submitted_at",
    "unique_ids",
    "has_warnings",
    "spam_at",
    "suspicions",
    "version_id",
    "warnings",
}


class CustomerFormSubmission(models.Model):
    """A filled form. Its answers mean what its version says."""

    _name = "customer.form.submission"
    _description = "Form Submission"
    _inherit = [
        "customer.form.answered",
        "mail.thread",
        "mail.activity.mixin",
        "utm.mixin",
    ]
    _order = "submitted_at desc, id desc"
    _rec_name = "number"
    _check_company_auto = True

    number = fields.Char(required=True, readonly=True, copy=False, index="trigram")
    form_id = fields.Many2one(
        "customer.form",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
        check_company=True,
    )
    version_id = fields.Many2one(
        "customer.form.version", required=True, ondelete="restrict", readonly=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users", string="Salesperson", index=True, check_company=True, tracking=True
    )
    team_id = fields.Many2one(
        "crm.team", string="Department", index=True, check_company=True
    )
    state = fields.Selection(
        [
            ("quarantined", "Quarantined"),
            ("incomplete", "Needs completion"),
            ("submitted", "Submitted"),
            ("accepted", "Accepted"),
            ("refused", "Refused"),
        ],
        required=True,
        default="submitted",
        readonly=True,
        tracking=True,
    )
    channel = fields.Selection(
        CHANNELS,
        required=True,
        default="link",
        readonly=True,
    )
    answers = Answers(definition="form_id.answer_definition")
    answers_as_given = fields.Html(
        compute="_compute_answers_as_given",
        sanitize=False,  # rendered by our own template, which escapes
        string="Answers as Given",
        help="In the words of the version that was filled in.",
    )
    file_ids = fields.One2many(
        "customer.form.file",
        "submission_id",
        domain=[("change_id", "=", False)],
        readonly=True,
    )
    submitted_at = fields.Datetime(
        required=True, readonly=True, default=fields.Datetime.now, index=True
    )
    accepted_at = fields.Datetime(readonly=True)
    lang = fields.Char(
        string="Language", readonly=True, help="The language the page was shown in."
    )
    client_uuid = fields.Char(readonly=True, copy=False)
    content_digest = fields.Char(readonly=True, copy=False)

    _client_uuid_uniq = models.UniqueIndex(
        "(form_id, client_uuid) WHERE client_uuid IS NOT NULL",
        "This form was already submitted from this page.",
    )
    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "A submission with this number exists already."
    )

    # ------------------------------------------------------------
    # Answers as properties
    # ------------------------------------------------------------

    @api.model
    def get_property_definition(self, full_name):
        """The definition of one answer, for grouping and ordering.

        :param str full_name: ``answers.<field key>``
        :return: property definition, see ``customer.form._answer_property``
        """
        _field, _dot, key = full_name.partition(".")
        return self.env["customer.form"]._answer_property("answer_definition", key)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        return super().write(vals)

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_accept(self):
        """Let the submissions take effect (S7), also those refused by mistake."""
        self.check_access("write")
        waiting = self.filtered(lambda submission: submission.state != "accepted")
        waiting_sudo = waiting.sudo()  # sudo: write access was checked above
        refused_sudo = waiting_sudo.filtered(lambda each: each.state == "refused")
        refused_sudo._take_unique_answers_again()
        waiting_sudo.filtered(lambda each: each.state in PLACELESS)._take_places()
        waiting_sudo._accept()

    def action_refuse(self):
        """Keep the submissions without effect; others may give their unique answers.

        :raises UserError: when one has already taken effect
        """
        self.check_access("write")
        if "accepted" in self.mapped("state"):
            raise UserError(
                self.env._("An accepted submission has taken effect already.")
            )
        refused_sudo = self.sudo()  # sudo: write access was checked above
        refused_sudo.state = "refused"
        refused_sudo.unique_ids.unlink()

    # ------------------------------------------------------------
    # Acceptance
    # ------------------------------------------------------------

    def _accept(self):
        """Mark as accepted and tell the floors above."""
        if self:
            self.write({"state": "accepted", "accepted_at": fields.Datetime.now()})
            self._on_accepted()

    def _on_kept(self, entries):
        """Extension point: these submissions were kept just now, whatever their state.

        Called once, in superuser mode, before ``_on_accepted``. Override it to note what
        became of an opened page; call super().

        :param list entries: ``submission_request.Entry``, one for each submission
        """

    def _on_accepted(self):
        """Extension point: these submissions take effect now.

        Called once for each submission, in its transaction, in superuser mode. Override
        it to build on what was answered, later where ``WAITED_FOR`` is in the
        context; call super().
        """
