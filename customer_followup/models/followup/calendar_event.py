"""Meetings with customers that took place become follow-ups by themselves."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.customer_forms.tools.sensitivity import looks_masked

# A meeting that nobody noted for so long is no news; the job runs every half hour.
DAYS_BACK = 7


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    customer_followup_ids = fields.One2many(
        "customer.followup",
        "event_id",
        string="Follow-ups",
        groups="customer_forms.customer_forms_group_user",
    )

    @api.model
    def _cron_log_customer_meetings(self, batch_size=50):
        """Note meetings with customers that have ended, batch by batch.

        :param int batch_size: number of meetings per commit
        """
        domain = self._get_unlogged_domain()
        progress = self.env["ir.cron"]._commit_progress
        progress(remaining=self.search_count(domain))
        last_id = 0
        while events := self.search(
            domain & Domain("id", ">", last_id), order="id", limit=batch_size
        ):
            last_id = events[-1].id
            events._log_customer_meetings()
            if not progress(len(events)):
                break

    @api.model
    def _get_unlogged_domain(self):
        """Meetings with customers that ended lately and are no follow-up yet. What is
        private stays so."""
        now = fields.Datetime.now()
        with_customer = Domain.OR(
            [
                Domain("res_model", "=", "customer.dossier"),
                Domain("opportunity_id.dossier_id", "!=", False),
                Domain("partner_ids.dossier_ids", "!=", False),
                Domain("partner_ids.commercial_partner_id.dossier_ids", "!=", False),
            ]
        )
        return (
            Domain("stop", "<=", now)
            & Domain("stop", ">", now - timedelta(days=DAYS_BACK))
            & Domain("privacy", "!=", "private")
            & Domain("customer_followup_ids", "=", False)
            & with_customer
        )

    def _log_customer_meetings(self):
        """One follow-up for each customer of each meeting that took place."""
        vals_list = [
            event._prepare_followup_vals(dossier)
            for event in self
            for dossier in event._met_customers()
        ]
        # sudo: the job notes what happened, in the name of who met the customer
        return self.env["customer.followup"].sudo().create(vals_list)

    def _met_customers(self):
        """Customers of a meeting that have not declined and whose company wants this."""
        self.ensure_one()
        absent = self.attendee_ids.filtered(lambda each: each.state == "declined")
        partners = self.partner_ids - absent.partner_id
        dossiers = self.opportunity_id.dossier_id | partners.dossier_ids
        dossiers |= partners.commercial_partner_id.dossier_ids
        if self.res_model == "customer.dossier":
            dossiers |= dossiers.browse(self.res_id).exists()
        companies = self.user_id.company_ids
        return dossiers.filtered(
            lambda dossier: (
                dossier.active
                and dossier.company_id.followup_from_meetings
                and (not companies or dossier.company_id in companies)
                and dossier.partner_id not in absent.partner_id
                and self._noted_by(dossier)
            )
        )

    def _noted_by(self, dossier):
        """Who tells of the meeting: who called it, else who follows the customer."""
        organiser = self.user_id.filtered(lambda user: user.active and not user.share)
        return organiser or dossier._responsible_user()

    def _prepare_followup_vals(self, dossier):
        absent = self.attendee_ids.filtered(lambda each: each.state == "declined")
        partners = self.partner_ids - absent.partner_id
        ours = partners.user_ids.filtered(lambda user: not user.share)
        user = self._noted_by(dossier)
        contacts = dossier._contacts_among(partners)
        names = self._names_at(
            dossier, partners - ours.partner_id - contacts.partner_id
        )
        if not (contacts or names):
            contacts = dossier.contact_ids.filtered("is_main")
        return {
            "dossier_id": dossier.id,
            "user_id": user.id,
            "participant_ids": (ours or user).ids,
            "contact_ids": contacts.ids,
            "customer_participants": names or (not contacts and self._name_of(dossier)),
            "method": "meeting" if self.videocall_location else "visit",
            "followed_up_at": min(self.stop, fields.Datetime.now()),
            "summary": self.name,
            "source": "event",
            "is_completed": False,
            "event_id": self.id,
        }

    def _names_at(self, dossier, partners):
        """Whom they met and who is no contact person; a mask is no name."""
        names = [
            partner.name
            for partner in partners
            if partner.commercial_partner_id == dossier.partner_id
            and partner != dossier.partner_id
            and partner.name
            and not looks_masked(partner.name)
        ]
        return ", ".join(names)

    def _name_of(self, dossier):
        """Who is asked for, where nobody else is known to have been there."""
        wanted = "contact_name" if dossier.kind == "company" else "name"
        return dossier._open_values([wanted])[dossier.id].get(wanted)
