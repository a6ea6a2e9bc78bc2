"""Forms that are taken once from each person (P4)."""

from odoo import models

from ... import rules
from ...exceptions import NotTaken
from ...rules import Issue
from ...tools import sensitivity
from ...tools.submission_states import PLACELESS

# Among the unique answers, where no question can have this key.
PERSON = "_person"
KINDS = ("phone", "email")


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def write(self, vals):
        newly = self.browse()
        if vals.get("is_once_per_person"):
            newly = self.filtered(lambda form: not form.is_once_per_person)
        result = super().write(vals)
        for form in newly:
            form.sudo()._note_persons_before()  # sudo: write access was checked
        return result

    def _check_persons(self, entries):
        """Refuse the entries of people who have submitted this form already.

        Their digests are kept as unique answers are: the index settles what two pages of
        one person at the same instant get.

        :param list entries: ``submission_request.Entry`` in which nothing is wrong
        """
        if not self.is_once_per_person:
            return
        digests = [self._entry_digests(entry) for entry in entries]
        holders = self._unique_holders(
            digest for each in digests for digest in each.values()
        )
        seen = set(holders)
        for entry, its_own in zip(entries, digests, strict=True):
            if seen & set(its_own.values()):
                entry.error = self._once_error(entry.filled.opening)
            else:
                entry.unique |= its_own
                seen |= set(its_own.values())

    def _check_corrected_person(self, edit):
        """Contact details are as good corrected as they are at first: nobody submits with
        made-up ones and puts his own in afterwards.

        :param edit: ``submission_edit.Edit``; gets what speaks against it, or the digests
            to keep beside those there are
        """
        submission = edit.submission
        if not self.is_once_per_person or self._is_known_otherwise(submission):
            return
        schema = submission.version_id.schema
        before = contact_details(schema, edit.before)
        after = contact_details(schema, edit.entry.values)
        digests = self._person_digests([each for each in after if each not in before])
        holders = self._unique_holders(digests.values())
        if any(holder != submission for holder in holders.values()):
            edit.entry.issues += [
                Issue(field["key"], "not_unique", {})
                for field in edit.entry.asked
                if field["type"] in KINDS and field["key"] in edit.changed
            ]
        else:
            edit.entry.unique |= {
                path: digest
                for path, digest in digests.items()
                if digest not in holders
            }

    def _is_known_otherwise(self, submission):
        """Whether who made a submission was invited or signed in: see ``_known_person``."""
        known = [
            ("invitation", str(submission.invitation_id.id)),
            ("user", str(submission.create_uid.id)),
        ]
        held = submission.unique_ids.mapped("digest")
        return bool(set(self._person_digests(known).values()) & set(held))

    def _check_person_before(self, opening, is_staff):
        """Tell who is known before he fills in anything that he has done so.

        :raises NotTaken: see ``_check_takes``
        """
        if self.is_once_per_person:
            digests = self._person_digests(self._known_person(opening, is_staff))
            if self._unique_holders(digests.values()):
                raise self._once_error(opening)

    def _once_error(self, opening):
        if self._known_person(opening, is_staff=False):
            said = self.env._(
                "You have filled in this form already. It is taken once from each person."
            )
        else:
            # Not which of them, nor whose: whoever types a number learns no more.
            said = self.env._(
                "This form is taken once from each person and cannot be taken with these"
                " contact details. If that is a mistake, please contact us."
            )
        return NotTaken(said, status=409)

    # ------------------------------------------------------------
    # Who is who
    # ------------------------------------------------------------

    def _entry_digests(self, entry):
        """Digests of who fills in an entry, by path."""
        filled = entry.filled
        person = self._known_person(filled.opening, filled.is_staff)
        return self._person_digests(
            person or contact_details(entry.version.schema, entry.values)
        )

    def _known_person(self, opening, is_staff):
        """Who is known without asking: [(kind, text)], empty for a stranger."""
        if opening and opening.invitation_id:
            return [("invitation", str(opening.invitation_id))]
        user = self.env.user
        if is_staff or user._is_public() or user._is_superuser():
            return []
        return [("user", str(user.id))]

    def _person_digests(self, details):
        """Digests of what a person is known by, by path."""
        digest = self.env["customer.vault.value"]._keyed_digest
        return {
            f"{kind}:{number}:{PERSON}": digest(
                "once per person", rules.canonical_json([self.id, kind, text])
            )
            for number, (kind, text) in enumerate(details)
        }

    def _note_persons_before(self):
        """From now on each person submits once: those who have, have. Of several
        submissions of one person the first is noted."""
        submissions = self.env["customer.form.submission"].search(
            [("form_id", "=", self.id), ("state", "not in", PLACELESS)], order="id"
        )
        digests = submissions._given_person_digests()
        seen = set(
            self._unique_holders(digest for each in digests for digest in each.values())
        )
        for each in digests:
            for path, digest in list(each.items()):
                if digest in seen:
                    del each[path]
                seen.add(digest)
        submissions._keep_unique_answers(digests)


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _given_person_digests(self):
        """Digests of who gave these submissions, made anew: by contact details, as who
        was signed in or invited is not asked for here.

        :return: list of {path: digest}, one for each submission
        """
        opened = self._open_answers()
        return [
            each.form_id._person_digests(
                contact_details(
                    each.version_id.schema,
                    {**each.answers._values, **opened.get(each, {})},
                )
            )
            for each in self
        ]


def contact_details(schema, values):
    """What a person is known by among answers: phones and e-mail addresses of his own, or
    any where no question says that it asks for his.

    :param dict schema: of a version
    :param dict values: full answers by key
    :return: list of (kind, text), equal for equal numbers and addresses
    """
    asked = rules.answer_fields(schema)
    details = []
    for kind in KINDS:
        own = [field for field in asked if field["role"] == kind]
        for field in own or [each for each in asked if each["type"] == kind]:
            normal = sensitivity.normal(kind, values.get(field["key"]))
            if normal and (kind, normal) not in details:
                details.append((kind, normal))
    return details
