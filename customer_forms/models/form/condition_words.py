"""Condition trees and rules in plain words."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

OPERATOR_WORDS = {
    "equal": _lt("is"),
    "different": _lt("is not"),
    "greater": _lt("is more than"),
    "less": _lt("is less than"),
    "at_least": _lt("is at least"),
    "at_most": _lt("is at most"),
    "contains": _lt("contains"),
    "one_of": _lt("is one of"),
    "filled": _lt("is answered"),
    "empty": _lt("is not answered"),
}


def condition_sentence(env, tree, questions):
    """A condition as a person would say it, in the language of ``env``.

    :param dict tree: see ``rules/conditions.py``; None gives an empty text
    :param dict questions: {key: (label, {option key: label})}
    :return: str, such as ``kind is Company and (budget is more than 50000 or ...)``
    """
    if not tree:
        return ""
    if "of" not in tree:
        return _leaf_sentence(env, tree, questions.get(tree["field"]))
    joint = env._(" and ") if tree["match"] == "all" else env._(" or ")
    return joint.join(
        f"({sentence})" if len(branch.get("of", ())) > 1 else sentence
        for branch in tree["of"]
        if (sentence := condition_sentence(env, branch, questions))
    )


def _leaf_sentence(env, leaf, question):
    name, options = question or (leaf["field"], {})
    value = leaf.get("value")
    values = value if isinstance(value, list) else [value]
    said = ", ".join(
        _value_words(env, each, options) for each in values if each is not None
    )
    words = (name, env._(OPERATOR_WORDS[leaf["is"]]), said)
    return " ".join(word for word in words if word)


def _value_words(env, value, options):
    """An option by its label, "yes" for a ticked box, the rest as it is."""
    return env._("yes") if value is True else options.get(value, str(value))
