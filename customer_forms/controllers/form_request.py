"""What a visitor's request says, before any rule looks at it."""

import re

from odoo.http import request

from .. import rules
from ..models.answers.kept_answers import KEPT_ROW
from ..models.publication.customer_form_address import SLUG
from ..models.submission.submission_request import UploadedFile
from ..rules.types.rows import MAX_ROWS
from .robots import ROBOT_FIELDS

CLIENT_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
VERSION_NUMBER = re.compile(r"[0-9]{1,8}")
# Posted beside the answers; field_key.RESERVED and the form of a key keep them apart.
TECHNICAL_FIELDS = {
    *("csrf_token", "_version", "_uuid", "_opening", "_add_row", "_confirmed"),
    *("_leave", "_removed_file", "_section", "_sequence", "_writer"),
    *ROBOT_FIELDS,
}
# Before the path of a question: ids of its files that are kept with an unfinished entry.
KEPT_FILE = "_draft_file:"
# The name of a question in a row of a repeating section.
ROW_NAME = re.compile(r"([a-z][a-z0-9_]{0,59}):([0-9]{1,4}):([a-z][a-z0-9_]{0,59})")
# How many rows a browser without scripts is offered at first, if the form allows them.
ROWS_WITHOUT_SCRIPT = 3


def find_form(slug):
    """The form at this address, in sudo: its page is for everybody.

    Empty for an unknown or archived form and one that was never published.
    """
    # sudo: the page of a published form is for everybody
    forms_sudo = request.env["customer.form"].sudo()
    if not SLUG.fullmatch(slug):
        return forms_sudo
    return forms_sudo.search(
        [("slug", "=", slug), ("current_version_id", "!=", False)], limit=1
    )


def opened_version(form_sudo, number):
    """The version the visitor has before him (F11); the current one if there is no such
    version."""
    current_sudo = form_sudo.current_version_id
    if not VERSION_NUMBER.fullmatch(number or ""):
        return current_sudo
    domain = [("form_id", "=", form_sudo.id), ("number", "=", int(number))]
    return current_sudo.search(domain, limit=1) or current_sudo


def read_answers(version_sudo, kept_files=None):
    """What was posted, in the shape the rules take: text, lists, files and rows.

    :param dict kept_files: path -> list of ``UploadedFile`` that were sent before
    """
    schema = version_sudo.schema
    types = {
        field["key"]: rules.FIELD_TYPES[field["type"]]
        for field in (*rules.answer_fields(schema), *rules.row_fields(schema))
    }
    http_request = request.httprequest
    posted = {}
    for name, texts in http_request.form.lists():
        if name not in TECHNICAL_FIELDS and not name.startswith(KEPT_FILE):
            field_type = types.get(name.rpartition(":")[2])
            is_list = field_type and field_type.property_type == "tags"
            posted[name] = texts if is_list else texts[-1]
    for name, uploads in http_request.files.lists():
        files = [
            UploadedFile.of(upload.filename, upload.read())
            for upload in uploads
            if upload.filename
        ]
        if files or name.rpartition(":")[2] not in types:
            posted[name] = files
    for name, files in (kept_files or {}).items():
        posted[name] = [*files, *(posted.get(name) or ())]
    return gather_rows(posted, repeating_sections(schema))


def repeating_sections(schema):
    """The repeating sections of a schema: {key: section}."""
    return {
        section["key"]: section for section in schema["sections"] if "repeat" in section
    }


def gather_rows(posted, sections):
    """What was posted under ``section:row:question``, as lists of dicts.

    The numbers only tell the order: gaps in them are closed. Names of no repeating
    section stay as they are, for the rules to refuse.

    :param dict posted: name -> text, list of texts or list of files
    :param sections: keys of the repeating sections
    :return: dict as ``rules.check`` takes it

    >>> gather_rows({"a": "1", "s:7:q": "y", "s:2:q": "x"}, {"s"})
    {'a': '1', 's': [{'q': 'x'}, {'q': 'y'}]}
    """
    raw, rows = {}, {}
    for name, value in posted.items():
        in_row = ROW_NAME.fullmatch(name)
        if in_row and in_row[1] in sections:
            row = rows.setdefault(in_row[1], {}).setdefault(int(in_row[2]), {})
            row[in_row[3]] = value
        else:
            raw[name] = value
    for key, row_by_number in rows.items():
        raw[key] = [row for _number, row in sorted(row_by_number.items())]
    return raw


def with_kept_rows(raw):
    """The rows that were posted, with what they say of which kept rows they are.

    :param dict raw: as ``read_answers`` returns it
    :return: dict
    """
    places = {}
    for name, place in request.httprequest.form.items():
        section, number, kept = [*name.split(":"), "", ""][:3]
        if section in raw and number.isdecimal():
            known = places.setdefault(section, {}).setdefault(int(number), {})
            known.update({KEPT_ROW: place} if kept == KEPT_ROW else {})
    return raw | {
        key: [
            {**row, **said}
            for row, (_number, said) in zip(
                raw[key], sorted(said_by.items()), strict=False
            )
        ]
        for key, said_by in places.items()
        if isinstance(raw[key], list)
    }


def rows_shown(section, raw):
    """The rows a page shows of a repeating section: those that were filled in, else as
    many blank ones as are wanted, at least one.

    :param dict section: of the schema
    :param dict raw: as ``read_answers`` returns it
    :return: list of dicts
    """
    return _posted_rows(section, raw) or [{}] * max(section["repeat"]["min"], 1)


def rows_hint(section):
    """How many rows there may be, in the language of the page."""
    limits = section["repeat"]
    if limits["min"]:
        return request.env._(
            "%(min)s to %(max)s rows", min=limits["min"], max=limits["max"]
        )
    return request.env._("Up to %(max)s rows", max=limits["max"])


def rows_without_script(section, raw):
    """How many rows a browser without scripts is shown."""
    shown = len(rows_shown(section, raw))
    if _posted_rows(section, raw):
        return shown
    return max(shown, min(section["repeat"]["max"], ROWS_WITHOUT_SCRIPT))


def _posted_rows(section, raw):
    rows = raw.get(section["key"])
    is_rows = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    return rows[:MAX_ROWS] if is_rows else []


class CompletedAnswers(dict):
    """Answers with what the person on the page was not shown.

    :ivar dict given: what was sent; a page that comes back shows no more
    """

    given = None


def as_given(raw):
    """What was sent, without what it was completed with."""
    return raw.given if isinstance(raw, CompletedAnswers) else raw


def add_row(raw, section):
    """``raw`` with a blank row more in a repeating section, if it may have one."""
    raw = as_given(raw)
    rows = rows_shown(section, raw)
    if len(rows) < section["repeat"]["max"]:
        rows = [*rows, {}]
    return {**raw, section["key"]: rows}


def files_kept(raw, key):
    """The files of a question that were kept before and are not sent again.

    :param dict raw: as ``read_answers`` returns it, or written by anybody
    """
    value = raw.get(key)
    return [
        item
        for item in (value if isinstance(value, list) else ())
        if isinstance(item, UploadedFile) and item.attachment_id
    ]


def client_uuid(text):
    """The page's UUID, if it is one."""
    return text if text and CLIENT_UUID.fullmatch(text) else None
