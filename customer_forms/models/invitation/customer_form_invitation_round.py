"""A list of people who are invited to fill in a form."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.engine_guard import refuse_engine_fields
from ...tools.placeholders import unknown_names
from ...tools.text_message import measure

CHANNELS = [("email", "E-mail message"), ("sms", "Text message")]
TEXTS = (
    *("subject", "body", "reminder_subject", "reminder_body"),
    *("text", "reminder_text"),
)


class CustomerFormInvitationRound(models.Model):
    """People are invited in rounds: one form, one channel, one wording."""

    _name = "customer.form.invitation.round"
    _description = "Invitation Round"
    _inherit = ["utm.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    form_id = fields.Many2one(
        "customer.form",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('state', '=', 'published')]",
    )
    company_id = fields.Many2one(related="form_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        index=True,
        check_company=True,
        help="Answers to the messages go to this person.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        default=lambda self: self.env.user.sale_team_id,
        check_company=True,
    )
    channel = fields.Selection(CHANNELS, default="email", required=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("sending", "Sending"),
            ("running", "Running"),
            ("closed", "Closed"),
        ],
        string="Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    sent_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    subject = fields.Char(translate=True)
    body = fields.Html(string="Text of the E-mail", translate=True)
    reminder_subject = fields.Char(string="Subject of the Reminder", translate=True)
    reminder_body = fields.Html(string="Reminder", translate=True)
    text = fields.Text(string="Short Message", translate=True)
    reminder_text = fields.Text(string="Short Reminder", translate=True)
    text_size = fields.Char(string="Size", compute="_compute_text_size")
    reminder_text_size = fields.Char(
        string="Size of the Reminder", compute="_compute_text_size"
    )

    uses_allowed = fields.Integer(
        string="Submissions per Person",
        default=1,
        help="How often each link can be used. 0: as often as somebody likes.",
    )
    valid_until = fields.Datetime(help="Then the links open nothing any more.")
    prefill = fields.Selection(
        [
            ("none", "Nothing"),
            ("name", "The name"),
            ("all", "Name, phone and e-mail"),
        ],
        string="Fill In What We Know",
        default="name",
        required=True,
        help="Links are passed on: whoever opens one sees what is filled in.",
    )
    reminder_days = fields.Integer(
        string="Remind after (Days)",
        default=3,
        help="Who has not answered that many days after the last message is reminded.",
    )
    reminder_max = fields.Integer(
        string="Most Reminders", default=1, help="0: nobody is reminded."
    )

    invitation_ids = fields.One2many(
        "customer.form.invitation", "round_id", readonly=True
    )
    counts = fields.Json(
        compute="_compute_counts", exportable=False, export_string_translation=False
    )
    invitation_count = fields.Integer(string="Invited", compute="_compute_counts")
    done_count = fields.Integer(string="Answered", compute="_compute_counts")

    # ------------------------------------------------------------
    # Computed
    # ------------------------------------------------------------

    @api.depends("text", "reminder_text", "name")
    def _compute_text_size(self):
        for each in self:
            each.text_size = each._size_of(each.text)
            each.reminder_text_size = each._size_of(each.reminder_text)

    def _size_of(self, text):
        """How long a message is, with a name of three characters, and what it costs."""
        if not text:
            return False
        values = {**self._placeholder_values(), "name": "欧阳锋"}
        values["link"] = self.env["customer.form.invitation"]._short_url("x" * 22)
        length, parts = measure(self._filled_text(text, values))
        return self.env._(
            "%(length)s characters, sent as %(parts)s message(s)",
            length=length,
            parts=parts,
        )

    @api.depends("invitation_ids.state")
    def _compute_counts(self):
        groups = self.env["customer.form.invitation"]._read_group(
            [("round_id", "in", self.ids)], ["round_id", "state"], ["__count"]
        )
        counts = {}
        for each, state, count in groups:
            counts.setdefault(each.id, {})[state] = count
        for each in self:
            # an empty Json is read as False: add up what was counted
            by_state = counts.get(each._origin.id, {})
            each.counts = by_state
            each.invitation_count = sum(by_state.values())
            each.done_count = by_state.get("done", 0)

    # ------------------------------------------------------------
    # Checks
    # ------------------------------------------------------------

    @api.constrains(*TEXTS)
    def _check_placeholders(self):
        for each in self:
            unknown = [name for text in TEXTS for name in unknown_names(each[text])]
            if unknown:
                raise ValidationError(
                    self.env._(
                        "“{%(name)s}” means nothing. There are {name}, {form}, {link},"
                        " {deadline}, {company} and {unsubscribe}.",
                        name=unknown[0],
                    )
                )

    @api.constrains("uses_allowed", "reminder_days", "reminder_max")
    def _check_numbers(self):
        for each in self:
            if min(each.uses_allowed, each.reminder_max) < 0 or each.reminder_days < 1:
                raise ValidationError(
                    self.env._("Reminders come after one day or more.")
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, {"state", "sent_by_id"}, vals_list)
        rounds = super().create(vals_list)
        for each, vals in zip(rounds, vals_list, strict=True):
            each._write_standard_texts([name for name in TEXTS if not vals.get(name)])
        return rounds

    def write(self, vals):
        refuse_engine_fields(self, {"state", "sent_by_id"}, [vals])
        if {"form_id", "channel"} & vals.keys() and self.invitation_ids:
            self._check_same(vals)
        return super().write(vals)

    def _check_same(self, vals):
        for each in self.filtered("invitation_ids"):
            form_id = vals.get("form_id", each.form_id.id)
            if form_id != each.form_id.id or vals.get("channel", each.channel) != (
                each.channel
            ):
                raise UserError(
                    self.env._(
                        "People are in this round already: it stays with its form and"
                        " its channel. Copy it to use others."
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if self.filtered(lambda each: each.state != "draft"):
            raise UserError(
                self.env._("Close the round instead: its links may be in use.")
            )
        # sudo: who may delete the round may delete who is in it
        self.sudo().invitation_ids.unlink()

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_add_people(self):
        """Open the dialog in which people are chosen or pasted."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add People"),
            "res_model": "customer.form.invite",
            "view_mode": "form",
            "target": "new",
            "context": {"default_round_id": self.id},
        }

    def action_preview(self):
        """Show the message as somebody in the round will get it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview"),
            "res_model": "customer.form.invitation.preview",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_round_id": self.id,
                "default_invitation_id": self.invitation_ids[:1].id,
            },
        }

    def action_view_invitations(self):
        """List who is invited, and what became of each."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_forms.customer_form_invitation_action"
        )
        domain = Domain("round_id", "in", self.ids)
        return {**action, "domain": domain, "context": {}}
