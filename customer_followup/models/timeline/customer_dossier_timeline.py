"""Everything that happened with a customer, in one line of time."""

from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ...tools.timeline import Position, merge
from .timeline_page import Page

PAGE = 30
MOST = 100
MOST_TEXT = 400


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.readonly
    def timeline(self, after=None, kinds=None, limit=PAGE):
        """One page of what happened with this customer, newest first.

        What the reader may not read is not in it: each source searches with the reader's
        own rights. The same number of queries for every page.

        :param str after: ``next`` of the page before; None for the newest
        :param list kinds: only these of ``kinds``; None for all
        :param int limit: most entries, a hundred at most
        :return: {"entries": [{key, when, is_day, kind, icon, title, text, user,
            res_model, res_id}], "next": str or False, "kinds": {kind: label}}
        :raises AccessError: for who may not read the dossier
        """
        self.ensure_one()
        self.check_access("read")
        limit = max(1, min(int(limit), MOST))
        position = self._read_position(after)
        # One more than is shown tells whether there are more.
        pages = {
            source: [
                {"kind": kind, "source": source, **entry}
                for entry in method(Page(source, position, limit + 1))
            ]
            for source, (kind, method) in self._timeline_sources().items()
            if kinds is None or kind in kinds
        }
        entries, end = merge(pages, limit)
        return {
            "entries": [self._timeline_entry(entry) for entry in entries],
            "next": str(end) if end else False,
            "kinds": self._timeline_kinds(),
        }

    @api.model
    def _read_position(self, after):
        try:
            return Position.read(after) if after else None
        except (AttributeError, ValueError) as error:
            raise UserError(
                self.env._("This page of the timeline does not exist. Reload it.")
            ) from error

    def _timeline_sources(self):
        """Extension point: what the timeline is put together from.

        A source is a method that takes a ``Page`` and returns entries: dicts of ``when``
        (date, or date and time), ``id``, ``icon``, ``title``, and where there are any
        ``text``, ``user`` (record), ``res_model`` and ``res_id`` (what a click opens).
        It searches ``page.domain(name)`` in ``page.order(name)`` up to ``page.limit``.

        :return: {source: (kind, method)}
        """
        return {}

    @api.model
    def _timeline_kinds(self):
        """Extension point: what a reader can filter by, in order: {kind: label}."""
        return {}

    def _timeline_entry(self, entry):
        """An entry as the web client takes it."""
        when, user = entry["when"], entry.get("user")
        is_day = not isinstance(when, datetime)
        as_text = fields.Date.to_string if is_day else fields.Datetime.to_string
        # sudo: who did something is known to whoever may read what was done
        user_name = user.sudo().name if user else ""
        if user and user._name == "res.users" and user._is_superuser():
            # What the system did has no name: the title says what happened.
            user_name = ""
        text = (
            html2plaintext(entry["text"]) if entry.get("is_html") else entry.get("text")
        )
        return {
            "key": f"{entry['source']}-{entry['id']}",
            "when": as_text(when),
            "is_day": is_day,
            "kind": entry["kind"],
            "icon": entry["icon"],
            "title": entry["title"] or "",
            "text": shortened(text or ""),
            "user": user_name,
            "res_model": entry.get("res_model", False),
            "res_id": entry.get("res_id", False),
        }


def shortened(text):
    """What is read at a glance; the record itself has all of it."""
    text = text.strip()
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1].rstrip()}…"
