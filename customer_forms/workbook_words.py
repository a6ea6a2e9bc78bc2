"""What the columns of a workbook are for: comments on its headings, in the user's
language."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# What can be written into columns with expressions.
GRAMMAR = {
    "condition": _lt(
        "A condition is made of ${name}, = != < > <= >=, 'text', numbers, and, or,"
        " not(), selected(), contains(), one_of() and parentheses."
    ),
    "constraint": _lt(
        "A constraint is made of . >= 1, . <= 10, string-length(.), count-selected(.),"
        " regex(., '...'), today() and and."
    ),
    "rule": _lt(
        "A rule is made of ${name}, +, one of = != < > <= >= and ${name}, a number or"
        " '2026-01-31'."
    ),
}

COLUMN_HELP = {
    "type": _lt(
        "text, integer, date ... or “select_one list”: the list stands in the sheet"
        " choices. begin_group and end_group are around a section, begin_repeat and"
        " end_repeat around one that repeats."
    ),
    "name": _lt(
        "Under this name answers are kept: Latin letters, digits and underscores. Do not"
        " change it once the form was published."
    ),
    "label": _lt("What people see, in each language."),
    "hint": _lt("Shown under the question, or under the title of the section."),
    "required": _lt("yes, no, or a condition such as ${kind} = 'company'."),
    "required_when": _lt("A condition under which it must be answered."),
    "relevant": _lt(
        "Asked only when this holds: ${kind} = 'company' and (${budget} > 50000 or"
        " selected(${needs}, 'buy')). The other question stands before this one."
    ),
    "appearance": _lt(
        "minimal: a dropdown instead of buttons. multiline: several lines of text."
    ),
    "placeholder": _lt("An example shown in the empty field."),
    "meaning": _lt("What the answer says about the customer."),
    "sensitive": _lt(
        "What is encrypted and masked: name, phone, email, id, address or amount; none"
        " for nothing. Empty: as the type and the meaning suggest."
    ),
    "listed": _lt("yes: a column in the list of submissions."),
    "unique": _lt("yes: the same answer is taken once."),
    "only_warn": _lt("yes: what is wrong is pointed out, but may be sent."),
    "indexed": _lt("yes: filters on it stay quick with very many submissions."),
    "default_today": _lt("yes: today is filled in."),
    "earliest": _lt("The first day: today, today+7, today-30 or 2026-01-31."),
    "latest": _lt("The last day: today, today+7, today-30 or 2026-01-31."),
    "min_length": _lt("The fewest characters."),
    "max_length": _lt("The most characters."),
    "format": _lt("A ready format for a text."),
    "pattern": _lt("A regular expression the whole answer must match."),
    "constraint_message": _lt("What to say when an answer does not have the format."),
    "min_value": _lt("The smallest number."),
    "max_value": _lt("The largest number."),
    "min_choices": _lt("The fewest choices."),
    "max_choices": _lt("The most choices."),
    "max_mb": _lt("The largest size of a file in MB; empty for 10."),
    "max_files": _lt("The most files; empty for 5."),
    "file_formats": _lt("File name endings with commas between them."),
    "asks_for": _lt("Of a region: province, city or district."),
    "other_countries": _lt("yes: regions of other countries too."),
    "active": _lt("no: archived, not asked any more."),
    "replaced_by": _lt("The name of what took its place."),
    "staff_only": _lt("yes: visitors do not see this section."),
    "min_rows": _lt("The fewest rows of a section that repeats."),
    "max_rows": _lt("The most rows of a section that repeats; empty for 20."),
    "seen_by": _lt("Departments that see this section, one on each line."),
    "edited_by": _lt("Departments that edit this section, one on each line."),
    "list_name": _lt("The list that the sheet survey names behind select_one."),
    "form_title": _lt("The title of the form."),
    "purpose": _lt("Shown at the top of the form."),
    "success_message": _lt("Shown after a submission."),
    "number_pattern": _lt("The number each submission gets, as C{year}{serial:04d}."),
    "accept_at_once": _lt("no: somebody accepts or refuses each submission."),
    "corrections": _lt("yes: staff may correct what was submitted."),
    "hold_back_incomplete": _lt(
        "no: a submission takes effect though something is missing or says nothing."
    ),
    "section_by_section": _lt("no: all sections on one page."),
    "completed_later": _lt("no: what is not submitted is not kept."),
    "keep_drafts_days": _lt("Days after which what was not submitted is deleted."),
    "visitors_correct_days": _lt(
        "Days in which whoever sent the form may correct it; empty: not at all."
    ),
    "receipt": _lt("no: whoever gives an e-mail address gets no receipt."),
    "keep_months": _lt(
        "Months after which personal data is proposed for erasing; empty: no limit."
    ),
    "filled_in_by": _lt("anyone, signed_in, departments or invited."),
    "departments": _lt("Departments that use this form, one on each line."),
    "version": _lt("What this file was made from. It is not read."),
    "rule": _lt("A comparison of answers, such as ${first} + ${second} <= ${total}."),
    "level": _lt("error: must be corrected. warning: only pointed out."),
    "message": _lt("What to say when the answers do not agree; may stay empty."),
}


def help_of(env):
    """A function from the name of a column to its comment in the language of ``env``."""
    return lambda column: env._(COLUMN_HELP[column]) if column in COLUMN_HELP else ""
