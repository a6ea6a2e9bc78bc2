"""The building block on a page of the website (P2): put there, filled in, thanked for."""

import re

import pytest
from playwright.sync_api import expect

EDITOR = "/@/block-test?enable_editor=1"


@pytest.fixture(scope="module")
def form_id(live):
    """A published form, and an empty page of the website."""
    session = live.session()
    questions = [
        {"name": "Name", "key": "customer_name", "is_required": True},
        {"name": "Phone", "key": "phone", "type": "phone"},
    ]
    section = {"name": "You", "field_ids": [[0, 0, each] for each in questions]}
    vals = {"name": "Ask us", "slug": "ask-us", "section_ids": [[0, 0, section]]}
    (form_id,) = live.call(
        session, "customer.form", "create", [{"sequence": -1, **vals}]
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    arch = """<t t-call="website.layout">
        <div id="wrap" class="oe_structure oe_empty" /></t>"""
    live.call(
        session,
        "website.page",
        "create",
        [
            {
                "name": "Block test",
                "url": "/block-test",
                "type": "qweb",
                "is_published": True,
                "arch": arch,
                "key": "website.block_test",
            }
        ],
    )
    return form_id


@pytest.fixture
def editor(live, chromium):
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{live.url}/web/login", wait_until="commit")
    page.fill("[name=login]", "admin")
    page.fill("[name=password]", "admin")
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".o_main_navbar")
    yield page
    context.close()


def put_the_block(live, page):
    """Drop the block on the page, look at its options, and save."""
    page.goto(f"{live.url}{EDITOR}", wait_until="commit")
    page.locator(".o_block_tab .o_snippet[name='Contact & Forms'] button").click()
    dialog = page.frame_locator("iframe.o_add_snippet_iframe")
    dialog.locator("[data-snippet-id=s_customer_form_section]").click()
    site = page.frame_locator(".o_iframe_container iframe:not(.o_ignore_in_tour)")
    block = site.locator(".s_customer_form")
    expect(block.locator(".o_customer_forms_form")).to_be_visible(timeout=60_000)
    block.locator(".s_customer_form_title").click(force=True)
    page.get_by_role("button", name="Plain", exact=True).click()
    expect(block).to_have_attribute("data-look", "plain")
    page.screenshot(path=live.screenshots / "block_options.png")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".o_edit_website_container")


def saved_arch(live):
    """What the page has now: of pages for all websites, Odoo edits a copy for one."""
    domain = [["url", "=", "/block-test"], ["website_id", "!=", False]]
    (page,) = live.call(
        live.session(), "website.page", "search_read", domain, ["arch_db"]
    )
    return page["arch_db"]


def test_from_the_list_of_blocks_to_the_thanks(live, chromium, form_id, editor):
    put_the_block(live, editor)
    arch = saved_arch(live)
    assert 'data-slug="ask-us"' in arch
    assert 'href="/forms/ask-us"' in arch
    assert 'data-look="plain"' in arch
    assert "<form" not in arch  # the form itself is not in the page
    assert "d-none" not in arch  # nor that its link is hidden

    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto(f"{live.url}/block-test?utm_source=fair", wait_until="commit")
    block = page.locator(".s_customer_form")
    block.locator(".o_customer_forms_submit").click()
    expect(block.locator(".o_customer_forms_summary")).to_be_visible()
    page.screenshot(path=live.screenshots / "block_wrong.png")
    block.locator("[name=customer_name]").fill("Ann")
    block.locator(".o_customer_forms_submit").click()
    expect(block.locator(".o_customer_forms_done")).to_be_visible()
    assert page.url.split("?")[0].endswith("/block-test")
    page.screenshot(path=live.screenshots / "block_done.png")
    context.close()

    domain = [["form_id", "=", form_id]]
    (submission,) = live.call(
        live.session(),
        "customer.form.submission",
        "search_read",
        domain,
        ["channel", "source_id"],
    )
    assert submission["channel"] == "website"
    assert submission["source_id"][1] == "fair"


def test_without_scripts_it_is_a_link(live, chromium, form_id):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live.url}/block-test", wait_until="commit")
    page.get_by_role("link", name="Ask us").click()
    expect(page).to_have_url(re.compile("/forms/ask-us"))
    expect(page.locator(".o_customer_forms_submit")).to_be_visible()
    context.close()


def test_a_closed_form_says_so_and_editors_what_to_do(live, chromium, form_id, editor):
    live.call(live.session(), "customer.form", "action_close", [form_id])
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{live.url}/block-test", wait_until="commit")
    block = page.locator(".s_customer_form")
    expect(block).to_contain_text("closed")
    expect(block.locator(".o_customer_forms_editor_hint")).to_have_count(0)
    context.close()
    editor.goto(f"{live.url}/block-test", wait_until="commit")
    hint = editor.locator(".s_customer_form .o_customer_forms_editor_hint")
    expect(hint).to_contain_text("choose another form")
