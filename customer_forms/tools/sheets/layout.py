"""Where in a file the headings and the rows are."""

from typing import NamedTuple

from ...rules.types.base import halfwidth
from ..workbook.source import FileProblem
from .source import MAX_ROWS

# Before the target of a column in the second row of our own workbooks: people may change
# the headings above it, and the sheet is matched all the same.
QUESTION, META = "q:", "m:"
LINK = f"{META}row"
# What the first cell of the example says, in any language: it is skipped.
EXAMPLES = {"example", "示例", "样例", "例"}


class SheetLayout(NamedTuple):
    """A sheet that is read.

    :ivar int place: of the sheet in the file
    :ivar str title: of the sheet
    :ivar list headings: texts, in the order of the columns
    :ivar list targets: what the columns of our own workbooks name themselves, else ''
    :ivar int first_row: number of the first row below the headings
    """

    place: int
    title: str
    headings: list
    targets: list
    first_row: int


class Layout(NamedTuple):
    """The sheet of the submissions, and those with rows of repeating sections."""

    main: SheetLayout
    others: list


def find_layout(sheets, section_names):
    """What of a file is read.

    :param list sheets: ``source.RawSheet``
    :param section_names: texts by which sheets of repeating sections are known, folded
    :return: ``Layout``
    :raises FileProblem: when there is nothing to read
    """
    found = []
    for place, sheet in enumerate(sheets):
        layout = _sheet_layout(place, sheet)
        if not layout:
            continue
        is_ours = any(layout.targets)
        is_named = folded(sheet.title) in section_names
        if (is_ours or is_named) if found else not is_named:
            found.append(layout)
    if not found:
        raise FileProblem("table_no_headings")
    # An instruction sheet that stands first has no targets, where others do.
    ours = [layout for layout in found if any(layout.targets)]
    found = ours or found
    return Layout(found[0], found[1:])


def _sheet_layout(place, sheet):
    rows = sheet.rows()
    first = next(rows, None)
    second = next(rows, None)
    if first is None:
        return None
    number, headings = first
    if second and _are_targets(second[1]):
        targets = second[1] + [""] * (len(headings) - len(second[1]))
        headings = headings + [""] * (len(targets) - len(headings))
        return SheetLayout(place, sheet.title, headings, targets, second[0] + 1)
    return SheetLayout(place, sheet.title, headings, [""] * len(headings), number + 1)


def _are_targets(texts):
    return all(text.startswith((QUESTION, META)) for text in texts if text)


def records(sheets, layout, link_places):
    """The submissions of a file: iterator of (row number, texts, rows of other sheets).

    The rows are a list of [place in ``layout.others``, row number, texts].

    :param dict link_places: place of the sheet -> place of the column that links rows
        with submissions; a sheet without one is linked by the number of the row
    :raises FileProblem: when there are too many
    """
    children = _children(sheets, layout, link_places)
    link = link_places.get(layout.main.place)
    seen = set()
    count = 0
    for number, texts in sheets[layout.main.place].rows():
        if number < layout.main.first_row or is_example(texts):
            continue
        count += 1
        if count > MAX_ROWS:
            raise FileProblem("table_too_many_rows", max=MAX_ROWS)
        said = texts[link] if link is not None and link < len(texts) else str(number)
        rows = children.get(folded(said), []) if said and said not in seen else []
        seen.add(said)
        yield number, texts, rows
    lost = [
        row
        for said in children.keys() - {folded(each) for each in seen}
        for row in children[said]
    ]
    if lost:
        place, number, _texts = lost[0]
        raise FileProblem(
            "table_lost_row", sheet=layout.others[place].title, row=number
        )


def _children(sheets, layout, link_places):
    found, count = {}, 0
    for place, other in enumerate(layout.others):
        link = link_places.get(other.place)
        if link is None:
            raise FileProblem("table_no_link", sheet=other.title)
        for number, texts in sheets[other.place].rows():
            if number < other.first_row or is_example(texts):
                continue
            count += 1
            if count > MAX_ROWS:
                raise FileProblem("table_too_many_rows", max=MAX_ROWS)
            said = texts[link] if link < len(texts) else ""
            found.setdefault(folded(said), []).append([place, number, texts])
    return found


def is_example(texts):
    """Whether a row is the made-up one of our workbook.

    >>> is_example(["示例", "王小明"]), is_example(["1", "Example Ltd"])
    (True, False)
    """
    return folded(next(iter(texts), "")) in EXAMPLES


def folded(text):
    """A name without what makes no difference to a reader: capitals, spaces, full-width
    letters, signs.

    >>> folded(" Ｃustomer  Name * (必填)："), folded("客户 名称")
    ('customername必填', '客户名称')
    """
    return "".join(
        character for character in halfwidth(text).casefold() if character.isalnum()
    )
