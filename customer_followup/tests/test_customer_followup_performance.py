"""Query counts do not grow with the number of records (invariant 5)."""

from datetime import timedelta
from functools import partial

from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestCustomerFollowupPerformance(CustomerFollowupCommon):
    def _specification(self, view_type, model="customer.dossier", view=None):
        """What the web client reads for the view."""
        Model = self.env[model]
        view_id = view and self.env.ref(f"customer_followup.{view}").id
        fields = Model.get_view(view_id=view_id, view_type=view_type)["models"][model]
        return {
            name: (
                {"fields": {"display_name": {}}}
                if Model._fields[name].type == "many2one"
                else {}
            )
            for name in fields
        }

    def _create_dossiers(self, count):
        dossiers = self.env["customer.dossier"].union(
            *(
                self._create_dossier(f"甲{n}", intent="high", phone=f"1390001{n:04d}")
                for n in range(count)
            )
        )
        self.env["customer.followup"].create(
            [{"dossier_id": dossier.id} for dossier in dossiers]
        )
        return dossiers

    def test_views_read_1_and_80_with_the_same_queries(self):
        dossiers = self._create_dossiers(80)
        # The form also has what only one customer shows: follow-ups, sources, files.
        for view_type, most in (("list", 30), ("kanban", 30), ("form", 60)):
            specification = self._specification(view_type)

            def read(count, specification=specification):
                Dossier = self.env["customer.dossier"].with_user(self.salesperson)
                page = Dossier.web_search_read(
                    [("id", "in", dossiers[:count].ids)], specification, limit=100
                )
                self.assertEqual(len(page["records"]), count)

            self._count_queries(partial(read, 80))  # warm up the registry's caches
            with self.subTest(view_type):
                one = self._count_queries(partial(read, 1))
                many = self._count_queries(partial(read, 80))
                self.assertLessEqual(many, one)
                self.assertLess(one, most)

    def test_followups_read_1_and_80_with_the_same_queries(self):
        dossiers = self._create_dossiers(80)
        Followup = self.env["customer.followup"].with_user(self.supervisor)
        followups = dossiers.followup_ids
        for view_type, view in (
            ("list", None),
            ("kanban", None),
            ("list", "customer_followup_view_list_review"),
            ("kanban", "customer_followup_view_kanban_review"),
        ):
            specification = self._specification(view_type, Followup._name, view)

            def read(count, specification=specification):
                page = Followup.web_search_read(
                    [("id", "in", followups[:count].ids)], specification, limit=100
                )
                self.assertEqual(len(page["records"]), count)

            self._count_queries(partial(read, 80))  # warm up the registry's caches
            with self.subTest(view=view, view_type=view_type):
                one = self._count_queries(partial(read, 1))
                many = self._count_queries(partial(read, 80))
                self.assertEqual(one, many)
                self.assertLess(many, 20)

    def test_reviewing_grows_by_few_queries(self):
        followups = self._create_dossiers(22).followup_ids
        followups.user_id = self.salesperson
        queue = followups.with_user(self.supervisor)
        queue[0].action_review()  # warm up
        one = self._count_queries(queue[1].action_review)
        many = self._count_queries(queue[2:].action_review)
        self.assertEqual(set(queue.mapped("review_state")), {"reviewed"})
        self.assertLess((many - one) / 19, 1)

    def test_meetings_grow_by_few_queries(self):
        dossiers = self._create_dossiers(22)
        now = self.env.cr.now().replace(microsecond=0)
        events = self.env["calendar.event"].create(
            [
                {
                    "name": "Visit",
                    "start": now - timedelta(hours=2),
                    "stop": now - timedelta(hours=1),
                    "opportunity_id": dossier.main_lead_id.id,
                }
                for dossier in dossiers
            ]
        )
        events[0]._log_customer_meetings()  # warm up
        one = self._count_queries(events[1]._log_customer_meetings)
        many = self._count_queries(events[2:]._log_customer_meetings)
        self.assertEqual(len(events.customer_followup_ids), 22)
        self.assertLess((many - one) / 19, 12)

    def test_reminding_1_and_20_takes_the_same_queries(self):
        dossiers = self._create_dossiers(21)
        activities = dossiers.activity_ids
        dossiers.reminder_ids.unlink()
        activities.unlink()
        Rule = self.env["customer.reminder.rule"]
        one = self._count_queries(lambda: Rule._remind(dossiers[:1]))
        many = self._count_queries(lambda: Rule._remind(dossiers[1:]))
        self.assertEqual(len(dossiers.reminder_ids), 21)
        self.assertLessEqual(many, one)

    def test_acceptance_grows_by_few_queries(self):
        """What Odoo does for each opportunity (its stage, its followers) and the log of
        the submission are all that each adds."""
        self.form.has_auto_accept = False
        submissions = self.env["customer.form.submission"].union(
            *(
                self._register(
                    customer_name=f"甲{n}",
                    phone=f"1390001{n:04d}",
                    intent="high",
                    source="online",
                )
                for n in range(22)
            )
        )
        submissions[0].action_accept()  # warm up
        one = self._count_queries(submissions[1].action_accept)
        many = self._count_queries(submissions[2:].action_accept)
        self.assertEqual(len(submissions.lead_id), 22)
        self.assertLess((many - one) / 19, 8)

    def test_erasing_grows_by_few_queries(self):
        """V5: what Odoo does for each contact that is called otherwise is all it adds."""
        dossiers = self._create_dossiers(12)

        def erase(people):
            for records in [*people._personal_records(), people]:
                records._erase("Asked for it")

        erase(dossiers[0])  # warm up
        one = self._count_queries(lambda: erase(dossiers[1]))
        many = self._count_queries(lambda: erase(dossiers[2:]))
        self.assertEqual(len(dossiers.filtered("erased_at")), 12)
        # The contact is called otherwise twice, four of Odoo's own queries each time.
        self.assertLessEqual((many - one) / 9, 8)
