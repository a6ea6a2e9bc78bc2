"""The main job end to end, in a real Chromium: a customer fills a form on a phone, sales
follows up, the manager sees it (P1, P6, F7, F9, S1, S8, D1, A1, U4, R1, R8)."""

import datetime
import io
import re
import unicodedata

import pytest
from pypdf import PdfReader
from story_pages import BackOffice, Visitor, camera

YEAR = datetime.date.today().year
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SALES_LOGIN = "story_sales"


@pytest.fixture(scope="module")
def company(live):
    """A salesperson in a department that the form names."""
    session = live.session()
    group = live.record_id(session, "customer_forms.customer_forms_group_user")
    (user_id,) = live.call(
        session,
        "res.users",
        "create",
        [
            {
                "name": "Li Na",
                "login": SALES_LOGIN,
                "password": SALES_LOGIN,
                "email": "li.na@example.com",
                "tz": "Asia/Shanghai",
                "group_ids": [[4, group]],
            }
        ],
        context={"no_reset_password": True},
    )
    (team_id,) = live.call(
        session,
        "crm.team",
        "create",
        [{"name": "First sales department", "member_ids": [[4, user_id]]}],
    )
    form_id = live.record_id(session, "customer_forms.form_new_customer")
    live.call(
        session,
        "customer.form",
        "write",
        [form_id],
        {"department_ids": [[4, team_id]]},
    )
    return {"session": session, "user_id": user_id, "form_id": form_id}


@pytest.fixture(params=["en_US", "zh_CN"])
def lang(request, live, company):
    """Everybody works in this language."""
    session = company["session"]
    users = live.call(
        session, "res.users", "search", [["login", "in", ["admin", SALES_LOGIN]]]
    )
    live.call(session, "res.users", "write", users, {"lang": request.param})
    return request.param


STORY = {
    "en_US": {
        "path": "/en/forms/new-customer",
        "name": "Wang Xiaoming",
        "masked": "W*",
        "phone": "138 0777 1234",
        "too_short": "A mobile number has 11 digits; this one has 10.",
        "menu": ["Customers", "Follow-ups", "Submissions", "Forms", "Reporting"],
        "columns": ["Customer name", "Phone", "Urgency"],
        "publish": "Publish",
    },
    "zh_CN": {
        "path": "/zh_CN/forms/new-customer",
        "name": "王小红",
        "masked": "王*",
        "phone": "13900005678",
        "too_short": "手机号应为 11 位数字，您填写了 10 位。",
        "menu": ["客户", "跟进记录", "提交记录", "表单", "报表"],
        "columns": ["客户名称", "联系电话", "需求紧急程度"],
        "publish": "发布",
    },
}


def test_a_customer_fills_a_form_and_sales_follows_up(live, chromium, company, lang):
    words = STORY[lang]
    photograph = camera(live.screenshots / lang)
    session = company["session"]

    # The administrator publishes the ready template.
    admin = BackOffice(live, chromium, "admin", lang, photograph)
    page = admin.open(f"customer-forms/{company['form_id']}", ".o_form_view")
    assert set(words["menu"]) <= set(admin.menu_entries())
    publish = page.locator("button[name=action_publish_wizard]:visible")
    is_published = page.locator("button[name=action_open_page]:visible")
    publish.or_(is_published).first.wait_for()
    if not is_published.count():
        assert publish.inner_text() == words["publish"]
        publish.click()
        page.click(".modal footer button[name=action_publish]")
        page.wait_for_selector(".modal div[name=qr_picture] img")
        page.click(".modal footer button[special=cancel]")
        is_published.wait_for()
    admin.picture("form")

    # A customer opens the link on a phone, is corrected, and submits.
    visitor = Visitor(live, chromium, lang, photograph)
    visitor.open(words["path"])
    visitor.picture("page")
    visitor.fill(customer_name=words["name"], phone="1380000123")
    visitor.go_on()
    assert visitor.error("phone") == words["too_short"]
    visitor.picture("corrected")
    visitor.fill(
        phone=words["phone"],
        customer_type="potential",
        source="exhibition",
        urgency="high",
        need="20 forklifts",
        licence={"name": "licence.pdf", "mimeType": "application/pdf", "buffer": PDF},
    )
    visitor.submit()
    visitor.page.wait_for_url("**/done")
    number = visitor.number()
    assert re.fullmatch(rf"C{YEAR}[0-9]{{4}}", number)
    visitor.picture("thanks")
    visitor.close()

    live.file_customers()

    # The answers are columns of the list.
    page = admin.open("customer-submissions", ".o_list_view .o_data_row")
    header = page.locator("thead").inner_text()
    for column in words["columns"]:
        assert column in header
    newest = page.locator(".o_data_row").first.inner_text()
    assert words["masked"] in newest
    assert words["name"] not in newest
    admin.picture("submissions")

    # A dossier and an opportunity exist, owned by the salesperson, without the phone
    # or the full name in what everybody may read.
    (dossier,) = live.call(
        session,
        "customer.dossier",
        "search_read",
        [["number", "=", number]],
        ["display_name", "user_id", "intent", "partner_id", "lead_ids"],
    )
    assert dossier["display_name"] == f"{number} {words['masked']}"
    assert dossier["user_id"][0] == company["user_id"]
    assert dossier["intent"] == "high"
    (lead,) = live.call(
        session,
        "crm.lead",
        "read",
        dossier["lead_ids"],
        ["name", "user_id", "phone", "email_from"],
    )
    assert lead["name"] == f"{number} 20 forklifts"
    assert lead["user_id"][0] == company["user_id"]
    assert not lead["phone"]
    (partner,) = live.call(
        session, "res.partner", "read", [dossier["partner_id"][0]], ["phone", "email"]
    )
    assert not partner["phone"]

    # The salesperson finds the reminder under the clock and finishes it.
    sales = BackOffice(live, chromium, SALES_LOGIN, lang, photograph)
    page = sales.open(
        f"customer-dossiers/{dossier['id']}", ".o_form_view .o-mail-Activity"
    )
    sales.picture("dossier")
    page.locator(".o-mail-Activity .o-mail-Activity-markDone").first.click()
    dialog = page.locator(".modal .o_form_view")
    dialog.wait_for()
    assert number in dialog.locator("[name=dossier_id]").inner_text() or (
        number in dialog.locator("[name=dossier_id] input").input_value()
    )
    sales.picture("follow-up dialog")
    dialog.locator("[name=summary] textarea").fill("Agreed to send an offer")
    page.locator(".modal footer .btn-primary:visible").click()
    page.locator(".modal").wait_for(state="hidden")
    followups = live.call(
        session,
        "customer.followup",
        "search_read",
        [["dossier_id", "=", dossier["id"]]],
        ["summary", "method", "user_id", "reminder_id"],
    )
    assert [each["summary"] for each in followups] == ["Agreed to send an offer"]
    assert followups[0]["user_id"][0] == company["user_id"]
    assert followups[0]["reminder_id"]
    page = sales.open("customer-dossiers", ".o_kanban_view, .o_list_view")
    sales.picture("customers")
    sales.close()

    # The manager counts the customer, as a pivot and as a graph.
    page = admin.open("customer-analysis", ".o_graph_view, .o_pivot_view")
    admin.picture("report")
    for view in ("pivot", "graph"):
        page.locator(
            f".o_cp_switch_buttons .o_{view}, button.o_switch_view.o_{view}"
        ).click()
        page.wait_for_selector(f".o_{view}_view canvas, .o_{view}_view table")
        admin.picture(f"report {view}")
        if view == "pivot":
            total = page.locator(".o_pivot tbody tr").first.inner_text()
            customers = live.call(session, "customer.dossier", "search_count", [])
            assert total.split()[1] == str(customers)
    admin.close()

    # The dossier prints.
    answer = session.get(
        f"{live.url}/report/pdf/customer_reports.report_customer_dossier/{dossier['id']}",
        timeout=120,
    )
    assert answer.headers["Content-Type"] == "application/pdf"
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages
    )
    # The printer writes tabs for spaces, joins letters into one sign (ffi), and draws some
    # Chinese characters as radicals.
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    assert number in text
    assert "Agreed to send an offer" in text


def test_the_clock_counts_the_reminder(live, chromium, company):
    """The usual clock icon, not a place of our own."""
    photograph = camera(live.screenshots / "clock")
    sales = BackOffice(live, chromium, SALES_LOGIN, "en_US", photograph)
    page = sales.open("customer-dossiers", ".o_kanban_view, .o_list_view")
    page.locator(
        ".o-mail-ActivityMenu-counter, .o_menu_systray .fa-clock-o"
    ).first.click()
    page.wait_for_selector(".o-mail-ActivityMenu")
    sales.picture("clock")
    sales.close()
