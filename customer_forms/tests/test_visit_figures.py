"""Figures of a form, before and after visits are folded (Q1)."""

import datetime

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .visit_common import VisitCase, fact

DONE = {"answered": True}


class FiguresCase(VisitCase):
    """Three visitors, and one of the staff."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # sends it; by the QR code; corrected "second", left "third" empty
        opening = cls._opening(channel="qr", link_id=cls.qr.id)
        opening = opening._replace(opened_at=opening.opened_at - 100)
        cls._visit(
            opening,
            started=3,
            section=1,
            last="third",
            facts={
                "first": fact(10, **DONE),
                "second": fact(20, errors=2, **DONE),
                "third": fact(2),
            },
        )
        cls._finish(opening)
        # stops at the second question
        facts = {"first": fact(20, **DONE), "second": fact(5)}
        cls._visit(started=5, last="second", facts=facts)
        # only looks
        cls._visit(last="first", facts={"first": fact(), "second": fact()})
        # staff are not visitors
        cls._visit(cls._opening(channel="staff"), facts={"first": fact()})
        cls.figures = cls.form.read_figures()

    def _question(self, key):
        (found,) = (each for each in self.figures["questions"] if each["key"] == key)
        return found


@tagged("-at_install", "post_install")
class TestVisitFigures(FiguresCase):
    def test_cards(self):
        totals = self.figures["totals"]
        self.assertEqual(
            [totals[name] for name in ("opened", "started", "finished")], [3, 2, 1]
        )
        self.assertAlmostEqual(totals["start_rate"], 2 / 3)
        self.assertEqual(totals["completion"], 1 / 2)
        self.assertEqual(totals["corrected"], 1 / 2)
        self.assertAlmostEqual(totals["median"], 100, delta=5)
        self.assertEqual(self.figures["staff"]["opened"], 1)

    def test_channels_and_links(self):
        lines = [
            (line["channel"], line["link"], line["opened"], line["finished"])
            for line in self.figures["channels"]
        ]
        self.assertEqual(
            lines,
            [("link", "", 2, 0), ("qr", "QR code", 1, 1), ("staff", "", 1, 0)],
        )

    def test_sections(self):
        self.assertEqual(
            [(each["title"], each["reached"]) for each in self.figures["sections"]],
            [("Section", 3), ("More", 1)],
        )

    def test_questions(self):
        first, second, third = (
            self._question(key) for key in ("first", "second", "third")
        )
        self.assertEqual((first["seen"], first["left"], first["seconds"]), (3, 1, 15))
        self.assertEqual((second["seen"], second["left"]), (3, 1))
        self.assertAlmostEqual(second["leave_rate"], 1 / 3)
        self.assertAlmostEqual(second["corrected"], 1 / 3)
        self.assertEqual((third["seen"], third["left"], third["empty"]), (1, 0, 1))
        self.assertEqual(first["empty"], 0)
        self.assertEqual(third["section"], "More")

    def test_whoever_did_not_send_it_left_somewhere(self):
        totals = self.figures["totals"]
        left = sum(each["left"] for each in self.figures["questions"])
        self.assertEqual(left, totals["opened"] - totals["finished"])

    def test_a_form_nobody_opened(self):
        form = self._publish(self._create_form(slug="visit-nobody"))
        figures = form.read_figures()
        self.assertEqual(figures["totals"]["opened"], 0)
        self.assertIsNone(figures["totals"]["completion"])
        self.assertEqual(figures["questions"], [])

    def test_a_draft_has_no_figures(self):
        self.assertEqual(self._create_form().read_figures()["questions"], [])

    def test_periods_and_versions(self):
        day = fields.Date.to_string(self.form._company_today())
        tomorrow = fields.Date.to_string(
            self.form._company_today() + datetime.timedelta(days=1)
        )
        version = self.form.current_version_id.id
        for expected, arguments in [
            (3, {"since": day, "until": day}),
            (0, {"since": tomorrow}),
            (0, {"until": "2020-01-01"}),
            (3, {"version_id": version}),
        ]:
            with self.subTest(arguments):
                figures = self.form.read_figures(**arguments)
                self.assertEqual(figures["totals"]["opened"], expected)

    def test_versions_are_put_together_by_key(self):
        self._field(self.form, "second").active = False
        self._field(self.form, "third").name = "Third, reworded"
        self._publish(self.form)
        self._visit(last="third", facts={"first": fact(), "third": fact(4)})
        self.figures = self.form.read_figures()
        self.assertEqual(self._question("third")["seen"], 2)
        self.assertEqual(self._question("third")["label"], "Third, reworded")
        self.assertEqual(self._question("second")["seen"], 3)
        self.assertEqual(self._question("third")["left"], 1)

    def test_words_are_the_readers(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self._field(self.form, "first").with_context(lang="zh_CN").name = "第一题"
        self._publish(self.form)
        self._visit(facts={"first": fact()})
        figures = self.form.with_context(lang="zh_CN").read_figures()
        labels = [each["label"] for each in figures["questions"]]
        self.assertIn("第一题", labels)

    def test_who_reads_the_form_reads_its_figures(self):
        viewer = self._create_user("cf_figures_viewer", "viewer")
        for user in (viewer, self.salesperson, self.supervisor, self.creator):
            figures = self.form.with_user(user).read_figures()
            self.assertEqual(figures["totals"]["opened"], 3)
        with self.assertRaises(AccessError):
            self.form.with_user(self.outsider).read_figures()
        other = self._create_user("cf_figures_other", "manager")
        other.write({"company_id": self.company_2.id, "company_ids": self.company_2})
        with self.assertRaises(AccessError):
            self.form.with_user(other).read_figures()

    def test_the_number_of_queries_is_constant(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.form.read_figures()
            return self.env.cr.sql_log_count - before

        queries()
        few = queries()
        links = self.env["customer.form.link"].create(
            [{"name": f"L{n}", "form_id": self.form.id} for n in range(20)]
        )
        for link in links:
            self._visit(self._opening(link_id=link.id), facts={"first": fact(1)})
        self.assertEqual(queries(), few)
        self.assertLess(few, 25)


@tagged("-at_install", "post_install")
class TestFoldedVisits(FiguresCase):
    """The same figures when nothing is left but counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = cls.figures
        cls.Day = cls.env["customer.form.visit.day"]
        cls.Day._fold(cls.Visit.search([("form_id", "=", cls.form.id)], limit=2))
        cls.Day._fold(cls.Visit.search([("form_id", "=", cls.form.id)]))
        cls.figures = cls.form.read_figures()

    def test_figures_stay(self):
        self.assertFalse(self.Visit.search([("form_id", "=", self.form.id)]))
        self.assertEqual(self.figures, self.before)

    def test_days_are_counted_once_however_often_they_are_folded(self):
        days = self.Day.search([("form_id", "=", self.form.id)])
        self._visit(last="first", facts={"first": fact()})
        self._visit(last="first", facts={"first": fact()})
        for visit in self.Visit.search([("form_id", "=", self.form.id)]):
            self.Day._fold(visit)
        self.assertEqual(self.Day.search([("form_id", "=", self.form.id)]), days)
        self.assertEqual(self.form.read_figures()["totals"]["opened"], 5)


@tagged("-at_install", "post_install")
class TestFoldingJob(VisitCase):
    def test_old_visits_are_folded_and_nothing_is_added_to_them(self):
        opening = self._visit(facts={"first": fact(1)})
        days = self.Visit._kept_days() + 2
        with freeze_time(datetime.datetime.now() + datetime.timedelta(days=days)):
            fresh = self._visit()
            with self.enter_registry_test_mode():
                self.env.ref(
                    "customer_forms.ir_cron_fold_visits"
                ).method_direct_trigger()
            self.env.invalidate_all()
            self._visit(opening, facts={"first": fact(9)})
            self._finish(opening)
            visits = self.Visit.search([("form_id", "=", self.form.id)])
            self.assertEqual(len(visits), 1)
            version = self.form.current_version_id
            key = self.Visit._note_row(self.form, fresh, version)["key"]
            self.assertEqual(visits.sudo().key, key)
            figures = self.form.read_figures()
        self.assertEqual(figures["totals"]["opened"], 2)
        self.assertEqual(figures["questions"][0]["seconds"], 1)

    def test_the_setting(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("customer_forms.visit_days", 10)
        self.assertEqual(self.Visit._kept_days(), 10)
