"""What was typed on a page that was not submitted: one sealed document for each."""

from odoo import models

from ... import rules
from ...rules.types.rows import MAX_ROWS
from ...tools import sensitivity as classes
from ...tools.found_only import FoundOnly

# Names in the vault. An answer that a person may be found by has a digest of its own.
NAME, FOUND = "document", "answer:"
# Classes by which a person is searched for.
IDENTIFYING = ("name", "phone", "email", "id")
CONTACT = {"person_name": "name", "phone": "phone", "email": "email"}


def typed(field, raw):
    """What is kept of what was typed into a field, None for nothing.

    Not files, which are attachments, and no number of an identity card: all the suite
    ever keeps of one is its end, so that it is asked for again.

    :param dict field: of the schema
    :param raw: as ``form_request.read_answers`` returns it
    """
    field_type = rules.FIELD_TYPES[field["type"]]
    if field_type.has_rows:
        rows = raw if isinstance(raw, list) else ()
        return [
            typed_answers(field["fields"], row)
            for row in rows[:MAX_ROWS]
            if isinstance(row, dict)
        ] or None
    if field_type.is_found_only:
        return None
    if isinstance(raw, list):
        return [each for each in raw if isinstance(each, str)] or None
    return raw if isinstance(raw, str) and raw else None


def typed_answers(fields, raw):
    """``typed`` for each of ``fields``, without what says nothing."""
    kept = {field["key"]: typed(field, raw.get(field["key"])) for field in fields}
    return {key: value for key, value in kept.items() if value is not None}


def sensitive_texts(document, by_key):
    """(path, class, text) of what is sensitive in a document, in its order.

    :param dict by_key: {key: class}
    """
    for key, value in document.items():
        if isinstance(value, str) and key in by_key:
            yield key, by_key[key], value
        for number, row in enumerate(value if isinstance(value, list) else ()):
            if isinstance(row, dict):
                for path, class_, text in sensitive_texts(row, by_key):
                    yield f"{key}:{number}:{path}", class_, text


class CustomerFormDraft(models.Model):
    _inherit = "customer.form.draft"

    def _seal_document(self, document, former):
        """Keep what was typed, and what its person is found by.

        :param dict document: as ``typed_answers`` returns it
        :param dict former: the document there was
        """
        self.ensure_one()
        by_key = self.form_id._sensitive_keys()
        values = dict.fromkeys(_found_by(former, by_key))
        values.update(_found_by(document, by_key))
        values[NAME] = (classes.DOCUMENT, document)
        vault = self.env["customer.vault.value"]
        vault._seal(
            self,
            {
                self.id: {
                    name: value or (classes.DOCUMENT, None)
                    for name, value in values.items()
                }
            },
        )

    def _open_document(self):
        """What was typed, in full: the caller has checked who may.

        :return: dict, empty when nothing is kept
        """
        self.ensure_one()
        return self._open_values([NAME])[self.id].get(NAME) or {}

    def _contact_of(self, document):
        """Whom to call, as far as it was typed: values of the sealed fields."""
        found = {}
        for _path, class_, text in sensitive_texts(
            document, self.form_id._sensitive_keys()
        ):
            found.setdefault(class_, _contact(class_, text))
        return {name: found.get(class_) or False for name, class_ in CONTACT.items()}


def _found_by(document, by_key):
    """{name in the vault: (class, what is only found)} of a document."""
    return {
        f"{FOUND}{path}": (class_, FoundOnly(text))
        for path, class_, text in sensitive_texts(document, by_key)
        if class_ in IDENTIFYING and classes.normal(class_, text)
    }


def _contact(class_, text):
    """A name as typed; a number or an address only when it is one already."""
    return text.strip() if class_ == "name" else classes.normal(class_, text)
