"""How unfinished entries are kept while somebody fills a page in (P5)."""

import datetime
from typing import Any, NamedTuple

from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError
from odoo.fields import Domain

from ... import rules
from ...exceptions import DraftRefused
from ...tools.page_opening import STAFF_CHANNELS
from ..vault.customer_vault_key import VaultLocked
from .draft_document import typed_answers

# What is typed on one page, in bytes; and how often one entry is saved at the most.
MAX_DOCUMENT, MAX_SAVES = 64 * 1024, 5_000


class DraftSave(NamedTuple):
    """One page on its way to be kept as it is.

    :ivar Opening opening: how the page was opened
    :ivar version: the ``customer.form.version`` that is shown, in sudo
    :ivar dict raw: as ``form_request.read_answers`` returns it, without masks
    :ivar bool is_staff: whether the sections for staff are on the page
    :ivar set others: keys of what is not on it all the same
    :ivar bool is_wanted: whether the person asked for it, rather than the page itself
    :ivar str section: key of the section that is shown
    :ivar str writer: made by the page when it was opened
    :ivar int sequence: counts what this page saves
    :ivar str address: of the visitor; empty for staff
    """

    opening: Any
    version: Any
    raw: dict
    is_staff: bool = False
    others: frozenset = frozenset()
    is_wanted: bool = False
    section: str = ""
    writer: str = ""
    sequence: int = 0
    address: str = ""


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _keep_draft(self, save):
        """Keep what a page says so far, in place of what it said before.

        The same save again, or one that a later one of the same page has overtaken,
        changes nothing.

        :param DraftSave save: the page
        :return: ``customer.form.draft``, in sudo
        :raises DraftRefused: when nothing is kept, with the reason
        :raises ConcurrencyError: when the entry is saved or submitted just now; Odoo runs
            the request again
        """
        self.ensure_one()
        form_sudo = self.sudo()  # sudo: visitors have no rights on forms
        drafts_sudo = form_sudo.env["customer.form.draft"]
        draft_sudo = drafts_sudo._of_opening(form_sudo, save.opening)
        asked = rules.input_fields(
            rules.without_keys(save.version.schema, save.others),
            with_internal=save.is_staff,
        )
        progress = rules.progress(asked, save.raw)
        form_sudo._check_may_keep(save, draft_sudo, progress)
        form_sudo._check_can_seal()
        document = typed_answers(asked, save.raw)
        if len(rules.canonical_json(document).encode()) > MAX_DOCUMENT:
            raise DraftRefused(
                "large", self.env._("This is more than can be kept unfinished.")
            )
        vals = form_sudo._prepare_draft_vals(save, progress)
        if not draft_sudo:
            draft_sudo = form_sudo._create_draft(save, vals)
            draft_sudo._note_typed(document, {}, {})
            return draft_sudo
        if draft_sudo.writer == save.writer and draft_sudo.sequence >= save.sequence:
            return draft_sudo
        former = draft_sudo._open_document()
        on_page = {field["key"] for field in asked}
        # What this page does not ask stays: sections of others, another version.
        rest = {key: former[key] for key in former if key not in on_page}
        draft_sudo._note_typed({**rest, **document}, former, vals)
        return draft_sudo

    def _check_may_keep(self, save, draft_sudo, progress):
        """:raises DraftRefused: see ``_keep_draft``"""
        if draft_sudo and not draft_sudo.active:
            raise DraftRefused("done", self.env._("This form was submitted already."))
        if not draft_sudo and save.opening.draft_id:
            # Deleted or expired meanwhile: it does not come back by itself.
            raise DraftRefused("over", self.env._("This entry is not kept any more."))
        # All pages of a printed sheet are one submission: who finds a lost sheet would go
        # on with what its customer has begun.
        is_shared = bool(save.opening.sheet_id)
        is_off = is_shared or not self.has_drafts
        if is_off or (not draft_sudo and self.state != "published"):
            raise DraftRefused(
                "off",
                self.env._("“%(form)s” keeps no unfinished entries.", form=self.name),
            )
        if not draft_sudo and not progress.answered:
            raise DraftRefused("empty", self.env._("Nothing was filled in yet."))
        if draft_sudo and draft_sudo.save_count >= MAX_SAVES:
            raise DraftRefused("often", self.env._("This entry was saved too often."))
        if progress.open_consents and not save.is_wanted and not save.is_staff:
            raise DraftRefused(
                "consent",
                self.env._("Nothing is kept before you agree, or ask for it yourself."),
            )

    def _check_can_seal(self):
        """Before anything is written: without the keyring nothing can be.

        :raises DraftRefused: see ``_keep_draft``
        """
        try:
            self.env["customer.vault.key"]._get_keyring()
        except VaultLocked as error:
            raise DraftRefused("locked", str(error)) from error

    def _prepare_draft_vals(self, save, progress):
        now = fields.Datetime.now()
        return {
            "version_id": save.version.id,
            "section_key": save.section,
            "answered_count": progress.answered,
            "asked_count": progress.asked,
            "progress": round(100 * progress.answered / max(progress.asked, 1)),
            "lang": self.env.lang,
            "saved_at": now,
            "expires_at": now + datetime.timedelta(days=max(self.draft_days, 1)),
            "writer": save.writer,
            "sequence": save.sequence,
        }

    def _create_draft(self, save, vals):
        """The record of a page that is saved for the first time."""
        opening = save.opening
        submissions = self.env["customer.form.submission"]
        page = [("form_id", "=", self.id), ("client_uuid", "=", opening.uuid)]
        if submissions.search_count(page, limit=1):
            raise DraftRefused("done", self.env._("This form was submitted already."))
        if self._is_crowded("draft", save.address):
            raise DraftRefused(
                "often",
                self.env._(
                    "Too many entries are begun from your network: nothing is kept now."
                    " You can submit the form all the same."
                ),
            )
        is_staff = opening.channel in STAFF_CHANNELS
        try:
            with self.env.cr.savepoint():
                return self.env["customer.form.draft"].create(
                    {
                        **vals,
                        "form_id": self.id,
                        "company_id": self.company_id.id,
                        "team_id": self.department_ids[:1].id,
                        "user_id": self.env.uid if is_staff else False,
                        "channel": opening.channel,
                        "uuid": opening.uuid,
                        "opening": list(opening),
                        "started_at": datetime.datetime.utcfromtimestamp(
                            opening.opened_at
                        ),
                        "save_count": 1,
                    }
                )
        except UniqueViolation as error:
            raise ConcurrencyError("another transaction was first") from error


class CustomerFormDraft(models.Model):
    _inherit = "customer.form.draft"

    def _of_opening(self, form_sudo, opening):
        """The entry of a page, also one that was ended; empty for a page that was not
        saved yet. Nobody else saves or submits it until this transaction ends.

        :raises ConcurrencyError: when somebody does just now
        """
        drafts = self.with_context(active_test=False)
        draft = drafts.search(
            Domain("form_id", "=", form_sudo.id) & Domain("uuid", "=", opening.uuid)
        )
        if draft and not draft.try_lock_for_update(allow_referencing=True):
            raise ConcurrencyError("the entry is saved or submitted just now")
        return draft

    def _note_typed(self, document, former, vals):
        """Put a document in place of the former one.

        :param dict vals: what else changes
        """
        if vals:
            vals = {**vals, "save_count": self.save_count + 1}
        if document != former or not former:
            contact = self._contact_of(document)
            before = self._contact_of(former)
            vals = vals | {
                name: contact[name] for name in contact if contact[name] != before[name]
            }
            self._seal_document(document, former)
        if vals:
            self.write(vals)
