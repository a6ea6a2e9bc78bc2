from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ... import rules
from ...rules.types.base import localised
from ...tools import sensitivity as classes
from ...tools.engine_guard import refuse_engine_fields

OFFICER = "customer_forms.customer_forms_group_data_officer"
NAME_ROLES = ("customer_name", "contact_name")
# What of it may change once it was given: that it was withdrawn, and whose it was.
CHANGING = {"person", "reason", "state", "withdrawn_at", "withdrawn_by_id"}


class CustomerConsent(models.Model):
    """What somebody agreed to on a form: in which words, when and how, and until when
    (V5). It stays when the person is erased, as a proof without the person."""

    _name = "customer.consent"
    _description = "Consent"
    _inherit = ["customer.form.part"]
    _order = "given_at desc, id desc"
    _rec_name = "wording"

    submission_id = fields.Many2one(required=False, readonly=True, ondelete="set null")
    # Not related: the proof outlives the submission.
    form_id = fields.Many2one(
        "customer.form",
        related=None,
        precompute=False,
        required=True,
        ondelete="restrict",
        readonly=True,
    )
    version_id = fields.Many2one(
        "customer.form.version", required=True, ondelete="restrict", readonly=True
    )
    version_number = fields.Integer(string="Form Version", related="version_id.number")
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict", readonly=True
    )
    user_id = fields.Many2one(
        related="submission_id.user_id", string="Salesperson", store=True
    )
    team_id = fields.Many2one(
        related="submission_id.team_id", string="Department", store=True
    )
    person = fields.Char(
        readonly=True, help="The name on the form, masked. Empty once it was erased."
    )
    field_key = fields.Char(required=True, readonly=True)
    wording = fields.Text(
        required=True, readonly=True, help="Word for word, as it was shown."
    )
    lang = fields.Char(string="Language", required=True, readonly=True)
    channel = fields.Selection("_selection_channel", required=True, readonly=True)
    given_at = fields.Datetime(
        string="Given On", required=True, readonly=True, index=True
    )
    state = fields.Selection(
        [("given", "Given"), ("withdrawn", "Withdrawn")],
        string="Status",
        required=True,
        default="given",
        readonly=True,
    )
    withdrawn_at = fields.Datetime(string="Withdrawn On", readonly=True)
    withdrawn_by_id = fields.Many2one(
        "res.users", string="Recorded By", readonly=True, ondelete="restrict"
    )
    reason = fields.Text(readonly=True)

    @api.model
    def _selection_channel(self):
        channel = self.env["customer.form.submission"]._fields["channel"]
        return channel._description_selection(self.env)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, set(self._fields), vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, set(self._fields), [vals])
        if set(vals) - CHANGING:
            raise UserError(self.env._("What was agreed to stays as it was agreed to."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was agreed to stays as it was agreed to."))

    # ------------------------------------------------------------
    # Withdrawing
    # ------------------------------------------------------------

    def action_ask_withdraw(self):
        """Open the dialog in which a withdrawal is recorded."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Withdraw Consent"),
            "res_model": "customer.consent.withdraw",
            "view_mode": "form",
            "target": "new",
            "context": {"default_consent_ids": self.ids},
        }

    def withdraw(self, reason):
        """Record that the person withdrew these consents. What was done before stays
        lawful (Personal Information Protection Law, article 15).

        :param str reason: how it was said, in words
        :raises AccessError: for consents of others
        :raises UserError: without a reason
        """
        self.check_access("read")
        if not self.env.user.has_group(OFFICER):
            self.submission_id.check_access("write")
            if self.filtered(lambda consent: not consent.submission_id):
                raise AccessError(
                    self.env._("Only a data administrator withdraws this consent.")
                )
        if not isinstance(reason, str) or not reason.strip():
            raise UserError(self.env._("Say how the person withdrew it, and why."))
        # sudo: who may withdraw was checked above
        self.sudo()._withdraw(reason.strip())

    def _withdraw(self, reason):
        given = self.filtered(lambda consent: consent.state == "given")
        for consent in given:
            consent.write(
                {
                    "state": "withdrawn",
                    "withdrawn_at": fields.Datetime.now(),
                    "withdrawn_by_id": self.env.uid,
                    "reason": self.env["customer.redaction"]._redact_reason(
                        reason, consent.submission_id or None
                    ),
                }
            )
        given._log_consents("withdrawn", reason)
        for consent in given.filtered("submission_id"):
            consent.submission_id.message_post(
                body=self.env._(
                    "Consent withdrawn: %(wording)s", wording=consent.wording
                )
            )

    @api.model
    def _note_consents(self, given, keys=None, is_logged=True):
        """Keep a proof of each consent among answers.

        :param list given: (submission, its ``submission_request.Answered``, when)
        :param keys: only these questions
        :param bool is_logged: whether the audit log tells of it
        """
        consents = self.create(
            [
                {
                    **self._prepare_consent_vals(submission, each.field),
                    "person": _masked_person(answered),
                    "given_at": given_at,
                }
                for submission, answered, given_at in given
                for each in answered
                if _is_consent(each) and (keys is None or each.field["key"] in keys)
            ]
        )
        if consents and is_logged:
            consents._log_consents("given")

    def _prepare_consent_vals(self, submission, field):
        lang = submission.lang or self.env.lang or "en_US"
        words = [localised(field.get(each) or {}, lang) for each in ("label", "help")]
        return {
            "submission_id": submission.id,
            "form_id": submission.form_id.id,
            "version_id": submission.version_id.id,
            "company_id": submission.company_id.id,
            "field_key": field["key"],
            "wording": "\n".join(filter(None, words)),
            "lang": lang,
            "channel": submission.channel,
        }

    def _log_consents(self, action, reason=""):
        """Note in the audit log what was agreed to, so that nobody makes it up later."""
        self.env["customer.audit.event"]._log_each(
            "consent",
            [
                (
                    consent.submission_id or consent,
                    {
                        "action": action,
                        "consent": consent.id,
                        "question": consent.field_key,
                        "version": consent.version_number,
                        "wording_sha256": rules.digest(consent.wording),
                    },
                )
                for consent in self
            ],
            reason,
        )


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _keep_entries(self, entries):
        result = super()._keep_entries(entries)
        self.env["customer.consent"]._note_consents(
            [
                (
                    entry.submission,
                    list(entry.answered()),
                    entry.submission.submitted_at,
                )
                for entry in entries
                if entry.submission.state != "quarantined"
            ]
        )
        return result


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    consent_ids = fields.One2many("customer.consent", "submission_id", readonly=True)

    def _on_answers_changed(self, keys):
        """A consent that was ticked or unticked in a correction is given or withdrawn."""
        result = super()._on_answers_changed(keys)
        answered = self._answered()
        ticked = {each.field["key"] for each in answered if _is_consent(each)}
        known = self.consent_ids.filtered(lambda consent: consent.state == "given")
        new = (ticked & set(keys)) - set(known.mapped("field_key"))
        known._note_consents([(self, answered, fields.Datetime.now())], new)
        known.filtered(lambda consent: consent.field_key not in ticked)._withdraw(
            self.env._("The answer was corrected.")
        )
        return result


def _is_consent(answered):
    return answered.field["type"] == "consent"


def _masked_person(answered):
    """Who filled this in, masked; what is masked already stays as it is."""
    by_role = {each.field["role"]: each.value for each in answered}
    for role in NAME_ROLES:
        if name := by_role.get(role):
            return name if classes.looks_masked(name) else classes.mask("name", name)
    return False
