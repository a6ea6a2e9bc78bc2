from odoo import api, fields, models
from odoo.exceptions import UserError

DOCUMENT_FIELDS = {"res_id", "res_model", "res_model_id"}


class MailActivity(models.Model):
    """A finished reminder of a customer is a follow-up (U4).

    The web client asks for the follow-up first; whoever finishes the activity in
    another way gets one filled with what is known. Never two, never none.
    """

    _inherit = "mail.activity"

    customer_reminder_ids = fields.One2many(
        "customer.reminder",
        "activity_id",
        groups="customer_forms.customer_forms_group_user",
    )
    customer_followup_ids = fields.One2many(
        "customer.followup",
        "activity_id",
        string="Follow-ups",
        groups="customer_forms.customer_forms_group_user",
    )
    is_customer_reminder = fields.Boolean(
        compute="_compute_is_customer_reminder",
        compute_sudo=True,
        export_string_translation=False,
    )

    @api.depends("res_model", "activity_type_id", "customer_reminder_ids")
    def _compute_is_customer_reminder(self):
        followup_type = self._get_followup_type()
        for activity in self:
            activity.is_customer_reminder = (
                activity.res_model == "customer.dossier"
            ) and bool(
                activity.activity_type_id == followup_type
                or activity.customer_reminder_ids
            )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        result = super().write(vals)
        if DOCUMENT_FIELDS & vals.keys():
            self._check_customer_access()
        return result

    def unlink(self):
        # sudo: the ledger is not written by users, but must know what they cancelled
        self.sudo().customer_reminder_ids.filtered(
            lambda reminder: reminder.state == "open"
        ).state = "cancelled"
        return super().unlink()

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_log_followup(self):
        """Open the follow-up of this reminder; saving it finishes the reminder.

        :return: action of a dialog
        """
        self.ensure_one()
        if self.res_model != "customer.dossier":
            raise UserError(
                self.env._("Only a reminder of a customer becomes a follow-up.")
            )
        return self.env["customer.followup"]._get_log_action(
            {
                **self._prepare_followup_vals(),
                **self._get_dossiers()._whom_to_ask_for(),
            }
        )

    # ------------------------------------------------------------
    # Private
    # ------------------------------------------------------------

    @api.model
    def _get_followup_type(self):
        return self.env.ref("customer_followup.mail_activity_type_followup")

    def _check_customer_access(self):
        """Odoo lets people move their own activities to any document; what a reminder
        may know and record of its customer is decided by who may put it there.
        """
        moved = self.filtered(lambda activity: activity.res_model == "customer.dossier")
        self.env["customer.dossier"].browse(moved.mapped("res_id")).check_access(
            "write"
        )

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), "is_customer_reminder"]

    def _get_dossiers(self):
        return self.env["customer.dossier"].browse(self.mapped("res_id"))

    def _prepare_followup_vals(self):
        return {
            "dossier_id": self.res_id,
            "activity_id": self.id,
            "participant_ids": (self.user_id or self.env.user).ids,
            "summary": self.summary,
        }

    def _action_done(self, feedback=False, attachment_ids=None):
        reminders = self.filtered(
            lambda activity: activity.active and activity.is_customer_reminder
        )
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        # An activity whose document is gone was deleted instead of archived.
        reminders.exists()._record_followups(feedback)
        return result

    def _record_followups(self, feedback):
        """Make sure each finished reminder has its follow-up; plan the next ones."""
        # sudo: whoever may finish an activity may record that they did
        Followup_sudo = self.env["customer.followup"].sudo()
        followups_sudo = Followup_sudo.search([("activity_id", "in", self.ids)])
        followups_sudo += Followup_sudo.create(
            (self - followups_sudo.activity_id)._prepare_done_vals(feedback)
        )
        # sudo: the ledger is written by the engine only
        self.sudo().customer_reminder_ids.state = "done"
        for followup in followups_sudo:
            reminder = followup.activity_id.customer_reminder_ids
            followup.reminder_id = reminder
            reminder.followup_id = followup
            # The meeting that was called for it is told of already.
            event = followup.activity_id.calendar_event_id
            if event and not event.customer_followup_ids:
                followup.event_id = event
        self.env["customer.reminder.rule"]._remind(self._get_dossiers())

    def _prepare_done_vals(self, feedback):
        """Follow-ups of reminders that were just finished, where the company has them
        written by themselves."""
        # sudo: a setting of the customer's company, whoever finishes the reminder
        dossiers_sudo = self._get_dossiers().sudo()
        wanted = dossiers_sudo.filtered("company_id.followup_from_activities")
        mains = wanted._main_contacts().grouped("dossier_id")
        # Whom to ask for is sealed again, in the follow-up.
        opened = wanted._open_values(["contact_name"])
        return [
            {
                **activity._prepare_followup_vals(),
                **activity._participants(
                    mains.get(wanted.browse(activity.res_id)),
                    opened[activity.res_id].get("contact_name"),
                ),
                "summary": feedback or activity.summary,
                "source": "activity",
                "is_completed": bool(feedback),
            }
            for activity in self
            if activity.res_id in opened
        ]

    def _participants(self, main, name):
        """Who took part at the customer: who was at the meeting that was called for it,
        else whom to ask for."""
        dossier_sudo = self._get_dossiers().sudo()  # sudo: see _prepare_done_vals
        partners_sudo = self.sudo().calendar_event_id.partner_ids
        met = partners_sudo and dossier_sudo._contacts_among(partners_sudo)
        contacts = met or main
        if contacts:
            return {"contact_ids": contacts.ids}
        return {"customer_participants": name}

    @api.model
    def _schedule_customer_reminders(self, plans):
        """Put reminders under the clocks of the customers' owners, without mails.

        :param plans: list of dicts with ``dossier``, ``date_deadline``, ``summary``
            and, unless it is a customer follow-up, ``activity_type_id``
        """
        dossiers = self.env["customer.dossier"].union(
            *(plan["dossier"] for plan in plans)
        )
        # Read together what each activity reads alone for its own name.
        dossiers.mapped("display_name")
        model_id = self.env["ir.model"]._get_id("customer.dossier")
        followup_type = self._get_followup_type()
        return self.with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": followup_type.id,
                    "automated": True,
                    "res_model_id": model_id,
                    "res_id": dossier.id,
                    "user_id": dossier.user_id.id or self.env.uid,
                    **{
                        name: value for name, value in plan.items() if name != "dossier"
                    },
                }
                for plan in plans
                for dossier in plan["dossier"]
            ]
        )
