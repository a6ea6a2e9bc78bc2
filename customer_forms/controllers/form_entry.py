"""Staff entry: forms on paper typed in fast, one after the other (P2, P3)."""

import time
import uuid
from urllib.parse import urlencode

from odoo import http
from odoo.exceptions import UserError
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
from ..models.submission.submission_request import FilledForm
from ..rules.types.base import Invalid
from ..tools.page_opening import Opening
from . import form_opening, form_request
from .browser_rules import browser_rules
from .form_page import MAX_REQUEST_SIZE, FormPage

# Duplicates named beside an answer; more are not worth reading.
MOST_NAMED = 3


class FormEntryPage(FormPage):
    """The page on which staff type in what came on paper."""

    @http.route(
        "/forms/<string:slug>/entry",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def form_entry(
        self, slug, version=None, channel="paper", number="", t="", **_query
    ):
        """Show all questions of a version on one page, made for the keyboard.

        :param str slug: the form's address
        :param str version: number of the version on the sheet; the newest without it
        :param str channel: ``paper``, or ``staff`` for what was said and not written
        :param str number: the number of a printed sheet
        :param str t: what the QR code of a sheet says
        :return: the page; 404 for who is not staff of the form's company
        """
        form_sudo = form_request.find_form(slug)
        if not form_sudo or not self._is_staff(form_sudo):
            return self._render_not_found()
        if form_sudo.state == "closed":
            return self._render_closed(form_sudo)
        sheet_sudo = (
            form_sudo._find_sheet_by_token(t)
            if t
            else form_sudo._find_sheet_by_number(number)
            if number
            else form_sudo.env["customer.form.sheet"]
        )
        if sheet_sudo.submission_id:
            return self._answer_known_sheet(form_sudo, sheet_sudo)
        opening = Opening(
            uuid=sheet_sudo.page_uuid or str(uuid.uuid4()),
            opened_at=int(time.time()),
            channel="staff" if channel == "staff" else "paper",
            sheet_id=sheet_sudo.id or 0,
        )
        try:
            form_sudo._check_may_submit(opening)
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        is_missing = bool((t or number) and not sheet_sudo)
        version_sudo = sheet_sudo.version_id or form_request.opened_version(
            form_sudo, version
        )
        return self._render_entry(
            form_sudo, version_sudo, opening, sheet_sudo, number if is_missing else ""
        )

    @http.route(
        "/forms/<string:slug>/entry",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=MAX_REQUEST_SIZE,
        sitemap=False,
    )
    def form_entry_save(self, slug, **_posted):
        """Take one entry, by the rules of the version on the sheet however old it is:
        the person who filled it in had no newer one before him.

        :param str slug: the form's address
        :param _posted: as ``FormPage.form_submit``
        :return: JSON: ``saved`` (number, url, edit_url) and ``next`` (uuid, opening), or
            what ``form_submit`` answers to scripts
        """
        form_sudo = form_request.find_form(slug)
        if not form_sudo or not self._is_staff(form_sudo):
            return self._render_not_found()
        posted = request.httprequest.form
        opening = form_opening.of_posted(form_sudo)
        version_sudo = form_request.opened_version(form_sudo, posted.get("_version"))
        raw = form_request.read_answers(version_sudo)
        vals = self._channel_vals(form_sudo, opening)
        filled = FilledForm(
            raw,
            version_sudo,
            vals.pop("channel"),
            form_request.client_uuid(posted.get("_uuid")),
            vals,
            confirmed=bool(posted.get("_confirmed")),
            opening=opening,
        )
        try:
            submission_sudo = self._submit_entry(form_sudo, filled)
        except NotInvited as error:
            return request.make_json_response({"message": str(error)}, status=403)
        except (InvalidSubmission, UnconfirmedSubmission) as error:
            told = {"errors": error.messages, "warnings": error.warnings}
            return request.make_json_response(told, status=422)
        except ConflictingSubmission as error:
            return request.make_json_response({"message": str(error)}, status=409)
        except (TamperedSubmission, FormNotOpen) as error:
            return request.make_json_response({"message": str(error)}, status=400)
        return request.make_json_response(
            {
                "saved": self._saved(form_sudo, submission_sudo),
                "next": self._next_opening(form_sudo, opening),
            }
        )

    def _submit_entry(self, form_sudo, filled):
        """Keep an entry. All that is doubtful about it is told at once: who says that it
        is right says so once, and of all of it.

        :raises: as ``customer.form._submit``
        """
        [entry] = form_sudo._judge_many([filled])
        known = {} if filled.confirmed else self._known_phones(form_sudo, filled)
        if isinstance(entry.error, InvalidSubmission | UnconfirmedSubmission):
            for key, sentences in known.items():
                entry.error.warnings.setdefault(key, []).extend(sentences)
        elif known and not entry.error:
            entry.error = UnconfirmedSubmission(known)
        if entry.error:
            raise entry.error
        return form_sudo._keep_judged([entry])

    # ------------------------------------------------------------
    # After an entry
    # ------------------------------------------------------------

    def _saved(self, form_sudo, submission_sudo):
        """Where the entry is found, and corrected where the form allows it."""
        # as the user: whether he may correct it is his own right
        submission = submission_sudo.with_env(request.env(su=False))
        may_edit = form_sudo.has_editing and submission.can_edit_answers
        path = f"{form_sudo._page_path()}/submissions/{submission_sudo.id}"
        return {
            "number": submission_sudo.number,
            "url": f"/odoo/customer-submissions/{submission_sudo.id}",
            "edit_url": self._local_url(path) if may_edit else "",
        }

    def _next_opening(self, form_sudo, opening):
        """The next entry is another page of the same kind, of no sheet yet."""
        following = Opening(
            uuid=str(uuid.uuid4()),
            opened_at=int(time.time()),
            channel=opening.channel if opening else "paper",
        )
        return {"uuid": following.uuid, "opening": form_sudo._sign_opening(following)}

    def _known_phones(self, form_sudo, filled):
        """Phones that a submission this user may read has already, as warnings:
        {key: [sentence]}. The same person on two sheets is mostly the same sheet."""
        Submission = request.env["customer.form.submission"].with_context(
            allowed_company_ids=request.env.user.company_ids.ids
        )
        known = {}
        for field in rules.input_fields(filled.version.schema, with_internal=True):
            typed = filled.raw.get(field["key"])
            if field["type"] != "phone" or not isinstance(typed, str):
                continue
            try:
                phone = rules.FIELD_TYPES["phone"].parse(typed, field)
                found = phone and Submission.search(
                    [
                        ("form_id", "=", form_sudo.id),
                        (f"answers.{field['key']}", "=", phone),
                        ("client_uuid", "!=", filled.client_uuid),
                    ],
                    limit=MOST_NAMED,
                )
            except (Invalid, UserError):
                continue  # the rules say what is wrong; who searches too much is not told
            if found:
                numbers = ", ".join(found.mapped("number"))
                said = request.env._("Typed in before: %(numbers)s.", numbers=numbers)
                known[field["key"]] = [said]
        return known

    # ------------------------------------------------------------
    # The page
    # ------------------------------------------------------------

    def _answer_known_sheet(self, form_sudo, sheet_sudo):
        """A sheet that is a submission: to be completed, or typed in already."""
        submission = sheet_sudo.submission_id.with_env(request.env(su=False))
        path = f"{form_sudo._page_path()}/submissions/{submission.id}"
        if sheet_sudo.state == "printed" and submission.can_edit_answers:
            return request.redirect(self._local_url(path))
        return request.render(
            "customer_forms.form_entry_known",
            {
                **self._page_values(form_sudo, sheet_sudo.version_id.schema),
                "sheet": sheet_sudo,
                "submission": sheet_sudo.submission_id,
                "may_read": submission.has_access("read"),
                "entry_path": self._local_url(f"{form_sudo._page_path()}/entry"),
            },
        )

    def _render_entry(self, form_sudo, version_sudo, opening, sheet_sudo, missing):
        """The page of one version, its sections one below the other.

        :param str missing: a number that was asked for and is of no sheet
        """
        schema = rules.without_keys(version_sudo.schema, self._others(form_sudo))
        path = self._local_url(f"{form_sudo._page_path()}/entry")
        return request.render(
            "customer_forms.form_entry",
            {
                **self._page_values(form_sudo, schema),
                "version": version_sudo,
                "versions": form_sudo.version_ids.sorted("number", reverse=True),
                "sections": schema["sections"],
                "client_uuid": opening.uuid,
                "opening": form_sudo._sign_opening(opening),
                "channel": opening.channel,
                "sheet": sheet_sudo,
                "missing_sheet": missing,
                "raw": {},
                "errors": {},
                "today": form_sudo._company_today().isoformat(),
                "browser_rules": browser_rules(form_sudo, schema, True),
                "region_class": "o_customer_forms_place",
                "is_month_first": self._is_month_first(),
                "entry_path": path,
                "entry_url": lambda **query: f"{path}?{urlencode(query)}",
            },
        )

    def _is_month_first(self):
        """How a day without its year is written in the language of the page."""
        language = request.env["res.lang"]._get_data(code=request.env.lang)
        return language.date_format.find("%d") > language.date_format.find("%m")
