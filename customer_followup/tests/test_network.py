"""The network around a customer as data (D5)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestNetwork(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_dossier(
            "甲有限公司", kind="company", contact_name="周建国"
        )
        cls.second = cls._create_dossier("乙有限公司", kind="company")
        cls.foreign = cls._create_dossier(
            "丙有限公司", kind="company", user_id=cls.manager.id, team_id=False
        )
        cls.beyond = cls._create_dossier("李雷", user_id=cls.manager.id, team_id=False)
        cls.main = cls.own.contact_ids
        cls.buyer = cls.env["customer.contact"].create(
            {"dossier_id": cls.own.id, "name": "孙丽华", "date_from": "2025-05-01"}
        )
        cls.main.write({"is_decision_maker": True, "decision_from": "2024-01-01"})
        cls.buyer.write({"is_decision_maker": True, "decision_from": "2026-01-01"})
        for kind, first, second in (
            ("parent", cls.own, cls.second),
            ("supplier", cls.foreign, cls.own),
            ("referrer", cls.beyond, cls.foreign),
        ):
            cls.env["customer.relation"].create(
                {
                    "type_id": cls.env.ref(
                        f"customer_followup.customer_relation_type_{kind}"
                    ).id,
                    "from_dossier_id": first.id,
                    "to_dossier_id": second.id,
                    "date_from": "2024-06-01",
                }
            )

    def _graph(self, user, keys=None, depth=3, limit=100):
        keys = keys or [f"d{self.own.id}"]
        return self.env["customer.network"].with_user(user).graph(keys, depth, limit)

    def _labels(self, graph):
        return sorted(node["label"] for node in graph["nodes"])

    def test_who_is_around_and_when(self):
        graph = self._graph(self.manager)
        by_key = {node["key"]: node for node in graph["nodes"]}
        self.assertEqual(
            by_key[f"c{self.main.id}"]["decided"], [["2024-01-01", "2025-12-31"]]
        )
        self.assertEqual(
            by_key[f"c{self.buyer.id}"]["decided"], [["2026-01-01", False]]
        )
        self.assertEqual(by_key[f"c{self.buyer.id}"]["since"], "2025-05-01")
        self.assertIn(f"d{self.beyond.id}", by_key)
        edges = {
            (edge["from"], edge["to"]): edge
            for edge in graph["edges"]
            if edge["kind"] == "relation"
        }
        self.assertEqual(
            edges[f"d{self.own.id}", f"d{self.second.id}"]["since"], "2024-06-01"
        )
        self.assertEqual(
            {each["name"] for each in graph["types"]},
            {"is the parent company of", "supplies", "refers"},
        )

    def test_names_are_masked_for_everybody(self):
        """V1, V3: the picture is shown to others and saved as a file."""
        for user in (self.salesperson, self.manager):
            labels = self._labels(self._graph(user))
            self.assertIn("孙*", labels)
            self.assertNotIn("孙丽华", str(self._graph(user)))

    def test_another_customer_is_no_more_than_that(self):
        """S3: neither name nor number, and nobody gets past him."""
        viewer = self._create_user("cf_viewer_n", "viewer")
        for user, sees_all in (
            (self.salesperson, False),
            (self.supervisor, False),
            (viewer, True),
            (self.manager, True),
        ):
            with self.subTest(user.login):
                graph = self._graph(user)
                hidden = [node for node in graph["nodes"] if node["kind"] == "hidden"]
                self.assertEqual(len(hidden), 0 if sees_all else 1)
                self.assertEqual("丙有限公司" in self._labels(graph), sees_all)
                said = str(graph)
                if not sees_all:
                    self.assertEqual(hidden[0]["label"], "Another customer")
                    self.assertNotIn(self.foreign.number, said)
                    self.assertNotIn(f"'d{self.foreign.id}'", said)
                    self.assertNotIn(self.beyond.number, said)

    def test_who_may_not_begin(self):
        for user in (self.salesperson_2, self.creator, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._graph(user)
        with self.assertRaises(AccessError):
            self._graph(self.outsider, [f"u{self.salesperson.id}"])
        for keys in ([], ["x1"], ["d0"], [None], ["d999999999"]):
            with self.subTest(keys), self.assertRaises(AccessError):
                self._graph(self.manager, keys or ["nobody"])

    def test_walking_from_any_node(self):
        graph = self._graph(self.manager, [f"c{self.buyer.id}"], depth=1)
        self.assertEqual(self._labels(graph), ["孙*", "甲有限公司"])
        graph = self._graph(self.manager, [f"d{self.own.id}"], depth=0)
        [node] = graph["nodes"]
        self.assertEqual(node["degree"], 5, "2 people, 2 relations, the owner")

    def test_a_limit_cuts_and_says_so(self):
        graph = self._graph(self.manager, limit=3)
        self.assertEqual(len(graph["nodes"]), 3)
        self.assertTrue(graph["is_cut"])
        self.assertFalse(self._graph(self.manager)["is_cut"])

    def test_many_nodes_take_the_queries_of_few(self):
        hub = self._create_dossier("丁有限公司", kind="company")

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            graph = self._graph(self.salesperson, [f"d{hub.id}"], depth=2, limit=500)
            return len(graph["nodes"]), self.env.cr.sql_log_count - before

        kind = self.env.ref("customer_followup.customer_relation_type_supplier")

        def grow(number):
            others = [
                self._create_dossier(f"公司{number}-{n}", kind="company")
                for n in range(number)
            ]
            self.env["customer.relation"].create(
                [
                    {
                        "type_id": kind.id,
                        "from_dossier_id": other.id,
                        "to_dossier_id": hub.id,
                    }
                    for other in others
                ]
            )
            self.env["customer.contact"].create(
                [
                    {"dossier_id": dossier.id, "name": f"王{n}"}
                    for n, dossier in enumerate([hub, *others])
                ]
            )

        grow(1)
        count()
        few, one = count()
        grow(80)
        many, eighty = count()
        self.assertGreater(many, few + 150)
        self.assertEqual(one, eighty)

    # ------------------------------------------------------------
    # Merging and erasing
    # ------------------------------------------------------------

    def _merge(self, kept, other):
        return self.env["customer.merge"]._merge(kept, other)

    def test_people_and_relations_move_along_and_back(self):
        """Merging loses nobody, and undoing brings everybody back."""
        other = self._create_dossier(
            "甲集团", kind="company", contact_name="吴刚强", phone="13900003101"
        )
        guest = self.env["customer.contact"].create(
            {"dossier_id": other.id, "name": "郑爽", "is_decision_maker": True}
        )
        former_main = other.contact_ids.filtered("is_main")
        group = self.env.ref("customer_followup.customer_relation_type_group")
        inside = self.env["customer.relation"].create(
            {
                "type_id": group.id,
                "from_dossier_id": self.own.id,
                "to_dossier_id": other.id,
            }
        )
        supplied = self.env["customer.relation"].create(
            {
                "type_id": self.env.ref(
                    "customer_followup.customer_relation_type_supplier"
                ).id,
                "from_dossier_id": self.beyond.id,
                "to_dossier_id": other.id,
            }
        )
        merge = self._merge(self.own, other)
        self.assertEqual((guest + former_main).dossier_id, self.own)
        self.assertEqual(
            former_main._open_values()[former_main.id],
            {"name": "吴刚强", "phone": "+8613900003101"},
        )
        self.assertEqual(self.own.contact_ids.filtered("is_main"), self.main)
        self.assertEqual(self.own._open_decisions().contact_id, self.buyer)
        self.assertEqual(supplied.to_dossier_id, self.own)
        self.assertEqual(inside.to_dossier_id, other, "nobody is related to himself")
        merge.action_undo()
        self.assertEqual((guest + former_main).dossier_id, other)
        self.assertTrue(former_main.is_main)
        self.assert_opened(other, contact_name="吴刚强", phone="+8613900003101")
        self.assertEqual(other._open_decisions().contact_id, guest)
        self.assertEqual(supplied.to_dossier_id, other)
        self.assertEqual(self.own.contact_ids, self.main + self.buyer)

    def test_the_same_relation_of_both_is_there_once(self):
        other = self._create_dossier("甲集团", kind="company")
        double = self.env["customer.relation"].create(
            {
                "type_id": self.env.ref(
                    "customer_followup.customer_relation_type_parent"
                ).id,
                "from_dossier_id": other.id,
                "to_dossier_id": self.second.id,
            }
        )
        merge = self._merge(self.own, other)
        self.assertEqual(double.from_dossier_id, other)
        keys = [node["key"] for node in self._graph(self.manager)["nodes"]]
        self.assertNotIn(f"d{other.id}", keys)
        merge.action_undo()
        self.assertEqual(double.from_dossier_id, other)

    def test_a_contact_person_who_is_kept_twice_stays_behind(self):
        other = self._create_dossier("甲集团", kind="company", contact_name="周建国")
        left = other.contact_ids
        self._merge(self.own, other).action_undo()
        self.assertEqual(left.dossier_id, other)
        self.assertTrue(left.is_main)

    def test_an_erased_contact_person(self):
        """V5"""
        self.buyer.write({"phone": "13900003102", "note": "likes tea"})
        influence = self.env["customer.relation"].create(
            {
                "type_id": self.env.ref(
                    "customer_followup.customer_relation_type_influence"
                ).id,
                "from_contact_id": self.buyer.id,
                "to_contact_id": self.main.id,
            }
        )
        document = self.buyer._personal_document()
        self.assertIn("孙丽华", str(document))
        gone = self.buyer._erase("Asked for by letter")
        self.assertEqual(gone["values"], 2)
        self.assertEqual(gone["relations"], 1)
        self.assertFalse(influence.exists())
        self.assertFalse(self.buyer.name or self.buyer.note)
        self.assertTrue(self.buyer.decision_ids, "that somebody decided stays")

    def test_an_erased_customer_has_no_relations(self):
        self.beyond._erase("Asked for by letter")
        self.assertFalse(self.beyond.relation_ids)

    def test_found_by_the_search_for_persons(self):
        """V5"""
        self.buyer.phone = "13900003103"
        officer = self._create_user("cf_officer_n", "data_officer")
        search = self.env["customer.person.search"].with_user(officer).create({})
        search.phone = "13900003103"
        self.assertEqual(
            [(line.res_model, line.res_id) for line in search.line_ids],
            [("customer.contact", self.buyer.id)],
        )
