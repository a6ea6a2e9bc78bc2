"""The engine's message codes in words. The page carries these sentences for the browser."""

from odoo.tools import LazyTranslate

from .rules.types.base import localised

_lt = LazyTranslate(__name__)

MESSAGES = {
    "required": _lt("Please fill this in."),
    "required_choice": _lt("Please choose an answer."),
    "required_file": _lt("Please attach a file."),
    "masked": _lt(
        "“%(value)s” is a masked value. Type all of it, or leave it as it is."
    ),
    "vague": _lt("This answer tells us little. Please say more."),
    "not_text": _lt(
        "This text has characters that cannot be kept. Please type it again."
    ),
    "too_long": _lt("At most %(max)s characters, please; these are %(length)s."),
    "too_short": _lt("At least %(min)s characters, please; these are %(length)s."),
    "format_letters": _lt("Please use letters only."),
    "format_digits": _lt("Please use digits only."),
    "format_letters_digits": _lt("Please use letters and digits only."),
    "format_capitals_digits": _lt("Please use capital letters and digits only."),
    "format_chinese": _lt("Please use Chinese characters only."),
    "format_chinese_letters": _lt("Please use Chinese characters and letters only."),
    "format_postcode": _lt(
        "Please give a postcode of China, six digits such as 200120."
    ),
    "format_plate": _lt("Please give a licence plate such as 京A12345 or 粤BD12345."),
    "pattern": _lt("This does not have the expected format."),
    "not_unique": _lt(
        "This was given in an earlier submission. If that was yours, please contact us"
        " instead of filling in the form again."
    ),
    "unknown_option": _lt("Please choose one of the listed answers."),
    "too_few_choices": _lt(
        "Please choose at least %(min)s answers; these are %(count)s."
    ),
    "too_many_choices": _lt(
        "Please choose at most %(max)s answers; these are %(count)s."
    ),
    "too_early": _lt("The earliest day is %(earliest)s."),
    "too_late": _lt("The latest day is %(latest)s."),
    "not_a_date": _lt("Please give a date such as 2026-03-31."),
    "year_out_of_range": _lt("The year must be between %(first)s and %(last)s."),
    "not_an_email": _lt("Please give an e-mail address such as name@example.com."),
    "required_consent": _lt("Please tick the box to agree."),
    "not_a_datetime": _lt("Please give a date and time such as 2026-03-31 09:30."),
    "not_a_url": _lt("Please give a web address such as https://www.example.com."),
    "not_a_decimal": _lt("Please give a number with at most four decimals."),
    "not_an_amount": _lt("Please give an amount such as 1200.50."),
    "not_a_rating": _lt("Please choose one to %(max)s stars."),
    "id_card_length": _lt(
        "An ID card number has %(expected)s characters; this one has %(count)s."
    ),
    "id_card_invalid": _lt("There is no such ID card number. Please check the digits."),
    "uscc_length": _lt(
        "A social credit code has %(expected)s characters; this one has %(count)s."
    ),
    "uscc_characters": _lt(
        "A social credit code has digits and capital letters without I, O, S, V and Z."
    ),
    "uscc_checksum": _lt("There is no such social credit code. Please check it."),
    "region_unknown": _lt(
        "There is no such place. Please write it in full, such as %(example)s."
    ),
    "region_ambiguous": _lt(
        "There are several places of this name. Please write it in full, such as"
        " %(example)s."
    ),
    "region_incomplete": _lt("Please choose the next level too."),
    "region_not_foreign": _lt("Only places in China can be given here."),
    "region_unknown_state": _lt("This country has no such state. Please choose one."),
    "not_an_integer": _lt("Please give a whole number."),
    "too_small": _lt("The number must be %(min)s or more."),
    "too_large": _lt("The number must be %(max)s or less."),
    "phone_characters": _lt("A phone number has digits only."),
    "phone_mobile_length": _lt(
        "A mobile number has %(expected)s digits; this one has %(count)s."
    ),
    "phone_mobile_prefix": _lt("A mobile number begins with 13 to 19."),
    "phone_area_code": _lt("Please put the area code before it, such as 021-58886666."),
    "phone_international": _lt(
        "Please give the number with its country code, such as +49 30 12345678."
    ),
    "phone_invalid": _lt("There is no such phone number. Please check the digits."),
    "not_a_file": _lt("Please choose the file again."),
    "too_many_files": _lt("At most %(max)s files, please."),
    "file_empty": _lt("%(name)s is empty. Please choose another file."),
    "file_too_big": _lt("%(name)s is larger than %(max)s MB."),
    "files_too_big": _lt("The files are more than %(max)s MB together."),
    "file_format": _lt("%(name)s cannot be taken. Accepted formats: %(formats)s."),
    "file_content": _lt(
        "%(name)s is not really a %(extension)s file. Please save it again in that format."
    ),
    "not_rows": _lt("These rows cannot be read. Please fill them in again."),
    "too_few_rows": _lt("At least %(min)s rows, please; there are %(count)s."),
    "too_many_rows": _lt("At most %(max)s rows, please; there are %(count)s."),
    "rule": _lt("These answers do not go together. Please check them."),
    "rule_equal": _lt("%(terms)s must be the same as %(other)s."),
    "rule_different": _lt("%(terms)s must not be the same as %(other)s."),
    "rule_greater": _lt("%(terms)s must be more than %(other)s."),
    "rule_less": _lt("%(terms)s must be less than %(other)s."),
    "rule_at_least": _lt("%(terms)s must be at least %(other)s."),
    "rule_at_most": _lt("%(terms)s must be at most %(other)s."),
    "number_serial": _lt("A number pattern needs one serial, such as {serial:04d}."),
    "number_placeholder": _lt(
        "A number pattern knows {year} or {date}, once, and {serial:04d}."
    ),
    "number_text": _lt(
        "Around its placeholders a number pattern has at most 20 characters, without"
        " spaces, braces or percent signs."
    ),
}


def render(env, code, params=None):
    """The sentence for ``code`` in the language of ``env``.

    :param env: Odoo environment
    :param str code: key of ``MESSAGES``
    :param dict params: values for its placeholders
    :return: str
    """
    return env._(MESSAGES[code]) % (params or {})


def render_rule(env, rule, schema):
    """The sentence for a broken rule between questions: its own, else a made one.

    :param env: Odoo environment
    :param dict rule: one of the ``rules`` of a schema
    :param dict schema: the schema, for the labels of the questions
    :return: str in the language of ``env``
    """
    own = localised(rule.get("message") or {}, env.lang)
    if own:
        return own
    labels = {
        field["key"]: localised(field["label"], env.lang)
        for section in schema["sections"]
        for field in section["fields"]
    }
    other = rule.get("field")
    terms = " + ".join(labels.get(key, key) for key in rule["terms"])
    return render(
        env,
        f"rule_{rule['is']}",
        {"terms": terms, "other": labels.get(other, other) or rule.get("value")},
    )
