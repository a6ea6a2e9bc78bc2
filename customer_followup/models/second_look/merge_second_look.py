"""What a merge brings and is of high risk waits for a second person, as if somebody had
typed it (S7)."""

from odoo import api, fields, models

from ...tools.merging import merge_in
from .customer_change_request_decision import TODO
from .kept_value import is_same


class CustomerChangeRequest(models.Model):
    _inherit = "customer.change.request"

    merge_id = fields.Many2one(
        "customer.merge",
        string="From the Merge",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.model
    def _hold_merged(self, record, vals):
        """Keep what a merge is about to write and is of high risk as a request of whoever
        merges. What he asked for before still waits too: two documents say two things.

        :param record: the dossier or contact person that is about to be changed
        :param dict vals: as ``write`` takes them
        :return: dict, what may be written now
        """
        merge_id = merge_in(self.env.context)
        if not merge_id:
            return vals
        as_user = self.env(su=False)
        record, Request = record.with_env(as_user), self.with_env(as_user)
        free, held = Request._split_risky(record, vals)
        requests = Request._ask([(record, vals, held)], is_last_word=False)
        # sudo: nobody has rights to write
        requests.sudo().merge_id = merge_id
        return free


class CustomerMerge(models.Model):
    _inherit = "customer.merge"

    def _waiting_requests(self):
        # sudo: what waits is taken back with the merge, whoever may see it
        return (
            self.env["customer.change.request"]
            .sudo()
            .search([("merge_id", "in", self.ids), ("state", "=", "waiting")])
        )

    def _hold_risky(self, kept, values):
        """The values that ``kept`` may be given now; the others wait."""
        own = {name: value for name, value in values.items() if "." not in name}
        free = self.env["customer.change.request"]._hold_merged(kept, own)
        if "bank_account" not in values:
            self._tell_of_other_account(kept)
        return {name: values[name] for name in values if name in free or "." in name}

    def _tell_of_other_account(self, kept):
        """Whoever merges says whose account counts by whose dossier he keeps, too: then
        nothing changes there, and a second person is told to look."""
        is_asked = merge_in(self.env.context) and kept.company_id._looks_twice("bank")
        accounts = (kept + self.merged_id)._open_values(["bank_account"])
        said = [each["bank_account"] for each in accounts.values() if each]
        class_ = kept._sensitive_classes()["bank_account"]
        if not is_asked or len(said) < 2 or is_same(class_, *said):
            return
        quiet = kept.with_context(mail_activity_quick_update=True)
        concerns = {"dossier_id": kept.id, "author_id": self.env.uid}
        for user in self.env["customer.change.request"].new(concerns)._deciders():
            summary = self.with_context(lang=user.lang).env._(
                "%(number)s had another bank account: is the right one kept?",
                number=self.merged_id.number,
            )
            quiet.activity_schedule(TODO, user_id=user.id, summary=summary)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _waiting_after_merge(self, others, values):
        """What will wait for a second person once these customers are one.

        :param others: the dossiers that go into this one
        :param dict values: {name: value} as the merge would write them
        :return: list of labels
        """
        Request = self.env["customer.change.request"]
        risky = {name: values[name] for name in self._risk_fields() & values.keys()}
        _free, held = Request._split_risky(self, risky)
        labels = self.fields_get(list(held), ["string"])
        return [labels[name]["string"] for name in sorted(held)]
