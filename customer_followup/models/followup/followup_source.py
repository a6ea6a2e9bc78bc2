from odoo import fields, models


class CustomerFollowup(models.Model):
    """Where a follow-up came from. What wrote itself says so and can be completed."""

    _inherit = "customer.followup"

    source = fields.Selection(
        [
            ("manual", "Typed in"),
            ("activity", "Reminder done"),
            ("mail_out", "E-mail sent"),
            ("mail_in", "E-mail received"),
            ("event", "Calendar"),
        ],
        string="Came from",
        required=True,
        readonly=True,
        default="manual",
        copy=False,
    )
    is_completed = fields.Boolean(
        string="Completed",
        readonly=True,
        default=True,
        copy=False,
        help="Somebody wrote what was said, or that there is nothing to add.",
    )
    message_id = fields.Many2one("mail.message", readonly=True, copy=False, index=False)
    event_id = fields.Many2one(
        "calendar.event",
        string="Calendar Meeting",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )

    _message_uniq = models.UniqueIndex(
        "(message_id) WHERE message_id IS NOT NULL",
        "This e-mail already is a follow-up.",
    )
    _event_uniq = models.UniqueIndex(
        "(event_id, dossier_id) WHERE event_id IS NOT NULL",
        "This meeting already is a follow-up of the customer.",
    )

    def _merge_into(self, target):
        """Both dossiers may tell of one meeting; the target's follow-up keeps the link."""
        told = target.followup_ids.event_id
        self.filtered(lambda followup: followup.event_id in told).event_id = False
        return super()._merge_into(target)

    def action_complete(self):
        """There is nothing to add to what wrote itself."""
        self._check_may_correct({"summary"}, reason="")
        self._complete()

    def action_open_source(self):
        """Open what the follow-up was written from.

        :return: action
        :raises AccessError: when this user may not see it
        """
        self.ensure_one()
        if self.event_id:
            return self.event_id._get_records_action()
        # sudo: only where it stands; the record itself is checked
        message_sudo = self.message_id.sudo()
        record = self.dossier_id
        if message_sudo.model in ("crm.lead", "customer.dossier"):
            record = self.env[message_sudo.model].browse(message_sudo.res_id)
        record.check_access("read")
        return record._get_records_action()
