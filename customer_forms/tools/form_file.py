"""A form from a file that somebody hands over: what it is tells its content, not its name."""

import json

from .form_document import check_document
from .workbook import FileProblem, read_workbook
from .workbook.reader import Reading
from .workbook.source import MAX_SIZE, MEGABYTE, OLE, XLSX


def read_form_file(content, names, title="", published=None):
    """Read a form from a JSON file or a workbook.

    :param bytes content: the file
    :param dict names: {language code: name} of the database, the source language first
    :param str title: stands for the form's title when a workbook has none
    :param dict published: see ``form_document.check_document``
    :return: ``Reading``: the document, and what is wrong with it as ``Problem`` (JSON) or
        ``Finding`` (workbook)
    :raises FileProblem: when the file cannot be read at all
    """
    if content.startswith((XLSX, OLE)):
        return read_workbook(content, names, title, published)
    document = read_json(content)
    return Reading(document, check_document(document, published))


def read_json(content):
    """What a JSON file says.

    :param bytes content: the file
    :return: anything JSON can hold
    :raises FileProblem: when it is not JSON, or says a thing twice
    """
    if not content.strip():
        raise FileProblem("file_empty")
    if len(content) > MAX_SIZE:
        raise FileProblem("file_too_large", max=MAX_SIZE // MEGABYTE)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        raise FileProblem("file_unknown")
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
        )
    except UnicodeDecodeError as error:
        raise FileProblem("json_encoding") from error
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise FileProblem("json_broken", **where) from error
    except RecursionError as error:
        raise FileProblem("json_too_deep") from error
    except ValueError as error:  # a number with thousands of digits
        raise FileProblem("json_number") from error


def _object(pairs):
    """An object; of two entries of one name nobody knows which was meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise FileProblem("json_duplicate", name=twice[:40])
    return found


def _refuse_constant(_name):
    raise FileProblem("json_number")
