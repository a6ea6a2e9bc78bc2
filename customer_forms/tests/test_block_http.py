"""The form in a building block of the website (P2): what the block fetches."""

from odoo.tests import new_test_user, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .test_form_page_http import FormPageCase


@tagged("-at_install", "post_install")
class TestBlock(FormPageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(cls._create_form(slug="block-test", name="Ask us"))
        groups = "base.group_user,website.group_website_restricted_editor"
        cls.editor = new_test_user(cls.env, "cf_editor", groups=groups)

    def _block(self, slug="block-test"):
        return self.url_open(f"/forms/{slug}/block")

    def _forms(self):
        return self.make_jsonrpc_request("/customer_forms/block_forms")

    def test_it_is_the_form_without_the_website_around_it(self):
        block = self._block()
        self.assertEqual(block.status_code, 200)
        self.assertIn('action="/forms/block-test"', block.text)
        self.assertNotIn("<header", block.text)
        self.assertNotIn("<html", block.text)
        self.assertEqual(block.headers["X-Robots-Tag"], "noindex")
        opening, page_uuid = (
            block.text.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("_opening", "_uuid")
        )
        opened = self.form._read_opening(opening, page_uuid)
        self.assertEqual((opened.channel, opened.is_embedded), ("website", False))
        answer = self._post({"customer_name": "Ann"}, _uuid=page_uuid, _opening=opening)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.form.submission_ids.channel, "website")

    def test_visitors_get_a_sentence_editors_what_to_do(self):
        hint = "choose another form"
        self.form.action_close()
        closed, gone = self._block(), self._block("nobody-knows")
        self.assertEqual((closed.status_code, gone.status_code), (410, 404))
        self.assertIn("is closed", closed.text)
        self.assertIn("not available any more", gone.text)
        for block in (closed, gone):
            self.assertNotIn(hint, block.text)
        self.authenticate("cf_editor", "cf_editor")
        for slug in ("block-test", "nobody-knows"):
            self.assertIn(hint, self._block(slug).text)
        self.form.action_reopen()
        self.assertNotIn(hint, self._block().text)

    def test_editors_choose_among_published_forms_of_the_company(self):
        self._create_form(slug="block-draft")
        foreign = self._create_form(slug="block-foreign", company_id=self.company_2.id)
        self._publish(foreign)
        self.authenticate("cf_editor", "cf_editor")
        forms = {each["slug"]: each["name"] for each in self._forms()}
        self.assertEqual(forms["block-test"], "Ask us")
        self.assertFalse({"block-draft", "block-foreign"} & set(forms))

    @mute_logger("odoo.http")
    def test_nobody_else_is_told_which_forms_there_are(self):
        self.authenticate("cf_outsider", "cf_outsider")
        with self.assertRaisesRegex(JsonRpcException, "AccessError"):
            self._forms()

    def test_other_pages_carry_little_of_it(self):
        """The scripts of a form come with the form, not with every page."""
        paths = self.env["ir.asset"]._get_asset_paths("web.assets_frontend", {})
        ours = [
            path
            for path, *_rest in paths
            if path.startswith("/customer_forms/") and path.endswith(".js")
        ]
        self.assertEqual(
            sorted(ours),
            [
                "/customer_forms/static/src/block/customer_form_block.js",
                "/customer_forms/static/src/interactions/page_events.js",
            ],
        )
