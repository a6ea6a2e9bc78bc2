"""What is missing is asked for by a private link, and comes back into the same entry, in a
real Chromium on a phone (S6)."""

from story_pages import Visitor, camera

NEED = ".o_customer_forms_form [name=need]"


def _form(live, session):
    """A form whose need must be told, and its amount should."""
    questions = [
        {"key": "who", "name": "Name", "role": "customer_name", "is_required": True},
        {"key": "need", "name": "Need", "type": "longtext", "is_required": True},
        {
            "key": "amount",
            "name": "Amount",
            "type": "integer",
            "is_required": True,
            "is_soft": True,
        },
    ]
    section = {"name": "All", "field_ids": [[0, 0, each] for each in questions]}
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [{"name": "Inquiry", "section_ids": [[0, 0, section]]}],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    (form,) = live.call(session, "customer.form", "read", [form_id], ["slug"])
    return form_id, form["slug"]


def _state(live, session, submission_id):
    (read,) = live.call(
        session, "customer.form.submission", "read", [submission_id], ["state"]
    )
    return read["state"]


def test_what_is_missing_is_asked_for_and_flows_back(live, chromium):
    session = live.session()
    form_id, slug = _form(live, session)
    visitor = Visitor(live, chromium, "zh_CN", camera(live.screenshots / "completion"))
    page = visitor.page
    page.goto(f"{live.url}/zh_CN/forms/{slug}")
    page.wait_for_function("document.querySelector('[name=who]').required")
    page.fill("[name=who]", "王小明")
    page.fill(NEED, "无")
    page.click(".o_customer_forms_submit")
    # The visitor is asked at once, and may send it all the same.
    page.wait_for_selector(".o_customer_forms_doubt_list li >> nth=1")
    visitor.camera(page, "asked at once")
    page.click(".o_customer_forms_confirm")
    page.wait_for_selector(".o_customer_forms_number")
    [submission_id] = live.call(
        session, "customer.form.submission", "search", [["form_id", "=", form_id]]
    )
    assert _state(live, session, submission_id) == "incomplete"

    # No e-mail address was given: the link is passed on by hand.
    (ask_id,) = live.call(
        session,
        "customer.form.completion.ask",
        "create",
        [{"submission_id": submission_id}],
    )
    live.call(session, "customer.form.completion.ask", "action_make_link", [ask_id])
    (ask,) = live.call(
        session, "customer.form.completion.ask", "read", [ask_id], ["link"]
    )
    page.goto(f"{live.url}/zh_CN{ask['link'][ask['link'].index('/forms/') :]}")
    page.wait_for_function("document.querySelector('[name=need]').required")
    asked = page.locator(".o_customer_forms_field").evaluate_all(
        "elements => elements.map((element) => element.dataset.key)"
    )
    assert asked == ["need", "amount"]
    visitor.camera(page, "only what is missing")

    page.fill(NEED, "20 台叉车")
    page.fill("[name=amount]", "20")
    page.click(".o_customer_forms_submit")
    page.wait_for_selector(".o_customer_forms_number")
    visitor.camera(page, "thanks")
    assert _state(live, session, submission_id) == "accepted"
    page.context.close()
