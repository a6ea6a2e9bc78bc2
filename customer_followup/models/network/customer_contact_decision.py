"""Who decides at a customer, as it changes over time (D6)."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from .customer_contact import DECISION


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    @api.model
    def _high_risk(self, vals):
        """Who decides at a customer is the door of whoever wants to get past him (S7)."""
        risks = super()._high_risk(vals)
        return risks | dict.fromkeys(DECISION & vals.keys(), "decision_maker")

    @api.model
    def _risk_fields(self):
        return super()._risk_fields() | DECISION

    def _decide(self, decided):
        """Carry out what was said of who decides: now, or once a second person agrees.

        :param dict decided: ``is_decision_maker``, ``decision_from``; only what was said
        """
        self.ensure_one()
        if not decided or not self._changes_decision(decided):
            return
        # First: whoever looks twice could not agree to it.
        since = self._decides_since(decided)
        decided = self.env["customer.change.request"]._hold(self, decided)
        if not decided or not self._changes_decision(decided):
            return
        if decided.get("is_decision_maker", self.is_decision_maker):
            self._start_decision(since)
        else:
            self._open_decisions().date_to = self._today()
            self._note_decision(self._today())

    def _decides_since(self, decided):
        """:raises UserError: for a day to come"""
        since = fields.Date.to_date(decided.get("decision_from")) or self._today()
        if since > self._today():
            raise UserError(
                self.env._("Who decides from a later day on is entered on that day.")
            )
        return since

    def _changes_decision(self, decided):
        """A form sends what it shows along with what was changed."""
        since = fields.Date.to_date(decided.get("decision_from"))
        wanted = decided.get("is_decision_maker", self.is_decision_maker)
        return bool(wanted) != self.is_decision_maker or bool(
            wanted and since and since != self.decision_from
        )

    def _start_decision(self, since):
        if self.is_decision_maker:
            self._open_decisions().date_from = since
            return
        for former_sudo in self.dossier_id._open_decisions():
            if former_sudo.date_from >= since:
                raise UserError(
                    self.env._(
                        "The decision maker until now has been so since %(date)s."
                        " Choose a later day.",
                        date=former_sudo.date_from,
                    )
                )
            former_sudo.date_to = since - timedelta(days=1)
            former_sudo.flush_recordset(["date_to"])
        # sudo: times are written here only; the rights on the contact were checked
        self.env["customer.decision.maker"].sudo().create(
            {
                "contact_id": self.id,
                "date_from": since,
                **self._learned_from(),
            }
        )
        self._note_decision(since)

    def _open_decisions(self):
        return self.dossier_id._open_decisions().filtered(
            lambda time: time.contact_id == self
        )

    def _note_decision(self, date):
        """A milestone of the customer, with the mask of the name."""
        names = {"name": self.name or self.position or ""}
        if self.is_decision_maker:
            title = self.env._("Decides now: %(name)s", **names)
        else:
            title = self.env._("Decides no longer: %(name)s", **names)
        self.dossier_id._note_milestone("decision_maker", date, title)

    def _today(self):
        return self.dossier_id._today()


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _open_decisions(self):
        # sudo: times are read by who reads the customer and written by the engine
        times_sudo = self.env["customer.decision.maker"].sudo()
        return times_sudo.search(
            [("dossier_id", "in", self.ids), ("date_to", "=", False)]
        )
