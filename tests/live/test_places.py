"""The last places of a form, and one person twice, at the same instant (P4)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from public_form import open_form, send_form

VISITORS = 50
PLACES = 3


def publish(live, slug, **vals):
    """A published form that asks for a name and a phone number; its id."""
    session = live.session()
    questions = [
        {"name": "Name", "key": "customer_name", "role": "customer_name"},
        {"name": "Mobile", "key": "mobile", "type": "phone", "role": "phone"},
    ]
    section = {"name": "You", "field_ids": [[0, 0, each] for each in questions]}
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [{"name": slug, "slug": slug, "section_ids": [[0, 0, section]], **vals}],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    return form_id


def send_all(live, slug, answers):
    """Send a page for each of ``answers`` at once; how often which status came."""
    url = f"{live.url}/forms/{slug}"
    pages = [(*open_form(url), each) for each in answers]

    def send(page):
        session, hidden, each = page
        return send_form(session, url, hidden, each).status_code

    with ThreadPoolExecutor(len(pages)) as pool:
        return Counter(pool.map(send, pages))


def kept(live, form_id):
    domain = [["form_id", "=", form_id]]
    return live.call(live.session(), "customer.form.submission", "search_count", domain)


def test_no_more_than_there_are_places(live):
    form_id = publish(live, "last-places", max_submissions=PLACES)
    answers = [{"customer_name": f"Visitor {number}"} for number in range(VISITORS)]
    statuses = send_all(live, "last-places", answers)
    assert statuses == {200: PLACES, 410: VISITORS - PLACES}
    assert kept(live, form_id) == PLACES


def test_one_person_many_times_at_once_is_taken_once(live):
    form_id = publish(live, "one-each", is_once_per_person=True)
    answers = [{"customer_name": "Twin", "mobile": "13800001234"}] * 6
    statuses = send_all(live, "one-each", answers)
    assert statuses == {200: 1, 409: 5}
    assert kept(live, form_id) == 1
