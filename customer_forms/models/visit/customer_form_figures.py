"""How a form does: the figures of its visits (Q1).

In the words of survey methodology (AAPOR, Standard Definitions, 10th edition 2023): who
opened the page and answered nothing is a nonrespondent, who began and did not send it has
broken off, who sent it is a complete. Completion rate: completes of those who began; it is
not a response rate, as nobody knows how many saw the link. Item nonresponse: of the completes
that were shown a question, those without an answer to it.
"""

import datetime
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...rules.types.base import localised
from ...tools.page_opening import STAFF_CHANNELS
from .visit_figures import VersionWords, card_figures, share
from .visit_tally import VisitTally

BY = ("version_id", "channel", "link_id")


class CustomerForm(models.Model):
    _inherit = "customer.form"

    opened_count = fields.Integer(
        string="Opened", compute="_compute_counts", help="In the last 30 days."
    )
    finished_count = fields.Integer(
        string="Submitted", compute="_compute_counts", help="In the last 30 days."
    )
    completion_rate = fields.Float(
        compute="_compute_counts",
        help="Sent, of those who started, in the last 30 days.",
    )

    def _compute_counts(self):
        # sudo: who may read a form may read how it does; it is about nobody
        forms_sudo = self.sudo()
        since = fields.Date.today() - datetime.timedelta(days=30)
        counts = forms_sudo.env["customer.form.visit"]._count_by(
            "form_id", forms_sudo, since
        )
        for form in self:
            found = counts.get(form, {})
            form.opened_count = found.get("opened", 0)
            form.finished_count = found.get("finished", 0)
            rate = share(form.finished_count, found.get("started", 0))
            form.completion_rate = rate or 0

    def action_view_figures(self):
        """Open how this form does."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "customer_forms.figures",
            "name": self.env._("Figures of “%(form)s”", form=self.name),
            "params": {"form_id": self.id},
            "context": {"active_id": self.id},
        }

    @api.readonly
    def read_figures(self, since=None, until=None, version_id=None):
        """How many opened, began and sent the form in a period, and where they stopped.

        The number of queries does not depend on the number of visits, days or versions.

        :param str since: first day, where the form's company is; None for all
        :param str until: last day
        :param int version_id: of one ``customer.form.version`` only
        :return: dict with ``name``, ``versions``, ``totals``, ``staff``, ``channels``,
            ``sections``, ``questions``; see ``visit_figures``
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: who may read a form may read how it does; it is about nobody
        form_sudo = self.sudo()
        by_channel, by_version = form_sudo._count_visits(since, until, version_id)
        visitors, staff = VisitTally(), VisitTally()
        for (channel, _link), tally in by_channel.items():
            (staff if channel in STAFF_CHANNELS else visitors).merge(tally)
        versions_sudo = form_sudo.version_ids.sorted("number", reverse=True)
        words = VersionWords(versions_sudo, self.env.lang or "en_US")
        return {
            "name": localised(words.schema["name"], words.lang) if words.schema else "",
            "versions": [
                {"id": version.id, "number": version.number}
                for version in versions_sudo
            ],
            "totals": card_figures(visitors),
            "staff": card_figures(staff),
            "channels": form_sudo._channel_figures(by_channel),
            "sections": words.sections(by_version),
            "questions": words.questions(by_version),
        }

    def _count_visits(self, since, until, version_id):
        """Tallies of visits and of folded ones.

        :return: {(channel, link id): VisitTally} with what cards need, and
            {version id: VisitTally} with what sections and questions need, without staff
        """
        folded = Domain("form_id", "=", self.id)
        kept = SQL("form_id = %s", self.id)
        for name, operator, value in (
            ("day", ">=", since),
            ("day", "<=", until),
            ("version_id", "=", version_id),
        ):
            if value:
                folded &= Domain(name, operator, value)
                condition = (SQL.identifier(name), SQL(operator), value)
                kept = SQL("%s AND %s %s %s", kept, *condition)
        Visit = self.env["customer.form.visit"]
        by_channel = Visit._count(kept, ("channel", "link_id"), ("counts", "fills"))
        visitors = SQL("%s AND channel NOT IN %s", kept, tuple(STAFF_CHANNELS))
        kinds = ("sections", "left", "questions")
        found = Visit._count(visitors, ("version_id",), kinds)
        by_version = defaultdict(VisitTally)
        by_version.update({version: tally for (version,), tally in found.items()})
        days = self.env["customer.form.visit.day"]._count(folded, BY)
        for (version, channel, link), tally in days.items():
            by_channel[channel, link].merge(tally)
            if channel not in STAFF_CHANNELS:
                by_version[version].merge(tally)
        return by_channel, by_version

    def _channel_figures(self, by_channel):
        """A line for each channel and link, the most opened first."""
        links = self.env["customer.form.link"].browse(
            {link for _channel, link in by_channel if link}
        )
        name_by_id = {link.id: link.name for link in links}
        Visit = self.env["customer.form.visit"]
        labels = dict(Visit._fields["channel"]._description_selection(self.env))
        lines = [
            {
                "channel": channel,
                "label": labels[channel],
                "link": name_by_id.get(link, ""),
                "is_staff": channel in STAFF_CHANNELS,
                **card_figures(tally),
            }
            for (channel, link), tally in by_channel.items()
        ]
        return sorted(lines, key=lambda line: (line["is_staff"], -line["opened"]))
