"""What is wrong with a form that is imported, in words and with its place.

The codes come from ``tools/form_document.py``, ``tools/form_file.py`` and what these use.
"""

from odoo.tools import LazyTranslate

from .messages import MESSAGES as ENGINE_MESSAGES
from .workbook_words import GRAMMAR

_lt = LazyTranslate(__name__)

# Said, but no reason to refuse the file.
NOTICES = {
    "default_left_out",
    "department_left_out",
    "metadata_left_out",
    "more_settings",
    "unknown_language",
    "unused_column",
    "unused_list",
}
DID_YOU_MEAN = _lt("Did you mean “%(hint)s”?")

MESSAGES = {
    # The file
    "file_broken": _lt("This file is damaged. Open it in Excel and save it again."),
    "file_empty": _lt("This file is empty."),
    "file_not_workbook": _lt("This is not an Excel workbook (.xlsx)."),
    "file_old_excel": _lt(
        "This is an Excel file of the old kind (.xls). Save it as .xlsx and try again."
    ),
    "file_protected": _lt(
        "This workbook has a password. Save it without one and try again."
    ),
    "file_too_large": _lt("A form is at most %(max)s MB; this file is larger."),
    "file_too_many_columns": _lt("Sheet %(sheet)s has more than %(max)s columns."),
    "file_too_many_rows": _lt("Sheet %(sheet)s has more than %(max)s rows."),
    "file_too_many_sheets": _lt("This workbook has more than %(max)s sheets."),
    "file_unknown": _lt(
        "This is neither a workbook (.xlsx) nor a JSON file with a form."
    ),
    "file_unpacks_too_large": _lt("This workbook is far too large for a form."),
    "json_broken": _lt(
        "This JSON file breaks off at line %(line)s, column %(column)s."
    ),
    "json_duplicate": _lt("This JSON file has “%(name)s” twice in one place."),
    "json_encoding": _lt("This file is not UTF-8. Save it in that encoding."),
    "json_number": _lt("This JSON file has a number that is none, such as NaN."),
    "json_too_deep": _lt("This JSON file is nested too deeply for a form."),
    # The shape of a document
    "not_a_list": _lt("A list is expected here."),
    "not_an_object": _lt("An object with settings is expected here."),
    "unknown_format": _lt("This is not a form of the format “%(known)s”."),
    "unknown_setting": _lt("There is no setting “%(name)s”."),
    "too_many_fields": _lt(
        "A form has at most %(max)s questions; this one has %(count)s."
    ),
    "too_many_options": _lt(
        "A question has at most %(max)s options; this one has %(count)s."
    ),
    "too_many_rules": _lt("A form has at most %(max)s rules; this one has %(count)s."),
    "too_many_sections": _lt(
        "A form has at most %(max)s sections; this one has %(count)s."
    ),
    # Settings
    "bad_key": _lt(
        "“%(value)s” cannot be a name. Use lower-case Latin letters, digits and"
        " underscores, beginning with a letter."
    ),
    "bad_pattern": _lt("This is not a regular expression: %(reason)s."),
    "contradiction": _lt("Nothing is at least %(least)s and at most %(most)s."),
    "duplicate_key": _lt("The name “%(value)s” is there already. Give another one."),
    "missing_key": _lt("Give it a name of Latin letters, such as “budget”."),
    "missing_label": _lt("The text that people see is missing."),
    "missing_options": _lt("There is nothing to choose from. Add options."),
    "missing_type": _lt("The type of the question is missing."),
    "needless_options": _lt("A question of the type “%(type)s” has no options."),
    "not_a_choice": _lt("“%(value)s” is not one of: %(known)s."),
    "not_a_count": _lt("“%(value)s” is not a whole number from 0 to %(max)s."),
    "not_a_day": _lt(
        "“%(value)s” is not a day. Write today, today+7, today-30 or a date such as"
        " 2026-01-31."
    ),
    "not_a_flag": _lt("“%(value)s” is neither yes nor no."),
    "not_a_number": _lt("“%(value)s” is not a number."),
    "not_names": _lt("A list of names is expected here."),
    "not_text": _lt("This is not a text, or has characters that cannot be kept."),
    "not_texts": _lt("A text for each language is expected here."),
    "other_sensitivity": _lt(
        "Answers of the type “%(type)s” cannot be sensitive as “%(value)s”. Write one of:"
        " %(known)s."
    ),
    "published_key": _lt(
        "A question of this form was published under the name “%(value)s”. Give the"
        " section another one."
    ),
    "published_type": _lt(
        "This question was published with the type “%(type)s”: answers of another type"
        " would lose their meaning. Add a question with another name."
    ),
    "reserved_key": _lt("The name “%(value)s” is taken by the page. Give another one."),
    "slow_pattern": _lt(
        "This format takes too long to check. Avoid one repetition inside another, such"
        " as (a+)+."
    ),
    "text_too_long": _lt("A text has at most %(max)s characters."),
    "unknown_file_format": _lt(
        "These file formats cannot be checked: %(unknown)s. Known ones are %(known)s."
    ),
    # What questions and rules say of others
    "archived_question": _lt("The question “%(key)s” is archived."),
    "bad_condition": _lt("This condition cannot be read."),
    "bad_terms": _lt("A rule needs the names of the questions it adds up."),
    "cannot_be_compared": _lt(
        "A rule adds up numbers, or compares two numbers or two dates."
    ),
    "compared_with_nothing": _lt(
        "A rule compares with a question, a number or a date such as 2026-01-31."
    ),
    "condition_too_big": _lt("A condition has at most %(max)s comparisons."),
    "condition_too_deep": _lt("A condition is nested at most %(max)s times."),
    "later_question": _lt(
        "A question can only depend on one that stands before it; “%(key)s” does not."
    ),
    "never_answered": _lt(
        "“%(key)s” is never answered with “%(value)s”, nor compared so."
    ),
    "other_rows": _lt(
        "“%(key)s” stands in a section that repeats: only questions of the same section"
        " can depend on it."
    ),
    "unknown_operator": _lt("“%(value)s” is not one of: %(known)s."),
    "unknown_option": _lt("“%(key)s” has no option “%(value)s”."),
    "unknown_question": _lt("There is no question “%(key)s”."),
    "unknown_successor": _lt("There is no other “%(key)s” to take its place."),
    # Expressions
    "constraint_strict": _lt("Write >= or <=: the limit itself belongs to the range."),
    "expression_false": _lt("Only true() can be compared with; use not() around it."),
    "expression_function": _lt("%(name)s() needs a question and one value."),
    "expression_not_opposite": _lt(
        "not() goes around =, !=, selected() and what is made of them. Write <= for what"
        " is not more."
    ),
    "expression_sum_left": _lt("Put the sum before the comparison."),
    "expression_too_long": _lt("An expression has at most %(max)s characters."),
    "expression_two_questions": _lt(
        "A condition compares an answer with a value. To compare two answers, add a row"
        " to the sheet rules."
    ),
    "expression_unexpected": _lt("“%(near)s” cannot be read here."),
    "expression_unfinished": _lt("Something is missing at the end."),
    "expression_unreadable": _lt("What begins with “%(near)s” cannot be read."),
    # The workbook
    "cell_error": _lt("The cell holds an error of Excel."),
    "cell_formula": _lt(
        "The formula in this cell has no result. Open the file in Excel and save it."
    ),
    "default_left_out": _lt("Defaults other than today() are left out."),
    "department_left_out": _lt(
        "There is no department “%(names)s” in this company: it is left out."
    ),
    "duplicate_column": _lt("This column is there twice."),
    "metadata_left_out": _lt("“%(value)s” is nothing to fill in: it is left out."),
    "missing_list": _lt(
        "Write the name of a list behind “%(value)s”; its choices stand in the sheet"
        " choices."
    ),
    "missing_list_name": _lt("The name of the list is missing."),
    "missing_sheet": _lt("The workbook needs a sheet “survey” with the questions."),
    "more_settings": _lt("The settings are in the first row: this one is left out."),
    "no_questions": _lt("There are no questions in this sheet."),
    "section_in_section": _lt(
        "A section cannot stand in another one. Put the end_group of the other before it."
    ),
    "section_not_begun": _lt("Nothing ends here: there is no begin_group before it."),
    "section_not_ended": _lt("The end_group of this section is missing."),
    "unknown_column": _lt("There is no such column."),
    "unknown_language": _lt(
        "This language is not installed: its texts are left out. Installed are %(known)s."
    ),
    "unknown_list": _lt("There is no list “%(value)s” in the sheet choices."),
    "unknown_sheet": _lt("There is no such sheet."),
    "unknown_type": _lt("“%(value)s” is not a type."),
    "unsupported_type": _lt("Questions of the type “%(value)s” are not supported."),
    "unused_column": _lt("This column is not read."),
    "unused_list": _lt("No question uses the list “%(value)s”: it is left out."),
}


def sentence(env, code, params):
    """What is wrong, in the language of ``env``.

    :param env: Odoo environment
    :param str code: key of ``MESSAGES``, or of the engine's messages
    :param dict params: values for its placeholders; ``hint`` adds what was probably
        meant, ``grammar`` what can be written there
    :return: str
    """
    words = [env._(MESSAGES.get(code) or ENGINE_MESSAGES[code]) % params]
    if params.get("hint"):
        did_you_mean = env._(DID_YOU_MEAN)
        words.append(did_you_mean % params)
    if params.get("grammar"):
        supported = GRAMMAR[params["grammar"]]
        words.append(env._(supported))
    return " ".join(words)


def place_in_workbook(env, sheet, row, column):
    """A place in a workbook in words.

    :return: str, such as ``Sheet survey, row 7, column type``
    """
    if row is None:
        return env._("Sheet %(sheet)s", sheet=sheet)
    if column is None:
        return env._("Sheet %(sheet)s, row %(row)s", sheet=sheet, row=row)
    return env._(
        "Sheet %(sheet)s, row %(row)s, column %(column)s",
        sheet=sheet,
        row=row,
        column=column,
    )


def place_in_document(env, path):
    """A place in a JSON document in words.

    :return: str, such as ``Section 2, question 3, type``
    """
    words = {
        "sections": env._("section"),
        "fields": env._("question"),
        "options": env._("option"),
        "rules": env._("rule"),
        "form": env._("form"),
    }
    parts, names = [], list(path)
    while names:
        name = names.pop(0)
        if names and isinstance(names[0], int):
            parts.append(f"{words.get(name, name)} {names.pop(0) + 1}")
        else:
            parts.append(str(words.get(name, name)) if not parts else str(name))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]
