"""Who is invited may stop and go on: the entry stays that of the invitation (P2, P5)."""

import re

from odoo import fields
from odoo.tests import HttpCase, tagged

from .invitation_common import InvitationCommon


@tagged("-at_install", "post_install")
class TestInvitedDraft(InvitationCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form.submit_access = "invited"
        cls.invitation = cls.round.invitation_ids[0]
        cls.invitation.write({"state": "sent", "sent_at": fields.Datetime.now()})

    def _page(self, **query):
        """What the hidden inputs of the page say."""
        page = self.url_open(self.form._page_path(), params=query)
        found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text)
        return {**dict(found), "homepage-link": ""}

    def _send(self, path, page, **answers):
        return self.url_open(
            f"{self.form._page_path()}{path}",
            data={**page, **answers},
            headers={"Accept": "application/json"},
        )

    def _begin(self):
        """Keep an entry by the link of the invitation; its private link."""
        page = self._page(invitation=self._token(self.invitation))
        kept = self._send("/draft", page, customer_name="Ann", _writer="w")
        self.assertIn("saved", kept.json())
        self.env.invalidate_all()
        draft = self.env["customer.form.draft"].search([("uuid", "=", page["_uuid"])])
        self.opener.cookies.clear()  # another device
        return page, draft._private_token()

    def _submissions(self):
        self.env.invalidate_all()
        return self.form.submission_ids

    def test_an_entry_that_is_gone_on_with_is_still_that_of_the_invitation(self):
        begun, token = self._begin()
        page = self._page(draft=token)
        opening = self.form._read_opening(page["_opening"], page["_uuid"])
        self.assertEqual(opening.invitation_id, self.invitation.id)
        self.assertEqual(opening.channel, "email")
        self.assertEqual(page["_uuid"], begun["_uuid"])
        answer = self._send("", page, customer_name="Ann", mobile="13800001234")
        self.assertIn("redirect", answer.json())
        submission = self._submissions()
        self.assertEqual(submission.invitation_id, self.invitation)
        self.assertEqual(submission.channel, "email")
        self.assertEqual(self.invitation.state, "done")
        self.assertEqual(self.invitation.use_count, 1)

    def test_the_private_link_opens_no_more_than_the_invitation(self):
        _begun, token = self._begin()
        page = self._page(draft=token)
        self._send("", self._page(invitation=self._token(self.invitation)))
        self.assertEqual(self.invitation.state, "done")
        refused = self._send("", page, customer_name="Ann")
        self.assertNotIn("redirect", refused.json())
        self.assertEqual(len(self._submissions()), 1)

    def test_who_unsubscribed_goes_on_with_nothing(self):
        _begun, token = self._begin()
        self.invitation._end("unsubscribed")
        self.assertNotIn("_opening", self._page(draft=token))
