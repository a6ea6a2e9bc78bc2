"""A form in a frame of another website (P2), whose pages get no cookies of ours."""

import re
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

# Two names of one machine are two websites to a browser: the server is 127.0.0.1.
ELSEWHERE = "localhost"
PAGE = """<!DOCTYPE html><html><head><title>Shop</title></head>
<body><h1>Shop</h1>{code}<p id="below">Below the form</p></body></html>"""


@contextmanager
def website(html):
    """Another website with one page; its port."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html().encode())

        def log_message(self, *_args):
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture(scope="module")
def embedded(live):
    """A published form, the website that may show it and its page; as a dict."""
    session = live.session()
    questions = [
        {"name": "Name", "key": "customer_name", "is_required": True},
        {"name": "Phone", "key": "phone", "type": "phone", "is_required": True},
        {"name": "Wish", "key": "wish", "type": "longtext"},
    ]
    section = {"name": "You", "field_ids": [[0, 0, each] for each in questions]}
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [{"name": "Trial", "slug": "embedded", "section_ids": [[0, 0, section]]}],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    code = live.call(session, "customer.form", "read", [form_id], ["embed_code"])
    html = re.sub(r"http://[^/]+/", f"{live.url}/", code[0]["embed_code"])
    with website(lambda: PAGE.format(code=html)) as port:
        origin = f"http://{ELSEWHERE}:{port}"
        live.call(
            session, "customer.form", "write", [form_id], {"embed_origins": origin}
        )
        yield {"id": form_id, "origin": origin, "port": port}


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)
    yield page
    context.close()


def is_refused(page, url):
    """Whether the browser shows nothing in the frame of the page at ``url``."""
    with page.expect_event("requestfailed") as failed:
        page.goto(url, wait_until="commit")
    return "BLOCKED_BY_RESPONSE" in failed.value.failure


def kept(live, form_id):
    domain = [["form_id", "=", form_id]]
    return live.call(
        live.session(), "customer.form.submission", "search_read", domain, ["channel"]
    )


def test_it_is_filled_in_there_and_grows_with_what_is_wrong(live, embedded, page):
    page.goto(embedded["origin"], wait_until="commit")
    frame = page.frame_locator("iframe[data-customer-form]")
    frame.locator(".o_customer_forms_submit").wait_for()
    element = page.locator("iframe[data-customer-form]")
    # As high as the form, no scrolling in it: the script has heard of it.
    expect(element).to_have_attribute("style", re.compile(r"height: \d+px"))
    height = element.bounding_box()["height"]
    page.screenshot(path=live.screenshots / "embedded.png", full_page=True)

    frame.locator("[name=phone]").fill("123")
    frame.locator(".o_customer_forms_submit").click()
    expect(frame.locator(".o_customer_forms_summary")).to_be_visible()
    page.wait_for_function(
        "height => document.querySelector('iframe').offsetHeight > height", arg=height
    )
    page.screenshot(path=live.screenshots / "embedded_wrong.png", full_page=True)

    frame.locator("[name=customer_name]").fill("Ann")
    frame.locator("[name=phone]").fill("13800001234")
    frame.locator(".o_customer_forms_submit").click()
    expect(frame.locator(".o_customer_forms_done")).to_be_visible()
    page.screenshot(path=live.screenshots / "embedded_done.png", full_page=True)
    assert [row["channel"] for row in kept(live, embedded["id"])] == ["embed"]
    # Nothing of ours is stored in the visitor's browser on another website's behalf.
    cookies = page.context.cookies(live.url)
    assert not [cookie for cookie in cookies if cookie["name"] == "session_id"]


def test_other_websites_do_not_show_it(live, embedded, page):
    """The same page under another name is another website."""
    assert is_refused(page, f"http://127.0.0.1:{embedded['port']}")


def test_nor_does_any_show_the_page_itself(live, embedded, page):
    with website(
        lambda: PAGE.format(code=f'<iframe src="{live.url}/forms/embedded"></iframe>')
    ) as port:
        assert is_refused(page, f"http://{ELSEWHERE}:{port}")
