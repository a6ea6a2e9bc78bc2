"""The page of an entry that was begun: shown as it was left."""

from odoo import fields
from odoo.http import request

from .. import rules
from ..exceptions import DraftRefused, NotInvited, NotTaken
from ..models.draft.draft_masks import masks_on_page
from ..tools.page_opening import Opening
from . import draft_request, form_request, outdated
from .page_answers import PageAnswers
from .private_page import as_private

# In place of a token: what this browser began in this session, and a new page instead.
MINE, ANEW = "mine", "new"


class DraftPage(PageAnswers):
    """What the page of a form does for entries that are not finished."""

    # ------------------------------------------------------------
    # Opening
    # ------------------------------------------------------------

    def _open_unfinished(self, form_sudo, token):
        """The page of a private link, or why there is none.

        :param str token: written by anybody
        """
        if token == ANEW:
            draft_request.forget(form_sudo)
            return request.redirect(self._local_url(form_sudo._page_path()))
        if token == MINE:
            draft_sudo = draft_request.begun(form_sudo)
            if not draft_sudo:
                return request.redirect(self._local_url(form_sudo._page_path()))
        else:
            draft_sudo = request.env["customer.form.draft"]._of_token(form_sudo, token)
        problem = self._why_not_opened(draft_sudo)
        if problem:
            page = self._render_message(form_sudo, problem, 410 if draft_sudo else 404)
            return as_private(page)
        opening = self._opening_of(draft_sudo)
        try:
            form_sudo._check_may_submit(opening)
            form_sudo._check_takes(opening, self._is_staff(form_sudo))
        except NotInvited as error:
            return self._answer_not_invited(form_sudo, error)
        except NotTaken as error:
            return as_private(self._render_not_taken(form_sudo, error))
        if self._is_staff(form_sudo):
            # Staff see what the privacy policy shows them, and the log says so.
            path = f"{form_sudo._page_path()}/draft/{draft_sudo.id}"
            return request.redirect(self._local_url(path))
        draft_request.remember(draft_sudo)
        return as_private(
            self._render_unfinished(draft_sudo, draft_sudo._open_document())
        )

    def _why_not_opened(self, draft_sudo):
        """A sentence for who has a link that opens nothing; None when it does."""
        if not draft_sudo:
            return request.env._(
                "This link is not known, or what was kept under it is deleted by now."
                " Please check that you have all of it, or fill in the form again."
            )
        if draft_sudo.erased_at:
            return request.env._("What was kept under this link was deleted.")
        if not draft_sudo.active:
            return request.env._(
                "What you began here was submitted already: there is nothing left to"
                " do. If you did not submit it, somebody of us did for you."
            )
        if draft_sudo.expires_at < fields.Datetime.now():
            return request.env._(
                "This link worked until %(day)s, and what was kept under it is deleted."
                " Please fill in the form again.",
                day=draft_sudo.expires_at.date().isoformat(),
            )
        return None

    def _render_unfinished(self, draft_sudo, raw, hidden=frozenset(), **shown):
        """The page as it was left: of the version it was begun on while that is good,
        else of the present one.

        :param dict raw: what was typed, as this person may see it
        :param set hidden: keys of what he may not see
        """
        form_sudo, version_sudo = draft_sudo.form_id, draft_sudo.version_id
        is_staff, others = self._is_staff(form_sudo), self._others(form_sudo)
        missing = outdated.missing_news(version_sudo, is_staff, others)
        if missing is None:
            shown["notice"] = self._welcome_back(version_sudo)
        else:
            shown["notice"] = outdated.notice(version_sudo, raw)
            shown["new_keys"] = missing
            version_sudo = form_sudo.current_version_id
        raw = draft_request.with_files(raw, draft_sudo._file_by_path(), version_sudo)
        return self._render_form(
            form_sudo,
            version_sudo,
            raw,
            {},
            others=others | hidden,
            opening=self._opening_of(draft_sudo),
            first_section=draft_request.place_of_section(
                rules.without_keys(version_sudo.schema, others | hidden),
                draft_sudo.section_key,
                is_staff,
            ),
            **shown,
        )

    def _welcome_back(self, version_sudo):
        """A line above the page; it says what has to be typed again."""
        said = request.env._("Welcome back: this is what was filled in so far.")
        asked = rules.input_fields(version_sudo.schema)
        if any(rules.FIELD_TYPES[field["type"]].is_found_only for field in asked):
            again = request.env._(
                "Numbers of identity cards are not kept until the form is submitted:"
                " please type them again."
            )
            said = f"{said} {again}"
        return said

    def _opening_of(self, draft_sudo):
        """The opening of a page that is gone on with: still the first one."""
        return Opening(*draft_sudo.opening)._replace(draft_id=draft_sudo.id)

    # ------------------------------------------------------------
    # Showing
    # ------------------------------------------------------------

    def _render_form(
        self, form_sudo, version_sudo, raw, errors, opening=None, **shown_values
    ):
        """The page with what it needs to be kept unfinished."""
        raw = form_request.as_given(raw)
        is_filled_in = not {"try_path", "is_past"} & shown_values.keys()
        if is_filled_in:
            shown_values = {
                **self._draft_values(form_sudo, opening, raw),
                **shown_values,
            }
        return super()._render_form(
            form_sudo, version_sudo, raw, errors, opening=opening, **shown_values
        )

    def _draft_values(self, form_sudo, opening, raw):
        """What the page shows of being kept unfinished."""
        draft_id = opening.draft_id if opening else 0
        values = {}
        is_shared = bool(opening and opening.sheet_id)  # see ``_check_may_keep``
        is_kept = form_sudo.has_drafts and not is_shared
        if is_kept and form_sudo.state == "published":
            values["draft_url"] = self._local_url(f"{form_sudo._page_path()}/draft")
            # Staff have the person's word for it, and tick the box at the end.
            values["draft_free"] = "1" if self._is_staff(form_sudo) else None
            values["draft_days"] = max(form_sudo.draft_days, 1)
        if draft_id and self._is_staff(form_sudo):
            values["kept_masks"] = masks_on_page(raw, form_sudo._sensitive_keys())
        is_asked_for = request.httprequest.method == "GET"
        if is_asked_for and not draft_id:
            draft_sudo = draft_request.begun(form_sudo)
            is_ours = draft_sudo.user_id == request.env.user
            if is_ours or not self._is_staff(form_sudo):
                values["begun"] = draft_sudo
        return values

    # ------------------------------------------------------------
    # Taking
    # ------------------------------------------------------------

    def _read_answers(self, form_sudo, version_sudo, opening, has_content=True):
        """What was posted, files that were kept before and what staff were not shown
        included.

        :param bool has_content: whether what is in those files is wanted
        """
        raw = draft_request.read_answers(form_sudo, version_sudo, opening, has_content)
        if not (opening and opening.draft_id and self._is_staff(form_sudo)):
            return raw
        given = form_request.with_kept_rows(raw)
        completed = form_request.CompletedAnswers(
            form_sudo._completed_by_staff(opening, version_sudo, given)
        )
        completed.given = given
        return completed

    def _keep_unfinished(self, form_sudo, opening, is_wanted):
        """Keep what was posted, files too.

        :param bool is_wanted: whether the person asked for it
        :return: (``customer.form.draft`` in sudo, {path: ``Invalid``} of files that are
            not kept)
        :raises DraftRefused: when nothing is kept
        """
        if not opening:
            raise DraftRefused("over", request.env._("Please open the form again."))
        posted = request.httprequest.form
        version_sudo = form_request.opened_version(form_sudo, posted.get("_version"))
        raw = self._read_answers(form_sudo, version_sudo, opening, has_content=False)
        is_staff = self._is_staff(form_sudo)
        draft_sudo = form_sudo._keep_draft(
            draft_request.draft_save(
                version_sudo,
                opening,
                raw,
                is_staff=is_staff,
                others=frozenset(self._others(form_sudo)),
                is_wanted=is_wanted,
            )
        )
        removed = draft_request.removed_files()
        places = draft_request.places_of_files(raw)
        if removed or places:
            draft_sudo._place_files(places, removed)
        good, wrong = draft_request.files_to_keep(version_sudo, raw, draft_sudo)
        for path, files in good.items():
            draft_sudo._attach_files(path, files)
        if is_staff and not draft_sudo.user_id:
            draft_sudo.user_id = request.env.user
        return draft_sudo, wrong
