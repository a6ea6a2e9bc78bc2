from odoo import http
from odoo.http import request

from .. import rules
from ..exceptions import (
    ConflictingSubmission,
    FormNotOpen,
    InvalidSubmission,
    NotInvited,
    TamperedSubmission,
    UnconfirmedSubmission,
)
from ..models.page_opening import STAFF_CHANNELS
from . import form_opening, form_request, outdated
from .browser_rules import browser_rules
from .page_frame import PageFrame

# What one submission may weigh in all, files included; more is refused unread.
MAX_REQUEST_SIZE = 64 * 1024 * 1024


class FormPage(PageFrame, http.Controller):
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
        :return: the page; 404 for an unknown or unpublished form, 410 for a closed one,
            403 with what to do for people whom the form does not ask
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
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        return self._render_form(
            form_sudo,
            form_sudo.current_version_id,
            {},
            {},
            others=self._others(form_sudo),
            opening=opening,
        )

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
        raw = form_request.read_answers(version_sudo)
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
        try:
            submission_sudo = form_sudo._submit(
                raw,
                version=version_sudo,
                client_uuid=form_request.client_uuid(posted.get("_uuid")),
                confirmed=bool(posted.get("_confirmed")),
                opening=opening,
                **self._channel_vals(form_sudo, opening),
            )
        except (InvalidSubmission, UnconfirmedSubmission) as error:
            return self._answer_invalid(form_sudo, version_sudo, raw, error, opening)
        except ConflictingSubmission as error:
            return self._answer_refusal(form_sudo, str(error), 409)
        except (TamperedSubmission, FormNotOpen) as error:
            return self._answer_refusal(form_sudo, str(error), 400)
        request.session["customer_form_done"] = submission_sudo.id
        url = self._local_url(f"{form_sudo._page_path()}/done")
        if self._wants_json():
            return request.make_json_response({"redirect": url})
        return request.redirect(url)

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
        schema = submission_sudo.version_id.schema
        return request.render(
            "customer_forms.form_done",
            {
                **self._page_values(form_sudo, schema),
                "submission": submission_sudo,
            },
        )

    # ------------------------------------------------------------
    # Who fills the form
    # ------------------------------------------------------------

    def _is_staff(self, form_sudo):
        """Staff of the form's company fill the internal sections too; to others they are
        visitors."""
        user = request.env.user
        return (
            user.has_group("customer_forms.customer_forms_group_user")
            and form_sudo.company_id in user.company_ids
        )

    def _others(self, form_sudo):
        """Keys of what other departments fill in."""
        return form_sudo._keys_of_others() if self._is_staff(form_sudo) else set()

    def _channel_vals(self, form_sudo, opening):
        """Entries of staff are told apart, and seen by who made them."""
        channel = opening.channel if opening else "link"
        if self._is_staff(form_sudo):
            is_staff_channel = channel in STAFF_CHANNELS
            return {
                "channel": channel if is_staff_channel else "staff",
                "user_id": request.env.uid,
            }
        return {"channel": "link" if channel in STAFF_CHANNELS else channel}

    # ------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------

    def _answer_invalid(self, form_sudo, version_sudo, raw, error, opening):
        """Say what to correct, or to confirm. Nothing was kept."""
        errors, warnings = error.messages, error.warnings
        if self._wants_json():
            told = {"errors": errors, "warnings": warnings}
            return request.make_json_response(
                {name: said for name, said in told.items() if said}, status=422
            )
        return self._render_form(
            form_sudo,
            version_sudo,
            raw,
            errors,
            status=422,
            others=self._others(form_sudo),
            opening=opening,
            warnings=warnings,
            warning_lines=version_sudo._warning_lines(warnings),
        )

    def _answer_outdated(self, form_sudo, version_sudo, raw, missing, opening):
        """Show the page as it is now, filled in with what was typed on an older one."""
        if self._wants_json():
            return request.make_json_response({"outdated": True}, status=409)
        return self._render_form(
            form_sudo,
            form_sudo.current_version_id,
            raw,
            {},
            status=409,
            others=self._others(form_sudo),
            opening=opening,
            notice=outdated.notice(version_sudo, raw),
            new_keys=missing,
        )

    def _render_form(
        self,
        form_sudo,
        version_sudo,
        raw,
        errors,
        status=200,
        others=(),
        opening=None,
        **shown_values,
    ):
        """The page of a version, with what was typed and what is wrong with it.

        :param others: keys that are not asked for, see ``_others``
        :param Opening opening: how the page was opened; anew when None
        """
        opening = opening or form_opening.of_query(
            form_sudo, {}, self._is_staff(form_sudo)
        )
        schema = rules.without_keys(version_sudo.schema, others)
        is_staff = self._is_staff(form_sudo)
        return request.render(
            "customer_forms.form_page",
            {
                **self._page_values(form_sudo, schema),
                "version": version_sudo,
                "sections": [
                    section
                    for section in schema["sections"]
                    if is_staff or not section["internal"]
                ],
                "client_uuid": opening.uuid,
                "opening": form_sudo._sign_opening(opening),
                "raw": raw,
                "errors": errors,
                "today": form_sudo._company_today().isoformat(),
                "browser_rules": browser_rules(form_sudo, schema, is_staff),
                **shown_values,
            },
            status=status,
        )
