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

    def _merge_into(self, target):
        """What waits at a dossier that goes into another waits there."""
        own = self.filtered(lambda request: request.res_model == "customer.dossier")
        own.write({"res_id": target.id})
        return super()._merge_into(target)

    def _follow_records(self):
        """What was asked of an opportunity or contact person since a merge goes back with
        it, and not with what had been asked before."""
        for model, requests in self.grouped("res_model").items():
            records = self.env[model].browse(requests.mapped("res_id")).exists()
            dossiers = {
                each.id: each._second_look_dossier()._kept() for each in records
            }
            for request in requests:
                dossier = dossiers.get(request.res_id)
                if dossier and dossier != request.dossier_id:
                    request.dossier_id = dossier

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

    def _withdraw_asked(self):
        """Take back what a second person was asked because of this merge: nobody decides
        on what is undone. What somebody did already stays as it was done.

        :return: list of sentences that say so
        """
        self._waiting_requests()._close("withdrawn")
        ids = (self.moved or {}).get("todos", [])
        todos = self.env["mail.activity"].browse(ids).exists()
        open_todos = todos.filtered("active")
        if not open_todos:
            return []
        open_todos.unlink()
        return [self.env._("Nobody has to look at the bank account any more.")]

    def _settle_waiting(self):
        """What waits is of the customer whose record it concerns, wherever that went, and
        asks those who decide there."""
        # sudo: what waits goes along, whoever may see it
        waiting_sudo = (
            self.env["customer.change.request"]
            .sudo()
            .search(
                [
                    ("dossier_id", "in", (self.kept_id._chain() + self.merged_id).ids),
                    ("state", "=", "waiting"),
                ]
            )
        )
        waiting_sudo._follow_records()
        waiting_sudo._ask_who_decides()

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
        quiet, todos = kept.with_context(mail_activity_quick_update=True), []
        concerns = {"dossier_id": kept.id, "author_id": self.env.uid}
        for user in self.env["customer.change.request"].new(concerns)._deciders():
            summary = self.with_context(lang=user.lang).env._(
                "%(number)s had another bank account: is the right one kept?",
                number=self.merged_id.number,
            )
            todo = quiet.activity_schedule(TODO, user_id=user.id, summary=summary)
            todos += todo.ids
        self.moved = {**(self.moved or {}), "todos": todos}


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
