"""What the page of a form answers: shown, or with what is to be corrected."""

from odoo.http import request

from .. import rules
from ..exceptions import TooManySent
from ..tools.page_opening import STAFF_CHANNELS
from . import (
    form_frame,
    form_invitation,
    form_opening,
    form_request,
    kept_page,
    outdated,
    robots,
)
from .browser_rules import browser_rules
from .page_frame import PageFrame

# What makes the questions of a page other than those of a blank one.
OF_A_VISITOR = ("raw", "errors", "warnings", "new_keys", "is_past")


class PageAnswers(PageFrame):
    """The page of a version, for those who fill it in."""

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

    def _read_answers(self, form_sudo, version_sudo, opening):
        """What was posted, as ``rules.check`` takes it."""
        return form_request.read_answers(version_sudo)

    # ------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------

    def _answer_taken(self, form_sudo, submission_sudo):
        """Lead to the thanks for a submission."""
        path = f"{form_frame.path(form_sudo)}/done"
        if form_frame.place() == form_frame.EMBED:
            path += f"?done={form_sudo._sign_done(submission_sudo)}"
        else:
            request.session["customer_form_done"] = submission_sudo.id
        url = self._local_url(path)
        if self._wants_json():
            return request.make_json_response({"redirect": url})
        return request.redirect(url)

    def _render_done(self, form_sudo, submission_sudo):
        schema = submission_sudo.version_id.schema
        return request.render(
            "customer_forms.form_done",
            {
                **self._page_values(form_sudo, schema),
                "submission": submission_sudo,
                "correction_url": submission_sudo._correction_link(),
            },
        )

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
        )

    def _answer_not_taken(self, form_sudo, version_sudo, raw, error, opening):
        """Say why nothing comes of a filled page, and leave what was typed on it."""
        headers = {}
        if isinstance(error, TooManySent):
            headers["Retry-After"] = str(error.retry_after)
        if self._wants_json():
            message = {"message": str(error)}
            return request.make_json_response(
                message, headers=headers, status=error.status
            )
        response = self._render_form(
            form_sudo,
            version_sudo,
            raw,
            {},
            status=error.status,
            others=self._others(form_sudo),
            opening=opening,
            notice=str(error),
        )
        response.headers.update(headers)
        return response

    def _render_not_taken(self, form_sudo, error):
        """Say when the form takes something, or that it takes nothing any more."""
        schema = form_sudo.current_version_id.schema
        return request.render(
            "customer_forms.form_not_taken",
            {**self._page_values(form_sudo, schema), "message": str(error)},
            status=error.status,
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

    def _render_opened(self, form_sudo, opening):
        """The page of the current version as it is opened."""

        def render(**values):
            return self._render_form(
                form_sudo,
                form_sudo.current_version_id,
                form_invitation.first_answers(form_sudo, opening),
                {},
                others=self._others(form_sudo),
                opening=opening,
                **values,
            )

        def make():
            response = render(hidden_html=kept_page.HIDDEN)
            response.flatten()
            return response.get_data(as_text=True)

        if not kept_page.is_for_everybody(form_sudo, opening):
            return render()
        hidden = self._render_hidden(form_sudo, opening)
        return request.make_response(
            kept_page.html(form_sudo, make, hidden),
            [("Content-Type", "text/html; charset=utf-8")],
        )

    def _render_hidden(self, form_sudo, opening):
        """All on the page that is of one visitor only."""
        return request.env["ir.qweb"]._render(
            "customer_forms.form_visit", self._hidden_values(form_sudo, opening)
        )

    def _hidden_values(self, form_sudo, opening):
        """What a page says of itself when it is sent.

        :param Opening opening: how the page was opened
        """
        return {
            "form": form_sudo,
            "place": form_frame.place(),
            "client_uuid": opening.uuid,
            "opening": form_sudo._sign_opening(opening),
            "work": robots.work_challenge(form_sudo, opening),
        }

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
        is_staff = self._is_staff(form_sudo)
        opening = opening or form_opening.of_query(form_sudo, {}, is_staff)
        schema = rules.without_keys(version_sudo.schema, others)
        today = form_sudo._company_today().isoformat()
        sections = self._asked_sections(schema, is_staff)
        values = {
            **self._page_values(form_sudo, schema),
            "version": version_sudo,
            "sections": sections,
            "is_paged": self._is_paged(form_sudo, sections, shown_values),
            "invitation": form_invitation.invitation_of(opening),
            "raw": raw,
            "errors": errors,
            "error_lines": self._lines(sections, errors),
            "warning_lines": self._lines(sections, shown_values.get("warnings") or {}),
            "today": today,
            **shown_values,
        }
        part = (request.env.lang, is_staff, frozenset(others), today)
        values["browser_rules"] = version_sudo._page_part(
            ("rules", *part), lambda: browser_rules(form_sudo, schema, is_staff)
        )
        values["sections_html"] = self._sections_html(values, part)
        values["hidden_html"] = values.get("hidden_html") or self._render_hidden(
            form_sudo, opening
        )
        return request.render("customer_forms.form_page", values, status=status)

    def _asked_sections(self, schema, is_staff):
        return [each for each in schema["sections"] if is_staff or not each["internal"]]

    def _is_paged(self, form_sudo, sections, shown_values):
        """Whether the page shows one section at a time."""
        is_past = shown_values.get("is_past")
        return form_sudo.has_pages and len(sections) > 1 and not is_past

    def _sections_html(self, values, part):
        """The questions of a page. Blank ones are the same for everybody: they are kept
        with the version, and nothing of a person is ever in them.

        :param dict values: of the page
        :param tuple part: what they depend on beside the version
        """
        if any(values.get(name) for name in OF_A_VISITOR):
            return self._render_sections(values)
        return values["version"]._page_part(
            ("sections", request.website.id, *part),
            lambda: self._render_sections(values),
        )
