"""What is kept of visits, and what is not (Q1, V5)."""

import itertools
import json
import random
import uuid
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..models.submission.submission_request import FilledForm
from ..models.vault.customer_vault_key import VaultLocked
from ..tools.visit_facts import LARGEST
from .visit_common import VisitCase, fact


@tagged("-at_install", "post_install")
class TestVisit(VisitCase):
    def test_a_visit_is_one_however_often_its_page_tells(self):
        opening = self._visit(phone=True, facts={"first": fact()})
        self._visit(opening, started=4, facts={"first": fact(3)}, last="first")
        self._visit(
            opening,
            started=4,
            section=1,
            last="third",
            facts={"first": fact(3, answered=True, errors=1), "third": fact(5)},
        )
        visit = self._only_visit()
        self.assertEqual(visit.facts, [fact(3, answered=True, errors=1), 0, fact(5)])
        self.assertEqual((visit.last_section, visit.last_place), (1, 2))
        self.assertEqual((visit.start_seconds, visit.device), (4, "phone"))
        self.assertTrue(visit.has_errors)
        self.assertFalse(visit.fill_seconds)

    def test_reports_in_any_order_leave_the_same(self):
        reports = [
            {"facts": {"first": fact()}},
            {"facts": {"first": fact(2)}, "started": 2, "last": "first"},
            {"facts": {"first": fact(2, errors=1)}, "started": 2, "last": "second"},
            {
                "facts": {"first": fact(4, answered=True, errors=1)},
                "started": 2,
                "section": 1,
                "last": "third",
            },
        ]
        left = set()
        for order in itertools.permutations(reports):
            opening = self._opening()
            for report in order:
                self._visit(opening, **report)
            visit = self.Visit.search([], order="id desc", limit=1)
            said = visit.read(
                ["facts", "last_section", "last_place", "start_seconds", "has_errors"]
            )[0]
            said.pop("id")
            left.add(json.dumps(said))
        self.assertEqual(len(left), 1)

    def test_what_a_browser_tells_is_kept_within_limits(self):
        nonsense = ["x", None, -5, 10**30, 1.5, True, [], {}]
        chance = random.Random(5)  # noqa: S311  no secret
        for _round in range(60):
            told = {
                name: chance.choice(nonsense)
                for name in ("facts", "section", "last", "started", "lang", "phone")
            }
            if chance.random() < 0.5:
                told["facts"] = {"first": chance.choice(nonsense), "nobody": 3}
            self._visit(**told)
        for visit in self.Visit.search([("form_id", "=", self.form.id)]):
            self.assertEqual(len(visit.facts), 3)
            self.assertTrue(all(0 <= each <= LARGEST for each in visit.facts))
            self.assertIn(visit.last_section, (0, 1))
            self.assertIn(visit.last_place, (0, 1, 2))

    def test_sending_ends_the_visit(self):
        opening = self._visit(started=1, facts={"first": fact(1, answered=True)})
        self._finish(opening)
        visit = self._only_visit()
        self.assertTrue(visit.fill_seconds is not False)
        self.assertEqual(visit.last_section, 1)
        self.env.cr.execute(
            "SELECT fill_seconds, start_seconds FROM customer_form_visit WHERE id = %s",
            [visit.id],
        )
        self.assertNotIn(None, self.env.cr.fetchone())
        self._visit(opening, facts={"first": fact(0)}, section=0)  # arrives late
        self.assertEqual(self._only_visit().last_section, 1)
        self.assertEqual(visit.facts[0], fact(1, answered=True))

    def test_without_a_script_it_is_counted_when_it_is_sent(self):
        self._finish(self._opening(channel="qr", link_id=self.qr.id))
        visit = self._only_visit()
        self.assertEqual((visit.channel, visit.link_id), ("qr", self.qr))

    def test_what_did_not_come_by_a_page_is_no_visit(self):
        self._submit(self.form, {"first": "x"})
        self.assertFalse(self.Visit.search([("form_id", "=", self.form.id)]))

    def test_a_resumed_draft_is_one_visit(self):
        opening = self._visit(facts={"first": fact(9, answered=True)})
        later = opening._replace(opened_at=opening.opened_at + 900, draft_id=7)
        self._visit(later, facts={"second": fact(2)})
        visit = self._only_visit()
        self.assertEqual(visit.facts, [fact(9, answered=True), fact(2), 0])

    def test_a_newer_version_begins_anew(self):
        opening = self._visit(section=1, last="third", facts={"third": fact(9)})
        self._field(self.form, "first").active = False
        old = self.form.current_version_id
        self._publish(self.form)
        self._visit(opening, facts={"third": fact(1)}, last="third")
        visit = self._only_visit()
        self.assertEqual((visit.facts, visit.last_place), ([0, fact(1)], 1))
        self.form._note_visit(opening, old, {"facts": {"third": fact(9)}}, {})
        self.assertEqual(self._only_visit().facts, [0, fact(1)])

    def test_the_campaign_is_that_of_the_link_else_the_visitors(self):
        source = self.env["utm.source"].create({"name": "Fair"})
        own = self.env["utm.source"].create({"name": "Letter"})
        version = self.form.current_version_id
        self.form._note_visit(self._opening(), version, {}, {"source_id": own.id})
        self.assertEqual(self._only_visit().source_id, own)
        self.qr.source_id = source
        opening = self._opening(link_id=self.qr.id, channel="qr")
        self.form._note_visit(opening, version, {}, {"source_id": own.id})
        visit = self.Visit.search([("link_id", "=", self.qr.id)])
        self.assertEqual(visit.source_id, source)

    # ------------------------------------------------------------
    # Privacy
    # ------------------------------------------------------------

    def test_no_column_is_about_a_person(self):
        opening = self._visit(started=1, facts={"first": fact(2)})
        submission = self._finish(opening, first="Ann Person")
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT row_to_json(v) FROM customer_form_visit v WHERE form_id = %s",
            [self.form.id],
        )
        (kept,) = self.env.cr.fetchone()
        self.assertEqual(
            set(kept),
            {
                *("id", "key", "form_id", "company_id", "version_id", "opened_at"),
                *("day", "channel", "link_id", "campaign_id", "source_id", "medium_id"),
                *("device", "lang", "is_embedded", "start_seconds", "fill_seconds"),
                *("last_section", "last_place", "has_errors", "facts"),
            },
        )
        self.assertTrue(kept["opened_at"].endswith(":00:00"))
        text = json.dumps(kept)
        for secret in ("Ann", opening.uuid, submission.client_uuid, "127.0.0.1"):
            self.assertNotIn(secret, text)

    def test_the_key_is_not_found_from_the_uuid_without_the_keyring(self):
        opening = self._visit()
        key = self._only_visit().sudo().key
        same = self.env["customer.vault.value"]._keyed_digest(
            "form visit", f"{self.form.id}:{opening.uuid}"
        )
        self.assertEqual(key, same)
        with patch.object(
            type(self.env["customer.vault.value"]),
            "_keyed_digest",
            lambda _self, purpose, text: f"{purpose} {text}",
        ):
            row = self.Visit._note_row(self.form, opening, self.form.current_version_id)
        self.assertNotEqual(key, row["key"])

    def test_roles(self):
        self._visit()
        viewer = self._create_user("cf_visit_viewer", "viewer")
        for model in ("customer.form.visit", "customer.form.visit.day"):
            for user in (self.salesperson, self.creator, self.manager, viewer):
                access = self.env[model].with_user(user)
                self.assertTrue(access.has_access("read"))
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(access.has_access(operation))
            self.assertFalse(
                self.env[model].with_user(self.outsider).has_access("read")
            )
        visit = self._only_visit()
        with self.assertRaises(AccessError):
            visit.with_user(self.manager).read(["key"])
        other = self._create_user("cf_visit_other", "manager")
        other.write({"company_id": self.company_2.id, "company_ids": self.company_2})
        self.assertFalse(self.Visit.with_user(other).search([]) & visit)

    def test_many_submissions_take_no_query_for_each(self):
        def queries(count):
            filled = [
                FilledForm(
                    {"first": str(number)},
                    client_uuid=str(uuid.uuid4()),
                    opening=self._opening(),
                )
                for number in range(count)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.form._submit_many(filled)
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertLessEqual(queries(20), queries(2) + 2)


@tagged("-at_install", "post_install")
class TestVisitReports(VisitCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _post(self, body, slug="visit-test"):
        return self.url_open(f"/forms/{slug}/visit", data=body, method="POST")

    def test_a_page_reports_without_a_token(self):
        opening = self._opening(channel="qr", link_id=self.qr.id)
        answer = self._post(
            self._report(opening, facts={"second": fact(2)}, last="second", phone=True)
        )
        self.assertEqual((answer.status_code, answer.content), (204, b""))
        visit = self._only_visit()
        self.assertEqual((visit.channel, visit.last_place), ("qr", 1))

    def test_the_visitor_s_campaign_is_that_of_odoo_s_cookie(self):
        source = self.env["utm.source"].create({"name": "Spring Letter"})
        self.opener.cookies["odoo_utm_source"] = "spring letter"
        self._post(self._report(self._opening()))
        self.assertEqual(self._only_visit().source_id, source)
        self.opener.cookies["odoo_utm_source"] = "never heard of"
        before = source.search_count([])
        self._post(self._report(self._opening()))
        self.assertEqual(source.search_count([]), before)

    def test_nothing_but_pages_of_ours_is_counted_and_nobody_sees_an_error(self):
        other = self._publish(self._create_form(slug="visit-other"))
        opening = self._opening()
        forged = json.loads(self._report(opening)) | {"opening": "eyJ.abc"}
        for body in (
            *("", "{", "[]", "7", "\x00", json.dumps(forged)),
            json.dumps(forged | {"opening": "\ud800", "uuid": {}, "version": []}),
            self._report(opening, form=other),
            json.dumps(json.loads(self._report(opening)) | {"uuid": "other"}),
            self._report(opening._replace(opened_at=1)),
        ):
            with self.subTest(body[:40]):
                self.assertEqual(self._post(body).status_code, 204)
        self.assertEqual(self._post("{}", "no-such-form").status_code, 204)
        self.assertFalse(
            self.Visit.search([("form_id", "in", (self.form + other).ids)])
        )

    def test_what_is_too_large_is_not_read(self):
        answer = self._post(self._report(self._opening(), pad="x" * 40_000))
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.Visit.search([("form_id", "=", self.form.id)]))

    def test_without_the_keyring_nobody_is_held_up(self):
        with patch.object(
            type(self.env["customer.vault.value"]),
            "_keyed_digest",
            side_effect=VaultLocked("gone"),
        ):
            answer = self._post(self._report(self._opening()))
        self.assertEqual(answer.status_code, 204)
