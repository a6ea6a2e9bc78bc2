from odoo import http
from odoo.http import request

from ..exceptions import (
    ConflictingSubmission,
    FormNotOpen,
    InvalidSubmission,
    NotInvited,
    NotTaken,
    TamperedSubmission,
    UnconfirmedSubmission,
)
from ..models.submission.customer_form_submission import WAITED_FOR
from ..tools.by_engine import BY_ENGINE
from . import form_opening, form_request, outdated, robots
from .page_answers import PageAnswers

# What one submission may weigh in all, files included; more is refused unread.
MAX_REQUEST_SIZE = 64 * 1024 * 1024


class FormPage(PageAnswers, http.Controller):
    """The public page of a form: shown, filled, thanked for."""

    @http.route(
        "/forms/<string:slug>",
        type="http",
        auth="public",
        website=True,
        customer_form=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def form_page(self, slug, **query):
        """Show the form as its current version has it.

        :param str slug: the form's address
        :param query: how the page is opened, see ``form_opening``
        :return: the page; 404 for an unknown or unpublished form, 410 for a closed or
            full one, 403 with what to do for people whom the form does not ask, or not
            yet, 409 for those who have submitted a form that is taken once
        """
        form_sudo = form_request.find_form(slug)
        if not form_sudo:
            return self._render_not_found()
        if form_sudo.state == "closed":
            return self._render_closed(form_sudo)
        is_staff = self._is_staff(form_sudo)
        opening = form_opening.of_query(form_sudo, query, is_staff)
        try:
            form_sudo._check_may_submit(opening)
            form_sudo._check_takes(opening, is_staff)
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        except NotTaken as error:
            return self._render_not_taken(form_sudo, error)
        return self._render_opened(form_sudo, opening)

    @http.route(
        "/forms/<string:slug>",
        type="http",
        auth="public",
        website=True,
        customer_form=True,
        methods=["POST"],
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
    )
    def form_submit(self, slug, **_posted):
        """Take a filled form, from a browser with or without JavaScript.

        :param str slug: the form's address
        :param _posted: answers by field key, ``_version`` and ``_uuid`` of the page,
            ``_confirmed`` when what looks wrong is right, ``_add_row`` with a section's
            key for the page with a row more; read from the request itself, which knows
            lists and files
        :return: for scripts (``Accept: application/json``) JSON with ``redirect``, or
            ``errors`` and ``warnings`` ({field key: [sentence]}), or ``message``, or
            ``outdated``; for others a redirect to the thanks, or the page with what is
            to be corrected
        """
        form_sudo = form_request.find_form(slug)
        if not form_sudo:
            return self._render_not_found()
        opening = form_opening.of_posted(form_sudo)
        try:
            form_sudo._check_may_submit(opening)
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        posted = request.httprequest.form
        version_sudo = form_request.opened_version(form_sudo, posted.get("_version"))
        raw = self._read_answers(form_sudo, version_sudo, opening)
        sections = form_request.repeating_sections(version_sudo.schema)
        if growing := sections.get(posted.get("_add_row")):
            raw = form_request.add_row(raw, growing)
            return self._render_form(
                form_sudo,
                version_sudo,
                raw,
                {},
                others=self._others(form_sudo),
                opening=opening,
            )
        missing = outdated.missing_news(
            version_sudo, self._is_staff(form_sudo), self._others(form_sudo)
        )
        if missing is not None and outdated.is_new(form_sudo, posted.get("_uuid")):
            return self._answer_outdated(form_sudo, version_sudo, raw, missing, opening)
        return self._take(form_sudo, version_sudo, raw, opening)

    def _take(self, form_sudo, version_sudo, raw, opening):
        """Keep a filled page, or say why it cannot be."""
        posted = request.httprequest.form
        if not self._is_staff(form_sudo):
            form_sudo = form_sudo.with_context(**{WAITED_FOR: BY_ENGINE})
        try:
            submission_sudo = form_sudo._submit(
                raw,
                version=version_sudo,
                client_uuid=form_request.client_uuid(posted.get("_uuid")),
                confirmed=bool(posted.get("_confirmed")),
                opening=opening,
                signs=self._signs_of_robots(form_sudo, version_sudo, opening),
                **self._channel_vals(form_sudo, opening),
            )
        except (InvalidSubmission, UnconfirmedSubmission) as error:
            return self._answer_invalid(form_sudo, version_sudo, raw, error, opening)
        except NotTaken as error:
            return self._answer_not_taken(form_sudo, version_sudo, raw, error, opening)
        except ConflictingSubmission as error:
            return self._answer_refusal(form_sudo, str(error), 409)
        except (TamperedSubmission, FormNotOpen) as error:
            return self._answer_refusal(form_sudo, str(error), 400)
        return self._answer_taken(form_sudo, submission_sudo)

    def _signs_of_robots(self, form_sudo, version_sudo, opening):
        """What speaks for a robot; None for staff, whom nobody suspects."""
        if self._is_staff(form_sudo):
            return None
        return robots.signs_of_request(form_sudo, version_sudo, opening)

    @http.route(
        "/forms/<string:slug>/done",
        type="http",
        auth="public",
        website=True,
        customer_form=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def form_done(self, slug, **_query):
        """Thank for the submission this session made, and tell its number.

        :param str slug: the form's address
        :return: the page; the form itself when this session has submitted nothing
        """
        form_sudo = form_request.find_form(slug)
        if not form_sudo:
            return self._render_not_found()
        # sudo: the session says that this very visitor made the submission
        submission_sudo = (
            request.env["customer.form.submission"]
            .sudo()
            .browse(request.session.get("customer_form_done", 0))
            .exists()
        )
        if submission_sudo.form_id != form_sudo:
            return request.redirect(self._local_url(form_sudo._page_path()))
        return self._render_done(form_sudo, submission_sudo)
