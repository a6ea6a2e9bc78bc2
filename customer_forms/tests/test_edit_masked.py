"""Corrections of what is shown masked: a mask is never kept, whoever sends it (V1, S4)."""

import json

from lxml import html

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..exceptions import InvalidSubmission
from .common import CustomerFormsCommon

PHONE, MASK = "+8613800001234", "138****1234"
ROWS = "people"


class MaskedEditCommon(CustomerFormsCommon):
    """A form with sensitive answers, in rows too, and rules that compare them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "who", "role": "contact_name", "is_required": True},
                {"key": "mobile", "type": "phone", "is_required": True},
                {"key": "card", "type": "id_card"},
                {"key": "paid", "type": "money"},
                {"key": "total", "type": "money"},
                {"key": "note"},
                {
                    "key": "why",
                    "condition": {"field": "paid", "is": "greater", "value": 100},
                },
            ],
            slug="masked-edit",
            has_editing=True,
            rule_ids=[
                (0, 0, {"terms": ["paid"], "operator": "at_most", "other_key": "total"})
            ],
        )
        cls.env["customer.form.section"].create(
            {
                "form_id": cls.form.id,
                "name": "People",
                "key": ROWS,
                "is_repeating": True,
                "max_rows": 5,
                "field_ids": [
                    (0, 0, cls._field_vals(0, key="person", sensitivity="name")),
                    (0, 0, cls._field_vals(1, key="number", type="phone")),
                ],
            }
        )
        cls._publish(cls.form)
        cls.submission = cls._submit(
            cls.form,
            {
                "who": "王小明",
                "mobile": "138 0000 1234",
                "card": "11010519491231002X",
                "paid": "150",
                "total": "200",
                "why": "x",
                ROWS: [
                    {"person": "李一", "number": "13900000001"},
                    {"person": "李二", "number": "13900000002"},
                    {"person": "李三"},
                ],
            },
        )

    def _mine(self, user=None):
        """The submission as its salesperson sees it: names in full, numbers masked."""
        user = user or self.salesperson
        self.submission.user_id = user
        self.env.flush_all()
        self.env.invalidate_all()
        return self.submission.with_user(user).sudo(False)

    def _edit(self, answers, reason="r"):
        self._mine().edit_answers(answers, reason)
        self.env.invalidate_all()

    def _full(self):
        return self.submission._open_values()[self.submission.id]

    def _rows(self):
        rows = self.env["customer.form.row"].search(
            [("submission_id", "=", self.submission.id)], order="sequence"
        )
        opened = rows._open_values()
        return [
            (opened[row.id].get("person"), opened[row.id].get("number")) for row in rows
        ]


@tagged("-at_install", "post_install")
class TestEditMasked(MaskedEditCommon):
    def test_a_mask_sent_back_changes_nothing(self):
        before = self._full()
        self._edit({"who": "王*", "mobile": MASK, "paid": "****", "note": ""}, "")
        self.assertEqual(self._full(), before)
        self.assertFalse(self.submission.change_ids)
        self._edit({"who": "王小明", "mobile": "138 0000 1234", "paid": "150"}, "")
        self.assertFalse(self.submission.change_ids)

    def test_half_a_mask_is_refused(self):
        before = self._full()
        for key, given in [("mobile", "138****9999"), ("who", "赵*"), ("paid", "1**")]:
            with self.subTest(key), self.assertRaises(InvalidSubmission) as caught:
                self._edit({key: given})
            (message,) = caught.exception.messages[key]
            self.assertIn("masked value", message)
        self.assertEqual(self._full(), before)
        self.assertEqual(self.submission.answers["mobile"], MASK)

    def test_a_mask_is_no_answer_of_a_new_submission(self):
        rows = [{"person": "李*"}]
        with self.assertRaises(InvalidSubmission) as caught:
            self._submit(self.form, {"who": "王*", "mobile": "13800001234", ROWS: rows})
        self.assertEqual(set(caught.exception.messages), {"who", f"{ROWS}:0:person"})

    def test_a_new_value_is_sealed_and_noted_by_masks_only(self):
        self._edit({"mobile": "13900005678", "note": "n"}, "A typo")
        self.assertEqual(self._full()["mobile"], "+8613900005678")
        self.assertEqual(self.submission.answers["mobile"], "139****5678")
        change = self.submission.change_ids.filtered(
            lambda each: each.field_key == "mobile"
        )
        self.assertEqual((change.old_text, change.new_text), (MASK, "139****5678"))
        event = self.env["customer.audit.event"].search(
            [("kind", "=", "edit"), ("res_id", "=", self.submission.id)]
        )
        self.assertEqual((event.reason, event.user_id), ("A typo", self.salesperson))
        noted = {each["name"]: each for each in event.details["changes"]}
        self.assertEqual(set(noted), {"mobile", "note"})
        self.assertEqual(
            (noted["mobile"]["old"], noted["mobile"]["new"]), (MASK, "139****5678")
        )
        self.assertEqual(len(noted["mobile"]["old_digest"]), 64)
        self.assertFalse(noted["note"]["old_digest"])
        for value in ("13800001234", "13900005678"):
            self.assertNotIn(value, json.dumps(event.details))

    def test_what_is_answered_before_and_after_is_known_again(self):
        for number in ("13900005678", "13800001234"):
            self._edit({"mobile": number})
        there, back = self.env["customer.audit.event"].search(
            [("kind", "=", "edit"), ("res_id", "=", self.submission.id)], order="id"
        )
        (first,), (second,) = there.details["changes"], back.details["changes"]
        self.assertEqual(first["old_digest"], second["new_digest"])
        self.assertNotEqual(first["old_digest"], first["new_digest"])

    def test_an_answer_is_taken_back(self):
        self._edit({"paid": False})
        self.assertNotIn("paid", self._full())
        self.assertNotIn("paid", self.submission.answers._values)

    def test_rules_judge_what_is_hidden(self):
        with self.assertRaises(InvalidSubmission):
            self._edit({"total": "120", "paid": "****"})
        self._edit({"total": "160", "paid": "****"})
        self.assertEqual(self._full()["paid"], 150.0)
        self._edit({"paid": "50", "why": "x"})
        self.assertNotIn("why", self.submission.answers._values)

    def test_a_required_answer_that_is_masked_is_there(self):
        self._edit({"mobile": MASK, "note": "n"})
        with self.assertRaises(InvalidSubmission):
            self._edit({"mobile": ""})

    def test_rows_know_which_they_were(self):
        self._edit(
            {
                ROWS: [
                    {"_kept": "1", "person": "李*", "number": "139****0002"},
                    {"_kept": "2", "person": "李*", "number": "13900000003"},
                    {"person": "赵四", "number": ""},
                ]
            }
        )
        self.assertEqual(
            self._rows(),
            [("李二", "+8613900000002"), ("李三", "+8613900000003"), ("赵四", None)],
        )
        (change,) = self.submission.change_ids
        self.assertEqual(change.new_text.count("李*"), 2)
        self.assertNotIn("李二", change.old_text)

    def test_rows_without_a_place_are_those_that_stood_there(self):
        shown = [
            {"person": "李*", "number": "139****0001"},
            {"person": "李*", "number": "139****0002"},
            {"person": "李*"},
        ]
        before = self._rows()
        self._edit({ROWS: shown}, "")
        self.assertEqual(self._rows(), before)
        self.assertFalse(self.submission.change_ids)
        with self.assertRaises(InvalidSubmission) as caught:
            self._edit({ROWS: shown[1:]})
        self.assertEqual(set(caught.exception.messages), {f"{ROWS}:0:number"})
        self.assertEqual(self._rows(), before)

    def test_what_stays_is_not_sealed_anew(self):
        domain = [("res_id", "=", self.submission.id), ("name", "=", "mobile")]
        sealed = self.env["customer.vault.value"].search(domain)
        before = sealed.sealed
        self._edit({"note": "n"})
        self.assertEqual(sealed.sealed, before)
        cards = self.env["customer.vault.value"].search([("name", "=", "card")])
        self.assertTrue(cards.digest)


@tagged("-at_install", "post_install")
class TestMaskedEditPage(MaskedEditCommon, HttpCase):
    url = "/forms/masked-edit/submissions/%s"

    def _open(self, user=None):
        self._mine(user)
        login = (user or self.salesperson).login
        self.authenticate(login, login)
        page = self.url_open(self.url % self.submission.id)
        self.assertEqual(page.status_code, 200)
        return html.fromstring(page.text)

    def _fields(self, tree):
        """What a browser would send of the page as it came."""
        inputs = tree.xpath(
            "//form[contains(@class, 'o_customer_forms_edit')]//*[@name]"
        )
        return {
            each.get("name"): each.get("value") or each.text or ""
            for each in inputs
            if not each.xpath("ancestor::template|ancestor::noscript")
            and each.tag in ("input", "textarea")
            and each.get("type") != "file"
        }

    def _post(self, fields):
        return self.url_open(
            self.url % self.submission.id,
            data={**fields, "csrf_token": http.Request.csrf_token(self)},
            headers={"Accept": "application/json"},
        )

    def test_the_page_has_what_the_policy_shows(self):
        page = self._open()
        fields = self._fields(page)
        self.assertEqual(fields["who"], "王小明")
        self.assertEqual(fields["mobile"], MASK)
        self.assertEqual(fields["paid"], "****")
        self.assertEqual(fields[f"{ROWS}:1:number"], "139****0002")
        self.assertEqual(fields[f"{ROWS}:1:_kept"], "1")
        text = html.tostring(page, encoding="unicode")
        self.assertIn(
            "Masked: leave it", page.xpath("//div[@id='help_mobile']")[0].text
        )
        self.assertFalse(page.xpath("//div[@id='help_who']")[0].text)
        for value in ("13800001234", "138 0000 1234", "13900000002", "150.00"):
            self.assertNotIn(value, text)

    def test_saving_the_page_as_it_came_keeps_everything(self):
        before, rows = self._full(), self._rows()
        fields = self._fields(self._open())
        self.assertIn("redirect", self._post(fields).json())
        self.env.invalidate_all()
        self.assertEqual((self._full(), self._rows()), (before, rows))
        self.assertFalse(self.submission.change_ids)

    def test_a_row_that_is_removed_takes_no_other_with_it(self):
        fields = self._fields(self._open())
        kept = {
            name.replace(f"{ROWS}:1:", f"{ROWS}:0:").replace(f"{ROWS}:2:", f"{ROWS}:1:")
            if name.startswith(f"{ROWS}:")
            else name: value
            for name, value in fields.items()
            if not name.startswith(f"{ROWS}:0:")
        }
        answer = self._post({**kept, "_reason": "Left"})
        self.assertIn("redirect", answer.json())
        self.env.invalidate_all()
        self.assertEqual(self._rows(), [("李二", "+8613900000002"), ("李三", None)])

    def test_half_a_mask_is_said_beside_the_question(self):
        fields = self._fields(self._open())
        answer = self._post({**fields, "mobile": "139****1234", "_reason": "r"})
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(set(answer.json()["errors"]), {"mobile"})
        self.env.invalidate_all()
        self.assertEqual(self._full()["mobile"], PHONE)

    def test_conditions_on_what_is_masked_are_settled_by_the_server(self):
        (rules,) = self._open().xpath("//form/@data-rules")
        why = next(each for each in json.loads(rules)["fields"] if each["key"] == "why")
        self.assertIs(why["condition"]["kept"], True)

    def test_saving_a_record_that_shows_masks_stores_none(self):
        """The web client sends back what it read, properties as a whole (V1)."""
        self._mine()
        self.authenticate(self.salesperson.login, self.salesperson.login)
        before = self._full()
        (read,) = self._call("web_read", [self.submission.ids, {"answers": {}}])
        masks = {each["name"]: each.get("value") for each in read["answers"]}
        self.assertEqual(masks["mobile"], MASK)
        for answers in (read["answers"], masks):
            with mute_logger("odoo.http"):
                answer = self._call_raw(
                    "web_save", [self.submission.ids, {"answers": answers}, {}]
                )
            # Over RPC nobody writes answers, as what they are or as masks.
            self.assertIn("AccessError", answer["error"]["data"]["name"])
        self._call("web_save", [self.submission.ids, {"team_id": self.team.id}, {}])
        self.env.invalidate_all()
        self.assertEqual(self._full(), before)
        self.assertEqual(self.submission.answers["mobile"], MASK)

    def _call_raw(self, method, args):
        return self.url_open(
            f"/web/dataset/call_kw/customer.form.submission/{method}",
            json={
                "params": {
                    "model": "customer.form.submission",
                    "method": method,
                    "args": args,
                    "kwargs": {},
                }
            },
        ).json()

    def _call(self, method, args):
        return self._call_raw(method, args)["result"]
