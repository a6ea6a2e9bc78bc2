"""The pages of the story, in words: what a person does on them."""

import re


class BackOffice:
    """The web client as one user sees it, in one language."""

    def __init__(self, live, chromium, login, lang, camera):
        self.live = live
        self.camera = camera
        context = chromium.new_context(viewport={"width": 1366, "height": 900})
        context.add_cookies(
            [
                {"name": cookie.name, "value": cookie.value, "url": live.url}
                for cookie in live.session(login).cookies
            ]
        )
        self.page = context.new_page()
        self.page.set_default_timeout(30000)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.lang = lang

    def open(self, path, selector=".o_action_manager > *"):
        """Go to an address of the web client and wait for what it shows."""
        self.page.goto(f"{self.live.url}/odoo/{path}", timeout=120_000)
        self.page.wait_for_selector(selector)
        self.page.wait_for_selector(".o_loading_indicator", state="detached")
        return self.page

    def picture(self, name):
        self.camera(self.page, name)

    def menu_entries(self):
        return [
            entry.strip()
            for entry in self.page.locator(".o_menu_sections > *").all_inner_texts()
        ]

    def close(self):
        self.page.context.close()
        assert not self.errors, self.errors


class Visitor:
    """A public form on a phone."""

    def __init__(self, live, chromium, lang, camera):
        self.live = live
        self.camera = camera
        context = chromium.new_context(
            viewport={"width": 390, "height": 844},
            is_mobile=True,
            has_touch=True,
            locale=lang.replace("_", "-"),
        )
        self.page = context.new_page()
        self.requests = []
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path):
        self.page.goto(self.live.url + path)
        self.page.wait_for_load_state("networkidle")

    def fill(self, **answers):
        """Type or choose an answer for each field key, section after section."""
        for key, answer in answers.items():
            field = self.page.locator(f".o_customer_forms_field[data-key={key}]")
            self.go_on_to(field)
            kind = field.get_attribute("data-type")
            if kind in ("radio", "multi"):
                field.locator(f"input[value={answer}]").check()
            elif kind == "select":
                field.locator("select").select_option(answer)
            elif kind == "attachment":
                field.locator("input[name]").set_input_files(answer)
            else:
                field.locator("input, textarea").fill(answer)

    def go_on_to(self, element):
        """Press Next until ``element`` is in sight."""
        following = self.page.locator(".o_customer_forms_next")
        while not element.is_visible():
            step = self.page.inner_text(".o_customer_forms_step")
            following.click()
            assert self.page.inner_text(".o_customer_forms_step") != step

    def go_on(self):
        """Press Next once."""
        self.page.click(".o_customer_forms_next")

    def submit(self):
        submit = self.page.locator("button.o_customer_forms_submit")
        self.go_on_to(submit)
        self.picture("summary")
        submit.click()

    def error(self, key):
        """What the page says is wrong with an answer."""
        field = self.page.locator(f".o_customer_forms_field[data-key={key}]")
        return field.locator(".o_customer_forms_error").inner_text()

    def number(self):
        """The number the page tells after submission."""
        return self.page.inner_text(".o_customer_forms_number").strip()

    def picture(self, name):
        self.camera(self.page, name, full_page=True)

    def close(self):
        foreign = [
            url
            for url in self.requests
            if not url.startswith((self.live.url, "data:", "blob:"))
        ]
        self.page.context.close()
        assert not foreign, foreign


def camera(folder):
    """A function that photographs a page into ``folder``, numbered in order."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []

    def photograph(page, name, **options):
        taken.append(name)
        file_name = re.sub(r"\W+", "-", name)
        path = folder / f"{len(taken):02d}-{file_name}.png"
        page.screenshot(path=str(path), **options)

    return photograph
