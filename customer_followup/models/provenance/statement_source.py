"""Documents that say something of a customer: when, who, and what each is called."""

from odoo import models

from ...tools.provenance import Statement

# The customer fills these in himself; of all else somebody of ours entered it.
BY_STAFF = ("staff", "paper", "import")


class Base(models.AbstractModel):
    _inherit = "base"

    def _as_statement(self):
        """Extension point: this document as the source of what it says.

        :return: Statement
        """
        user = self.create_uid
        return Statement(self._name, self.id, "user", self.create_date, user.id)

    def _statement_words(self):
        """Extension point: what the document is called beside a value, masked.

        :return: str
        """
        return self.display_name or ""


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _as_statement(self):
        return Statement(
            self._name,
            self.id,
            "import" if self.channel == "import" else "submission",
            self.submitted_at,
            self.create_uid.id if self.channel in BY_STAFF else False,
        )

    def _statement_words(self):
        channels = dict(self._fields["channel"]._description_selection(self.env))
        return f"{self.number} · {channels.get(self.channel, self.channel)}"


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    def _as_statement(self):
        user = self.user_id
        when = self.followed_up_at
        return Statement(self._name, self.id, "followup", when, user.id)

    def _statement_words(self):
        return self.env._("follow-up")


class CustomerMerge(models.Model):
    _inherit = "customer.merge"

    def _as_statement(self):
        when, user = self.merged_at, self.user_id
        return Statement(self._name, self.id, "merge", when, user.id)

    def _statement_words(self):
        return self.env._("merge %(numbers)s", numbers=self.display_name)


class CustomerChangeRequest(models.Model):
    _inherit = "customer.change.request"

    def _as_statement(self):
        """Its author says so; who approved says only that it may be."""
        when, author = self.asked_at, self.author_id
        return Statement(self._name, self.id, "request", when, author.id)

    def _statement_words(self):
        return self.env._("approved by %(name)s", name=self.decided_by_id.name or "…")
