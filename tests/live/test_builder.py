"""A form from nothing to its public page, in a real Chromium (issue 3, "What an
administrator can do afterwards")."""

import pytest
from builder_page import BuilderPage
from playwright.sync_api import expect
from story_pages import BackOffice, Visitor, camera

WORDS = {
    "en_US": {
        "form": "VIP needs survey",
        "company": "Company name",
        "kind": "Customer type",
        "options": ["Company", "Individual"],
        "phone": "Phone",
        "sentence": "Phone: required; appears only when Customer type is Company.",
        "accepted": "This would be accepted",
    },
    "zh_CN": {
        "form": "VIP 需求调查",
        "company": "公司名称",
        "kind": "客户类型",
        "options": ["企业", "个人"],
        "phone": "电话",
        "sentence": "电话：必填；仅当客户类型 等于 企业时显示。",
        "accepted": "可以通过",
    },
}


@pytest.fixture(params=list(WORDS))
def lang(request, live):
    """The administrator works in this language."""
    session = live.session()
    (admin,) = live.call(session, "res.users", "search", [["login", "=", "admin"]])
    live.call(session, "res.users", "write", [admin], {"lang": request.param})
    yield request.param
    live.call(session, "res.users", "write", [admin], {"lang": "en_US"})


def test_a_form_is_designed_tried_and_published(live, chromium, lang):
    words = WORDS[lang]
    photograph = camera(live.screenshots / "builder" / lang)
    admin = BackOffice(live, chromium, "admin", lang, photograph)

    # It begins blank.
    page = admin.open("customer-forms", ".o_kanban_view")
    page.click(".o-kanban-button-new")
    page.fill(".o_cfb_new_form input", words["form"])
    admin.picture("new form")
    page.click(".modal-footer .btn-primary")
    builder = BuilderPage(page)
    admin.picture("empty")
    address = page.url

    # Two questions by a click, one by dragging.
    builder.add("text", words["company"])
    builder.add("select", words["kind"])
    builder.add_options(*words["options"])
    builder.drag("phone", below=words["kind"])
    company, kind, phone = (words[name] for name in ("company", "kind", "phone"))
    builder.expect_questions(company, kind, phone)

    # Rules and a condition, in words.
    builder.select(phone)
    builder.choose("required", "always")
    builder.choose("appears", "when")
    builder.expect_sentence(words["sentence"])
    builder.wait_until_saved()
    admin.picture("designed")

    # A question too many is undone, the order changed by keyboard and changed back.
    builder.select(phone)
    builder.press("Control+d")
    builder.expect_questions(company, kind, phone, phone)
    builder.press("Control+z")
    builder.expect_questions(company, kind, phone)
    builder.select(company)
    builder.press("Alt+ArrowDown")
    builder.expect_questions(kind, company, phone)
    builder.press("Control+z")
    builder.expect_questions(company, kind, phone)

    # The preview is the page, and chooses what is edited.
    preview = builder.preview()
    expect(preview.locator(".o_customer_forms_field")).to_have_count(3)
    preview.locator(".o_customer_forms_field[data-type=select]").click()
    page.wait_for_selector(".o_cfb_selected .fa-caret-square-o-down")
    page.click(".o_cfb_preview .fa-mobile")
    builder.preview()
    admin.picture("phone width")

    # The rules of the draft are tried; nothing is kept.
    page.click(".o_cfb_top_bar .fa-play")
    page.click(".o_cfb_samples")
    preview = builder.preview()
    preview.locator("select").wait_for()
    page.wait_for_timeout(500)  # the frame that fills itself comes to the front
    preview.locator(".o_customer_forms_submit").click()
    preview.locator(".o_customer_forms_accepted").wait_for()
    expect(preview.locator("h2").first).to_contain_text(words["accepted"])
    admin.picture("tried")
    page.click(".o_cfb_top_bar .fa-pencil")

    # What was designed is there after a reload, at the same address.
    page.goto(address)
    builder = BuilderPage(page)
    builder.expect_questions(company, kind, phone)

    # It is published, and the page takes a visitor.
    page.click(".o_cfb_top_bar .btn-primary")
    page.wait_for_selector(".modal .o_form_view")
    admin.picture("publish")
    page.click(".modal footer button[name=action_publish]")
    page.wait_for_selector(".modal div[name=qr_picture] img")
    admin.picture("share")
    page.click(".modal footer button[special=cancel]")
    page.wait_for_selector(".o_cfb_top_bar .text-bg-success")
    (form,) = live.call(
        live.session(),
        "customer.form",
        "search_read",
        [["name", "=", words["form"]], ["state", "=", "published"]],
        ["slug"],
        context={"lang": lang},
    )
    admin.close()
    visitor = Visitor(live, chromium, lang, photograph)
    visitor.open(f"/forms/{form['slug']}")
    expect(visitor.page.locator(".o_customer_forms_field:visible")).to_have_count(2)
    visitor.picture("page")
    visitor.close()
