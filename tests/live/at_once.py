"""Several people who press the same button at the same instant, on a real server."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import NamedTuple

GROUP = "customer_forms.customer_forms_group_%s"
# What people read; anything else is a fault of ours.
SENTENCES = {
    "odoo.exceptions.UserError",
    "odoo.exceptions.AccessError",
    "odoo.exceptions.ValidationError",
}


class Answer(NamedTuple):
    """What became of one call: ``refused`` is the sentence, '' when it was done."""

    result: object
    refused: str
    kind: str


def make_user(live, session, login, *roles, **vals):
    """Somebody with these roles, whose password is the login.

    :return: id
    """
    groups = [live.record_id(session, GROUP % role) for role in roles]
    groups.append(live.record_id(session, "base.group_user"))
    vals = {
        "name": login,
        "login": login,
        "password": login,
        "group_ids": [[6, 0, groups]],
        **vals,
    }
    (user_id,) = live.call(session, "res.users", "create", [vals])
    return user_id


def press(live, session, model, method, *args):
    """One call, as :class:`Answer`."""
    answer = session.post(
        f"{live.url}/web/dataset/call_button/{model}/{method}",
        json={"params": {"model": model, "method": method, "args": args, "kwargs": {}}},
        timeout=120,
    ).json()
    error = answer.get("error")
    if error:
        return Answer(None, error["data"]["message"], error["data"]["name"])
    return Answer(answer.get("result"), "", "")


def at_once(*calls):
    """Run these functions at the same instant.

    :return: list of :class:`Answer`
    """
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait(timeout=60)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def assert_one_wins(answers):
    """One did it, the others read why they did not.

    :return: the sentences
    """
    refused = [answer for answer in answers if answer.refused]
    assert len(refused) == len(answers) - 1, answers
    assert {answer.kind for answer in refused} <= SENTENCES, refused
    return {answer.refused for answer in refused}
