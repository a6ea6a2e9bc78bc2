"""What publishing and filling lists is read with the same queries for 1 and for 20
(invariant 5), by those who work with it."""

import base64
import uuid

from odoo.tests import tagged

from ..models.draft.draft_keep import DraftSave
from ..tools.page_opening import Opening
from .invitation_common import InvitationCommon

COUNT = 20


@tagged("-at_install", "post_install")
class TestListsPerformance(InvitationCommon):
    def _queries_to_list(self, records):
        """Queries of the list that a supervisor opens, with an empty cache."""
        records = records.with_user(self.supervisor)
        shown = records.get_view(view_type="list")["models"][records._name]
        specification = {
            name: {"fields": {"display_name": {}}}
            if records._fields[name].type == "many2one"
            else {}
            for name in shown
        }
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        page = records.web_search_read([("id", "in", records.ids)], specification)
        self.assertEqual(len(page["records"]), len(records))
        return self.env.cr.sql_log_count - before

    def _check(self, records):
        self.assertEqual(len(records), COUNT)
        self._queries_to_list(records)  # warms the registry's caches
        one = self._queries_to_list(records[:1])
        self.assertEqual(self._queries_to_list(records), one)

    def test_unfinished_entries(self):
        self.form.department_ids = self.team
        drafts = self.env["customer.form.draft"]
        for number in range(COUNT):
            opening = Opening(str(uuid.uuid4()), 0)
            answers = {"customer_name": f"王{number}", "mobile": "13800001234"}
            version = self.form.current_version_id
            drafts |= self.form._keep_draft(DraftSave(opening, version, answers))
        self._check(drafts.with_env(self.env))

    def test_invitations_and_their_rounds(self):
        rounds = self.env["customer.form.invitation.round"].concat(
            *(
                self._create_round(self.form, f"Ann{number} <a{number}@example.com>")
                for number in range(COUNT)
            )
        )
        self._check(rounds)
        self._check(rounds.invitation_ids)

    def test_links(self):
        links = self.env["customer.form.link"].create(
            [
                {"name": f"Stand {number}", "form_id": self.form.id, "channel": "qr"}
                for number in range(COUNT)
            ]
        )
        self._check(links)

    def test_forms(self):
        """With what was invited, opened and sent of each."""
        forms = self.form
        for number in range(COUNT - 1):
            forms |= self._publish(self._create_form(slug=f"other-{number}"))
        self._check(forms)

    def test_files_of_submissions(self):
        self.form.department_ids = self.team
        Batch = self.env["customer.form.batch"].with_user(self.supervisor)
        vals_list = [
            {
                "form_id": self.form.id,
                "filename": f"{number}.csv",
                "file": base64.b64encode(f"customer_name\nAnn {number}\n".encode()),
            }
            for number in range(COUNT)
        ]
        self._check(Batch.create(vals_list))

    def test_sheets(self):
        self.form.department_ids = self.team
        self._check(self.form._make_sheets(COUNT, lang="en_US"))
