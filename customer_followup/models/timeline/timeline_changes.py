"""What was changed or done with a dossier, and its milestones."""

from odoo import models
from odoo.fields import Domain

from odoo.addons.customer_forms.audit_words import ICONS


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _timeline_sources(self):
        return super()._timeline_sources() | {
            "milestone": ("milestone", self._timeline_milestones),
            "audit": ("change", self._timeline_audit),
            "tracking": ("change", self._timeline_tracked),
        }

    def _timeline_kinds(self):
        return super()._timeline_kinds() | {
            "milestone": self.env._("Milestones"),
            "change": self.env._("Changes"),
        }

    def _timeline_milestones(self, page):
        milestones = self.env["customer.milestone"].search(
            Domain("dossier_id", "=", self.id) & page.day_domain("date"),
            order=page.order("date"),
            limit=page.limit,
        )
        kinds = dict(milestones._fields["kind"]._description_selection(self.env))
        return [
            {
                "when": milestone.date,
                "id": milestone.id,
                "icon": "fa-flag-o",
                "title": kinds[milestone.kind],
                "text": "\n".join(filter(None, (milestone.title, milestone.note))),
                "user": milestone.user_id,
                "res_model": milestone._name,
                "res_id": milestone.id,
            }
            for milestone in milestones
        ]

    def _timeline_audit(self, page):
        """Reveals, exports, merges, handovers: what the audit log says of this dossier."""
        # sudo: who may read the dossier may read what was done with it
        log_sudo = self.env["customer.audit.event"].sudo()
        events_sudo = log_sudo.search(
            Domain("res_model", "=", self._name)
            & Domain("res_id", "=", self.id)
            & page.domain("occurred_at"),
            order=page.order("occurred_at"),
            limit=page.limit,
        )
        entries = []
        for event, sentence in events_sudo.with_env(self.env)._sentences():
            event_sudo = event.sudo()  # sudo: see above
            entries.append(
                {
                    "when": event_sudo.occurred_at,
                    "id": event_sudo.id,
                    "icon": ICONS[event_sudo.kind],
                    "title": sentence.text(),
                    "text": event_sudo.reason,
                    "user": event_sudo.user_id,
                }
            )
        return entries

    def _timeline_tracked(self, page):
        """Changes of owner, department and tier that the chatter noted."""
        changed = self.env._("Changed")
        return [
            {**entry, "title": changed, "icon": "fa-pencil", "res_model": False}
            for entry in self._timeline_tracking(page, self._timeline_places())
        ]

    def _timeline_tracking(self, page, places, only=None):
        """What the chatter noted of changed fields, as far as the reader may know them.

        :param Domain places: chatters of records that the reader may read
        :param only: the one field (``ir.model.fields``) to tell of; all by default
        """
        # sudo: only Odoo itself asks for tracked values; the places are checked, and each
        # value is shown to who may read its field
        messages_sudo = self.env["mail.message"].sudo()
        noted = Domain("tracking_value_ids", "!=", False)
        if only:
            noted = Domain("tracking_value_ids.field_id", "=", only.id)
        messages_sudo = messages_sudo.search(
            places & noted & page.domain("date"),
            order=page.order("date"),
            limit=page.limit,
        )
        values_sudo = messages_sudo.tracking_value_ids
        if only:
            values_sudo = values_sudo.filtered(lambda value: value.field_id == only)
        shown_sudo = values_sudo._filter_has_field_access(self.env)
        lines = {}
        for value in shown_sudo._tracking_value_format():
            label = value["fieldInfo"]["changedField"]
            old, new = (
                _tracked_text(value, "oldValue"),
                _tracked_text(value, "newValue"),
            )
            lines.setdefault(value["id"], f"{label}: {old} → {new}")
        return [
            {
                "when": message_sudo.date,
                "id": message_sudo.id,
                "text": "\n".join(
                    lines[value_sudo.id]
                    for value_sudo in shown_sudo
                    if value_sudo.mail_message_id == message_sudo
                    and value_sudo.id in lines
                ),
                "user": message_sudo.author_id,
                "res_model": message_sudo.model,
                "res_id": message_sudo.res_id,
            }
            for message_sudo in messages_sudo
        ]


def _tracked_text(value, name):
    return value[name] if value[name] not in (False, None, "") else "–"
