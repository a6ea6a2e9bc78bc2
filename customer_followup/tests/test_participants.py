"""Who took part in a follow-up on the customer's side (U1)."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import CustomerFollowupCommon

DIALOG = "customer_followup.customer_followup_view_dialog"


@tagged("-at_install", "post_install")
class TestParticipants(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(
            "甲有限公司", kind="company", contact_name="周建国", phone="13900002101"
        )
        cls.main = cls.dossier.contact_ids
        cls.Contact = cls.env["customer.contact"].with_user(cls.salesperson)
        cls.buyer = cls.Contact.create(
            {
                "dossier_id": cls.dossier.id,
                "name": "孙丽华",
                "email": "sun@jia.example.com",
                "position": "采购部经理",
            }
        )
        cls.Followup = cls.env["customer.followup"].with_user(cls.salesperson)
        cls.foreign = cls._create_dossier(
            "乙有限公司",
            kind="company",
            contact_name="吴用",
            user_id=cls.salesperson_2.id,
        )

    def _log(self, contacts, **vals):
        return self.Followup.create(
            {
                "dossier_id": self.dossier.id,
                "contact_ids": [Command.set(contacts.ids)],
                **vals,
            }
        )

    def _known(self, followup):
        return self.main.browse([each["id"] for each in followup.known_contacts])

    def _opened(self, followup):
        opened = followup._open_values(["customer_participants"])[followup.id]
        return opened.get("customer_participants")

    # ------------------------------------------------------------
    # Choosing
    # ------------------------------------------------------------

    def test_the_dialog_proposes_whom_to_ask_for(self):
        """U1: one press more for another person, none for the usual one."""
        for user in (self.salesperson, self.supervisor):
            action = self.dossier.with_user(user).action_log_followup()
            context = action["context"]
            self.assertEqual(context["default_contact_ids"], self.main.ids)
            self.assertNotIn("default_customer_participants", context)
        form = Form(self.Followup.with_context(**context), view=DIALOG)
        self.assertEqual(self._known(form), self.main + self.buyer)
        form.contact_ids.add(self.buyer)
        followup = form.save()
        self.assertEqual(followup.contact_ids, self.main + self.buyer)

    def test_names_are_as_the_reader_reads_them(self):
        """V1: in full for the owner, masks for others."""
        followup = self._log(self.buyer)
        for user, name in ((self.salesperson, "孙丽华"), (self.supervisor, "孙*")):
            known = followup.with_user(user).known_contacts
            self.assertEqual([each["name"] for each in known][1], name)

    def test_a_person_has_no_contact_persons_and_needs_none(self):
        dossier = self._create_dossier("李雷")
        action = dossier.with_user(self.salesperson).action_log_followup()
        form = Form(self.Followup.with_context(**action["context"]), view=DIALOG)
        self.assertFalse(form.known_contacts)
        self.assertFalse(form.save().contact_ids)

    def test_who_left_is_offered_no_more_but_stays_where_he_was(self):
        followup = self._log(self.buyer)
        self.buyer.date_to = self._today() - timedelta(days=1)
        followup.invalidate_recordset(["known_contacts"])
        self.assertIn(self.buyer, self._known(followup))
        new = self.Followup.new({"dossier_id": self.dossier.id})
        self.assertEqual(self._known(new), self.main)

    def test_another_customer_has_other_people(self):
        second = self._create_dossier("丙有限公司", kind="company", contact_name="李四")
        with Form(self.Followup) as form:
            form.dossier_id = self.dossier
            form.contact_ids.add(self.buyer)
            form.dossier_id = second
            self.assertFalse(form.contact_ids.ids)
            form.contact_ids.add(second.contact_ids)
        for vals in (
            {"contact_ids": [Command.link(self.buyer.id)]},
            {"dossier_id": self.dossier.id},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                form.record.write(vals)

    def test_nobody_tries_out_who_is_where(self):
        """S3"""
        stranger = self.foreign.contact_ids
        for make in (
            lambda: self._log(stranger),
            lambda: self._log(self.buyer).write(
                {"contact_ids": [Command.link(stranger.id)]}
            ),
            lambda: self.Followup.with_context(default_contact_ids=stranger.ids).create(
                {"dossier_id": self.dossier.id}
            ),
        ):
            # An AccessError or a ValidationError: both are told to the user.
            with self.assertRaises(UserError):
                make()

    def test_links_are_written_by_follow_ups_only(self):
        """Corrections leave a trace: the other side of the link is no way around."""
        followup = self._log(self.main)
        with self.assertRaises(AccessError):
            self.buyer.write({"followup_ids": [Command.link(followup.id)]})
        with self.assertRaises(AccessError):
            self.buyer.write({"last_spoken_at": "2020-01-01 00:00:00"})

    def test_the_viewer_and_the_former_owner(self):
        """S3: who wrote keeps what he wrote, not who the people of others are."""
        followup = self._log(self.buyer)
        viewer = self._create_user("cf_viewer_p", "viewer")
        self.assertEqual(followup.with_user(viewer).contact_ids, self.buyer)
        self.dossier.user_id = self.salesperson_2
        self.env.invalidate_all()
        self.assertFalse(followup.with_user(self.salesperson).contact_ids)
        self.env.invalidate_all()
        theirs = followup.with_user(self.salesperson_2).contact_ids
        self.assertEqual(theirs.ids, self.buyer.ids)

    # ------------------------------------------------------------
    # Named while it is written, gone before it is saved
    # ------------------------------------------------------------

    def test_who_was_deleted_meanwhile_is_told(self):
        """U1: in words that say what to do; nothing is written, nothing is lost."""
        gone = self.Contact.create({"dossier_id": self.dossier.id, "name": "郑爽"})
        followup = self._log(self.buyer)
        gone.sudo().unlink()
        for make in (
            lambda: self._log(self.buyer + gone),
            lambda: followup.write({"contact_ids": [Command.link(gone.id)]}),
            lambda: self.Followup.with_context(default_contact_ids=gone.ids).create(
                {"dossier_id": self.dossier.id}
            ),
        ):
            with self.assertRaisesRegex(UserError, "was deleted meanwhile"):
                make()
        self.assertEqual(self.dossier.followup_ids, followup)

    def test_typing_goes_on_when_somebody_is_deleted(self):
        """U1: the server is asked while one types, too."""
        gone = self.Contact.create({"dossier_id": self.dossier.id, "name": "郑爽"})
        gone_id = gone.id
        gone.sudo().unlink()
        said = {
            "dossier_id": self.dossier.id,
            "contact_ids": [[4, self.buyer.id], [4, gone_id]],
            "summary": "同意签合同",
        }
        spec = {
            "contact_ids": {"fields": {"name": {}}},
            "summary": {},
            "dossier_id": {},
        }
        for name in ("summary", "dossier_id"):
            self.Followup.onchange(said, [name], spec)

    def _named(self, name="郑爽", user=None):
        Followup = self.Followup.with_user(user or self.salesperson)
        said = Followup.name_person(self.dossier.id, f" {name} ")
        return self.Contact.browse(said["id"])

    def test_who_was_named_with_it_goes_when_it_is_taken_back(self):
        """U1"""
        named = self._named()
        text = self._log(self.buyer + named).action_undo_log()
        self.assertIn("郑爽", text)
        self.assertFalse(named.exists())
        self.assertTrue(self.buyer.exists())

    def test_whoever_else_refers_to_stays(self):
        """U1: spoken to again, known better, related, corrected by somebody else, or on
        file before."""
        again, known, related = (
            self._named("李一"),
            self._named("李二"),
            self._named("李三"),
        )
        asked = self._named("李四")
        asked.is_decision_maker = True
        own = self.Contact.create({"dossier_id": self.dossier.id, "name": "李五"})
        theirs = self._named("李六", user=self.supervisor)
        corrected = self._named("李七")
        everybody = again + known + related + asked + own + theirs + corrected
        followup = self._log(everybody)
        self._log(again)
        corrected.with_user(self.supervisor).name = "李其"
        known.phone = "13900002199"
        self.env["customer.relation"].create(
            {
                "type_id": self.env["customer.relation.type"]
                .search([("from_contact", "=", True), ("to_organisation", "=", True)])[
                    0
                ]
                .id,
                "from_contact_id": related.id,
                "to_dossier_id": self.foreign.id,
            }
        )
        self.assertNotIn("李", followup.action_undo_log())
        self.assertEqual(everybody.exists(), everybody)

    def test_nobody_says_of_others_that_they_were_named(self):
        """S3: it would take them back."""
        with self.assertRaises(AccessError):
            self.buyer.is_named_in_followup = True
        with self.assertRaises(AccessError):
            self.Contact.with_context(default_is_named_in_followup=True).create(
                {"dossier_id": self.dossier.id, "name": "郑爽"}
            )
        with self.assertRaises(AccessError):
            self.Followup.name_person(self.foreign.id, "郑爽")
        for nothing in ("", " ", None, 5):
            with self.assertRaises(UserError):
                self.Followup.name_person(self.dossier.id, nothing)

    # ------------------------------------------------------------
    # Correcting and taking back
    # ------------------------------------------------------------

    def test_a_correction_is_noted_also_with_one_mask_for_two(self):
        """U2, V1"""
        other = self.Contact.create({"dossier_id": self.dossier.id, "name": "孙权"})
        followup = self._log(self.buyer)
        followup.contact_ids = other
        change = followup.change_ids
        self.assertEqual(change.name, "contact_ids")
        self.assertEqual(change.old, change.new)
        self.assertIn("孙*", change.old)
        events = self.env["customer.audit.event"].search(
            [("kind", "=", "correction")], order="id desc", limit=1
        )
        self.assertNotIn("孙", str(events.details))

    def test_who_may_not_correct_may_not_exchange_people(self):
        followup = self._log(self.buyer)
        self.dossier.user_id = self.salesperson_2
        with self.assertRaises(AccessError):
            followup.with_user(self.salesperson_2).contact_ids = self.main

    def test_taking_back_forgets_when_they_were_spoken_to(self):
        followup = self._log(self.buyer)
        self.assertTrue(self.buyer.last_spoken_at)
        followup.action_undo_log()
        self.assertFalse(self.buyer.last_spoken_at)
        self.assertEqual(self.buyer.followup_count, 0)

    # ------------------------------------------------------------
    # On the contact person
    # ------------------------------------------------------------

    def test_when_somebody_was_last_spoken_to(self):
        now = fields.Datetime.now().replace(microsecond=0)
        self._log(self.buyer, followed_up_at=now - timedelta(days=3))
        latest = self._log(self.buyer + self.main, followed_up_at=now)
        self.assertEqual(self.buyer.last_spoken_at, now)
        self.assertEqual((self.buyer.followup_count, self.main.followup_count), (2, 1))
        latest.followed_up_at = now - timedelta(days=5)
        self.assertEqual(self.buyer.last_spoken_at, now - timedelta(days=3))
        action = self.buyer.action_view_followups()
        found = self.Followup.search(action["domain"])
        self.assertEqual(len(found), 2)

    def test_logging_from_the_contact_person(self):
        action = self.buyer.action_log_followup()
        with Form(self.Followup.with_context(**action["context"]), view=DIALOG) as form:
            form.summary = "Wants samples"
        self.assertEqual(form.record.contact_ids, self.buyer)

    def test_the_picture_and_the_timeline_name_them_masked(self):
        """D5, V1"""
        self._log(self.buyer, customer_participants="郑爽")
        network = self.env["customer.network"].with_user(self.salesperson)
        graph = network.graph([f"d{self.dossier.id}"])
        spoken = {node["key"]: node.get("spoken") for node in graph["nodes"]}
        today = fields.Datetime.context_timestamp(
            self.buyer, self.buyer.last_spoken_at
        ).date()
        self.assertEqual(spoken[f"c{self.buyer.id}"], today.isoformat())
        self.assertFalse(spoken[f"c{self.main.id}"])
        dossier = self.dossier.with_user(self.salesperson)
        [entry] = dossier.timeline(kinds=["followup"])["entries"]
        self.assertEqual(entry["title"], "Phone · 孙* · 郑*")

    def test_nobody_goes_to_another_customer_with_what_was_said_here(self):
        self._log(self.buyer)
        second = self._create_dossier("丙有限公司", kind="company")
        with self.assertRaises(UserError):
            self.buyer.dossier_id = second
        typed = self._log(self.buyer)
        typed.customer_participants = "孙丽华, 郑十"
        followup = self.dossier.followup_ids - typed
        self.buyer.with_user(self.manager).unlink()
        self.assertEqual(self._opened(followup), "孙丽华")
        self.assertEqual(followup.customer_participants, "孙*")
        self.assertEqual(self._opened(typed), "孙丽华, 郑十", "each once")
