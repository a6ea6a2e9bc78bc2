"""Query counts do not grow with the number of records (invariant 5)."""

from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestCustomerFormsPerformance(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name"},
                    {"key": "kind", "type": "select", "options": ["a", "b"]},
                ]
            )
        )
        cls.submissions = cls.env["customer.form.submission"].concat(
            *(
                cls._submit(cls.form, {"customer_name": f"N{n}", "kind": "a"})
                for n in range(80)
            )
        )

    def _queries_to_read(self, submissions):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        submissions.web_read(
            {
                "number": {},
                "form_id": {"fields": {"display_name": {}}},
                "answers": {},
                "user_id": {"fields": {"display_name": {}}},
                "state": {},
            }
        )
        return self.env.cr.sql_log_count - before

    def test_reading_the_list(self):
        self._queries_to_read(self.submissions[:1])
        self.assertEqual(
            self._queries_to_read(self.submissions[:1]),
            self._queries_to_read(self.submissions),
        )

    def test_counting_submissions(self):
        forms = self.form + self.env["customer.form"].concat(
            *(self._create_form() for _n in range(20))
        )
        self.env.flush_all()
        forms.invalidate_recordset()
        with self.assertQueryCount(1):
            self.assertEqual(sum(forms.mapped("submission_count")), 80)
