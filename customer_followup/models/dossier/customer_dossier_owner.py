from odoo import fields, models


class CustomerDossier(models.Model):
    """Who follows a customer, and what goes under that person's clock."""

    _inherit = "customer.dossier"

    def action_log_followup(self):
        """Open a follow-up to fill in; it finishes the reminder that is due.

        :return: action of a dialog
        """
        self.ensure_one()
        due = self.activity_ids.filtered(
            lambda activity: (
                activity.is_customer_reminder
                and activity.user_id == self.env.user
                and activity.state in ("overdue", "today")
            )
        ).sorted("date_deadline")
        if due:
            return due[0].action_log_followup()
        return self.env["customer.followup"]._get_log_action(
            {"dossier_id": self.id, **self._whom_to_ask_for()}
        )

    def _shown_contact_name(self):
        """Whom to ask for, when this user sees the name in full."""
        return (self.opened_values or {}).get("contact_name", False)

    def _find_owners(self, requests):
        """Give customers without owner to whom has the fewest in the department.

        :param requests: list of (dossier, ``crm.team``, user when the team has nobody)
        """
        orphans = [request for request in requests if not request[0].user_id]
        staff = self.env.ref("customer_forms.customer_forms_group_user").all_user_ids
        teams = self.env["crm.team"].union(*(team for _, team, _ in orphans))
        members = (teams.member_ids & staff).sorted("id")
        load = dict(
            self._read_group([("user_id", "in", members.ids)], ["user_id"], ["__count"])
        )
        given = {}
        for dossier, team, fallback in orphans:
            if dossier not in given:
                may_own = dossier._filter_owners
                owner = min(
                    may_own(members & team.member_ids),
                    key=lambda user: load.get(user, 0),
                    default=may_own(team.user_id + fallback)[:1],
                )
                load[owner] = load.get(owner, 0) + 1
                given[dossier] = (owner, team)
        for (owner, team), dossiers in (
            self.union(*given).grouped(lambda dossier: given[dossier]).items()
        ):
            dossiers.write({"user_id": owner.id, "team_id": team.id})

    def _stop_following(self, former):
        """Whoever may not see the customers any more gets none of their messages.

        :param dict former: (user, department) by dossier
        """
        for user, dossiers in self.grouped(lambda each: former[each][0]).items():
            # sudo: the former owner need not see the opportunities of his customers
            for records in (dossiers, dossiers.sudo().lead_ids) if user else ():
                unseen = records - records.browse(_ids_seen(records, user))
                if unseen:
                    # sudo: whoever hands a customer over need not see it afterwards
                    unseen.sudo().message_unsubscribe(user.partner_id.ids)

    def _filter_owners(self, users):
        """Those who work in the company of the customer, and still do."""
        return users.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )

    def _withdraw_reminders(self):
        """Take back what rules asked for; contacts that were agreed stay."""
        # sudo: the ledger is written by the engine only
        reminders_sudo = self.sudo().reminder_ids
        reminders_sudo.filtered(
            lambda reminder: reminder.state == "open"
        ).activity_id.unlink()

    def _schedule_contact(self, plans):
        """Put contacts that were agreed under the owner's clock.

        :param plans: list of (dossier, date, summary)
        """
        return self.env["mail.activity"]._schedule_customer_reminders(
            [
                {"dossier": dossier, "date_deadline": date, "summary": summary}
                for dossier, date, summary in plans
            ]
        )

    def _message_add_suggested_recipients(self, force_primary_email=False):
        """Offer no address: a mail would make a contact that carries it (D2)."""
        suggested = super()._message_add_suggested_recipients(force_primary_email)
        for recipients in suggested.values():
            recipients["email_to_lst"] = []
        return suggested

    def _today(self):
        """The date where the owner is."""
        self.ensure_one()
        zone = self.user_id.tz or self.company_id.partner_id.tz or "UTC"
        return fields.Date.context_today(self.with_context(tz=zone))

    def _get_last_contact_date(self):
        """Day of the last follow-up where the owner is, else of the first record."""
        self.ensure_one()
        zone = self.user_id.tz or self.company_id.partner_id.tz or "UTC"
        moment = self.last_followup_at or self.create_date
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), moment
        ).date()


def _ids_seen(records, user):
    """Which of the records this user may read, whatever companies are chosen now."""
    # sudo: where somebody works is no secret
    companies = user.sudo().company_ids
    context = {"active_test": False, "allowed_company_ids": companies.ids}
    Model = records.browse().with_user(user).with_context(**context)
    if not records or not Model.has_access("read"):
        return []
    return Model.search([("id", "in", records.ids)]).ids
