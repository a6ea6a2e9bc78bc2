from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError, UserError

from ... import rules
from ...rules import FIELD_TYPES, Issue
from ...tools.found_only import FoundOnly
from ...tools.submission_states import PLACELESS


class CustomerFormUnique(models.Model):
    """An answer that may be given once per form (F3), as a digest whose key is not in the
    database (V2).

    The unique index settles what two visitors at the same instant get.
    """

    _name = "customer.form.unique"
    _description = "Unique Answer"

    form_id = fields.Many2one(
        "customer.form", required=True, index=True, ondelete="cascade"
    )
    submission_id = fields.Many2one(
        "customer.form.submission", required=True, index=True, ondelete="cascade"
    )
    field_key = fields.Char(required=True)
    digest = fields.Char(required=True)

    _digest_uniq = models.UniqueIndex(
        "(form_id, field_key, digest)", "This answer was given before."
    )


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _unique_digests(self, answered, found=None):
        """Digests of the unique answers, by path.

        :param answered: iterable of ``submission_request.Answered``, sensitive answers in
            full
        :param dict found: path -> blind digest of what is kept only to be found again
        """
        digest = self.env["customer.vault.value"]._keyed_digest
        return {
            each.path: digest(
                "unique answer",
                rules.canonical_json(
                    [self.id, each.field["key"], self._unique_text(each, found or {})]
                ),
            )
            for each in answered
            if each.field.get("unique")
        }

    def _unique_text(self, answered, found):
        """What equal answers have in common; capital letters make no difference."""
        field_type, value = FIELD_TYPES[answered.field["type"]], answered.value
        if not field_type.is_found_only:
            return value.casefold() if isinstance(value, str) else value
        if isinstance(answered.raw, str):
            number = FoundOnly(field_type.full(answered.raw))
            vault = self.env["customer.vault.value"]
            return vault._blind_digest_of(self.company_id, "id", number)
        return found.get(answered.path, value)

    def _unique_holders(self, digests):
        """Which submission of these forms has given each of the answers.

        :param digests: iterable of digests
        :return: {digest: ``customer.form.submission`` record}
        """
        digests = list(digests)
        if not digests:
            return {}
        given = self.env["customer.form.unique"].search_fetch(
            [("form_id", "in", self.ids), ("digest", "in", digests)],
            ["digest", "submission_id"],
        )
        return {each.digest: each.submission_id for each in given}

    def _note_answers_given_before(self, former):
        """Questions that are unique from now on: what was answered to them before is
        not taken again. Of equal answers the first is noted.

        :param former: the ``customer.form.version`` that was current until now
        """
        asked = (rules.answer_fields, rules.row_fields)
        unique, before = (
            {
                field["key"]
                for fields_of in asked
                for field in (fields_of(version.schema) if version else ())
                if field.get("unique")
            }
            for version in (self.current_version_id, former)
        )
        newly = unique - before
        if not newly or not former:
            return
        submissions = self.env["customer.form.submission"].search(
            [("form_id", "=", self.id), ("state", "not in", PLACELESS)], order="id"
        )
        first = {}
        for submission, digests in submissions._given_unique_digests(newly).items():
            for path, digest in digests.items():
                first.setdefault(digest, (submission, path.rpartition(":")[2]))
        known = self._unique_holders(first)
        self.env["customer.form.unique"].create(
            [
                {
                    "form_id": self.id,
                    "submission_id": submission.id,
                    "field_key": key,
                    "digest": digest,
                }
                for digest, (submission, key) in first.items()
                if digest not in known
            ]
        )

    def _check_unique(self, entries):
        """Add an issue for each unique answer that another submission gave already,
        another page earlier in the batch, or another row of the page. The answers it
        has given itself are not in an entry's way.
        """
        kept = self.env["customer.form.submission"].union(
            *(entry.submission for entry in entries)
        )
        found = kept._found_digests()
        for entry in entries:
            entry.unique = self._unique_digests(
                entry.answered(), found.get(entry.submission)
            )
        holders = self._unique_holders(
            digest for entry in entries for digest in entry.unique.values()
        )
        givers = {}
        for entry in entries:
            for path, digest in entry.unique.items():
                giver = givers.setdefault(digest, (entry.first, path))
                holder = holders.get(digest, entry.submission)
                if giver != (entry.first, path) or holder != entry.submission:
                    entry.issues.append(Issue(path, "not_unique", {}))


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    unique_ids = fields.One2many("customer.form.unique", "submission_id")

    def _keep_unique_answers(self, digests):
        """Note the unique answers of these submissions, so that nobody gives them again.

        :param list digests: ``{path: digest}``, one for each submission
        :raises psycopg2.errors.UniqueViolation: when somebody did just now
        """
        self.env["customer.form.unique"].create(
            [
                {
                    "form_id": submission.form_id.id,
                    "submission_id": submission.id,
                    "field_key": path.rpartition(":")[2],
                    "digest": digest,
                }
                for submission, digests_by_path in zip(self, digests, strict=True)
                for path, digest in digests_by_path.items()
            ]
        )

    def _given_unique_digests(self, keys=None):
        """The digests of the unique answers of these submissions, made anew.

        :param keys: questions that count as unique; those of each version by default
        :return: {submission: {path: digest}}
        """
        opened, found = self._open_answers(), self._found_digests()
        digests = {}
        for submission in self:
            answered = submission._answered(opened)
            if keys is not None:
                answered = [
                    each._replace(field={**each.field, "unique": True})
                    for each in answered
                    if each.field["key"] in keys
                ]
            digests[submission] = submission.form_id._unique_digests(
                answered, found.get(submission)
            )
        return digests

    def _found_digests(self):
        """The blind digests of what is kept of these submissions only to be found again.

        :return: {submission: {path: digest}}
        """
        found = {}
        sensitive = self.filtered(lambda each: each.form_id._sensitive_keys())
        if not sensitive:
            return found
        vault = self.env["customer.vault.value"]
        for res_id, by_key in vault._found_only(sensitive).items():
            found[self.browse(res_id)] = by_key
        rows = sensitive.row_ids
        for res_id, by_key in vault._found_only(rows).items():
            row = rows.browse(res_id)
            path = f"{row.section_key}:{row.sequence - 1}:"
            found.setdefault(row.submission_id, {}).update(
                {f"{path}{key}": digest for key, digest in by_key.items()}
            )
        return found

    def _take_unique_answers_again(self):
        """Refused submissions take effect after all.

        :raises UserError: when their answers were given by somebody else meanwhile
        :raises ConcurrencyError: when that happened just now; Odoo runs the request
            again, which then tells it
        """
        digests = [
            {**answers, **(person if each.form_id.is_once_per_person else {})}
            for (each, answers), person in zip(
                self._given_unique_digests().items(),
                self._given_person_digests(),
                strict=True,
            )
        ]
        taken = set(
            self.form_id._unique_holders(
                digest for each in digests for digest in each.values()
            )
        )
        for submission, digests_by_path in zip(self, digests, strict=True):
            if taken & set(digests_by_path.values()):
                raise UserError(
                    self.env._(
                        "%(number)s cannot be accepted: another submission has given the"
                        " same answer meanwhile.",
                        number=submission.number,
                    )
                )
            taken |= set(digests_by_path.values())
        try:
            with self.env.cr.savepoint():
                self._keep_unique_answers(digests)
        except UniqueViolation as error:
            raise ConcurrencyError("a unique answer was given just now") from error
