import uuid
from urllib.parse import quote

from odoo import http
from odoo.http import request

from .. import rules
from ..exceptions import (
    ConflictingSubmission,
    FormNotOpen,
    InvalidSubmission,
    NotInvited,
    TamperedSubmission,
)
from ..rules.types.base import localised
from . import form_request
from .browser_rules import browser_rules
from .region_data import region_choices, region_example

MEGABYTE = 1024 * 1024
# What one submission may weigh in all, files included; more is refused unread.
MAX_REQUEST_SIZE = 64 * MEGABYTE


class FormPage(http.Controller):
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
    def form_page(self, slug, **_query):
        """Show the form as its current version has it.

        :param str slug: the form's address
        :return: the page; 404 for an unknown or unpublished form, 410 for a closed one,
            403 with what to do for people whom the form does not ask
        """
        form_sudo = form_request.find_form(slug)
        if not form_sudo:
            return self._render_not_found()
        if form_sudo.state == "closed":
            return self._render_closed(form_sudo)
        try:
            form_sudo._check_may_submit()
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        others = self._others(form_sudo)
        version_sudo = form_sudo.current_version_id
        return self._render_form(form_sudo, version_sudo, {}, {}, others=others)

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
            ``_add_row`` with a section's key for the page with a row more; read from
            the request itself, which knows lists and files
        :return: for scripts (``Accept: application/json``) JSON with ``redirect`` or
            ``errors`` ({field key: [sentence]}) or ``message``; for others a redirect to
            the thanks, or the page with what is to be corrected
        """
        form_sudo = form_request.find_form(slug)
        if not form_sudo:
            return self._render_not_found()
        posted = request.httprequest.form
        version_sudo = form_request.shown_version(form_sudo, posted.get("_version"))
        raw = form_request.read_answers(version_sudo)
        sections = form_request.repeating_sections(version_sudo.schema)
        if growing := sections.get(posted.get("_add_row")):
            raw = form_request.add_row(raw, growing)
            others = self._others(form_sudo)
            return self._render_form(form_sudo, version_sudo, raw, {}, others=others)
        try:
            submission_sudo = form_sudo._submit(
                raw,
                version=version_sudo,
                client_uuid=form_request.client_uuid(posted.get("_uuid")),
                **self._channel_vals(),
            )
        except InvalidSubmission as error:
            return self._answer_invalid(form_sudo, version_sudo, raw, error)
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
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

    def _is_staff(self):
        """Staff fill the internal sections too."""
        return request.env.user.has_group("customer_forms.customer_forms_group_user")

    def _others(self, form_sudo):
        """Keys of what other departments fill in."""
        return form_sudo._keys_of_others() if self._is_staff() else set()

    def _channel_vals(self):
        """Entries of staff are told apart, and seen by who made them."""
        if self._is_staff():
            return {"channel": "staff", "user_id": request.env.uid}
        return {"channel": "link"}

    def _wants_json(self):
        return request.httprequest.accept_mimetypes.best == "application/json"

    # ------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------

    def _answer_invalid(self, form_sudo, version_sudo, raw, error):
        """Say what to correct. Rules run before anything is written: nothing was kept."""
        if self._wants_json():
            return request.make_json_response({"errors": error.messages}, status=422)
        others = self._others(form_sudo)
        return self._render_form(
            form_sudo, version_sudo, raw, error.messages, status=422, others=others
        )

    def _answer_refusal(self, form_sudo, message, status):
        """Refuse a request that no page of ours sends, or that came too late."""
        if self._wants_json():
            return request.make_json_response({"message": message}, status=status)
        return self._render_message(form_sudo, message, status)

    def _answer_not_invited(self, form_sudo, error):
        """Say who fills in the form. Strangers do not learn more than the link says."""
        if self._wants_json():
            return request.make_json_response({"message": str(error)}, status=403)
        title = (
            request.env._("Please sign in") if error.needs_sign_in else form_sudo.name
        )
        path = quote(self._local_url(form_sudo._page_path()))
        return request.render(
            "customer_forms.form_not_invited",
            {
                "page_title": title,
                "message": str(error),
                "sign_in_url": f"/web/login?redirect={path}",
                "needs_sign_in": error.needs_sign_in,
            },
            status=403,
        )

    def _render_form(
        self,
        form_sudo,
        version_sudo,
        raw,
        errors,
        status=200,
        others=(),
        **shown_values,
    ):
        """The page of a version, with what was typed and what is wrong with it.

        :param others: keys that are not asked for, see ``_others``
        """
        schema = rules.without_keys(version_sudo.schema, others)
        is_staff = self._is_staff()
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
                "client_uuid": str(uuid.uuid4()),
                "raw": raw,
                "errors": errors,
                "today": form_sudo._company_today().isoformat(),
                "browser_rules": browser_rules(form_sudo, schema, is_staff),
                **shown_values,
            },
            status=status,
        )

    def _render_not_found(self):
        return request.render("customer_forms.form_not_found", {}, status=404)

    def _render_closed(self, form_sudo):
        message = request.env._(
            "This form is closed and takes no more submissions. Thank you for your"
            " interest."
        )
        return self._render_message(form_sudo, message, 410)

    def _render_message(self, form_sudo, message, status):
        schema = form_sudo.current_version_id.schema
        return request.render(
            "customer_forms.form_message",
            {**self._page_values(form_sudo, schema), "message": message},
            status=status,
        )

    def _page_values(self, form_sudo, schema):
        """What every page of a form shows."""
        lang = request.env.lang

        def text(labels):
            return localised(labels or {}, lang)

        return {
            "form": form_sudo,
            "schema": schema,
            "text": text,
            "field_types": rules.FIELD_TYPES,
            "region_choices": region_choices,
            "region_example": region_example,
            "rows_of": form_request.rows_shown,
            "rows_hint": form_request.rows_hint,
            "rows_without_script": form_request.rows_without_script,
            "page_title": text(schema["name"]),
        }

    def _local_url(self, path):
        """The path with the language of the page, as the website wants it."""
        return request.env["ir.http"]._url_for(path)
