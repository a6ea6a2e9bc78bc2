"""Why a submission looks like a robot's, in words for staff."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

SENTENCES = {
    "trap_filled": _lt("A field that people do not see was filled in."),
    "trap_missing": _lt(
        "It was not sent by the page of the form: a field that every page has is"
        " missing."
    ),
    "not_opened": _lt(
        "It does not say when the page was opened, or what it says is not ours."
    ),
    "too_fast": _lt(
        "It was sent %(seconds)s seconds after the page was opened; people take at"
        " least %(least)s."
    ),
    "crowded_address": _lt(
        "More than %(limit)s were sent from the same network within an hour."
    ),
    "crowded_form": _lt("More than %(limit)s were sent to this form within a minute."),
    "crowded_page": _lt("The same page was sent more than %(limit)s times."),
    "no_work": _lt(
        "The visitor's browser did not do the work that this form asks of it. It may"
        " have no JavaScript."
    ),
    "captcha": _lt(
        "The captcha of the website took the visitor for a robot, or was not answered."
    ),
    "links": _lt("There are %(count)s links in the answers."),
    "repeated": _lt("The same text was sent from %(count)s other pages today."),
}


def render(env, sign):
    """The sentence for a sign, in the user's language.

    :param dict sign: ``code`` and ``params``
    :return: str
    """
    pattern = env._(SENTENCES[sign["code"]])
    return pattern % sign["params"]
