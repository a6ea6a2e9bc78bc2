from odoo import fields, models


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    milestone_ids = fields.One2many("customer.milestone", "dossier_id")

    def _note_milestone(self, kind, date=None, title=False):
        """Record what the system knows happened; the same a second time adds nothing.

        :param str kind: of ``customer.milestone``
        :param date: day of each customer's clock by default
        :param str title: in words, without personal values
        :return: the new milestones, in sudo
        """
        # sudo: the system notes it, whoever made it happen
        Milestone_sudo = self.env["customer.milestone"].sudo()
        known = {
            (milestone.dossier_id.id, milestone.date, milestone.title or False)
            for milestone in Milestone_sudo.with_context(active_test=False).search(
                [("dossier_id", "in", self.ids), ("kind", "=", kind)]
            )
        }
        wanted = {dossier: date or dossier._today() for dossier in self}
        return Milestone_sudo.create(
            [
                {
                    "dossier_id": dossier.id,
                    "kind": kind,
                    "date": day,
                    "title": title or False,
                    "is_automatic": True,
                    "user_id": self.env.uid,
                }
                for dossier, day in wanted.items()
                if (dossier.id, fields.Date.to_date(day), title or False) not in known
            ]
        )

    def _note_start_of_cooperation(self):
        """The first opportunity that was won starts the cooperation (D6)."""
        # sudo: the opportunity may be a colleague's
        dossiers_sudo = self.sudo()
        started = dossiers_sudo.with_context(active_test=False).milestone_ids.filtered(
            lambda milestone: milestone.kind == "cooperation"
        )
        for dossier_sudo in dossiers_sudo - started.dossier_id:
            closed_at = dossier_sudo.lead_ids.filtered(
                lambda lead: lead.won_status == "won"
            ).mapped(lambda lead: lead.date_closed or fields.Datetime.now())
            if closed_at:
                day = dossier_sudo._day_of(min(closed_at))
                dossier_sudo._note_milestone("cooperation", day)

    def _day_of(self, moment):
        """The date where the owner is."""
        self.ensure_one()
        zone = self.user_id.tz or self.company_id.partner_id.tz or "UTC"
        return fields.Datetime.context_timestamp(
            self.with_context(tz=zone), moment
        ).date()

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        """What was noted of milestones goes; that there was one stays."""
        super()._erase_personal_data(tally, is_dry)
        milestones = self.with_context(active_test=False).milestone_ids
        for milestone in milestones:
            tally.add(
                "files", [milestone.dossier_id.id] * len(milestone.attachment_ids)
            )
        if not is_dry:
            milestones.attachment_ids.unlink()
            milestones.write({"title": False, "note": False})

    def _milestone_sections(self):
        """What is handed out of milestones."""
        return [
            {
                "title": self.env._("Milestone"),
                "lines": [
                    self._document_line(name, of=milestone)
                    for name in ("date", "kind", "title", "note")
                    if milestone[name]
                ],
            }
            for milestone in self.with_context(active_test=False).milestone_ids
        ]

    def _personal_document(self):
        document = super()._personal_document()
        sections = self._milestone_sections() if self.kind != "company" else []
        return document | {"sections": [*document["sections"], *sections]}
