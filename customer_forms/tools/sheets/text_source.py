"""Text files with commas, semicolons or tabs: in the encodings of Excel and of China."""

import codecs
import csv
import io

from ..workbook.source import MEGABYTE, FileProblem

DELIMITERS = ",;\t|，；"
# UTF-8 first: what is no UTF-8 is hardly ever so by chance. GB 18030 contains GBK.
ENCODINGS = ("utf-8", "gb18030")
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
PROBE_ROWS = 20
PROBE_SIZE = 65_536
BINARY = b"\x00"


def open_text(content):
    """The rows of a text file: iterator of (row number, [text]).

    The number is that of the line the row begins in, as editors count them.

    :raises FileProblem: when it is no text, or in an unknown encoding
    """
    encoding = _encoding(content)
    with io.TextIOWrapper(io.BytesIO(content), encoding, newline="") as probe:
        start = probe.read(PROBE_SIZE)
    reader = csv.reader(
        io.TextIOWrapper(io.BytesIO(content), encoding, newline=""),
        delimiter=_delimiter(start),
    )
    try:
        first = 1
        for row in reader:
            yield first, row
            first = reader.line_num + 1
    except csv.Error as error:
        raise FileProblem("text_broken", line=reader.line_num) from error


def _encoding(content):
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            if _is_readable(content, encoding):
                return encoding
            raise FileProblem("text_encoding")
    if BINARY in content[:MEGABYTE]:
        raise FileProblem("table_unknown")
    for encoding in ENCODINGS:
        if _is_readable(content, encoding):
            return encoding
    raise FileProblem("text_encoding")


def _is_readable(content, encoding):
    """Whether all of it can be read so, looked at piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for place in range(0, len(content), MEGABYTE):
            decoder.decode(content[place : place + MEGABYTE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(start):
    """What parts the cells: that which gives most rows as many cells as the first has.

    >>> _delimiter("name;note\\nAnn;a,b\\n"), _delimiter("name\\nAnn\\n")
    (';', ',')
    """
    best, most = ",", 1
    for delimiter in DELIMITERS:
        rows = []
        try:
            for row in csv.reader(io.StringIO(start, newline=""), delimiter=delimiter):
                rows.append(row)
                if len(rows) > PROBE_ROWS:
                    break
        except csv.Error:
            continue
        # The last row may be cut.
        width = len(rows[0]) if rows else 0
        alike = sum(len(row) == width for row in rows[:-1] or rows)
        score = width * alike
        if width > 1 and score > most:
            best, most = delimiter, score
    return best
