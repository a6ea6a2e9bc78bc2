"""Every public page in a real browser: nothing keeps anybody out (axe-core), nothing hangs
over the edge of a narrow phone (P6), and the whole form is filled with the keyboard alone."""

import itertools

import every_question
import pytest
from axe_playwright_python.sync_playwright import Axe
from public_form import open_form, send_form
from story_pages import camera

PHONE = {
    "viewport": {"width": 320, "height": 640},
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
LOOKS = {
    "phone": {**PHONE, "color_scheme": "light"},
    "dark-phone": {**PHONE, "color_scheme": "dark"},
    "desktop": {**DESKTOP, "color_scheme": "light"},
}
GRAVE = {"serious", "critical"}
# The header and footer are the website's own.
NOT_OURS = "header, footer, #o_shared_blocks"
LARGE = bytes(11 * 1024 * 1024)
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


@pytest.fixture(scope="module")
def forms(live):
    """Slugs of forms in each of their states: {what it shows: slug}."""
    session = live.session()
    form_id = every_question.publish(live, "every-question")
    every_question.publish(live, "one-page", has_pages=False)
    every_question.publish(live, "signed-in", submit_access="signed_in")
    closed = every_question.publish(live, "closed-form")
    live.call(session, "customer.form", "action_close", [closed])
    return {"id": form_id, "session": session}


class Reader:
    """A public page, looked at for barriers in every state it gets into."""

    def __init__(self, live, chromium, lang, look, cookies=()):
        self.live = live
        self.prefix = "" if lang == "en_US" else f"/{lang}"
        self.photograph = camera(live.screenshots.parent / "pages" / f"{lang}-{look}")
        context = chromium.new_context(**LOOKS[look], reduced_motion="reduce")
        context.add_cookies(list(cookies))
        self.page = context.new_page()
        self.found = []
        self.page.on("pageerror", lambda error: self.found.append(str(error)))

    def open(self, path, name):
        self.page.goto(f"{self.live.url}{self.prefix}{path}")
        self.page.wait_for_load_state("networkidle")
        self.look(name)

    def look(self, name):
        """Note what is wrong with the page as it is now, and photograph it."""
        self.photograph(self.page, name, full_page=True)
        self.found += [f"{name}: {barrier}" for barrier in self._barriers()]
        too_wide = self.page.evaluate(
            "document.scrollingElement.scrollWidth - window.innerWidth"
        )
        if too_wide > 0:
            self.found.append(f"{name}: {too_wide} px too wide")

    def _barriers(self):
        answer = Axe().run(self.page, options={"resultTypes": ["violations"]})
        for violation in answer.response["violations"]:
            ours = [
                node for node in violation["nodes"] if self._is_ours(node["target"])
            ]
            if ours and violation["impact"] in GRAVE:
                yield f"{violation['id']} {[node['html'][:200] for node in ours][:3]}"

    def _is_ours(self, target):
        return self.page.evaluate(
            "([element, others]) => !document.querySelector(element)?.closest(others)",
            [target[-1], NOT_OURS],
        )

    def next(self, name):
        self.page.click(".o_customer_forms_next")
        self.look(name)

    def close(self):
        self.page.context.close()
        assert not self.found, "\n".join(self.found)


# Colours are the same in each language, and so is what has room on a desktop.
LONG = [("en_US", "dark-phone"), ("en_US", "desktop")]
SIGHTS = [
    *itertools.product(["zh_CN"], LOOKS),
    ("en_US", "phone"),
    *(pytest.param(sight, marks=pytest.mark.prove) for sight in LONG),
]


@pytest.fixture(params=SIGHTS, ids="-".join)
def sight(request):
    """A language and a look."""
    return request.param


@pytest.fixture
def reader(live, chromium, forms, sight):
    reader = Reader(live, chromium, *sight)
    yield reader
    reader.close()


def test_a_form_section_by_section(reader):
    page = reader.page
    reader.open("/forms/every-question", "first section")
    reader.next("errors")
    assert page.locator("[name=who]").get_attribute("aria-invalid") == "true"
    page.fill("[name=who]", "Wang Xiaoming")
    ink, ground = page.locator("[name=who]").evaluate(
        "el => [getComputedStyle(el).color, getComputedStyle(el).backgroundColor]"
    )
    assert ink != ground, "what is typed is seen, on a dark phone too"
    reader.next("choices")
    page.locator(".o_customer_forms_stars label").nth(3).click()
    page.fill("[name=size]", "3")
    reader.next("days and places")
    reader.next("rows")
    page.click(".o_customer_forms_add_row")
    page.fill("[name='vehicles:1:plate']", "沪A12345")
    reader.look("two rows")
    reader.next("papers")
    page.set_input_files(
        "input[name=proof]",
        [
            {"name": "licence.pdf", "mimeType": "application/pdf", "buffer": PDF},
            {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": LARGE},
        ],
    )
    reader.look("file too large")
    assert page.locator(".o_customer_forms_file_size").last.inner_text() == "11.0 MB"
    page.locator(".o_customer_forms_chosen button").last.click()
    page.check("[name=agree]")
    reader.next("summary")
    page.click("button.o_customer_forms_submit")
    reader.look("is this right")
    page.click(".o_customer_forms_confirm")
    page.wait_for_url("**/done")
    page.wait_for_load_state("networkidle")
    reader.look("thanks")


def test_pages_around_it(reader):
    reader.open("/forms/one-page", "one page")
    reader.page.click("button.o_customer_forms_submit")
    reader.look("one page with errors")
    for path, name in {
        "/forms/closed-form": "closed",
        "/forms/nothing-here": "not found",
        "/forms/signed-in": "for others",
    }.items():
        reader.open(path, name)


def test_the_page_of_a_correction(live, chromium, forms, sight):
    session, hidden = open_form(f"{live.url}/forms/every-question")
    answers = {"who": "Li Na", "tel": "13800001234", "agree": "yes"}
    assert (
        "redirect"
        in send_form(
            session, f"{live.url}/forms/every-question", hidden, answers
        ).json()
    )
    domain = [["form_id", "=", forms["id"]]]
    (submission_id,) = live.call(
        forms["session"], "customer.form.submission", "search", domain, limit=1
    )
    cookies = [
        {"name": cookie.name, "value": cookie.value, "url": live.url}
        for cookie in forms["session"].cookies
    ]
    reader = Reader(live, chromium, *sight, cookies)
    path = f"/forms/every-question/submissions/{submission_id}"
    reader.open(path, "correction")
    reader.close()


class Typist:
    """Somebody who has only a keyboard."""

    def __init__(self, page):
        self.page = page
        self.keys = page.keyboard

    def to(self, selector):
        """Press Tab until ``selector`` has the focus."""
        for _step in range(60):
            self.keys.press("Tab")
            if self.page.evaluate(
                "wanted => document.activeElement.matches(wanted)", selector
            ):
                return self
        raise AssertionError(f"no way to {selector}")

    def type(self, text):
        self.keys.type(text)
        return self

    def press(self, key):
        self.keys.press(key)
        return self

    def focus(self):
        """The text of what has the focus."""
        return self.page.evaluate("document.activeElement.textContent.trim()")


def test_the_whole_form_with_the_keyboard(live, chromium, forms):
    page = chromium.new_context(**DESKTOP, locale="en-US").new_page()
    page.goto(f"{live.url}/forms/every-question")
    page.wait_for_load_state("networkidle")
    typist = Typist(page)
    typist.to("[name=who]").press("Enter")  # goes on, but a name is missing
    typist.type("Wang Xiaoming")
    typist.to("[name=tel]").type("13800001234").press("Enter")
    assert typist.focus() == "Needs"
    typist.to("[name=wish]").type("Forklifts").press("Enter").type("Two")
    typist.to("[name=kind]").press("ArrowDown")
    typist.to("[name=how]").press("Space").press("ArrowRight")
    typist.to("[name=wants]").press("Space")
    typist.to("[name=stars]").press("ArrowRight").press("ArrowRight")
    typist.to("[name=size]").type("20")
    typist.to(".o_customer_forms_next").press("Enter")
    assert typist.focus() == "When and where"
    typist.to("[name=day]").type("03052031")
    typist.to("[data-level=province]").type("Shang")
    page.wait_for_function(
        "document.querySelector('[data-level=district]').options.length > 1"
    )
    typist.to("[data-level=district]").press("ArrowDown")
    typist.to(".o_customer_forms_next").press("Enter")
    page.wait_for_function("document.activeElement.textContent.trim() == 'Vehicle'")
    typist.to("[name='vehicles:0:plate']").type("A12345")
    typist.to(".o_customer_forms_add_row").press("Enter")
    typist.to("[name='vehicles:1:plate']").type("B12345").press("Enter")
    typist.to("[name=agree]").press("Space").press("Enter")
    assert typist.focus() == "Check your answers"
    answers = page.locator(".o_customer_forms_review dd").all_inner_texts()
    assert {"Wang Xiaoming", "Forklifts\nTwo", "20", "B12345"} <= set(answers)
    typist.to(".o_customer_forms_submit").press("Enter")
    page.wait_for_url("**/done")
    page.context.close()
