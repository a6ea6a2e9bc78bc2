"""The person who sent a form answers anew, by a private link: what was asked for because
it is missing (S6), or what was wrong while the form allows it (S4)."""

from dataclasses import dataclass
from typing import Any

from odoo import fields, http
from odoo.http import request

from ..exceptions import InvalidSubmission, TamperedSubmission, TooManySent
from . import form_request, robots
from .browser_rules import browser_rules
from .edit_page import EditPage
from .form_edit import FormEditPage
from .form_page import MAX_REQUEST_SIZE
from .private_page import as_private


@dataclass
class Reply:
    """What a private link is good for.

    :ivar submission_sudo: the ``customer.form.submission``
    :ivar keys: what may be answered
    :ivar path: where it is sent to, with its token
    :ivar completion_sudo: the ``customer.form.completion``, empty for a correction
    """

    submission_sudo: Any
    keys: set
    path: str
    completion_sudo: Any


class FormReplyPage(FormEditPage):
    """The page of a submission, for the person who sent it."""

    @http.route(
        "/forms/<string:slug>/complete",
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
    )
    def form_complete(self, slug, **_posted):
        """Ask for what is missing in a submission, and take it.

        The address has ``of``, the token of the private link.

        :param str slug: the form's address
        :param _posted: answers by field key, read from the request itself
        :return: the page; a friendly one for a link that is unknown, used or too old
        """
        of = self._said_in_link("of")
        # sudo: the link says that this is who was asked
        completions_sudo = request.env["customer.form.completion"].sudo()
        completion_sudo = completions_sudo._find_by_token(of)
        submission_sudo = completion_sudo.submission_id
        if not self._is_of_form(submission_sudo, slug):
            return self._render_not_found()
        form_sudo = submission_sudo.form_id
        if completion_sudo.state == "done":
            return self._render_replied(submission_sudo)
        if completion_sudo._is_over() or not submission_sudo._takes_replies():
            return self._render_over(form_sudo)
        reply = Reply(
            submission_sudo,
            completion_sudo._open_keys(),
            f"{form_sudo._page_path()}/complete?of={of}",
            completion_sudo,
        )
        if request.httprequest.method == "POST":
            return self._take_reply(reply)
        return self._render_reply(reply, EditPage(submission_sudo, reply.keys))

    @http.route(
        "/forms/<string:slug>/correct",
        type="http",
        auth="public",
        website=True,
        methods=["GET", "POST"],
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
    )
    def form_correct(self, slug, **_posted):
        """Show the person who sent a form what he answered, and take what he corrects.

        The address has ``of``, the token of the private link, and ``saved`` when he did
        so just now.

        :param str slug: the form's address
        :param _posted: answers by field key, read from the request itself
        :return: the page; a friendly one for a link that is unknown or too old
        """
        of = self._said_in_link("of")
        # sudo: the link says that this is who sent it
        submissions_sudo = request.env["customer.form.submission"].sudo()
        submission_sudo = submissions_sudo._find_by_correction_token(of)
        if not self._is_of_form(submission_sudo, slug):
            return self._render_not_found()
        form_sudo = submission_sudo.form_id
        if not submission_sudo._may_be_corrected():
            return self._render_over(form_sudo)
        if self._said_in_link("saved"):
            return self._render_replied(submission_sudo)
        reply = Reply(
            submission_sudo,
            submission_sudo._replied_keys(),
            f"{form_sudo._page_path()}/correct?of={of}",
            request.env["customer.form.completion"],
        )
        if request.httprequest.method == "POST":
            return self._take_reply(reply)
        return self._render_reply(reply, EditPage(submission_sudo, reply.keys))

    def _said_in_link(self, name):
        """What stands behind the path: a question may have the same key, and its answer
        is posted under it."""
        return request.httprequest.args.get(name)

    def _is_of_form(self, submission_sudo, slug):
        form_sudo = form_request.find_form(slug)
        return submission_sudo and submission_sudo.form_id == form_sudo

    # ------------------------------------------------------------
    # Taking
    # ------------------------------------------------------------

    def _take_reply(self, reply):
        submission_sudo = reply.submission_sudo
        page = EditPage(submission_sudo, reply.keys)
        typed = self._read_typed(page, submission_sudo.version_id)
        if growing := self._growing_section(page):
            return self._render_reply(reply, page, form_request.add_row(typed, growing))
        last_change = request.httprequest.form.get("_change")
        if last_change != self._last_change(submission_sudo):
            message = request.env._(
                "Your form was changed meanwhile. Please open the link again."
            )
            return self._answer_reply(reply, page, typed, {}, message, 409)
        try:
            # What the person says again and again may be what others may have said.
            submission_sudo.form_id._signs_of_crowd(
                robots.address_of_visitor(), f"reply {submission_sudo.id}"
            )
            submission_sudo._reply(typed, reply.keys, reply.completion_sudo)
        except TooManySent as error:
            return self._answer_reply(reply, page, typed, {}, str(error), error.status)
        except InvalidSubmission as error:
            return self._answer_reply(reply, page, typed, error.messages, None, 422)
        except TamperedSubmission as error:
            return self._answer_refusal(submission_sudo.form_id, str(error), 400)
        if still_open := reply.completion_sudo._open_messages():
            page = EditPage(submission_sudo, reply.keys)
            return self._answer_reply(reply, page, None, still_open, None, 422)
        url = self._local_url(f"{reply.path}&saved=1")
        if self._wants_json():
            return request.make_json_response({"redirect": url})
        return as_private(request.redirect(url))

    # ------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------

    def _answer_reply(self, reply, page, typed, errors, message, status):
        if self._wants_json():
            answer = {"message": message} if message else {"errors": errors}
            return request.make_json_response(answer, status=status)
        return self._render_reply(reply, page, typed, errors, message, status)

    def _render_reply(
        self, reply, page, typed=None, errors=None, message=None, status=200
    ):
        submission_sudo = reply.submission_sudo
        form_sudo = submission_sudo.form_id
        schema = {"sections": page.sections, "rules": page.rules}
        until = fields.Date.to_string(submission_sudo._corrected_until())
        values = {
            **self._page_values(form_sudo, page.schema),
            "submission": submission_sudo,
            "completion": reply.completion_sudo,
            "action": self._local_url(reply.path),
            "sections": page.sections,
            "raw": page.raw if typed is None else typed,
            "kept_masks": page.kept,
            "errors": errors or {},
            "error_lines": self._lines(page.sections, errors or {}),
            "message": message,
            "today": None,  # what was left empty stays so
            "last_change": self._last_change(submission_sudo),
            "corrected_until": until,
            "browser_rules": browser_rules(form_sudo, schema, False),
        }
        values["sections_html"] = self._render_sections(values)
        response = request.render("customer_forms.form_reply", values, status=status)
        return as_private(response)

    def _render_replied(self, submission_sudo):
        form_sudo = submission_sudo.form_id
        schema = submission_sudo.version_id.schema
        return as_private(
            request.render(
                "customer_forms.form_replied",
                {
                    **self._page_values(form_sudo, schema),
                    "submission": submission_sudo,
                    "correction_url": submission_sudo._correction_link(),
                },
            )
        )

    def _render_over(self, form_sudo):
        message = request.env._(
            "This link does not work any more. If something is still to be changed,"
            " please contact us."
        )
        return as_private(self._render_message(form_sudo, message, 410))
