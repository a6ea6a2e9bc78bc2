"""Query counts do not grow with the number of records (invariant 5)."""

from functools import partial

from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestCustomerFollowupPerformance(CustomerFollowupCommon):
    def _count_queries(self, work):
        """Queries of ``work`` with an empty cache, everything it writes included."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _specification(self, view_type):
        """What the web client reads for the view."""
        Dossier = self.env["customer.dossier"]
        fields = Dossier.get_view(view_type=view_type)["models"]["customer.dossier"]
        return {
            name: (
                {"fields": {"display_name": {}}}
                if Dossier._fields[name].type == "many2one"
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
        for view_type in ("list", "kanban"):
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
                self.assertEqual(one, many)
                self.assertLess(many, 30)

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
        self.assertLess((many - one) / 9, 8)
