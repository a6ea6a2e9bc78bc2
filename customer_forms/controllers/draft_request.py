"""What a page that is kept unfinished sends, and how it is shown again."""

from odoo.http import request

from ..models.draft.draft_files import MAX_FILES_SIZE
from ..models.draft.draft_keep import DraftSave
from ..models.submission.submission_request import UploadedFile
from ..rules import FIELD_TYPES, answer_fields, row_fields
from ..rules.types import Invalid
from ..rules.types.attachment import DEFAULT_MAX_FILES, MEGABYTE
from . import form_request, robots

# One save without files; and the key of the session that knows what was begun in it.
MAX_SAVE_SIZE = 64 * 1024
BEGUN = "customer_form_drafts"
ID_DIGITS, WRITER_LENGTH, SEQUENCE_DIGITS = 18, 40, 9


def kept_file_ids():
    """What the page says of files that were kept before: {path: [id]}."""
    ids = {}
    for name, texts in request.httprequest.form.lists():
        if name.startswith(form_request.KEPT_FILE):
            path = name.removeprefix(form_request.KEPT_FILE)
            ids[path] = [int(text) for text in texts if _is_number(text, ID_DIGITS)]
    return ids


def read_answers(form_sudo, version_sudo, opening, has_content):
    """``form_request.read_answers`` with the files that were kept before.

    :param bool has_content: whether what is in those files is wanted
    """
    kept_ids = kept_file_ids() if opening else {}
    files = {}
    if any(kept_ids.values()):
        wanted = {each for ids in kept_ids.values() for each in ids}
        known = form_sudo._kept_files(opening.uuid, wanted, has_content)
        files = {
            path: [known[each] for each in ids if each in known]
            for path, ids in kept_ids.items()
        }
    asked = _files_asked(version_sudo)
    return form_request.read_answers(
        version_sudo,
        {
            path: kept
            for path, kept in files.items()
            if kept and path.rpartition(":")[2] in asked
        },
    )


def draft_save(version_sudo, opening, raw, **how):
    """A ``DraftSave`` of what was posted.

    :param how: what else it is to say
    """
    posted = request.httprequest.form
    sequence = posted.get("_sequence", "")
    return DraftSave(
        opening=opening,
        version=version_sudo,
        raw=raw,
        section=_section(
            version_sudo, posted.get("_section", ""), how.get("is_staff", False)
        ),
        writer=posted.get("_writer", "")[:WRITER_LENGTH],
        address="" if how.get("is_staff") else robots.address_of_visitor(),
        sequence=int(sequence) if _is_number(sequence, SEQUENCE_DIGITS) else 0,
        **how,
    )


def removed_files():
    """Ids of the kept files that were removed on the page."""
    texts = request.httprequest.form.getlist("_removed_file")
    return {int(text) for text in texts if _is_number(text, ID_DIGITS)}


def files_to_keep(version_sudo, raw, draft_sudo):
    """The files of a request that are good, and what is wrong with the others.

    They are checked as those of a submission are: kind, size and number, those that were
    kept before counted in, and what all of them weigh.

    :param draft_sudo: ``customer.form.draft``, in sudo
    :return: ({path: list of ``UploadedFile``}, {path: ``Invalid``})
    """
    fields = _files_asked(version_sudo)
    good, wrong = {}, {}
    if not request.httprequest.files:
        return good, wrong
    weight = sum(draft_sudo._files().mapped("file_size"))
    for path, files in _by_path(raw):
        sent = [file for file in files if not file.attachment_id]
        if not sent:
            continue
        weight += sum(file.size for file in sent)
        try:
            if weight > MAX_FILES_SIZE:
                raise Invalid("files_too_big", max=MAX_FILES_SIZE // MEGABYTE)
            _check_files(fields[path.rpartition(":")[2]], sent, len(files))
        except Invalid as invalid:
            wrong[path] = invalid
            weight -= sum(file.size for file in sent)
        else:
            good[path] = sent
    return good, wrong


def _check_files(field, sent, count):
    """:raises Invalid: as a submission with ``count`` files in all would be refused"""
    limit = field.get("max_files") or DEFAULT_MAX_FILES
    if count > limit:
        raise Invalid("too_many_files", max=limit)
    FIELD_TYPES["attachment"].parse(sent, field)


def places_of_files(raw):
    """Where kept files stand on the page: {id: path}."""
    return {
        file.attachment_id: path
        for path, files in _by_path(raw)
        for file in files
        if file.attachment_id
    }


def with_files(raw, files, version_sudo):
    """``raw`` with files in the places of their questions; what the version does not ask
    is left out.

    :param dict files: {path: list of ``UploadedFile``}
    """
    asked = _files_asked(version_sudo)
    raw = dict(raw)
    for path, attached in files.items():
        section, _colon, rest = path.partition(":")
        number, _colon, key = rest.partition(":")
        if (key or section) not in asked:
            continue
        if not key:
            raw[section] = attached
            continue
        rows = [*(raw.get(section) or ())]
        place = int(number)
        rows += [{} for _missing in range(place + 1 - len(rows))]
        rows[place] = {**rows[place], key: attached}
        raw[section] = rows
    return raw


# ------------------------------------------------------------
# The session
# ------------------------------------------------------------


def begun(form_sudo):
    """The entry that this browser began in this session; empty without one."""
    res_id = request.session.get(BEGUN, {}).get(str(form_sudo.id), 0)
    draft_sudo = form_sudo.env["customer.form.draft"].browse(res_id).exists()
    return draft_sudo.filtered(
        lambda draft: draft.active and draft.form_id == form_sudo
    )


def remember(draft_sudo):
    """Note in the session that it began this entry."""
    known = {
        **request.session.get(BEGUN, {}),
        str(draft_sudo.form_id.id): draft_sudo.id,
    }
    if request.session.get(BEGUN) != known:
        request.session[BEGUN] = known


def forget(form_sudo):
    """The session knows of no entry of this form any more."""
    known = dict(request.session.get(BEGUN, {}))
    if known.pop(str(form_sudo.id), None):
        request.session[BEGUN] = known


# ------------------------------------------------------------
# Reading
# ------------------------------------------------------------


def _by_path(raw):
    for key, value in raw.items():
        items = value if isinstance(value, list) else ()
        files = [item for item in items if isinstance(item, UploadedFile)]
        if files:
            yield key, files
        for number, row in enumerate(items):
            if isinstance(row, dict):
                for inner, attached in _by_path(row):
                    yield f"{key}:{number}:{inner}", attached


def _files_asked(version_sudo):
    """The questions for files: {key: field}."""
    schema = version_sudo.schema
    return {
        field["key"]: field
        for field in (*answer_fields(schema), *row_fields(schema))
        if field["type"] == "attachment"
    }


def _section(version_sudo, place, is_staff):
    """By what a section is known again in another version: the key of its first question.

    :param str place: which of the sections on the page, from 0
    """
    shown = sections_shown(version_sudo.schema, is_staff)
    if not _is_number(place, 3) or int(place) >= len(shown):
        return ""
    return shown[int(place)]["fields"][0]["key"]


def _is_number(text, digits):
    return text.isascii() and text.isdecimal() and len(text) <= digits


def sections_shown(schema, is_staff):
    """The sections of a schema that are on a page."""
    return [each for each in schema["sections"] if is_staff or not each["internal"]]


def place_of_section(schema, key, is_staff):
    """Where the section with a question is on the page, from 0; the first one for a
    question that is asked no more."""
    return next(
        (
            place
            for place, section in enumerate(sections_shown(schema, is_staff))
            if key in {field["key"] for field in section["fields"]}
        ),
        0,
    )
