"""A suggestion in words."""

from odoo.tools import format_list

MOST_QUOTED = 3


def status_name(env, result, stage):
    """What a suggested status is called.

    :param str result: value of ``result`` of ``customer.status.phrase``
    :param stage: the ``crm.stage`` that is suggested, or an empty one
    :return: str, in the user's language
    """
    if result == "lost":
        return env._("Lost")
    return stage.sudo().name if stage else ""  # sudo: names of stages are no secret


def because(env, evidence):
    """Why a status is suggested.

    :param evidence: iterable of ``tools.suggestion.Evidence``
    :return: str, in the user's language
    """
    quoted = [f"“{each.text}”" for each in evidence][:MOST_QUOTED]
    return env._("because of %(words)s", words=format_list(env, quoted))


def left_out(env, discounted):
    """Which phrases were found and not counted.

    :param discounted: iterable of ``tools.suggestion.Evidence``
    :return: list of str, in the user's language
    """
    return [
        env._(
            "“%(words)s” does not count because of “%(against)s”.",
            words=each.text,
            against=each.against,
        )
        for each in discounted
    ]
