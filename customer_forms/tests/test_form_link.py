"""Short links and what comes by them (P1, P2)."""

import io
import re
import time
import unicodedata
import uuid
from unittest import skipUnless
from urllib.parse import urlsplit

import zxingcpp
from lxml import etree
from PIL import Image
from psycopg2 import IntegrityError
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from ..models.submission.submission_request import FilledForm
from ..tools import qr_code
from ..tools.page_opening import Opening
from .common import CustomerFormsCommon
from .test_blank_form import has_wkhtmltopdf


def _read(picture):
    """What a phone reads off a picture."""
    (code,) = zxingcpp.read_barcodes(picture.convert("L"))
    return code.text


def _read_png(png):
    return _read(Image.open(io.BytesIO(png)))


def _largest_picture(page):
    """Of a page of a PDF. Read here: Odoo leaves out the kinds of pictures pypdf uses."""
    drawn = page["/Resources"]["/XObject"].values()
    pictures = [each.get_object() for each in drawn]
    largest = max(
        (each for each in pictures if each["/Subtype"] == "/Image"),
        key=lambda each: each["/Width"],
    )
    return Image.open(io.BytesIO(largest.get_data()))  # wkhtmltopdf makes it a JPEG


class LinkCase(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(cls._create_form(slug="link-test"))
        cls.link, cls.qr = cls.form.link_ids.sorted("channel")
        cls.stand = cls.env["customer.form.link"].create(
            {"name": "Stand", "form_id": cls.form.id, "channel": "qr"}
        )

    def _opening(self, **said):
        return Opening(uuid=str(uuid.uuid4()), opened_at=int(time.time()), **said)


@tagged("-at_install", "post_install")
class TestFormLink(LinkCase):
    def test_a_published_form_has_a_link_and_a_qr_code(self):
        links = self.form.link_ids.filtered("is_default")
        self.assertEqual(links.mapped("channel"), ["link", "qr"])
        self.form.action_publish()
        self.assertEqual(len(self.form._default_links()), 2)

    def test_they_are_called_as_each_reader_says_it(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        form = self._publish(self._create_form().with_context(lang="zh_CN"))
        qr = form._default_link("qr")
        self.assertEqual(qr.with_context(lang="en_US").name, "QR code")
        self.assertEqual(qr.with_context(lang="zh_CN").name, "二维码")

    def test_a_form_published_before_gets_them_when_they_are_wanted(self):
        self.form.link_ids.unlink()
        self.assertEqual(self.form._default_link("qr").channel, "qr")
        self.assertEqual(self.form._default_links().form_id, self.form)

    def test_publishing_many_takes_no_query_for_each(self):
        def queries(count):
            forms = self._create_form().browse()
            for _number in range(count):
                forms += self._publish(self._create_form())
            forms.link_ids.unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            forms._default_links()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(1), queries(8))

    def test_a_code_is_short_and_has_no_look_alikes(self):
        for link in self.form.link_ids:
            self.assertEqual(len(link.code), 7)
            self.assertFalse(set(link.code) & set("0o1liOIL"))
            self.assertTrue(link.url.endswith(f"/f/{link.code}"))

    def test_a_code_belongs_to_one_link(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.stand.sudo().code = self.link.code
            self.env.flush_all()

    def test_what_was_printed_stays(self):
        stand = self.stand.with_user(self.manager)
        for vals in ({"code": "abcdefg"}, {"is_default": True}, {"form_id": 1}):
            with self.subTest(vals), self.assertRaises(AccessError):
                stand.write(vals)
        with self.assertRaises(AccessError):
            stand.create({"name": "X", "form_id": self.form.id, "code": "abcdefg"})
        with self.assertRaises(AccessError):
            stand.unlink()

    def test_roles(self):
        viewer = self._create_user("cf_link_viewer", "viewer")
        links = self.env["customer.form.link"]
        for user, may_read, may_write in [
            (self.outsider, False, False),
            (viewer, True, False),
            (self.salesperson, True, False),
            (self.supervisor, True, False),
            (self.creator, True, True),
            (self.manager, True, True),
        ]:
            with self.subTest(user.login):
                access = links.with_user(user)
                self.assertEqual(access.has_access("read"), may_read)
                self.assertEqual(access.has_access("write"), may_write)
                self.assertEqual(access.has_access("create"), may_write)
                self.assertFalse(access.has_access("unlink"))

    def test_other_companies_do_not_see_it(self):
        other = self._create_user("cf_link_other", "manager")
        other.write({"company_id": self.company_2.id, "company_ids": self.company_2})
        self.assertFalse(
            self.env["customer.form.link"].with_user(other).search([]) & self.stand
        )

    def test_a_submission_knows_its_link_and_the_campaign_of_it(self):
        source = self.env["utm.source"].create({"name": "Spring fair"})
        self.stand.source_id = source
        submission = self._submit(
            self.form,
            {"customer_name": "Ann"},
            channel="qr",
            opening=self._opening(link_id=self.stand.id, channel="qr"),
        )
        self.assertEqual(submission.link_id, self.stand)
        self.assertEqual(submission.source_id, source)
        plain = self._submit(
            self.form,
            {"customer_name": "Bo"},
            opening=self._opening(link_id=self.link.id),
        )
        self.assertEqual((plain.link_id, plain.source_id.id), (self.link, False))
        with self.assertRaises(AccessError):
            plain.with_user(self.manager).link_id = self.stand

    def test_links_of_many_submissions_take_no_query_for_each(self):
        def queries(count):
            filled = [
                FilledForm(
                    {"customer_name": f"N{number}"},
                    opening=self._opening(link_id=self.stand.id),
                )
                for number in range(count)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.form._submit_many(filled)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertLessEqual(queries(20), queries(2) + 2)


@tagged("-at_install", "post_install")
class TestFollowedLink(LinkCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _follow(self, path):
        return self.url_open(path, allow_redirects=False)

    def test_a_short_link_leads_to_the_form(self):
        for code in (self.stand.code, self.stand.code.upper()):
            answer = self._follow(f"/f/{code}?url=//evil.example&next=//evil.example")
            self.assertEqual(answer.status_code, 302)
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            target = urlsplit(answer.headers["Location"])
            self.assertEqual(target.path, "/forms/link-test")
            self.assertEqual(target.query, f"link={self.stand.code}")
            self.assertIn(target.netloc, ("", urlsplit(self.base_url()).netloc))

    def test_an_unknown_or_archived_link_is_a_page_that_helps(self):
        self.stand.active = False
        for code in (self.stand.code, "zzzzzzz", "x", "0000000"):
            with self.subTest(code):
                answer = self._follow(f"/f/{code}")
                self.assertEqual(answer.status_code, 404)
                self.assertNotIn("Location", answer.headers)
        self.assertIn("no form at this link", self._follow("/f/zzzzzzz").text)

    def test_a_closed_form_says_so(self):
        self.form.action_close()
        answer = self.url_open(f"/f/{self.stand.code}")
        self.assertEqual(answer.status_code, 410)

    def _submitted_from(self, path):
        page = self.url_open(path)
        hidden = dict(
            re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        )
        posted = {**hidden, "homepage-link": "", "customer_name": "Ann"}
        self.url_open(self.form._page_path(), data=posted).raise_for_status()
        return self.form.submission_ids.search([], order="id desc", limit=1)

    def test_what_is_submitted_says_where_it_came_from(self):
        submission = self._submitted_from(f"/f/{self.stand.code}")
        self.assertEqual((submission.channel, submission.link_id), ("qr", self.stand))
        submission = self._submitted_from("/forms/link-test")
        self.assertEqual((submission.channel, submission.link_id.id), ("link", False))

    def test_the_campaign_of_the_visitor_counts_where_the_link_has_none(self):
        path = f"/forms/link-test?link={self.link.code}&utm_source=Spring+letter"
        self.assertEqual(self._submitted_from(path).source_id.name, "Spring letter")
        self.stand.source_id = self.env["utm.source"].create({"name": "Stand 7"})
        submission = self._submitted_from(f"/forms/link-test?link={self.stand.code}")
        self.assertEqual(submission.source_id.name, "Stand 7")

    def test_a_link_of_another_form_says_nothing(self):
        other = self._publish(self._create_form(slug="link-other"))
        path = f"/forms/link-test?link={other.link_ids[0].code}"
        self.assertFalse(self._submitted_from(path).link_id)

    def test_staff_stay_staff(self):
        self.authenticate("cf_sales", "cf_sales")
        submission = self._submitted_from(f"/f/{self.stand.code}")
        self.assertEqual(submission.channel, "staff")


@tagged("-at_install", "post_install")
class TestShare(LinkCase, HttpCase):
    def _share(self, **vals):
        return (
            self.env["customer.form.share"]
            .with_user(self.creator)
            .create({"form_id": self.form.id, **vals})
        )

    def test_a_draft_has_nothing_to_share(self):
        with self.assertRaisesRegex(UserError, "Publish"):
            self._create_form().action_share()

    def test_the_form_s_own_links_are_given_out_unless_one_is_chosen(self):
        share = self._share()
        self.assertEqual(share.short_url, self.link.url)
        self.assertEqual(share.qr_url, self.qr.url)
        share.link_id = self.stand
        self.assertEqual({share.short_url, share.qr_url}, {self.stand.url})
        action = self.stand.with_user(self.creator).action_share()
        self.assertEqual(action["context"]["default_link_id"], self.stand.id)

    def test_a_salesperson_gives_out_a_link(self):
        action = self.form.with_user(self.salesperson).action_share()
        share = (
            self._share()
            .with_user(self.salesperson)
            .create({"form_id": action["context"]["default_form_id"]})
        )
        self.assertEqual(share.short_url, self.link.url)

    def test_people_are_invited_from_where_the_form_is_shared(self):
        share = self._share()
        for channel, action in (
            ("email", share.action_invite_by_mail()),
            ("sms", share.action_invite_by_text()),
        ):
            rounds = self.env[action["res_model"]].with_user(self.creator)
            page = Form(rounds.with_context(**action["context"]))
            self.assertEqual((page.form_id, page.channel), (self.form, channel))
            self.assertFalse(page.save().progress)

    def test_codes_are_read_at_every_size(self):
        url = self.stand.url
        for width in (300, *qr_code.WIDTHS.values()):
            picture = Image.open(io.BytesIO(qr_code.png(url, width)))
            self.assertGreaterEqual(picture.width, width)
            (code,) = zxingcpp.read_barcodes(picture.convert("L"))
            self.assertEqual((code.text, code.ec_level), (url, "M"))

    def test_the_quiet_zone_has_four_modules(self):
        picture = Image.open(io.BytesIO(qr_code.png(self.stand.url, 600)))
        dark = picture.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
        module = picture.width / (qr_code.code_of(self.stand.url).modules_count + 8)
        self.assertEqual(dark[0], 4 * module)
        self.assertEqual(picture.width - dark[2], 4 * module)

    def test_downloads(self):
        share = self._share(link_id=self.stand.id)
        self.authenticate("cf_creator", "cf_creator")
        for action in (share.action_png_screen(), share.action_png_print()):
            answer = self.url_open(action["url"])
            self.assertEqual(answer.headers["Content-Type"], "image/png")
            self.assertIn("attachment", answer.headers["Content-Disposition"])
            self.assertEqual(_read_png(answer.content), self.stand.url)
        drawing = self.url_open(share.action_svg()["url"])
        self.assertEqual(etree.fromstring(drawing.content).tag[-3:], "svg")

    def test_strangers_download_nothing(self):
        url = self._share().action_png_screen()["url"]
        self.authenticate("cf_outsider", "cf_outsider")
        self.assertEqual(self.url_open(url).status_code, 404)
        self.authenticate("cf_creator", "cf_creator")
        other = url.replace("screen.png", "huge.png")
        self.assertEqual(self.url_open(other).status_code, 404)

    def _poster(self, **vals):
        """The pages of a poster that was printed."""
        share = self._share(**vals)
        name = share.action_poster()["report_name"]
        Report = self.env["ir.actions.report"].with_user(self.creator)
        pdf, _kind = Report.with_context(force_report_rendering=True)._render_qweb_pdf(
            name, share.ids
        )
        return PdfReader(io.BytesIO(pdf)).pages

    @skipUnless(has_wkhtmltopdf(), "prints with wkhtmltopdf")
    def test_the_poster_is_one_page_and_its_code_is_read(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.form.with_context(lang="zh_CN").name = "春季展会登记"
        self._publish(self.form)
        for paper, width in (("a4", 595), ("a5", 420)):
            with self.subTest(paper):
                (page,) = self._poster(
                    paper=paper, second_lang="zh_CN", link_id=self.stand.id
                )
                self.assertAlmostEqual(float(page.mediabox.width), width, delta=2)
                words = re.sub(r"\s", "", page.extract_text())
                words = unicodedata.normalize("NFKC", words)
                self.assertIn("春季展会登记", words)
                self.assertIn("Scanthecode", words)
                self.assertIn(f"/f/{self.stand.code}", words)
                poster = _largest_picture(page)
                self.assertEqual(_read(poster), self.stand.url)
