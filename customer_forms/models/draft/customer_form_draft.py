import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.engine_guard import refuse_engine_fields
from ...tools.page_opening import CHANNELS
from ..sensitive.sealed_field import Sealed

# What staff decide; all else is the engine's.
OF_STAFF = {"team_id", "user_id"}
DAY = datetime.timedelta(days=1)


class CustomerFormDraft(models.Model):
    """What was filled in so far on a page that was not submitted yet (P5).

    What was typed is sealed as one document (see ``draft_document``); here are masks of
    whom to call. Submitted or erased, it is emptied and no longer ``active``: so a save
    that comes late finds that it was ended, and its link can say so until it expires.
    """

    _name = "customer.form.draft"
    _description = "Unfinished Entry"
    _inherit = ["customer.sensitive"]
    _order = "saved_at desc, id desc"
    _check_company_auto = True

    active = fields.Boolean(default=True, readonly=True)
    form_id = fields.Many2one(
        "customer.form",
        required=True,
        index=True,
        ondelete="cascade",
        readonly=True,
        check_company=True,
    )
    version_id = fields.Many2one(
        "customer.form.version", index=True, ondelete="cascade", readonly=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True
    )
    team_id = fields.Many2one(
        "crm.team", string="Department", index=True, check_company=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Assigned To",
        index=True,
        check_company=True,
        help="Who goes on with it, or asks the visitor to.",
    )
    channel = fields.Selection(CHANNELS, readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    # Who knows it could submit something else in its place.
    uuid = fields.Char(
        required=True, readonly=True, copy=False, groups=fields.NO_ACCESS
    )
    token_digest = fields.Char(
        readonly=True,
        groups=fields.NO_ACCESS,
        copy=False,
        index="btree_not_null",
        export_string_translation=False,
    )
    # How the page was opened: an ``Opening`` as a list.
    opening = fields.Json(
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )

    person_name = Sealed(sensitivity="name", string="Name", readonly=True)
    phone = Sealed(sensitivity="phone", readonly=True)
    email = Sealed(sensitivity="email", string="E-mail", readonly=True)
    link_email = Sealed(
        sensitivity="email",
        string="Link Sent To",
        readonly=True,
        help="Where the visitor had the private link sent.",
    )

    section_key = fields.Char(
        readonly=True, help="The section that was shown when it was saved."
    )
    answered_count = fields.Integer(string="Answered", readonly=True)
    asked_count = fields.Integer(string="Asked", readonly=True)
    progress = fields.Integer(string="Progress (%)", readonly=True, aggregator="avg")
    started_at = fields.Datetime(string="Begun", readonly=True)
    saved_at = fields.Datetime(string="Saved", readonly=True, index=True)
    expires_at = fields.Datetime(
        string="Kept Until", required=True, readonly=True, index=True
    )
    days_left = fields.Integer(compute="_compute_days_left")
    file_count = fields.Integer(string="Files", compute="_compute_file_count")

    # Which page saved last, and how often: a save that was overtaken changes nothing.
    writer = fields.Char(readonly=True, copy=False, export_string_translation=False)
    sequence = fields.Integer(
        readonly=True, copy=False, export_string_translation=False
    )
    save_count = fields.Integer(
        readonly=True, copy=False, export_string_translation=False
    )
    mail_count = fields.Integer(
        readonly=True, copy=False, export_string_translation=False
    )

    _uuid_uniq = models.UniqueIndex(
        "(form_id, uuid)", "This page is kept as unfinished already."
    )

    # ------------------------------------------------------------
    # Computed
    # ------------------------------------------------------------

    @api.depends("form_id", "person_name")
    def _compute_display_name(self):
        for draft in self:
            parts = [draft.form_id.display_name, draft.person_name]
            draft.display_name = ", ".join(filter(None, parts))

    @api.depends("expires_at")
    def _compute_days_left(self):
        now = fields.Datetime.now()
        for draft in self:
            left = draft.expires_at and draft.expires_at - now
            # A day that has begun is one.
            draft.days_left = max(-(-left // DAY), 0) if left else 0

    def _compute_file_count(self):
        # sudo: how many there are is no secret of who sees the entry
        attachments_sudo = self.env["ir.attachment"].sudo()
        counts = dict(
            attachments_sudo._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
                ["res_id"],
                ["__count"],
            )
        )
        for draft in self:
            draft.file_count = counts.get(draft.id, 0)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, set(self._fields) - OF_STAFF, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, set(self._fields) - OF_STAFF, [vals])
        return super().write(vals)

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(self.env._("An unfinished entry is not copied."))

    @api.ondelete(at_uninstall=False)
    def _unlink_is_noted(self):
        """What staff delete is gone for the visitor too: the log says who did it."""
        if not self.env.su:
            self._log_draft("deleted")

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_go_on(self):
        """Open the page as it was left, to go on with it."""
        self.ensure_one()
        self.check_access("write")
        # sudo: who sees an unfinished entry may know where its form is
        path = self.sudo().form_id._page_path()
        return {
            "type": "ir.actions.act_url",
            "url": f"{path}/draft/{self.id}",
            "target": "new",
        }

    def action_assign_to_me(self):
        """Take on what nobody goes on with yet."""
        self.check_access("write")
        self.user_id = self.env.user

    def action_send_link(self):
        """Send the private link to the address that is known, once more.

        :raises UserError: when none is known
        """
        self.check_access("write")
        drafts_sudo = self.sudo()  # sudo: write access was checked above
        unknown = drafts_sudo.filtered(lambda each: not (each.link_email or each.email))
        if unknown:
            raise UserError(
                self.env._(
                    "No e-mail address is known of: %(entries)s",
                    entries="; ".join(unknown.mapped("display_name")),
                )
            )
        for draft_sudo in drafts_sudo:
            draft_sudo._send_link()
        self._log_draft("link_sent")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The private link is on its way."),
            },
        }

    def _log_draft(self, action):
        """Note in the audit log what staff did with these."""
        self.env["customer.audit.event"]._log("draft", self, {"action": action})
