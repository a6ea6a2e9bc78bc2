"""Who sees and changes what (S3, V6)."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import CustomerFormsCommon

DESIGN_MODELS = ("customer.form", "customer.form.section", "customer.form.field")


@tagged("-at_install", "post_install")
class TestCustomerFormsAccess(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(cls._create_form(department_ids=cls.team.ids))
        cls.own, cls.colleagues, cls.foreign = (
            cls._submit(cls.form, {"customer_name": name}) for name in "abc"
        )
        cls.own.user_id = cls.salesperson
        cls.colleagues.user_id = cls.salesperson_2
        cls.foreign.write({"user_id": cls.manager.id, "team_id": False})

    def _visible(self, user):
        submissions = self.env["customer.form.submission"].with_user(user)
        return submissions.search([("form_id", "=", self.form.id)])

    def test_submissions_seen_by_role(self):
        everything = self.own + self.colleagues + self.foreign
        for user, expected in [
            (self.salesperson, self.own),
            (self.supervisor, self.own + self.colleagues),
            (self.creator, self.env["customer.form.submission"]),
            (self.manager, everything),
        ]:
            with self.subTest(user.login):
                self.assertEqual(set(self._visible(user).ids), set(expected.ids))

    def test_a_new_submission_is_the_leaders_until_he_assigns_it(self):
        fresh = self._submit(self.form, {"customer_name": "d"})
        self.assertEqual((fresh.user_id.id, fresh.team_id), (False, self.team))
        leader = self._create_user("cf_other_leader", "supervisor")
        self.env["crm.team"].create({"name": "Other", "user_id": leader.id})
        for user, is_seen in (
            (self.salesperson, False),
            (self.supervisor, True),
            (leader, False),
            (self.creator, False),
            (self.manager, True),
        ):
            with self.subTest(user.login):
                self.assertEqual(fresh in self._visible(user).sudo(), is_seen)
        fresh.with_user(self.supervisor).user_id = self.salesperson
        self.assertIn(fresh, self._visible(self.salesperson).sudo())

    def test_a_leader_in_another_company_sees_nothing(self):
        leader = self._create_user("cf_leader_2", "supervisor")
        leader.write(
            {
                "company_ids": [(6, 0, self.company_2.ids)],
                "company_id": self.company_2.id,
            }
        )
        self.team.company_id = False
        self.team.user_id = leader
        self.assertFalse(self._visible(leader))

    def test_people_without_a_role_see_nothing(self):
        portal = new_test_user(self.env, "cf_portal", groups="base.group_portal")
        public = self.env.ref("base.public_user")
        models = [f"customer.form.{each}" for each in ("file", "row", "change")]
        for user in (self.outsider, portal, public):
            for model in (*DESIGN_MODELS, "customer.form.submission", *models):
                with self.subTest(user=user.login, model=model):
                    with self.assertRaises(AccessError):
                        self.env[model].with_user(user).search([])
                    with self.assertRaises(AccessError):
                        self.env[model].with_user(user).search_read([], ["id"])

    def test_another_company_sees_nothing(self):
        self.manager.write({"company_ids": [(4, self.company_2.id)]})
        with_company = {"allowed_company_ids": self.company_2.ids}
        for record in (
            self.form,
            self.form.section_ids,
            self.form.section_ids.field_ids,
            self.form.version_ids,
            self.own,
        ):
            model = record.with_user(self.manager).with_context(**with_company)
            with self.subTest(record):
                self.assertFalse(model.search([("id", "in", record.ids)]))

    def test_files_follow_their_submission(self):
        form = self._publish(
            self._create_form([{"key": "proof", "type": "attachment"}])
        )
        submission = self._submit(form, {"proof": [self._file()]})
        submission.user_id = self.salesperson
        for user, is_visible in [(self.salesperson, True), (self.salesperson_2, False)]:
            with self.subTest(user.login):
                found = (
                    self.env["customer.form.file"]
                    .with_user(user)
                    .search([("submission_id", "=", submission.id)])
                )
                self.assertEqual(bool(found), is_visible)
                attachment = submission.file_ids.attachment_id.with_user(user)
                self.assertEqual(attachment.has_access("read"), is_visible)

    def test_only_creators_design(self):
        for user, may_write in [
            (self.salesperson, False),
            (self.supervisor, False),
            (self.creator, True),
            (self.manager, True),
        ]:
            for model in DESIGN_MODELS:
                with self.subTest(user=user.login, model=model):
                    access = self.env[model].with_user(user)
                    self.assertEqual(access.has_access("create"), may_write)
                    self.assertEqual(access.has_access("write"), may_write)

    def test_a_creator_builds_and_publishes_alone(self):
        form = (
            self.env["customer.form"]
            .with_user(self.creator)
            .create({"name": "Made by the creator"})
        )
        section = form.env["customer.form.section"].create(
            {"form_id": form.id, "name": "Section"}
        )
        form.env["customer.form.field"].create(
            {"section_id": section.id, "name": "Name"}
        )
        form.action_publish()
        self.assertEqual(form.state, "published")

    def test_nobody_creates_submissions_around_the_form(self):
        for user in (self.salesperson, self.supervisor, self.creator, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["customer.form.submission"].with_user(user).create(
                    {"form_id": self.form.id, "number": "X"}
                )

    def test_staff_do_not_delete_submissions(self):
        with self.assertRaises(AccessError):
            self.own.with_user(self.salesperson).unlink()

    def test_staff_do_not_accept_what_they_do_not_see(self):
        with self.assertRaises(AccessError):
            self.colleagues.with_user(self.salesperson).action_accept()
