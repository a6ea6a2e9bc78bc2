"""When a form takes submissions, and how many."""

import datetime

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ...exceptions import NotTaken
from ...tools.submission_states import PLACELESS

# An open page is a promise: who has it before him when the form closes finishes it.
GRACE = datetime.timedelta(minutes=10)
LOCK = "customer_forms places"


class CustomerForm(models.Model):
    _inherit = "customer.form"

    _max_submissions_positive = models.Constraint(
        "CHECK (max_submissions >= 0)", "The most submissions cannot be less than none."
    )

    @api.constrains("opens_at", "closes_at")
    def _check_window_order(self):
        for form in self:
            if form.opens_at and form.closes_at and form.opens_at >= form.closes_at:
                raise ValidationError(
                    self.env._("A form has to open before it closes.")
                )

    # ------------------------------------------------------------
    # Window
    # ------------------------------------------------------------

    def _check_takes(self, opening, is_staff):
        """Tell a visitor before he begins that nothing can come of it.

        :param Opening opening: of the page that is asked for
        :param bool is_staff: whether staff of the form ask
        :raises NotTaken: in a sentence for visitors
        """
        self._check_window(opening, is_staff)
        if self.max_submissions and self._count_places() >= self.max_submissions:
            raise self._full_error()
        self._check_person_before(opening, is_staff)

    def _check_window(self, opening, is_staff):
        """Keep visitors to the days on which the form takes something.

        Staff are not held: what came on paper in time is typed in later.

        :raises NotTaken: see ``_check_takes``
        """
        if is_staff:
            return
        now = fields.Datetime.now()
        if self.opens_at and now < self.opens_at:
            raise NotTaken(
                self.env._(
                    "This form opens on %(moment)s. Please come back then.",
                    moment=self._moment_words(self.opens_at),
                ),
                status=403,
            )
        if self.closes_at and now >= self.closes_at and not self._is_in_grace(opening):
            raise NotTaken(
                self.env._(
                    "This form closed on %(moment)s and takes no more submissions. Thank"
                    " you for your interest.",
                    moment=self._moment_words(self.closes_at),
                )
            )

    def _is_in_grace(self, opening):
        """Whether a page was open when the form closed, and that was just now."""
        closed_for = fields.Datetime.now() - self.closes_at
        return bool(
            opening
            and closed_for < GRACE
            and datetime.timedelta(seconds=opening.age) >= closed_for
        )

    def _moment_words(self, moment):
        """A time as the form's company counts it: ``2026-03-05 09:00 (UTC+08:00)``."""
        here = self.with_context(tz=self._company_tz())
        local = fields.Datetime.context_timestamp(here, moment)
        offset = local.strftime("%z")
        return f"{local:%Y-%m-%d %H:%M} (UTC{offset[:3]}:{offset[3:]})"

    # ------------------------------------------------------------
    # Places
    # ------------------------------------------------------------

    def _check_places(self, entries):
        """Take no more new entries than there are places; staff's count too.

        :param list entries: ``submission_request.Entry`` in which nothing is wrong; those
            that find no place get an ``error``
        """
        if not self.max_submissions or not entries:
            return
        free = max(self.max_submissions - self._lock_places(), 0)
        for entry in entries[free:]:
            entry.error = self._full_error()

    def _lock_places(self):
        """How many places are taken; they stay so until this transaction ends.

        Others who want a place of the same form wait. This transaction does not see what
        they have kept since it began: another one, begun just now, counts that.
        """
        self.env.execute_query(
            SQL("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", LOCK, self.id)
        )
        # Kept by this very transaction, at least: it alone sees them.
        own = self.env["customer.form.submission"].search(
            [
                *self._placed_domain(),
                ("create_date", ">=", self.env.cr.now().replace(microsecond=0)),
            ]
        )
        with self.env.registry.cursor() as cr:
            now = self.with_env(self.env(cr=cr))
            return now._count_places([("id", "not in", own.ids)]) + len(own)

    def _count_places(self, domain=()):
        return self.env["customer.form.submission"].search_count(
            [*self._placed_domain(), *domain]
        )

    def _placed_domain(self):
        return [("form_id", "=", self.id), ("state", "not in", PLACELESS)]

    def _full_error(self):
        return NotTaken(
            self.env._(
                "All places are taken: this form takes no more submissions. Thank you for"
                " your interest."
            )
        )


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _take_places(self):
        """Submissions that took no place take effect after all.

        :raises NotTaken: when there are not enough places
        """
        for form, submissions in self.grouped("form_id").items():
            limit = form.max_submissions
            if limit and form._lock_places() + len(submissions) > limit:
                raise NotTaken(
                    self.env._(
                        "“%(form)s” takes %(count)s submissions, and so many have"
                        " arrived. Allow more on its page Publishing first.",
                        form=form.name,
                        count=limit,
                    )
                )
