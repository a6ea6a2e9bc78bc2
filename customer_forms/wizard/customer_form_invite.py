from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.invitation.customer_form_invitation_round import CHANNELS

# Of those who are left out, as many are named.
MOST_NAMED = 30


class CustomerFormInvite(models.TransientModel):
    """Puts people into a round: contacts, or lines somebody pasted.

    What is pasted is looked at while it stands in the dialog, and goes from there into
    the vault: it is in no table of this one.
    """

    _name = "customer.form.invite"
    _description = "Add People to a Round"

    round_id = fields.Many2one(
        "customer.form.invitation.round",
        domain="[('state', '!=', 'closed')]",
        help="Empty: a new round.",
    )
    # Of a new round.
    form_id = fields.Many2one("customer.form", domain="[('state', '=', 'published')]")
    channel = fields.Selection(CHANNELS, default="email")
    partner_ids = fields.Many2many("res.partner", string="Contacts")
    lines = fields.Text(
        string="Or a List",
        compute="_compute_lines",
        inverse="_inverse_lines",
        store=False,
        readonly=False,
        help="One person on each line: name, e-mail or mobile, in any order.",
    )
    findings = fields.Html(compute="_compute_findings", sanitize=False)

    def _compute_lines(self):
        """Nothing that was pasted comes back."""
        self.lines = False

    def _inverse_lines(self):
        for invite in self.filtered("lines"):
            round_ = invite._get_round()
            people = round_._people_of_lines(invite.lines)
            round_._sort_out(people)
            round_._add_people(people)

    @api.depends("round_id", "form_id", "channel", "partner_ids", "lines")
    def _compute_findings(self):
        """How many will be invited, and who will not be, and why."""
        for invite in self:
            invite.findings = False
            round_ = invite.round_id._origin or invite.round_id.new(
                {"form_id": invite.form_id._origin.id, "channel": invite.channel}
            )
            if not (invite.partner_ids or invite.lines) or not round_.form_id:
                continue
            people = round_._people_of_partners(invite.partner_ids._origin)
            people += round_._people_of_lines(invite.lines)
            round_._sort_out(people)
            invite.findings = self._findings_html(people, round_._left_out(people))

    def _findings_html(self, people, left_out):
        shown = [Markup("<li>%s: %s</li>") % each for each in left_out[:MOST_NAMED]]
        if len(left_out) > MOST_NAMED:
            more = len(left_out) - MOST_NAMED
            shown.append(
                Markup("<li>%s</li>")
                % self.env._("%(count)s more are left out", count=more)
            )
        return Markup("<p><strong>%s</strong></p><ul>%s</ul>") % (
            self.env._(
                "%(count)s will be invited, %(left)s left out",
                count=len(people) - len(left_out),
                left=len(left_out),
            ),
            Markup().join(shown),
        )

    def _get_round(self):
        """The round people go into; a new one when none was chosen."""
        self.ensure_one()
        if not self.round_id:
            if not self.form_id:
                raise UserError(self.env._("Choose the form to invite people to."))
            defaults = self.form_id._round_defaults()
            self.round_id = self.round_id.create(
                {
                    "name": defaults["default_name"],
                    "form_id": self.form_id.id,
                    "channel": self.channel,
                }
            )
        return self.round_id

    def action_add(self):
        """Take the contacts into the round; the lines are there since this was saved.

        :return: the action that opens the round
        """
        self.ensure_one()
        round_ = self._get_round()
        people = round_._people_of_partners(self.partner_ids)
        round_._sort_out(people)
        round_._add_people(people)
        if round_.state == "running":
            round_.sudo()._go_on()  # sudo: the state is the engine's; see _add_people
        return {
            "type": "ir.actions.act_window",
            "res_model": round_._name,
            "res_id": round_.id,
            "views": [[False, "form"]],
            "target": "current",
        }
