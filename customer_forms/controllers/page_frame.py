"""What all pages of forms have in common, and pages that only say something."""

from urllib.parse import quote

from odoo.http import request

from .. import rules
from ..exceptions import InvitationRefused
from ..rules.types.base import localised
from . import form_frame, form_invitation, form_request
from .region_data import region_choices, region_example


class PageFrame:
    """Answers for people and for scripts."""

    def _wants_json(self):
        return request.httprequest.accept_mimetypes.best == "application/json"

    def _answer_refusal(self, form_sudo, message, status):
        """Refuse a request that no page of ours sends, or that came too late."""
        if self._wants_json():
            return request.make_json_response({"message": message}, status=status)
        return self._render_message(form_sudo, message, status)

    def _answer_not_invited(self, form_sudo, error):
        """Say who fills in the form. Strangers do not learn more than the link says."""
        if self._wants_json():
            return request.make_json_response({"message": str(error)}, status=403)
        if isinstance(error, InvitationRefused):
            values = self._page_values(form_sudo, form_sudo.current_version_id.schema)
            return form_invitation.render_refused(values, form_sudo, error)
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
                "page_path": form_sudo._page_path(),
                "place": form_frame.place(),
            },
            status=403,
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
            "files_kept": form_request.files_kept,
            "rows_of": form_request.rows_shown,
            "rows_hint": form_request.rows_hint,
            "rows_without_script": form_request.rows_without_script,
            "page_title": text(schema["name"]),
            "page_path": form_frame.path(form_sudo),
            "place": form_frame.place(),
        }

    def _render_sections(self, values):
        """The questions of a page, as HTML.

        :param dict values: ``sections``, and what ``form_field`` shows in them
        """
        return request.env["ir.qweb"]._render("customer_forms.form_sections", values)

    def _lines(self, sections, said):
        """What is said of questions, for a list of links to them.

        :param sections: those on the page
        :param dict said: {path: [sentence]}
        :return: list of (path, label and sentences)
        """
        labels = {}
        for section in sections:
            labels[section.get("key")] = section.get("title")
            labels |= {field["key"]: field["label"] for field in section["fields"]}
        lang = request.env.lang
        return [
            (
                path,
                request.env._(
                    "%(question)s: %(problems)s",
                    question=localised(labels.get(path.rpartition(":")[2]) or {}, lang),
                    problems=" ".join(sentences),
                ),
            )
            for path, sentences in said.items()
        ]

    def _local_url(self, path):
        """The path with the language of the page, as the website wants it."""
        return request.env["ir.http"]._url_for(path)
