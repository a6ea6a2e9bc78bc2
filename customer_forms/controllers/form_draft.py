from odoo import fields, http
from odoo.exceptions import AccessError, UserError
from odoo.http import request
from odoo.tools import format_date

from ..exceptions import DraftRefused, NotInvited
from ..messages import render
from . import draft_request, form_frame, form_opening, form_request
from .draft_page import DraftPage
from .form_page import MAX_REQUEST_SIZE, FormPage
from .private_page import as_private

# What a script is answered when nothing is kept; the others are no faults.
STATUS = {"large": 413, "often": 429, "locked": 503}


class FormDraftPage(DraftPage, FormPage):
    """Entries that are finished later, by who began them or by staff (P5)."""

    @http.route()
    def form_page(self, slug, **query):
        """Show the form, or what was begun on it: ``draft`` is the token of a private
        link.

        :param str slug: the form's address
        :param query: see ``FormPage.form_page``
        """
        form_sudo = query.get("draft") and form_request.find_form(slug)
        if not form_sudo:
            return super().form_page(slug, **query)
        if form_sudo.state == "closed":
            return as_private(self._render_closed(form_sudo))
        return self._open_unfinished(form_sudo, query["draft"])

    @http.route()
    def form_submit(self, slug, **posted):
        """Take a filled form, or keep it unfinished: ``_leave`` says so.

        :param str slug: the form's address
        :param posted: see ``FormPage.form_submit``
        """
        form_sudo = posted.get("_leave") and form_request.find_form(slug)
        if not form_sudo:
            return super().form_submit(slug, **posted)
        opening = form_opening.of_posted(form_sudo)
        try:
            form_sudo._check_may_submit(opening)
            draft_sudo, wrong = self._keep_unfinished(form_sudo, opening, True)
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        except DraftRefused as error:
            return self._answer_refusal(form_sudo, str(error), 400)
        draft_request.remember(draft_sudo)
        if wrong and self._wants_json():
            return request.make_json_response({"files_wrong": _sentences(wrong)})
        url = self._local_url(f"{form_sudo._page_path()}/later")
        url = f"{url}?draft={draft_sudo._private_token()}"
        if self._wants_json():
            return request.make_json_response({"redirect": url})
        return request.redirect(url)

    # ------------------------------------------------------------
    # Saving as one goes
    # ------------------------------------------------------------

    @http.route(
        "/forms/<string:slug>/draft",
        type="http",
        auth="public",
        website=True,
        customer_form=True,
        methods=["POST"],
        # The signed opening is the proof: pages in a frame have no session.
        csrf=False,
        max_content_length=draft_request.MAX_SAVE_SIZE,
        sitemap=False,
    )
    def form_draft(self, slug, **_posted):
        """Keep what was typed so far; the page calls it while somebody goes on typing.

        :param str slug: the form's address
        :param _posted: what the page has, see ``FormPage.form_submit``
        :return: JSON: ``saved`` (moment, in milliseconds), else ``why`` nothing was, and
            ``message``
        """
        return self._save(slug)

    @http.route(
        "/forms/<string:slug>/draft/files",
        type="http",
        auth="public",
        website=True,
        customer_form=True,
        methods=["POST"],
        csrf=False,
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
    )
    def form_draft_files(self, slug, **_posted):
        """Keep what was typed so far, and files.

        :param str slug: the form's address
        :param _posted: what the page has
        :return: as ``form_draft``, with ``files``: {path: [{id, name, size}]}, and
            ``files_wrong``: {path: sentence}
        """
        return self._save(slug)

    def _save(self, slug):
        form_sudo = form_request.find_form(slug)
        if not form_sudo:
            return request.make_json_response({"why": "over"}, status=404)
        # A page of another website may send an opening of its own: not in the name of who
        # is signed in here, nor into his session.
        is_ours = request.validate_csrf(request.httprequest.form.get("csrf_token"))
        if not is_ours:
            form_frame.be_nobody()
            form_sudo = form_request.find_form(slug)
        opening = form_opening.of_posted(form_sudo)
        try:
            form_sudo._check_may_submit(opening)
            draft_sudo, wrong = self._keep_unfinished(form_sudo, opening, False)
        except NotInvited as error:
            return request.make_json_response({"why": "over", "message": str(error)})
        except DraftRefused as error:
            answer = {"why": error.reason, "message": str(error)}
            status = STATUS.get(error.reason, 200)
            return request.make_json_response(answer, status=status)
        if is_ours:
            draft_request.remember(draft_sudo)
        answer = {"saved": int(draft_sudo.saved_at.timestamp() * 1000)}
        if request.httprequest.files:
            answer["files"] = {
                path: [
                    {"id": each.attachment_id, "name": each.name, "size": each.size}
                    for each in files
                ]
                for path, files in draft_sudo._file_by_path().items()
            }
            answer["files_wrong"] = _sentences(wrong)
        return request.make_json_response(answer)

    # ------------------------------------------------------------
    # The private link
    # ------------------------------------------------------------

    @http.route(
        "/forms/<string:slug>/later",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def form_later(self, slug, draft="", sent="", **_query):
        """Show the private link of what was kept, to copy or to have it sent.

        :param str slug: the form's address
        :param str draft: the token of the link
        :param str sent: not empty when it was sent just now
        """
        form_sudo, draft_sudo = self._find_unfinished(slug, draft)
        if not draft_sudo:
            return self._render_not_found()
        return self._render_later(form_sudo, draft_sudo, is_sent=bool(sent))

    @http.route(
        "/forms/<string:slug>/later",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def form_later_mail(self, slug, draft="", email="", **_posted):
        """Send the private link by mail.

        :param str slug: the form's address
        :param str draft: the token of the link
        :param str email: where to; kept sealed, so that staff can send it again
        """
        form_sudo, draft_sudo = self._find_unfinished(slug, draft)
        if not draft_sudo:
            return self._render_not_found()
        try:
            draft_sudo._mail_link(email)
        except UserError as error:
            return self._render_later(form_sudo, draft_sudo, error=str(error))
        path = self._local_url(f"{form_sudo._page_path()}/later")
        return request.redirect(f"{path}?draft={draft}&sent=1")

    def _find_unfinished(self, slug, token):
        form_sudo = form_request.find_form(slug)
        drafts = request.env["customer.form.draft"]
        draft_sudo = drafts._of_token(form_sudo, token) if form_sudo else drafts
        now = fields.Datetime.now()
        return form_sudo, draft_sudo.filtered(
            lambda each: each.active and each.expires_at > now
        )

    def _render_later(self, form_sudo, draft_sudo, error="", is_sent=False):
        path = draft_sudo._private_path()
        schema = form_sudo.current_version_id.schema
        page = request.render(
            "customer_forms.form_later",
            {
                **self._page_values(form_sudo, schema),
                "link": f"{form_sudo.get_base_url()}{path}",
                "link_path": path,
                "token": draft_sudo._private_token(),
                "until": format_date(request.env, draft_sudo.expires_at),
                "error": error,
                "is_sent": is_sent,
            },
            status=422 if error else 200,
        )
        return as_private(page)

    # ------------------------------------------------------------
    # Staff
    # ------------------------------------------------------------

    @http.route(
        "/forms/<string:slug>/draft/<int:draft_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def form_draft_go_on(self, slug, draft_id, **_query):
        """Show staff what somebody began, to go on with it for him.

        :param str slug: the form's address
        :param int draft_id: of the unfinished entry
        :return: the page, with masks where the privacy policy says so; 404 for an entry
            this user may not go on with
        """
        form_sudo = form_request.find_form(slug)
        draft = self._find_for_staff(form_sudo, draft_id)
        if not draft:
            return self._render_not_found()
        draft_sudo = draft.sudo()  # sudo: to show its form
        problem = self._why_not_opened(draft_sudo)
        if problem:
            return self._render_message(form_sudo, problem, 410)
        draft._log_draft("opened")
        return as_private(
            self._render_unfinished(
                draft_sudo,
                draft._shown_document(),
                hidden=draft._hidden_keys(draft_sudo.version_id),
            )
        )

    def _find_for_staff(self, form_sudo, draft_id):
        """The entry, if this user may go on with it; staff work in all their companies."""
        env = request.env(
            context={
                **request.env.context,
                "allowed_company_ids": request.env.user.company_ids.ids,
            }
        )
        draft = env["customer.form.draft"].browse(draft_id).exists()
        # sudo: to compare two ids; what the user may do comes right after
        if not form_sudo or draft.sudo().form_id != form_sudo:
            return None
        if not self._is_staff(form_sudo):
            return None
        try:
            draft.check_access("write")
        except AccessError:
            return None
        return draft


def _sentences(wrong):
    """{path: what is wrong with its files}."""
    return {
        path: render(request.env, invalid.code, invalid.params)
        for path, invalid in wrong.items()
    }
