"""What staff see of an unfinished entry: masks, where the privacy policy says so."""

from odoo import models

from ... import rules
from ...tools.sensitivity import looks_masked, mask
from ..answers.answered_mixin import UNKNOWN
from ..answers.kept_answers import KEPT_ROW, GivenMasks, kept_values, to_raw


class DraftMasks(GivenMasks):
    """A mask that comes back stands for what was typed, right or not. Another one stays
    as it was sent: whoever submits it is told."""

    def unmasked(self, field, given, kept, shown, path=""):
        known = len(self.issues)
        found = super().unmasked(field, given, kept, shown, path)
        is_row = rules.FIELD_TYPES[field["type"]].has_rows
        return found if is_row or len(self.issues) == known else given

    def _as_typed(self, kept, field):
        return kept


class CustomerFormDraft(models.Model):
    _inherit = "customer.form.draft"

    def _hidden_keys(self, version):
        """Questions and sections whose answers this user never sees. Asked of a record
        of the user."""
        # sudo: who sees an entry may know which questions are hidden from him
        visible = self.sudo().form_id.with_user(self.env.user)._visible_keys()
        if visible is None:
            return set()
        asked = rules.input_fields(version.schema, with_internal=True)
        return {field["key"] for field in asked} - set(visible)

    def _shown_document(self):
        """What was typed, as this user sees it: without what is hidden from him, and
        masked where the policy does not show it to him. Rows say which they are.

        :return: as ``form_request.read_answers`` returns it
        """
        self.ensure_one()
        draft_sudo = self.sudo()  # sudo: its caller has checked the access
        hidden = self._hidden_keys(draft_sudo.version_id)
        document = draft_sudo._open_document()
        return {
            key: _numbered(value)
            for key, value in masked(document, self._masked_classes()).items()
            if key not in hidden
        }

    def _masked_classes(self):
        """{key: class} of the answers that this user sees as masks."""
        # sudo: who sees an entry may know what of it is masked
        classes = self.sudo().form_id._sensitive_keys()
        return {
            key: class_
            for key, class_ in classes.items()
            if self._sensitivity_level(class_) != "full"
        }


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _completed_by_staff(self, opening, version, given):
        """What staff send of an unfinished entry, with what they were not shown: masks
        stand for what was typed, and hidden answers stay.

        :param Opening opening: of a page with ``draft_id``
        :param dict given: as ``form_request.with_kept_rows`` returns it
        :return: as ``rules.check`` takes it
        """
        # sudo: what they may not see is put in for them, never shown
        draft_sudo = self.env["customer.form.draft"].sudo().browse(opening.draft_id)
        draft_sudo = draft_sudo.exists().filtered("active")
        others = self._keys_of_others()
        asked = rules.input_fields(
            rules.without_keys(version.schema, others), with_internal=True
        )
        kept = (
            draft_sudo._open_document()
            if draft_sudo
            else self._submitted_answers(opening, asked)
        )
        classes = self._sensitive_keys()
        shown, masks = masked(kept, classes), DraftMasks(classes)
        hidden = draft_sudo.with_user(self.env.user)._hidden_keys(version)
        completed = {
            key: value for key, value in given.items() if not key.endswith(KEPT_ROW)
        }
        for field in asked:
            key = field["key"]
            if key in hidden and key in kept:
                completed[key] = kept[key]
            elif key in completed:
                completed[key] = masks.unmasked(
                    field, completed[key], kept.get(key), shown.get(key)
                )
        return completed

    def _submitted_answers(self, opening, asked):
        """What the page said when it was submitted, for one that is sent again."""
        submission = self.env["customer.form.submission"].search(
            [("form_id", "=", self.id), ("client_uuid", "=", opening.uuid)]
        )
        values = kept_values(submission, asked) if submission else {}
        return {
            field["key"]: to_raw(values[field["key"]], field)
            for field in asked
            if field["key"] in values
        }


def masked(document, classes):
    """A document with masks in place of what is sensitive.

    :param dict classes: {key: class} of what is masked
    """
    shown = {}
    for key, value in document.items():
        if isinstance(value, str) and key in classes:
            shown[key] = mask(classes[key], value) or UNKNOWN
        elif isinstance(value, list):
            shown[key] = [
                masked(each, classes) if isinstance(each, dict) else each
                for each in value
            ]
        else:
            shown[key] = value
    return shown


def masks_on_page(raw, classes, path=""):
    """{path: mask} of what a page shows masked: left as it is, it stands for what was
    typed.

    :param dict raw: as ``form_request.read_answers`` returns it
    """
    found = {}
    for key, value in raw.items():
        if key in classes and looks_masked(value):
            found[f"{path}{key}"] = value
        for number, row in enumerate(value if isinstance(value, list) else ()):
            if isinstance(row, dict):
                found |= masks_on_page(row, classes, f"{key}:{number}:")
    return found


def _numbered(value):
    """Rows that say which of the kept ones they are."""
    if not isinstance(value, list):
        return value
    return [
        {**each, KEPT_ROW: str(place)} if isinstance(each, dict) else each
        for place, each in enumerate(value)
    ]
