from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.customer_forms.tools.taking_turns import lock_or_tell

from ...tools.access_mark import copy_order, row_mark
from ...tools.access_workbook import write_copy

SHOWN_LINES = [
    ("is_granted", "=", True),
    ("dossier_id.active", "=", True),
    ("dossier_id.erased_at", "=", False),
]
# Looking again within this time is one look.
ONE_LOOK = timedelta(minutes=10)
# As many as are shown at once.
READ_AT_ONCE = 1000


class CustomerAccessRequest(models.Model):
    """The masked copy: what opens to whom, and what leaves as a file."""

    _inherit = "customer.access.request"

    def _is_open_to(self, user):
        """Whether this user may look at the copy now, whatever the cron job did."""
        self.ensure_one()
        return (
            self.user_id == user
            and self.state == "handed_over"
            and self.ends_at > fields.Datetime.now()
            and self.company_id in user.company_ids
        )

    def _open_keys(self, user):
        """The columns that are open to this user now."""
        if not self._is_open_to(user):
            return frozenset()
        return frozenset(self.granted_field_ids.mapped("key"))

    def _check_open(self):
        self.ensure_one()
        # sudo: the engine asks about its own fields
        if not self.sudo()._is_open_to(self.env.user):
            raise AccessError(
                self.env._(
                    "This copy is not open to you: it has ended, or it is another"
                    " person's."
                )
            )

    def _open_lines(self):
        """The rows of the copy: customers that were granted and are still there."""
        # sudo: which rows there are; what is in them is read by the user's rights
        lines_sudo = self.env["customer.access.line"].sudo()
        return lines_sudo.search([("request_id", "=", self.id), *SHOWN_LINES]).with_env(
            self.env
        )

    # ------------------------------------------------------------
    # On the screen
    # ------------------------------------------------------------

    def action_open_copy(self):
        """Show the copy to its requester.

        :return: client action
        """
        self._check_open()
        return {
            "type": "ir.actions.client",
            "tag": "customer_access_copy",
            "name": self.env._("Data copy %(number)s", number=self.number),
            "params": {"request_id": self.id},
            "context": {"active_id": self.id},
        }

    def get_copy_head(self):
        """What stands above the rows of an open copy.

        :return: dict
        """
        self._check_open()
        request_sudo = self.sudo()  # sudo: limits are the company's
        return {
            "number": self.number,
            "purpose": self.purpose,
            "requester": self.user_id.name,
            "until": request_sudo.granted_until.isoformat(),
            "columns": [
                {"name": key, "label": label}
                for key, label in self._copy_columns().items()
            ],
            "form": request_sudo.granted_form,
            "downloads_left": self._downloads_left(),
        }

    def get_copy_rows(self, offset=0, limit=80):
        """Rows of an open copy.

        :param int offset: how many to leave out
        :param int limit: how many at most
        :return: {"total": of all rows, "rows": list of dicts by column}
        """
        self._check_open()
        lines = self._open_lines()
        page = lines[max(int(offset), 0) :][: min(int(limit), READ_AT_ONCE)]
        return {
            "total": len(lines),
            "rows": page.read(list(self._copy_columns())),
        }

    def _copy_columns(self):
        # sudo: which fields were granted; what is in them is read by the user's rights
        return self.sudo().granted_field_ids._labels()

    def _downloads_left(self):
        request_sudo = self.sudo()  # sudo: the limit is the company's
        most = request_sudo.company_id.access_max_downloads
        return max(most - request_sudo.download_count, 0)

    def _note_opened(self):
        """Note that the requester looks, once for each time he does."""
        now = fields.Datetime.now()
        for request in self:
            request_sudo = request.sudo()  # sudo: the engine's own field
            before = request_sudo.opened_at
            if not before or before < now - ONE_LOOK:
                request_sudo.opened_at = now
                request._note("opened")

    # ------------------------------------------------------------
    # Files: made when they are asked for, kept nowhere
    # ------------------------------------------------------------

    def _download(self, kind):
        """The copy as a file, counted and noted.

        :param str kind: ``xlsx`` or ``pdf``
        :return: bytes
        :raises AccessError: when it is not open to this user
        :raises UserError: for another form than was granted, or once too often
        """
        self._check_open()
        request_sudo = self.sudo()  # sudo: counting is the engine's
        lock_or_tell(request_sudo)
        if kind != request_sudo.granted_form:
            raise UserError(self.env._("It was not granted in this form."))
        if not self._downloads_left():
            raise UserError(
                self.env._("The copy was downloaded as often as your company allows.")
            )
        request_sudo.download_count += 1
        number = request_sudo.download_count
        table = self._copy_table(number)
        content = getattr(self, f"_write_{kind}")(table)
        self._note(
            "downloaded",
            {"format": kind, "download": number, "rows": len(table["rows"])},
        )
        return content

    def _copy_table(self, download):
        """What a file has: texts, rows in the order that only this download has.

        :param int download: the how manieth of the request
        """
        secret = self._mark_secret(download)
        columns = self._copy_columns()
        lines = self._open_lines()
        rows = []
        for start in range(0, len(lines), READ_AT_ONCE):
            part = lines[start : start + READ_AT_ONCE]
            rows += [
                {
                    "mark": row_mark(secret, values["id"]),
                    "id": values["id"],
                    "texts": [values[key] or "" for key in columns],
                }
                for values in part.read(list(columns))
            ]
        by_id = {row["id"]: row for row in rows}
        return {
            **self._copy_words(),
            "labels": list(columns.values()),
            "rows": [by_id[line_id] for line_id in copy_order(secret, by_id)],
        }

    def _mark_secret(self, download):
        """What marks the rows of one download: nobody computes it without the keyring."""
        request_sudo = self.sudo()  # sudo: its own secret name
        text = f"{request_sudo.uuid}/{request_sudo.user_id.id}/{download}"
        return self.env["customer.vault.value"]._keyed_digest("data copy", text)

    def _copy_words(self):
        """What every sheet and page says of the copy."""
        request_sudo = self.sudo()  # sudo: what was granted
        today = self._today_of(self.company_id).isoformat()
        until = request_sudo.granted_until.isoformat()
        said = {
            self.env._("Request"): self.number,
            self.env._("Requester"): self.user_id.name,
            self.env._("Purpose"): self.purpose,
            self.env._("Made on"): today,
            self.env._("Until"): until,
        }
        return {
            "title": self.env._("Masked copy of customer data"),
            "said": said,
            "watermark": f"{self.number} {self.user_id.name} {today}",
            "warning": self.env._(
                "Given for this purpose only. Delete it when it has ended."
            ),
            "number": self.number,
        }

    def _write_xlsx(self, table):
        return write_copy(table)

    def _write_pdf(self, table):
        return self.env["report.customer_followup.report_access_copy"]._render_copy(
            self, table
        )
