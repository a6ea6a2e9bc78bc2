"""Who stands how to whom (D5)."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestRelation(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._create_dossier("甲有限公司", kind="company")
        cls.second = cls._create_dossier("乙有限公司", kind="company")
        cls.person = cls._create_dossier("王小明", kind="individual")
        cls.foreign = cls._create_dossier("李雷", user_id=cls.salesperson_2.id)
        cls.contact = cls.env["customer.contact"].create(
            {"dossier_id": cls.first.id, "name": "周建国"}
        )
        cls.refers, cls.parent, cls.group, cls.family = (
            cls.env.ref(f"customer_followup.customer_relation_type_{each}")
            for each in ("referrer", "parent", "group", "family")
        )

    def _relate(self, kind, user=None, **vals):
        Relation = self.env["customer.relation"].with_user(user or self.salesperson)
        return Relation.create({"type_id": kind.id, **vals})

    def _dossiers(self, first, second):
        return {"from_dossier_id": first.id, "to_dossier_id": second.id}

    def test_read_from_both_ends(self):
        relation = self._relate(self.refers, **self._dossiers(self.person, self.first))
        self.assertEqual(self.first.relation_ids, relation.sudo())
        self.assertEqual(self.person.relation_ids, relation.sudo())
        self.assertEqual(relation.from_label, f"{self.person.number} 王*")
        found = self.env["customer.dossier"].search(
            [("relation_ids", "in", relation.ids)]
        )
        self.assertEqual(found, self.first + self.person)

    def test_ends_of_every_kind(self):
        for end in (
            {"from_user_id": self.salesperson_2.id},
            {"from_contact_id": self.contact.id},
            {"from_dossier_id": self.first.id},
        ):
            with self.subTest(end):
                self._relate(self.refers, to_dossier_id=self.person.id, **end)
        self.assertEqual(len(self.person.relation_ids), 3)

    def test_what_is_refused(self):
        first, person = self.first.id, self.person.id
        portal = self.env.ref("base.public_user")
        for kind, vals in (
            (self.refers, self._dossiers(self.first, self.first)),
            (self.parent, self._dossiers(self.first, self.person)),
            (self.refers, {"to_dossier_id": first}),
            (
                self.refers,
                {
                    **self._dossiers(self.person, self.first),
                    "from_user_id": self.salesperson.id,
                },
            ),
            (
                self.family,
                {
                    "from_user_id": self.salesperson.id,
                    "to_user_id": self.salesperson_2.id,
                },
            ),
            (self.refers, {"from_user_id": portal.id, "to_dossier_id": person}),
            (
                self.refers,
                {
                    **self._dossiers(self.person, self.first),
                    "date_from": "2026-02-01",
                    "date_to": "2026-01-01",
                },
            ),
        ):
            said = self.subTest(kind=kind.name, vals=vals)
            with said, self.assertRaises(ValidationError):
                self._relate(kind, self.manager, **vals)

    def test_not_twice_on_one_day(self):
        ends = self._dossiers(self.first, self.second)
        old = self._relate(self.parent, **ends, date_to="2025-06-30")
        with self.assertRaises(ValidationError):
            self._relate(self.parent, **ends, date_from="2025-06-01")
        new = self._relate(self.parent, **ends, date_from="2025-07-01")
        with self.assertRaises(ValidationError):
            old.date_to = False
        new.active = False
        old.date_to = False

    def test_the_same_from_both_ends(self):
        """Said the other way round it is the same."""
        self._relate(self.group, **self._dossiers(self.first, self.second))
        with self.assertRaises(ValidationError):
            self._relate(self.group, **self._dossiers(self.second, self.first))

    def test_notes_say_masks_only(self):
        """V1"""
        relation = self._relate(
            self.refers,
            **self._dossiers(self.person, self.first),
            note="王小明 13800001111",
        )
        self.assertEqual(relation.note, "王* 138****1111")

    def test_types(self):
        self.group.name = "are of one family of companies"
        self.assertEqual(self.group.inverse_name, self.group.name)
        with self.assertRaises(ValidationError):
            self.group.to_person = True
        with self.assertRaises(ValidationError):
            self.parent.from_organisation = False

    # ------------------------------------------------------------
    # Referrers
    # ------------------------------------------------------------

    def _proposed(self, **answers):
        submission = self._register(customer_name="丁有限公司", **answers)
        relation = submission.dossier_id.relation_ids
        for each in relation:
            self.assertEqual(each.submission_id, submission)
        return relation

    def test_a_known_referrer_is_proposed(self):
        """D5: an employee or another customer."""
        self.person.phone = "13900002201"
        for text, end, record in (
            ("王小明", "dossier", self.person),
            ("老王 139 0000 2201", "dossier", self.person),
            ("甲有限公司", "dossier", self.first),
            (self.second.number, "dossier", self.second),
            ("周建国", "contact", self.contact),
            (self.salesperson_2.name, "user", self.salesperson_2),
        ):
            with self.subTest(text):
                relation = self._proposed(
                    phone=f"1391111{record.id % 10000:04d}"[:11], referrer=text
                )
                self.assertEqual(relation[f"from_{end}_id"], record)
                self.assertEqual(relation.state, "proposed")
                relation.to_dossier_id.unlink()

    def test_nobody_is_guessed(self):
        self._create_dossier("王小明")
        for text in ("王小明", "Uncle"):
            with self.subTest(text):
                self.assertFalse(self._proposed(phone="13900002299", referrer=text))

    def test_a_proposal_is_accepted_or_refused_once(self):
        relation = self._proposed(phone="13900002298", referrer="王小明")
        relation.action_refuse()
        self.assertFalse(self._proposed(phone="13900002298", referrer="王小明"))
        relation.active = True
        relation.action_confirm()
        self.assertEqual(relation.state, "confirmed")

    def test_many_submissions_take_the_queries_of_one(self):
        def count(number, start):
            forms = [
                {
                    "customer_name": f"公司{start + n}有限公司",
                    "phone": f"1390003{start + n:04d}",
                    "referrer": "王小明",
                }
                for n in range(number)
            ]
            submissions = self.env["customer.form.submission"].union(
                *(self._register(**answers) for answers in forms)
            )
            self.env.flush_all()
            said = {each: {"referrer": "王小明"} for each in submissions}
            submissions.dossier_id.relation_ids.unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            submissions._propose_referrers(said)
            self.env.flush_all()
            self.assertEqual(len(submissions.dossier_id.relation_ids), number)
            return self.env.cr.sql_log_count - before

        count(1, 0)
        one, many = count(1, 10), count(12, 20)
        self.assertLessEqual(many, one + 3)

    # ------------------------------------------------------------
    # Who sees and edits
    # ------------------------------------------------------------

    def test_seen_by_role(self):
        """S3: who sees one end knows of the relation."""
        own = self._relate(self.refers, **self._dossiers(self.person, self.first))
        half = self._relate(
            self.refers, self.manager, **self._dossiers(self.foreign, self.first)
        )
        viewer = self._create_user("cf_viewer_r", "viewer")
        for user, seen in (
            (self.salesperson, own + half),
            (self.salesperson_2, half),
            (self.supervisor, own + half),
            (self.creator, own.browse()),
            (self.manager, own + half),
            (viewer, own + half),
        ):
            with self.subTest(user.login):
                found = own.with_user(user).search([("id", "in", (own + half).ids)])
                self.assertEqual(found.sorted("id").ids, seen.ids)
        self.assertEqual(
            half.with_user(self.salesperson).from_label, "Another customer"
        )
        self.assertEqual(
            half.with_user(self.supervisor).from_label, f"{self.foreign.number} 李*"
        )
        with self.assertRaises(AccessError):
            own.with_user(self.outsider).read(["note"])
        for user in (self.salesperson, viewer):
            self.assertFalse(own.with_user(user).has_access("unlink"))
        self.assertFalse(own.with_user(viewer).has_access("write"))

    def test_nobody_ties_a_customer_he_does_not_see(self):
        with self.assertRaises(AccessError):
            self._relate(self.refers, **self._dossiers(self.foreign, self.first))
        own = self._relate(self.refers, **self._dossiers(self.person, self.first))
        with self.assertRaises(AccessError):
            own.write({"from_dossier_id": self.foreign.id})
        for name in ("from_key", "pair_key", "from_customer_id", "company_id"):
            with self.subTest(name), self.assertRaises(AccessError):
                own.write({name: False})

    def test_another_company_sees_nothing(self):
        own = self._relate(self.refers, **self._dossiers(self.person, self.first))
        self.manager.company_ids += self.company_2
        there = own.with_user(self.manager).with_context(
            allowed_company_ids=self.company_2.ids
        )
        for records in (there, there.env["customer.contact"]):
            self.assertFalse(records.search([]).filtered("id"))
