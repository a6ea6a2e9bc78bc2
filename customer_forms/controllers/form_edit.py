from odoo import http
from odoo.http import request

from .. import rules
from ..exceptions import InvalidSubmission, TamperedSubmission
from ..models.editing.submission_edit import MAX_REASON
from . import form_request
from .browser_rules import browser_rules
from .edit_page import EditPage
from .form_page import MAX_REQUEST_SIZE, FormPage


class FormEditPage(FormPage):
    """The page of a form, filled with a submission, for those who may correct it."""

    @http.route(
        "/forms/<string:slug>/submissions/<int:submission_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def form_edit(self, slug, submission_id, **_query):
        """Show a submission for correction, what the user may not correct as text.

        :param str slug: the form's address
        :param int submission_id: of the submission
        :return: the page; 404 for what the user may not change
        """
        submission = self._find_editable(slug, submission_id)
        if not submission:
            return self._render_not_found()
        return self._render_edit(submission, EditPage(submission))

    @http.route(
        "/forms/<string:slug>/submissions/<int:submission_id>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
    )
    def form_save(self, slug, submission_id, **_posted):
        """Take the corrected page, see ``customer.form.submission.edit_answers``.

        :param str slug: the form's address
        :param int submission_id: of the submission
        :param _posted: answers by field key, ``_reason``, and ``_change``: the last change
            there was when the page was shown
        :return: as ``FormPage.form_submit``; afterwards the submission in the back office
        """
        submission = self._find_editable(slug, submission_id)
        if not submission:
            return self._render_not_found()
        page = EditPage(submission)
        posted = request.httprequest.form
        version_sudo = submission.sudo().version_id  # sudo: to see what it asks
        typed = self._read_typed(page, version_sudo)
        if growing := self._growing_section(page):
            typed = form_request.add_row(typed, growing)
            return self._render_edit(submission, page, typed)
        if posted.get("_change") != self._last_change(submission):
            message = request.env._(
                "Somebody changed this submission meanwhile. Reload the page to see what"
                " it says now, and correct it again."
            )
            return self._answer_edit(submission, page, None, {}, message, 409)
        try:
            submission.edit_answers(typed, posted.get("_reason") or "")
        except InvalidSubmission as error:
            return self._answer_edit(submission, page, typed, error.messages, None, 422)
        except TamperedSubmission as error:
            form_sudo = submission.form_id.sudo()  # sudo: to show its name
            return self._answer_refusal(form_sudo, str(error), 400)
        url = self._back_office_url(submission)
        if self._wants_json():
            return request.make_json_response({"redirect": url})
        return request.redirect(url)

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def _find_editable(self, slug, submission_id):
        """The submission, if this user may correct any of it.

        The website has one company; staff work in all of theirs.
        """
        env = request.env(
            context={
                **request.env.context,
                "allowed_company_ids": request.env.user.company_ids.ids,
            }
        )
        submission = env["customer.form.submission"].browse(submission_id).exists()
        form_sudo = form_request.find_form(slug)
        # sudo: to compare two ids; what the user may do comes right after
        if not form_sudo or submission.sudo().form_id != form_sudo:
            return None
        return submission if submission.can_edit_answers else None

    def _read_typed(self, page, version_sudo):
        """What was posted, for every question of the page: a browser sends nothing for
        boxes that are not ticked. An answer that was not shown again stays."""
        raw = form_request.read_answers(version_sudo)
        typed = {}
        for field in page.fields():
            can_be_typed_again = rules.FIELD_TYPES[field["type"]].can_be_typed_again
            if raw.get(field["key"]) or can_be_typed_again:
                typed[field["key"]] = raw.get(field["key"])
        return form_request.with_kept_rows(typed)

    def _growing_section(self, page):
        """The repeating section that is to have a row more, without scripts."""
        sections = form_request.repeating_sections({"sections": page.sections})
        return sections.get(request.httprequest.form.get("_add_row"))

    def _last_change(self, submission):
        """Tells whether somebody changed the submission since its page was shown."""
        # sudo: also a change this user does not see
        changes_sudo = submission.sudo().change_ids
        return str(max(changes_sudo.ids, default=0))

    # ------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------

    def _answer_edit(self, submission, page, typed, errors, message, status):
        """Say what to correct. Nothing was kept."""
        if self._wants_json():
            answer = {"message": message} if message else {"errors": errors}
            return request.make_json_response(answer, status=status)
        return self._render_edit(submission, page, typed, errors, message, status)

    def _render_edit(
        self, submission, page, typed=None, errors=None, message=None, status=200
    ):
        # sudo: whoever may correct a submission may see its form
        form_sudo = submission.form_id.sudo()
        why = {"internal": False, "fields": [self._reason_field()]}
        schema = {"sections": [*page.sections, why], "rules": page.rules}
        values = {
            **self._page_values(form_sudo, page.schema),
            "submission": submission,
            "sections": page.sections,
            "lines": page.lines,
            "reason_section": why,
            "raw": {
                **(page.raw if typed is None else typed),
                "_reason": request.httprequest.form.get("_reason"),
            },
            "kept_masks": page.kept,
            "errors": errors or {},
            "error_lines": self._lines(schema["sections"], errors or {}),
            "message": message,
            "today": None,  # what was left empty stays so
            "last_change": self._last_change(submission),
            "back_url": self._back_office_url(submission),
            "browser_rules": browser_rules(form_sudo, schema, True),
        }
        values["sections_html"] = self._render_sections(values)
        return request.render("customer_forms.form_edit", values, status=status)

    def _reason_field(self):
        """Why something is changed, asked like a question of the form."""
        lang = request.env.lang
        return {
            "key": "_reason",
            "type": "longtext",
            "label": {lang: request.env._("Why is it changed?")},
            "help": {
                lang: request.env._(
                    "Needed to change an answer that was already given."
                )
            },
            "placeholder": {},
            "required": False,
            "condition": None,
            "max_length": MAX_REASON,
        }

    def _back_office_url(self, submission):
        return f"/odoo/customer-submissions/{submission.id}"
