"""How filled pages are checked; see ``customer_form_keep`` for what comes then."""

from odoo import models

from ... import rules
from ...exceptions import (
    ConflictingSubmission,
    FormNotOpen,
    InvalidSubmission,
    RefusedEntries,
    TamperedSubmission,
    UnconfirmedSubmission,
)
from ...messages import render, render_rule
from ...rules.types.base import localised
from ..answers.kept_answers import mask_issues
from ..submission.submission_request import Entry, FilledForm, file_digests


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _submit(
        self,
        raw,
        *,
        version=None,
        channel="link",
        client_uuid=None,
        confirmed=True,
        opening=None,
        signs=None,
        **extra,
    ):
        """Check a filled form and keep it: ``_submit_many`` with one.

        :return: ``customer.form.submission`` record, in sudo: the person who fills a
            form may not read submissions
        :raises NotInvited: somebody whom the form does not ask
        :raises FormNotOpen: draft or closed form
        :raises InvalidSubmission: answers that break a rule, nothing is kept
        :raises UnconfirmedSubmission: answers that look wrong, without ``confirmed``
        :raises TamperedSubmission: unknown fields or options
        :raises ConflictingSubmission: ``client_uuid`` was used for other answers
        """
        filled = FilledForm(
            *(raw, version, channel, client_uuid, extra, confirmed, opening),
            signs=signs,
        )
        try:
            return self._submit_many([filled])
        except RefusedEntries as refused:
            raise refused.errors[0] from None

    def _submit_many(self, filled_forms):
        """Check filled forms and keep them; the one door for every channel.

        All or nothing: with one entry that cannot be kept, none is, and the caller
        learns of every such entry at once. Unique answers count within the batch too,
        and a page that is in it twice is one submission. The number of queries does
        not grow with the number of entries.

        :param filled_forms: list of ``submission_request.FilledForm``
        :return: ``customer.form.submission`` records in sudo, one for each entry, in
            their order
        :raises NotInvited: somebody whom the form does not ask
        :raises RefusedEntries: what is wrong, by position in the list
        """
        entries = self._judge_many(filled_forms)
        errors = {
            index: entry.error for index, entry in enumerate(entries) if entry.error
        }
        if errors:
            raise RefusedEntries(errors)
        return self._keep_judged(entries)

    def _judge_many(self, filled_forms):
        """All that ``_submit_many`` finds out, and nothing is kept.

        :return: list of ``submission_request.Entry``; see its ``error``
        :raises NotInvited: somebody whom the form does not ask
        """
        self.ensure_one()
        for opening in {filled.opening for filled in filled_forms}:
            self._check_may_submit(opening)
        # sudo: visitors have no rights on forms; their answers are checked below
        form_sudo = self.sudo()
        entries = form_sudo._read_entries(filled_forms)
        form_sudo._check_entries(entries)
        return entries

    def _keep_judged(self, entries):
        """Keep entries that ``_judge_many`` found nothing against.

        :return: ``customer.form.submission`` records in sudo, one for each entry
        """
        # sudo: whoever submits has no rights on submissions; the entries were checked
        form_sudo = self.sudo()
        form_sudo._keep_entries([entry for entry in entries if entry.is_new])
        return form_sudo.env["customer.form.submission"].browse(
            [(entry.submission or entry.first.submission).id for entry in entries]
        )

    def _read_entries(self, filled_forms):
        """An ``Entry`` for each filled form, with what is kept of it already."""
        uuids = [filled.client_uuid for filled in filled_forms if filled.client_uuid]
        Submission = self.env["customer.form.submission"]
        known = Submission.browse()
        if uuids:
            known = Submission.search_fetch(
                [("form_id", "=", self.id), ("client_uuid", "in", uuids)],
                ["client_uuid", "content_digest", "create_date"],
            )
        known_by_uuid = {each.client_uuid: each for each in known}
        entries, entry_by_uuid = [], {}
        for filled in filled_forms:
            uuid = filled.client_uuid
            # sudo: visitors have no rights on versions
            version_sudo = (filled.version or self.current_version_id).sudo()
            entry = Entry(
                filled,
                version_sudo,
                known_by_uuid.get(uuid, Submission),
                entry_by_uuid.get(uuid),
            )
            if uuid:
                entry_by_uuid.setdefault(uuid, entry)
            entries.append(entry)
        return entries

    # ------------------------------------------------------------
    # Checks
    # ------------------------------------------------------------

    def _check_entries(self, entries):
        """Run the rules; what speaks against an entry becomes its ``error``."""
        is_staff = any(entry.filled.is_staff for entry in entries)
        others = self._keys_of_others() if is_staff else set()
        asked = {}  # a schema is a document: taken apart once, not for each entry
        for entry in entries:
            try:
                self._check_open(entry)
                self._check_answers(entry, others, asked)
            except (FormNotOpen, TamperedSubmission) as error:
                entry.error = error
        checked = [entry for entry in entries if not entry.error]
        self._recognise_by_content(checked)
        self._check_regions(checked)
        self._check_unique(checked)
        for entry in entries:
            warnings = self._issue_messages(entry.warnings, entry.version)
            if entry.issues:
                messages = self._issue_messages(entry.issues, entry.version)
                entry.error = InvalidSubmission(entry.issues, messages, warnings)
            elif not entry.error:
                entry.error = self._find_conflict(entry)
                if warnings and not (entry.filled.confirmed or entry.submission):
                    entry.error = entry.error or UnconfirmedSubmission(warnings)
        for check in (self._check_persons, self._check_places):
            check([entry for entry in entries if entry.is_new and not entry.error])

    def _check_open(self, entry):
        """Take nothing new while the form is not published.

        :raises FormNotOpen: see ``_submit``
        """
        if not entry.submission and self.state != "published":
            raise FormNotOpen(
                self.env._("“%(form)s” takes no submissions now.", form=self.name)
            )
        if not entry.submission:
            self._check_window(entry.filled.opening, entry.filled.is_staff)

    def _check_answers(self, entry, others=frozenset(), known=None):
        """Read the answers by the rules of the version that was shown.

        :param set others: keys of the staff sections this user is not asked for
        :param dict known: what versions ask, filled in here
        :raises TamperedSubmission: see ``_submit``
        """
        filled = entry.filled
        is_staff, moment = filled.is_staff, entry.submission.create_date
        known = {} if known is None else known
        if (place := (entry.version, is_staff)) not in known:
            hidden = others if is_staff else set()
            schema = rules.without_keys(entry.version.schema, hidden)
            asked = rules.input_fields(schema, with_internal=is_staff)
            known[place] = asked, schema.get("rules", ())
        if moment not in known:
            # A page that was sent before is as good as it was then.
            known[moment] = self._company_today(moment)
        asked, between = known[place]
        verdict = rules.check(asked, filled.raw, today=known[moment], rules=between)
        if verdict.unknown or entry.version.form_id != self:
            raise TamperedSubmission(
                self.env._(
                    "This form does not ask what was sent. Please open it again."
                )
            )
        entry.asked, entry.values = asked, verdict.values
        entry.row_numbers = verdict.row_numbers
        entry.issues, entry.warnings = verdict.issues, verdict.warnings
        entry.issues += mask_issues(entry.answered(), self._sensitive_keys())
        entry.content_digest = self._content_digest(entry)

    def _find_conflict(self, entry):
        """The error of a page that was sent before and says something else now."""
        before = entry.submission or entry.first
        if entry.filled.is_known_by_content:
            return None
        # Before sensitive answers were sealed there was another digest: emptied since.
        if before.content_digest in (False, entry.content_digest):
            return None
        return ConflictingSubmission(
            self.env._(
                "This page was already submitted with other answers. Open the form"
                " again to submit another one."
            )
        )

    def _content_digest(self, entry):
        """Keyed digest of what is kept and found again: tells a resend from a change.

        The key is not in the database: nobody finds the answers by trying all of them.
        """
        document = rules.canonical_json(
            [entry.full_values(), file_digests(entry.filled.raw)]
        )
        return self.env["customer.vault.value"]._keyed_digest(
            "submission content", document
        )

    def _issue_messages(self, issues, version):
        """Sentences for the broken rules: {field key: [sentence]}."""
        messages = {}
        if not issues:  # a schema is long
            return messages
        rules_by_key = {rule["key"]: rule for rule in version.schema.get("rules", ())}
        for issue in issues:
            sentence = render(self.env, issue.code, issue.params)
            if issue.code == "pattern":
                field = version._field(issue.field.rpartition(":")[2])
                own = field.get("pattern_message") or {}
                sentence = localised(own, self.env.lang) or sentence
            elif issue.code == "rule":
                rule = rules_by_key[issue.params["rule"]]
                sentence = render_rule(self.env, rule, version.schema)
            messages.setdefault(issue.field, []).append(sentence)
        return messages
