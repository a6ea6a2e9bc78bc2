"""Forms on paper: their look, sheets with numbers, and what is known printed (P3)."""

from lxml import html

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.paper.customer_paper_look import plain_html
from .common import CustomerFormsCommon

REPORT = "customer_forms.report_blank_form"


class PaperCase(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.form = cls._create_form(
            [
                {"key": "who", "name": "Name", "role": "customer_name"},
                {"key": "mobile", "type": "phone"},
                {"key": "kind", "type": "radio", "options": ["a", "b"]},
                {"key": "wants", "type": "multi", "options": ["x", "y", "z"]},
                {"key": "since", "type": "date", "help_text": "As on the licence"},
                {"key": "agree", "type": "consent"},
            ],
            slug="paper-form",
            department_ids=[Command.link(cls.team.id)],
        )
        cls.form.section_ids = [
            Command.create(
                {
                    "name": "Visits",
                    "key": "visits",
                    "is_repeating": True,
                    "sequence": 20,
                    "field_ids": [
                        Command.create({"name": "Day", "key": "day", "type": "date"}),
                        Command.create({"name": "Place", "key": "place"}),
                    ],
                }
            )
        ]
        cls._publish(cls.form)

    @classmethod
    def _printing(cls, user=None, **vals):
        Printing = cls.env["customer.form.print"].with_user(user or cls.salesperson)
        return Printing.create({"form_id": cls.form.id, **vals})

    def _html(self, printing):
        Report = self.env["ir.actions.report"].with_user(printing.env.user)
        markup, _type = Report._render_qweb_html(REPORT, printing.ids)
        return html.fromstring(markup.decode())

    def _given(self, page, name):
        return [each.text_content().strip() for each in page.find_class(name)]


@tagged("-at_install", "post_install")
class TestPaperLook(PaperCase):
    def test_a_form_says_how_it_differs_from_its_company(self):
        self.company.write({"paper_font": "small", "paper_columns": "1"})
        self.form.paper_font = "large"
        look = self._printing(paper_font="large")._paper_look()
        self.assertEqual(look["paper_font"], "large")
        self.assertEqual(look["paper_columns"], "1")
        self.assertEqual(look["paper_size"], "a4")

    def test_the_dialog_begins_with_the_look_of_the_form(self):
        self.form.write({"paper_size": "a5", "paper_qr": "no"})
        action = self.form.action_print()
        Printing = self.env["customer.form.print"].with_context(**action["context"])
        defaults = Printing.default_get(["form_id", "paper_size", "paper_qr"])
        self.assertEqual((defaults["paper_size"], defaults["paper_qr"]), ("a5", "no"))

    def test_a_look_is_kept_by_who_designs_forms(self):
        printing = self._printing(self.creator, paper_font="large")
        self.assertTrue(printing.may_keep_look)
        printing.action_keep_look()
        self.assertEqual(self.form.paper_font, "large")
        other = self._printing(self.salesperson, paper_font="small")
        self.assertFalse(other.may_keep_look)
        with self.assertRaises(AccessError):
            other.action_keep_look()

    def test_what_is_shown_follows_the_settings(self):
        page = self._html(self._printing())
        self.assertTrue(page.find_class("o_paper_accent"))
        self.assertTrue(page.xpath("//*[@class='o_paper_side']/img"))
        self.assertIn("As on the licence", page.text_content())
        bare = self._printing(
            paper_line="no", paper_qr="no", paper_hints="no", paper_columns="1"
        )
        page = self._html(bare)
        self.assertFalse(page.find_class("o_paper_accent"))
        self.assertFalse(page.xpath("//*[@class='o_paper_side']/img"))
        self.assertNotIn("As on the licence", page.text_content())
        questions = page.xpath("//*[contains(@class, 'o_paper_question')]")
        self.assertFalse(
            [each for each in questions if "o_paper_half" in each.get("class")]
        )

    def test_every_text_has_a_line_to_write_on(self):
        page = self._html(self._printing())
        [question] = page.xpath(
            "//*[contains(@class, 'o_paper_question')][contains(., 'Name')]"
        )
        self.assertTrue(question.find_class("o_paper_write"))
        self.assertTrue(
            page.find_class("o_paper_office")[0].find_class("o_paper_write")
        )

    def test_texts_around_the_questions_are_translated_and_harmless(self):
        self.form.paper_header = "<p>Hand in at the <b>desk</b></p>"
        self.form.with_context(lang="zh_CN").paper_header = "<p>请交前台</p>"
        self.form.paper_footer = '<p>End<img src="http://example.com/a.png"/></p>'
        both = self._html(self._printing(lang="en_US", second_lang="zh_CN"))
        self.assertEqual(
            self._given(both, "o_paper_words"),
            ["Hand in at the desk", "请交前台", "End"],
        )
        self.assertFalse(both.xpath("//img[starts-with(@src, 'http')]"))

    def test_only_emphasis_is_left_of_formatted_text(self):
        script = '<div>a<script>alert(1)</script><a href="http://b">b</a></div>'
        self.assertEqual(plain_html(script), "<div>ab</div>")

    def test_the_preview_is_the_sheet(self):
        printing = self._printing(lang="zh_CN", is_numbered=True)
        preview = html.fromstring(printing.preview)
        self.assertIn("Name", preview.text_content())
        self.assertIn("P0000-0000", preview.text_content())
        self.assertFalse(self.form.sheet_count)

    def test_the_paper_is_the_chosen_one(self):
        report = self.env.ref("customer_forms.action_report_blank_form")
        self.assertEqual(report.get_paperformat().format, "A4")
        for size, name in (("a5", "A5"), ("letter", "Letter")):
            sized = report.with_context(customer_paper_size=size)
            self.assertEqual(sized.get_paperformat().format, name)


@tagged("-at_install", "post_install")
class TestSheets(PaperCase):
    def test_each_sheet_has_its_own_number_and_code(self):
        printing = self._printing(is_numbered=True, count=3)
        printing.action_print()
        sheets = printing.sheet_ids.sorted("id")
        self.assertEqual(len(set(sheets.mapped("number"))), 3)
        self.assertRegex(sheets[0].number, r"^P\d{4}-\d{4}$")
        page = self._html(printing)
        self.assertEqual(self._given(page, "o_paper_number"), sheets.mapped("number"))
        codes = page.xpath("//*[@class='o_paper_side']/img/@src")
        self.assertEqual(len(set(codes)), 3)

    def test_the_code_is_not_in_the_database(self):
        [sheet] = self.form._make_sheets(1)
        token = sheet._secret_token()
        self.assertNotIn(token, str(sheet.sudo().read()))
        self.assertEqual(self.form._find_sheet_by_token(token), sheet.sudo())
        self.assertFalse(self.form._find_sheet_by_token(token[:-1] + "x"))
        other = self._publish(self._create_form(slug="other-paper"))
        self.assertFalse(other._find_sheet_by_token(token))

    def test_a_sheet_is_found_by_what_is_written_on_it(self):
        [sheet] = self.form._make_sheets(1)
        short = str(int(sheet.number.partition("-")[2]))
        for typed in (sheet.number, f" {sheet.number.lower()} ", short):
            self.assertEqual(
                self.form._find_sheet_by_number(typed), sheet.sudo(), typed
            )
        self.assertFalse(self.form._find_sheet_by_number("P1999-0001"))

    def test_only_so_many_and_only_of_a_published_form(self):
        for count in (0, 201):
            with self.assertRaises(UserError):
                self._printing(is_numbered=True, count=count).action_print()
        draft = self._create_form(slug="draft-paper")
        printing = self._printing(form_id=draft.id, is_numbered=True)
        with self.assertRaises(UserError):
            printing.action_print()

    def test_many_sheets_take_no_more_queries_than_one(self):
        def queries(count):
            printing = self._printing(is_numbered=True, count=count)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            printing.action_print()
            self._html(printing)
            return self.env.cr.sql_log_count - before

        queries(1)  # what is cached for good
        self.assertEqual(queries(2), queries(20))

    def test_who_printed_it_sees_it_and_nobody_changes_it(self):
        self._printing(is_numbered=True).action_print()
        Sheet = self.env["customer.form.sheet"]
        domain = [("form_id", "=", self.form.id)]
        for user, sees in (
            (self.salesperson, 1),
            (self.salesperson_2, 0),
            (self.supervisor, 1),
            (self.manager, 1),
        ):
            self.assertEqual(
                Sheet.with_user(user).search_count(domain), sees, user.login
            )
        sheet = Sheet.with_user(self.manager).search(domain)
        for operation in (
            lambda: sheet.write({"number": "P1"}),
            lambda: sheet.unlink(),
            lambda: sheet.copy(),
        ):
            with self.assertRaises(AccessError):
                operation()
        with self.assertRaises(AccessError):
            Sheet.with_user(self.outsider).search_count(domain)

    def test_another_company_sees_no_sheet(self):
        self.form._make_sheets(1)
        stranger = self._create_user("cf_sheet_stranger", "manager")
        stranger.write(
            {
                "company_ids": [Command.set(self.company_2.ids)],
                "company_id": self.company_2.id,
            }
        )
        Sheet = self.env["customer.form.sheet"].with_user(stranger)
        self.assertFalse(Sheet.search_count([]))


@tagged("-at_install", "post_install")
class TestPrefilled(PaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.submission = cls._submit(
            cls.form,
            {
                "who": "Wang Xiaoming",
                "mobile": "13800001234",
                "kind": "b",
                "wants": ["x", "z"],
                "since": "2024-03-05",
                "agree": "yes",
                "visits": [{"day": "2025-01-02", "place": "Hangzhou"}],
            },
            user_id=cls.salesperson.id,
        )

    def _page(self, user=None):
        user = user or self.salesperson
        submission = self.submission.with_user(user).sudo(False)
        context = submission.action_print_sheet()["context"]
        Printing = (
            self.env["customer.form.print"].with_user(user).with_context(**context)
        )
        printing = Printing.create({})
        printing.action_print()
        return printing, self._html(printing)

    def test_what_is_known_is_printed_in_its_place(self):
        _printing, page = self._page()
        ticked = page.xpath("//*[@class='o_paper_choice'][span='✓']")
        said = [each.text_content().strip("✓ \n") for each in ticked]
        self.assertEqual([each.split()[0] for each in said], ["B", "X", "Z"])
        combs = "".join(self._given(page, "o_paper_comb"))
        self.assertIn("20240305", combs)
        self.assertIn("Hangzhou", page.text_content())
        self.assertIn(self.submission.number, page.text_content())

    def test_a_mask_where_the_policy_shows_no_more(self):
        _printing, page = self._page()
        combs = "".join(self._given(page, "o_paper_comb"))
        self.assertIn("138****1234", combs)
        self.assertNotIn("13800001234", page.text_content())
        self.assertIn("Wang Xiaoming", page.text_content())  # his own customer: in full
        _printing, page = self._page(self.manager)
        self.assertNotIn("Wang Xiaoming", page.text_content())

    def test_printing_is_noted_and_the_sheet_is_of_this_submission(self):
        printing, _page = self._page()
        sheet = printing.sheet_ids
        self.assertEqual(sheet.submission_id, self.submission)
        self.assertEqual(sheet.version_id, self.submission.version_id)
        event = self.env["customer.audit.event"].search(
            [("kind", "=", "print"), ("res_id", "=", self.submission.id)]
        )
        self.assertEqual(event.user_id, self.salesperson)
        self.assertIn(sheet.number, event.sentence)

    def test_who_may_not_read_it_cannot_print_it(self):
        printing = self._printing(self.salesperson_2, submission_id=self.submission.id)
        with self.assertRaises(AccessError):
            printing.action_print()
            self._html(printing)

    def test_a_corrected_submission_has_brought_its_sheet_back(self):
        printing, _page = self._page()
        self.form.has_editing = True
        self.submission.with_user(self.salesperson).sudo(False).edit_answers(
            {"kind": "a"}, "On paper"
        )
        self.assertEqual(printing.sheet_ids.state, "entered")
