"""Visitors at the same instant (F9) and pages that arrive twice, on a real server."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from public_form import open_form, send_form

VISITORS = 24


@pytest.fixture(scope="module")
def form_url(live):
    """A published form with a daily series that nobody has drawn from yet."""
    session = live.session()
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [
            {
                "name": "Rush hour",
                "slug": "rush-hour",
                "number_pattern": "R{date}{serial:04d}",
                "section_ids": [
                    [
                        0,
                        0,
                        {
                            "name": "You",
                            "field_ids": [
                                [
                                    0,
                                    0,
                                    {
                                        "name": "Name",
                                        "key": "customer_name",
                                        "role": "customer_name",
                                        "is_required": True,
                                    },
                                ],
                                [
                                    0,
                                    0,
                                    {
                                        "name": "Badge",
                                        "key": "badge",
                                        "type": "text",
                                        "is_unique": True,
                                    },
                                ],
                            ],
                        },
                    ]
                ],
            }
        ],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    return f"{live.url}/forms/rush-hour"


def _number(session, answer):
    assert answer.status_code == 200, answer.text
    base = answer.url.split("/forms/")[0]
    done = session.get(base + answer.json()["redirect"], timeout=60).text
    return re.search(r"o_customer_forms_number\">([^<]+)<", done)[1]


def test_visitors_at_the_same_instant_get_different_numbers(live, form_url):
    visitors = [open_form(form_url) for _visitor in range(VISITORS)]

    def submit(visitor):
        number, (session, hidden) = visitor
        answers = {"customer_name": f"Visitor {number}"}
        return _number(session, send_form(session, form_url, hidden, answers))

    with ThreadPoolExecutor(VISITORS) as pool:
        numbers = list(pool.map(submit, enumerate(visitors)))
    assert len(set(numbers)) == VISITORS
    assert min(numbers).endswith("0001")
    session = live.session()
    kept = live.call(
        session,
        "customer.form.submission",
        "search_read",
        [["number", "in", numbers]],
        ["number", "state"],
    )
    assert sorted(row["number"] for row in kept) == sorted(numbers)
    assert {row["state"] for row in kept} == {"accepted"}


def test_one_page_sent_many_times_at_once_is_one_submission(live, form_url):
    session, hidden = open_form(form_url)

    def submit(_attempt):
        return send_form(session, form_url, hidden, {"customer_name": "Impatient"})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(submit, range(8)))
    assert {answer.status_code for answer in answers} == {200}, [
        a.text for a in answers
    ]
    admin = live.session()
    assert (
        live.call(
            admin,
            "customer.form.submission",
            "search_count",
            [["client_uuid", "=", hidden["_uuid"]]],
        )
        == 1
    )


def test_of_two_that_give_a_unique_answer_at_once_one_is_taken(live, form_url):
    """F3, on the unique index: neither sees the other's answer while it is checked."""
    visitors = [open_form(form_url) for _visitor in range(6)]

    def submit(visitor):
        session, hidden = visitor
        answers = {"customer_name": "Twin", "badge": "B-7"}
        return send_form(session, form_url, hidden, answers)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(submit, visitors))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200, 422, 422, 422, 422, 422], [a.text[:500] for a in answers]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert list(refused.json()["errors"]) == ["badge"]
