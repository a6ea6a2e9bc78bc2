"""Short ways to begin a form and leave it, without and with a page."""

import time
import uuid

from odoo import http
from odoo.tests import HttpCase

from ..models.draft.draft_keep import DraftSave
from ..tools.page_opening import Opening
from .common import CustomerFormsCommon

PHONE, NAME, EMAIL = "138 1234 5678", "王二麻子", "wang.ermazi@example.org"


class DraftCommon(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "role": "customer_name", "is_required": True},
                    {"key": "phone", "type": "phone", "role": "phone"},
                    {"key": "mail", "type": "email", "role": "email"},
                    {"key": "card", "type": "id_card"},
                    {"key": "wants", "type": "multi", "options": ["a", "b"]},
                    {"key": "photo", "type": "attachment", "file_formats": "pdf"},
                ],
                slug="draft-test",
                department_ids=cls.team.ids,
            )
        )
        cls.drafts = cls.env["customer.form.draft"]

    @classmethod
    def _opening(cls, **vals):
        page_uuid = str(uuid.uuid4())
        opened_at = int(time.time()) - 60  # a person, not a robot
        return Opening(**{"uuid": page_uuid, "opened_at": opened_at, **vals})

    @classmethod
    def _keep(cls, raw, opening=None, form=None, **vals):
        form = form or cls.form
        vals = {"version": form.current_version_id.sudo(), **vals}
        save = DraftSave(opening=opening or cls._opening(), raw=raw, **vals)
        return form._keep_draft(save)


class DraftHttpCommon(DraftCommon, HttpCase):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.page = self._begin()

    def _begin(self):
        """What the hidden inputs of a page that is opened now say."""
        opening = self._opening()
        return {
            "_uuid": opening.uuid,
            "_version": str(self.form.current_version_id.number),
            "_opening": self.form._sign_opening(opening),
            "homepage-link": "",
        }

    def _send(self, path, answers, files=None, has_script=True, **more):
        return self.url_open(
            f"{self.form._page_path()}{path}",
            data={
                "csrf_token": http.Request.csrf_token(self),
                **self.page,
                **answers,
                **more,
            },
            files=files,
            headers={"Accept": "application/json"} if has_script else None,
            allow_redirects=False,
        )

    def _save(self, answers, sequence=1, **more):
        more = {"_writer": "w", "_sequence": str(sequence), **more}
        return self._send("/draft", answers, **more)

    def _leave(self, answers, **more):
        return self._send("", answers, _leave="1", **more)

    def _draft(self):
        domain = [("form_id", "=", self.form.id), ("uuid", "=", self.page["_uuid"])]
        self.env.invalidate_all()
        return self.drafts.with_context(active_test=False).search(domain)
