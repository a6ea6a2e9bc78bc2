"""The limit of reveals holds against calls at the same instant, and refusals stay (V1)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from public_form import open_form, send_form

LIMIT = 6
CALLS = 30
AT_ONCE = 6
SOMEBODY = "curious"


@pytest.fixture
def submission_id(live):
    """A submission with a phone number, in a company that lets few be seen."""
    admin = live.session()
    manager = live.record_id(admin, "customer_forms.customer_forms_group_manager")
    vals = {"name": "Curious", "login": SOMEBODY, "password": SOMEBODY}
    live.call(admin, "res.users", "create", [vals | {"group_ids": [[4, manager]]}])
    question = {"name": "Phone", "key": "tel", "type": "phone"}
    section = {"name": "You", "field_ids": [[0, 0, question]]}
    form = {"name": "Calls", "slug": "calls", "section_ids": [[0, 0, section]]}
    (form_id,) = live.call(admin, "customer.form", "create", [form])
    live.call(admin, "customer.form", "action_publish", [form_id])
    session, hidden = open_form(f"{live.url}/forms/calls")
    answer = send_form(
        session, f"{live.url}/forms/calls", hidden, {"tel": "13800001234"}
    )
    assert answer.status_code == 200, answer.text
    domain = [["form_id", "=", form_id]]
    (submission_id,) = live.call(admin, "customer.form.submission", "search", domain)
    company = live.record_id(admin, "base.main_company")
    (kept,) = live.call(admin, "res.company", "read", [company], ["reveal_limit"])
    live.call(admin, "res.company", "write", [company], {"reveal_limit": LIMIT})
    yield submission_id
    live.call(
        admin, "res.company", "write", [company], {"reveal_limit": kept["reveal_limit"]}
    )


def _reveal(live, session, submission_id):
    try:
        said = live.call(
            *(session, "customer.form.submission", "reveal"),
            *([submission_id], "tel", "Call"),
        )
    except AssertionError as refusal:
        return "limit" if "within an hour" in str(refusal) else "busy"
    return said["value"]


def test_calls_at_the_same_instant_get_no_more_than_the_limit(live, submission_id):
    sessions = [live.session(SOMEBODY) for _each in range(AT_ONCE)]

    def call(number):
        return _reveal(live, sessions[number % AT_ONCE], submission_id)

    said = []
    while said.count("limit") < 3:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            said += pool.map(call, range(CALLS))
    admin = live.session()

    def events(kind):
        domain = [["kind", "=", kind], ["res_id", "=", submission_id]]
        return live.call(admin, "customer.audit.event", "search_count", domain)

    assert said.count("13800001234") == LIMIT
    assert events("reveal") == LIMIT
    # the calls failed, and what they were refused is in the log all the same
    assert events("reveal_refused") == said.count("limit")
    (told,) = live.call(
        *(admin, "mail.activity", "search_read"),
        *(
            [["user_id.login", "=", "admin"], ["summary", "ilike", "too many"]],
            ["note"],
        ),
    )
    assert "Curious" in told["note"]
