"""What the workbooks of submissions say: headings, comments, instructions, and what is
wrong with a file."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# What else a row may say: name -> (heading, explanation, type of its cells).
META = {
    "row": (
        _lt("No."),
        _lt(
            "A number of your own for the row. Rows of the other sheets name the same"
            " number."
        ),
        "text",
    ),
    "reference": (
        _lt("Row reference"),
        _lt(
            "A name of your own for this submission, such as the number on the paper. A"
            " row with the same reference is never imported twice."
        ),
        "text",
    ),
    "submitted_at": (
        _lt("Submitted at"),
        _lt("The day, or day and time, of the paper. Empty: now."),
        "text",
    ),
    "channel": (_lt("Channel"), _lt("How it was filled in. Empty: import."), "text"),
    "source": (_lt("Source"), _lt("Where it comes from: a source Odoo knows."), "text"),
    "salesperson": (
        _lt("Salesperson"),
        _lt("Who handles it: the name or the login."),
        "text",
    ),
}

TYPE_HELP = {
    "multi": _lt("Several answers: put “;” between them. %(options)s"),
    "date": _lt("A day such as 2026-03-31."),
    "datetime": _lt("A day and time such as 2026-03-31 09:30."),
    "phone": _lt("A phone number with its area code or country code."),
    "integer": _lt("A whole number."),
    "decimal": _lt("A number."),
    "money": _lt("An amount."),
    "rating": _lt("1 to 5 stars."),
    "consent": _lt("yes, where the person has agreed. Empty: not agreed."),
    "id_card": _lt("All 18 characters; no more than the last four are kept."),
    "uscc": _lt("All 18 characters."),
    "region": _lt("Province, city and district, such as 浙江省/杭州市/西湖区."),
}
REQUIRED = _lt("Must be filled in.")

INSTRUCTIONS = (
    _lt("Each row of the first sheet becomes a submission of “%(form)s”."),
    _lt(
        "Headings with a star and a colour must be filled in; comments on them explain"
        " more. Columns may be moved, renamed or left out."
    ),
    _lt("The row that begins with “%(example)s” is an example. It is not imported."),
    _lt(
        "Rows of a repeating section stand in a sheet of their own. Give the submission a"
        " number in the column “%(link)s”, and write the same number before its rows."
    ),
    _lt(
        "Nothing is imported when you choose the file: first you are told of every row"
        " what is wrong with it."
    ),
    _lt("The same row is not imported twice, even if you choose the file again."),
)

PROBLEMS = {
    "table_too_large": _lt("A file has at most %(max)s MB; this one is larger."),
    "table_too_many_rows": _lt(
        "A file has at most %(max)s rows. Please import it in parts."
    ),
    "table_unpacks_too_large": _lt("This workbook is far too large."),
    "table_unknown": _lt(
        "This is neither an Excel workbook (.xlsx, .xls) nor a text file (.csv)."
    ),
    "table_no_headings": _lt("This file has no row with headings."),
    "table_no_rows": _lt("This file has headings, but no rows below them."),
    "table_no_link": _lt(
        "Sheet %(sheet)s needs a column “No.” that says which submission each row"
        " belongs to."
    ),
    "table_lost_row": _lt(
        "Row %(row)s of sheet %(sheet)s belongs to no submission: its number is not in"
        " the first sheet."
    ),
    "text_encoding": _lt(
        "The characters of this file cannot be read. Save it as UTF-8 or GB 18030."
    ),
    "text_broken": _lt("This text file breaks off at line %(line)s."),
    # Of a single row
    "cell_error": _lt("The formula in this cell has no result. Type the value itself."),
    "bad_moment": _lt("Please give a day such as 2026-03-31, not later than today."),
    "unknown_channel": _lt("Please write one of: %(known)s."),
    "unknown_source": _lt("There is no source of this name."),
    "unknown_salesperson": _lt("You cannot give submissions to somebody of this name."),
    "changed_reference": _lt(
        "This row reference was imported before, with other answers."
    ),
    "once_per_person": _lt(
        "This person has submitted the form already; it is taken once from each."
    ),
    "form_full": _lt("All places of this form are taken."),
    "not_kept": _lt("This row could not be kept. Please ask an administrator."),
}


def comment_of(env, field, options, condition=""):
    """What the heading of a question explains, in the language of ``env``.

    :param dict field: of a schema
    :param list options: labels, for a question with several answers
    :param str condition: when it is asked, in words
    :return: str
    """
    lines = []
    if field["type"] in TYPE_HELP:
        text = env._(TYPE_HELP[field["type"]])
        lines.append(text % {"options": ", ".join(options)} if "%" in text else text)
    if help_text := field.get("help"):
        lines.append(help_text.get(env.lang) or help_text.get("en_US") or "")
    if condition:
        lines.append(condition)
    if field.get("required"):
        lines.append(env._(REQUIRED))
    return "\n".join(filter(None, lines))
