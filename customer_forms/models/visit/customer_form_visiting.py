"""Visits of a form: what its page tells, and what became of it."""

from odoo import models

from ... import rules
from ...tools import visit_facts
from ...tools.page_opening import STAFF_CHANNELS

MAX_SECONDS = 365 * 86400


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _note_visit(self, opening, version, told, utm, address=""):
        """Keep what the page of a visitor tells of his visit.

        Nothing of it is trusted further than a count: what is not a number in its limits
        or not of this form is dropped.

        :param Opening opening: the proof that this server has shown the page
        :param version: the ``customer.form.version`` that is on it
        :param dict told: what the browser says; ``static/src/visits/`` says how
        :param dict utm: ids of the visitor's campaign, by field
        :param str address: of the visitor, who has no more visits in an hour than pages
            he may send; not kept
        """
        self.ensure_one()
        # sudo: visitors have no rights on forms and visits
        form_sudo, version_sudo = self.sudo(), version.sudo()
        Visit_sudo = form_sudo.env["customer.form.visit"]
        if Visit_sudo._is_settled(opening):
            return
        asked = rules.input_fields(version_sudo.schema, with_internal=True)
        places = visit_facts.places(asked)
        facts, started = told.get("facts"), told.get("started")
        langs = {code: code for code, _ in form_sudo.env["res.lang"].get_installed()}
        row = Visit_sudo._note_row(
            form_sudo,
            opening,
            version_sudo,
            facts=visit_facts.in_places(facts if type(facts) is dict else {}, places),
            start_seconds=_number(started, MAX_SECONDS) if started else None,
            last_section=_number(told.get("section"), _last_section(version_sudo)),
            last_place=places.get(str(told.get("last")), 0),
            device="phone" if told.get("phone") is True else "desktop",
            lang=langs.get(str(told.get("lang"))),
            **self._visit_utm(opening, utm),
        )
        row["has_errors"] = any(map(visit_facts.errors, row["facts"]))
        is_known = Visit_sudo.search_count([("key", "=", row["key"])], limit=1)
        if is_known or not form_sudo._is_crowded("visit", address):
            Visit_sudo._note([row])

    def _visit_utm(self, opening, utm=None):
        """The campaign of a visit: that of its link, else the visitor's own."""
        # sudo: the link was followed
        link_sudo = self.env["customer.form.link"].sudo().browse(opening.link_id or ())
        vals = (link_sudo and link_sudo._utm_vals()) or utm or {}
        return {name: value or None for name, value in vals.items()}


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _on_kept(self, entries):
        """The visit has come to its end, also one of which no script told."""
        result = super()._on_kept(entries)
        Visit = self.env["customer.form.visit"]
        rows = []
        for submission, entry in zip(self, entries, strict=True):
            opening = entry.filled.opening
            if not opening or Visit._is_settled(opening):
                continue
            channel, form = submission.channel, submission.form_id
            if channel in STAFF_CHANNELS:
                opening = opening._replace(channel=channel)
            seconds = max(opening.age, 0)
            rows.append(
                Visit._note_row(
                    form,
                    opening,
                    entry.version,
                    start_seconds=seconds,
                    fill_seconds=seconds,
                    last_section=_last_section(entry.version),
                    **form._visit_utm(opening),
                )
            )
        Visit._note(rows)
        return result


def _last_section(version):
    """The place of the last section visitors see."""
    sections = version.schema["sections"]
    return max(sum(not section["internal"] for section in sections) - 1, 0)


def _number(value, most):
    """A whole number a browser tells, within its limits."""
    return min(max(value, 0), most) if type(value) is int else 0
