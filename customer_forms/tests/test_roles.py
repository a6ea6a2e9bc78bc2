"""The roles: who comes to which submissions, forms and menus, and what he does there
(S3, V6)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CustomerFormsCommon

LOOKED_AT = (
    "customer.form",
    "customer.form.section",
    "customer.form.field",
    "customer.form.option",
    "customer.form.rule",
    "customer.form.version",
    "customer.form.submission",
    "customer.form.file",
    "customer.form.row",
    "customer.form.change",
)
ROLES = (
    "viewer",
    "user",
    "service",
    "supervisor",
    "creator",
    "data_officer",
    "manager",
)


@tagged("-at_install", "post_install")
class TestRoles(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {role: cls._create_user(f"role_{role}", role) for role in ROLES}
        cls.team.write(
            {
                "user_id": cls.people["supervisor"].id,
                "member_ids": (cls.people["user"] + cls.people["service"]).ids,
            }
        )
        form = cls._create_form(
            [
                {"key": "customer_name"},
                {"key": "proof", "type": "attachment"},
            ],
            department_ids=cls.team.ids,
        )
        cls.form = cls._publish(form)
        cls.by_owner = {}
        for role in ("user", "service"):
            answers = {"customer_name": role, "proof": [cls._file()]}
            submission = cls._submit(cls.form, answers)
            submission.user_id = cls.people[role]
            cls.by_owner[role] = submission
        elsewhere = cls._submit(cls.form, {"customer_name": "elsewhere"})
        elsewhere.write({"user_id": cls.people["manager"].id, "team_id": False})
        cls.by_owner["elsewhere"] = elsewhere

    def _as(self, role, model):
        return self.env[model].with_user(self.people[role])

    def test_own_the_departments_or_all(self):
        for role, owners in {
            "viewer": {"user", "service", "elsewhere"},
            "user": {"user"},
            "service": {"service"},
            "supervisor": {"user", "service"},
            "creator": set(),
            "data_officer": {"user", "service", "elsewhere"},
            "manager": {"user", "service", "elsewhere"},
        }.items():
            submissions = self._as(role, "customer.form.submission")
            found = submissions.search([("form_id", "=", self.form.id)])
            files = self._as(role, "customer.form.file")
            with self.subTest(role):
                self.assertEqual(
                    set(found.ids), {self.by_owner[owner].id for owner in owners}
                )
                self.assertEqual(
                    set(files.search([]).submission_id.ids),
                    {self.by_owner[owner].id for owner in owners - {"elsewhere"}},
                )

    def test_who_only_looks_changes_nothing(self):
        for role in ("viewer", "data_officer"):
            for model in LOOKED_AT:
                records = self._as(role, model)
                with self.subTest(role=role, model=model):
                    self.assertTrue(records.has_access("read"))
                    for operation in ("create", "write", "unlink"):
                        self.assertFalse(records.has_access(operation))
            submission = self.by_owner["user"].with_user(self.people[role])
            for attempt in (
                lambda each=submission: each.write({"user_id": each.env.uid}),
                lambda each=submission: each.message_post(body="Hello"),
                lambda each=submission: each.edit_answers({"customer_name": "x"}, "y"),
            ):
                with self.subTest(role), self.assertRaises(AccessError):
                    attempt()

    def test_who_looks_at_all_looks_at_one_company(self):
        here = (
            self.form,
            self.form.section_ids,
            self.form.section_ids.field_ids,
            self.form.version_ids,
            self.by_owner["user"],
            self.by_owner["user"].file_ids,
        )
        for role in ("viewer", "data_officer", "manager"):
            self.people[role].write(
                {
                    "company_ids": [(6, 0, self.company_2.ids)],
                    "company_id": self.company_2.id,
                }
            )
            for records in here:
                found = self._as(role, records._name).search(
                    [("id", "in", records.ids)]
                )
                with self.subTest(role=role, model=records._name):
                    self.assertFalse(found)

    def test_exports_are_for_those_who_answer_for_the_data(self):
        submission = self.by_owner["user"]
        for role in ROLES:
            may = role in ("data_officer", "manager")
            user = self.people[role]
            with self.subTest(role):
                self.assertEqual(user.has_group("base.group_allow_export"), may)
                if may:
                    submission.with_user(user).export_data(["number"])
                    continue
                with self.assertRaises(UserError):
                    submission.with_user(user).export_data(["number"])

    def test_everybody_with_a_role_finds_the_menus(self):
        menus = self.env.ref("customer_forms.customer_form_submission_menu")
        menus += self.env.ref("customer_forms.customer_forms_menu")
        for role in ROLES:
            visible = self._as(role, "ir.ui.menu")._visible_menu_ids()
            with self.subTest(role):
                self.assertLessEqual({*menus.ids, *menus.parent_id.ids}, visible)

    def test_everybody_with_a_role_opens_what_the_menu_shows(self):
        for role in ROLES:
            for model, record in (
                ("customer.form", self.form),
                ("customer.form.submission", self.by_owner["user"]),
            ):
                if role in ("creator", "service") and record != self.form:
                    continue
                there = record.with_user(self.people[role])
                for kind in ("list", "form", "kanban"):
                    view = there.get_view(view_type=kind)
                    with self.subTest(role=role, model=model, kind=kind):
                        self.assertTrue(there.web_read(there._get_fields_spec(view)))

    def test_a_job_beside_another_one_can_be_had_with_it(self):
        """V6: the user form keeps one role of each privilege."""
        supervisor, creator, officer = (
            self.env.ref(f"customer_forms.customer_forms_group_{role}").privilege_id
            for role in ("supervisor", "creator", "data_officer")
        )
        self.assertEqual(len(supervisor | creator | officer), 3)

    def test_the_user_form_says_what_each_role_is(self):
        privilege = self.env.ref("customer_forms.res_groups_privilege_customer")
        groups = self.env["res.groups"].union(
            *(
                self.env.ref(f"customer_forms.customer_forms_group_{role}")
                for role in ROLES
            )
        )
        self.env["res.lang"]._activate_lang("zh_CN")
        for group in groups:
            with self.subTest(group.name):
                chinese = group.with_context(lang="zh_CN")
                self.assertNotEqual(chinese.name, group.name)
                self.assertNotEqual(chinese.comment, group.comment)
        # The last one shown is the strongest: Odoo orders by what implies what.
        hierarchy = groups._get_view_group_hierarchy()["privileges"][privilege.id]
        manager = self.env.ref("customer_forms.customer_forms_group_manager")
        self.assertEqual(hierarchy["group_ids"][-1], manager.id)
