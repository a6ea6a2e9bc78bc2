"""The ways out that publishing and filling add, each gone through the public door."""

import html
import re

from .leak_doors import LeakDoors, sheet_text

CONTACT = ("person_name", "phone", "email", "link_email", "display_name")
# What every page says when a number has no country: the end of it is that of the secret.
EXAMPLE = "+49 30 12345678"
INVITED = ("name", "email", "phone", "display_name")


class PublishingDoors(LeakDoors):
    """As ``LeakDoors``; the test has ``draft``, ``submission``, ``incomplete``,
    ``invitation``, ``completion`` and ``batch``."""

    def _list(self, record, names):
        spec = {name: {} for name in names}
        domain = [("id", "in", record.ids)]
        return self._call(record._name, "web_search_read", domain, specification=spec)[
            1
        ]

    def _page(self, path):
        text = html.unescape(self.url_open(path).text)
        return text.replace(EXAMPLE, "")

    def _export_of(self, record, names):
        answer = self._post(
            "/web/export/csv",
            {
                "model": record._name,
                "fields": [{"name": each, "label": each} for each in names],
                "ids": record.ids,
                "domain": [],
                "groupby": [],
                "import_compat": False,
                "context": {},
            },
        )
        return answer.text

    def _door_draft_list(self):
        return self._list(self.draft, CONTACT)

    def _door_draft_export(self):
        return self._export_of(self.draft, CONTACT)

    def _door_draft_page(self):
        return self._page(f"{self.form._page_path()}/draft/{self.draft.id}")

    def _door_sheet(self):
        """The dialog with its preview, and the sheet itself."""
        vals = {"form_id": self.form.id, "submission_id": self.submission.id}
        model = "customer.form.print"
        created, refused = self._call(model, "create", [vals])
        if not created:
            return refused
        _read, preview = self._call(model, "read", created, ["preview"])
        [number] = created
        sheet = self._page(f"/report/html/customer_forms.report_blank_form/{number}")
        text = html.unescape(preview) + sheet
        # A digit in each box: what stands there is read together.
        return text + re.sub(r"<[^>]*>|\s|\\\\n", "", text)

    def _door_invited_list(self):
        return self._list(self.invitation, INVITED)

    def _door_invited_export(self):
        return self._export_of(self.invitation, INVITED)

    def _door_invited_mail(self):
        texts = []
        mail = self.invitation.sudo().mail_id
        for model, domain, names in (
            ("mail.mail", [("id", "=", mail.id)], ["email_to", "body_html"]),
            ("mail.message", [("id", "=", mail.mail_message_id.id)], ["body"]),
        ):
            texts.append(self._call(model, "search_read", domain, names)[1])
        return "\n".join(texts)

    def _door_missing_list(self):
        return self._list(self.completion, ("display_name", "questions", "message"))

    def _door_missing_ask(self):
        model = "customer.form.completion.ask"
        vals = {"submission_id": self.incomplete.id}
        created, refused = self._call(model, "create", [vals])
        if not created:
            return refused
        return self._call(model, "read", created, ["address", "message"])[1]

    def _door_missing_link(self):
        token = self.completion.sudo()._token()
        return self._page(f"{self.form._page_path()}/complete?of={token}")

    def _door_correct_link(self):
        token = self.submission.sudo()._correction_token()
        return self._page(f"{self.form._page_path()}/correct?of={token}")

    def _door_import_errors(self):
        return self._list(self.batch.error_ids, ("value", "message", "display_name"))

    def _door_import_faulty(self):
        path = f"/customer_forms/import/{self.batch.id}/corrections.xlsx"
        return sheet_text(self.url_open(path))

    def _door_import_sample(self):
        path = f"/customer_forms/import/sample/{self.form.id}.xlsx"
        return sheet_text(self.url_open(path))
