"""The audit log for people: sentences, and the timeline of a record."""

import json
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...audit_words import ICONS
from .audit_sentence import AuditSentence

PAGE = 20
MOST = 100
OFFICER = "customer_forms.customer_forms_group_data_officer"


class CustomerAuditEvent(models.Model):
    _inherit = "customer.audit.event"

    sentence = fields.Char(string="What", compute="_compute_sentence")
    details_text = fields.Text(
        string="Details", compute="_compute_details_text", groups=OFFICER
    )
    chain_sequence = fields.Integer(
        string="Entry of the Chain", compute="_compute_chain_sequence", groups=OFFICER
    )

    @api.depends("kind", "res_model", "res_id")
    @api.depends_context("lang", "uid")
    def _compute_sentence(self):
        for event, sentence in self._sentences():
            event.sentence = sentence.text()

    @api.depends("details")
    def _compute_details_text(self):
        for event in self:
            event.details_text = json.dumps(
                event.details or {}, ensure_ascii=False, indent=2, sort_keys=True
            )

    def _compute_chain_sequence(self):
        # sudo: the entry is part of the event
        seals_sudo = self.env["customer.audit.seal"].sudo()
        by_event = {
            seal.event_id.id: seal.sequence
            for seal in seals_sudo.search([("event_id", "in", self.ids)])
        }
        for event in self:
            event.chain_sequence = by_event.get(event.id, 0)

    @api.depends("kind", "res_model", "res_id")
    @api.depends_context("lang", "uid")
    def _compute_display_name(self):
        for event, sentence in self._sentences():
            event.display_name = sentence.text()

    def _sentences(self):
        """The events, each with what says it to this user."""
        records_sudo = self._records_sudo()
        for event in self:
            event_sudo = event.sudo()  # sudo: it says the masks in the details only
            record_sudo = records_sudo.get((event_sudo.res_model, event_sudo.res_id))
            yield event, AuditSentence(self.env, event_sudo, record_sudo)

    def _records_sudo(self):
        """What events are about and is still there: {(model, id): record in sudo}."""
        ids = defaultdict(set)
        for event_sudo in self.sudo():  # sudo: see _sentences
            if event_sudo.res_model in self.env:
                ids[event_sudo.res_model].add(event_sudo.res_id)
        # sudo: names of questions, and which of them this user may know of
        return {
            (record_sudo._name, record_sudo.id): record_sudo
            for model, res_ids in ids.items()
            for record_sudo in self.env[model].sudo().browse(res_ids).exists()
        }

    def action_open_record(self):
        """Open what the event is about; the user needs the rights on it.

        :return: the action of its form
        :raises UserError: when it is gone
        """
        self.ensure_one()
        if (self.res_model, self.res_id) not in self._records_sudo():
            raise UserError(self.env._("The record does not exist any more."))
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [[False, "form"]],
        }

    # ------------------------------------------------------------
    # Timeline
    # ------------------------------------------------------------

    @api.model
    @api.readonly
    def timeline(self, res_model, res_id, offset=0, limit=PAGE):
        """What was done with one record, newest first, for whoever may read it.

        :param str res_model: one of the models of the suite
        :param int res_id: the record
        :param int offset: how many are shown already
        :param int limit: how many more, a hundred at most
        :return: {"total": int, "events": [{id, icon, kind, sentence, reason, user,
            user_id, when}]}
        :raises AccessError: for what this user may not read
        """
        if not str(res_model).startswith("customer.") or res_model not in self.env:
            raise AccessError(self.env._("There is no timeline of this."))
        record = self.env[res_model].browse(int(res_id))
        record.check_access("read")
        domain = [("res_model", "=", res_model), ("res_id", "=", record.id)]
        # sudo: who may read the record may read what was done with it
        log_sudo = self.sudo()
        events_sudo = log_sudo.search(
            domain, offset=int(offset), limit=min(int(limit), MOST)
        )
        return {
            "total": log_sudo.search_count(domain),
            "events": [
                _timeline_entry(event.sudo(), sentence)  # sudo: see above
                for event, sentence in events_sudo.with_env(self.env)._sentences()
                if not sentence.is_hidden()
            ],
        }


def _timeline_entry(event_sudo, sentence):
    return {
        "id": event_sudo.id,
        "icon": ICONS[event_sudo.kind],
        "kind": event_sudo.kind,
        "sentence": sentence.text(),
        "reason": event_sudo.reason or "",
        "user": event_sudo.user_id.name,
        "user_id": event_sudo.user_id.id,
        "when": fields.Datetime.to_string(event_sudo.occurred_at),
    }
