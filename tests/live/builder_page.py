"""The form builder in words: what a person does there."""

from playwright.sync_api import expect


class BuilderPage:
    """The builder as somebody works with it, by mouse and keyboard."""

    def __init__(self, page):
        self.page = page
        page.wait_for_selector(".o_customer_forms_builder")

    def add(self, kind, label=None):
        """Click a field type; say what the question is called."""
        self.page.click(f".o_cfb_type[data-type={kind}]")
        if label:
            self.name(label)

    def name(self, label):
        """Type the label of the selected question."""
        self.page.locator(".o_cfb_inspector input").first.fill(label)

    def add_options(self, *labels):
        """Type options, each with Enter."""
        for label in labels:
            self.page.fill(".o_cfb_new_option", label)
            self.page.press(".o_cfb_new_option", "Enter")

    def drag(self, kind, below):
        """Drag a field type from the palette below a question."""
        start = self.page.locator(f".o_cfb_type[data-type={kind}]").bounding_box()
        target = self._row(below).bounding_box()
        mouse = self.page.mouse
        mouse.move(start["x"] + 20, start["y"] + 8)
        mouse.down()
        mouse.move(start["x"] + 60, start["y"] + 12, steps=5)
        # once over the questions it pushes them aside: only then is below below
        mouse.move(target["x"] + 60, target["y"] + 4, steps=15)
        mouse.move(target["x"] + 60, target["y"] + target["height"] + 16, steps=10)
        mouse.up()

    def select(self, label):
        """Click a question in the outline."""
        self._row(label).click()

    def _row(self, label):
        return self.page.locator(".o_cfb_question .o_cfb_row", has_text=label).first

    def press(self, keys):
        self.page.keyboard.press(keys)

    def choose(self, name, value):
        """Choose in "Required" or "Appears": never, always or when."""
        self.page.check(f".o_cfb_condition[data-name={name}] input[value={value}]")

    def expect_sentence(self, sentence):
        """What sums up the selected question."""
        expect(self.page.locator(".o_cfb_sentence")).to_have_text(sentence)

    def expect_questions(self, *labels):
        """The labels in the outline are these, in order, or soon will be."""
        rows = self.page.locator(".o_cfb_question span.text-truncate")
        expect(rows).to_have_text(list(labels))

    def wait_until_saved(self):
        self.page.wait_for_selector(".o_cfb_status[data-status=saved]")

    def preview(self):
        """The page of the draft, once it shows the newest."""
        self.wait_until_saved()
        self.page.wait_for_selector(".o_cfb_loading", state="detached")
        return self.page.frame_locator("iframe.o_cfb_frame")
