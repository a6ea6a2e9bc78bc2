"""Two people do the same with a customer at the same instant: one wins, the other reads why,
nothing is there twice (D2, D8, D11, V4)."""

import pytest
from at_once import assert_one_wins, at_once, make_user, press
from public_form import open_form, send_form

# Two people, each in several windows.
WINDOWS = 3


@pytest.fixture(
    scope="module",
    params=["live", pytest.param("production", marks=pytest.mark.prove)],
    ids=["threads", "workers"],
)
def live(request):
    """A server of one process, and one of several as in production."""
    server = request.getfixturevalue(request.param)
    server.trust_the_quick()
    return server


@pytest.fixture(scope="module")
def people(live):
    """Sessions of two administrators, and the ids of those who look after customers."""
    admin = live.session()
    make_user(live, admin, "once_second", "manager")
    for login in ("once_officer", "once_officer_2"):
        make_user(live, admin, login, "data_officer")
    giver = make_user(live, admin, "once_giver", "user")
    taker = make_user(live, admin, "once_taker", "user")
    (team,) = live.call(
        admin,
        "crm.team",
        "create",
        [{"name": "At once", "member_ids": [[4, giver], [4, taker]]}],
    )
    sessions = [
        live.session(login)
        for login in ("admin", "once_second")
        for _window in range(WINDOWS)
    ]
    return {
        "admin": admin,
        "sessions": sessions,
        "giver": giver,
        "taker": taker,
        "team": team,
    }


def _customers(live, people, *names):
    return live.call(
        people["admin"],
        "customer.dossier",
        "create",
        [
            {"name": name, "user_id": people["giver"], "team_id": people["team"]}
            for name in names
        ],
    )


def _events(live, people, model, res_ids, kind):
    return live.call(
        people["admin"],
        "customer.audit.event",
        "search_count",
        [["res_model", "=", model], ["res_id", "in", res_ids], ["kind", "=", kind]],
    )


def test_a_difference_is_decided_once(live, people):
    """D8"""
    admin = people["admin"]
    questions = [
        {"name": "Name", "key": "who", "role": "customer_name", "is_required": True},
        {"name": "Phone", "key": "phone", "type": "phone", "role": "phone"},
        {"name": "E-mail", "key": "email", "type": "email", "role": "email"},
    ]
    section = {"name": "You", "field_ids": [[0, 0, each] for each in questions]}
    vals = {"name": "At once", "slug": "at-once", "section_ids": [[0, 0, section]]}
    (form_id,) = live.call(admin, "customer.form", "create", [vals])
    live.call(admin, "customer.form", "action_publish", [form_id])
    for email in ("first@example.com", "second@example.com"):
        url = f"{live.url}/forms/at-once"
        visitor, hidden = open_form(url)
        said = {"who": "Decided Once", "phone": "13900007701", "email": email}
        answer = send_form(visitor, url, hidden, said)
        assert answer.status_code == 200, answer.text
        live.file_customers()
    known = [["phone", "=", "13900007701"]]
    (dossier_id,) = live.call(admin, "customer.dossier", "search", known)
    domain = [["state", "=", "open"], ["dossier_id", "=", dossier_id]]
    (fact_id,) = live.call(admin, "customer.fact", "search", domain)
    said = assert_one_wins(
        at_once(
            *(
                lambda session=session: press(
                    live, session, "customer.fact", "action_accept", [fact_id]
                )
                for session in people["sessions"]
            )
        )
    )
    assert all("Somebody decided on" in each for each in said), said
    assert _events(live, people, "customer.dossier", [dossier_id], "decision") == 1
    (read,) = live.call(admin, "customer.fact", "read", [fact_id], ["state"])
    assert read["state"] == "current"


def test_a_pair_is_merged_once(live, people):
    """D2"""
    admin = people["admin"]
    pair = _customers(live, people, "Merged Once", "Merged Twice")
    dialogs = [
        press(live, session, "customer.dossier", "action_merge", pair).result["res_id"]
        for session in people["sessions"]
    ]
    said = assert_one_wins(
        at_once(
            *(
                lambda session=session, dialog=dialog: press(
                    live, session, "customer.merge.wizard", "action_merge", [dialog]
                )
                for session, dialog in zip(people["sessions"], dialogs, strict=True)
            )
        )
    )
    assert all("merged already" in each or "Try again" in each for each in said), said
    domain = ["|", ["kept_id", "in", pair], ["merged_id", "in", pair]]
    merges = live.call(admin, "customer.merge", "search_read", domain, ["state"])
    assert [merge["state"] for merge in merges] == ["done"]
    closed = [["id", "in", pair], ["active", "=", False]]
    assert live.call(admin, "customer.dossier", "search_count", closed) == 1
    assert _events(live, people, "customer.dossier", pair, "merge") == 2, "one for each"


def test_customers_are_handed_over_once(live, people):
    """D11"""
    admin = people["admin"]
    customers = _customers(live, people, *(f"Given Once {n}" for n in range(5)))
    dialogs = []
    for session in people["sessions"]:
        action = press(live, session, "customer.dossier", "action_hand_over", customers)
        dialogs.append(action.result["res_id"])
        vals = {"to_user_id": people["taker"]}
        live.call(session, "customer.handover.wizard", "write", dialogs[-1:], vals)
    said = assert_one_wins(
        at_once(
            *(
                lambda session=session, dialog=dialog: press(
                    live,
                    session,
                    "customer.handover.wizard",
                    "action_confirm",
                    [dialog],
                )
                for session, dialog in zip(people["sessions"], dialogs, strict=True)
            )
        )
    )
    assert all(said), said
    owners = live.call(admin, "customer.dossier", "read", customers, ["user_id"])
    assert {each["user_id"][0] for each in owners} == {people["taker"]}
    lines = live.call(
        admin,
        "customer.handover.line",
        "search_read",
        [["dossier_id", "in", customers]],
        ["state"],
    )
    assert [line["state"] for line in lines] == ["moved"] * len(customers)
    assert _events(live, people, "customer.dossier", customers, "handover") == 5


def test_a_request_is_approved_and_handed_over_once(live, people):
    """V4"""
    admin = people["admin"]
    _customers(live, people, "Asked For")
    make_user(live, admin, "once_asker")
    asker = live.session("once_asker")
    (field,) = live.call(
        asker, "customer.access.field", "search", [["key", "=", "phone"]]
    )
    defaults = live.call(asker, "customer.access.request", "default_get", ["ends_on"])
    vals = {
        "purpose": "Fair",
        "kind": "individual",
        "field_ids": [[6, 0, [field]]],
        **defaults,
    }
    (request_id,) = live.call(asker, "customer.access.request", "create", [vals])
    live.call(asker, "customer.access.request", "action_submit", [request_id])
    dialogs = [
        live.call(
            session, "customer.access.decide", "create", [{"request_id": request_id}]
        )[0]
        for session in people["sessions"]
    ]
    # Whoever approved does not hand over: two others do.
    officers = [
        live.session(login)
        for login in ("once_officer", "once_officer_2")
        for _window in range(WINDOWS)
    ]
    steps = (
        ("customer.access.decide", "action_approve", people["sessions"], dialogs),
        (
            "customer.access.request",
            "action_hand_over",
            officers,
            [request_id] * len(officers),
        ),
    )
    for model, method, sessions, ids in steps:
        before = _events(live, people, "customer.access.request", [request_id], "grant")
        said = assert_one_wins(
            at_once(
                *(
                    lambda session=session, res_id=res_id, model=model, method=method: (
                        press(live, session, model, method, [res_id])
                    )
                    for session, res_id in zip(sessions, ids, strict=True)
                )
            )
        )
        assert all(said), said
        after = _events(live, people, "customer.access.request", [request_id], "grant")
        assert after == before + 1, method
    approvals = live.call(
        admin,
        "customer.access.approval",
        "search_read",
        [["request_id", "=", request_id]],
        ["state"],
    )
    assert {each["state"] for each in approvals} == {"approved"}
