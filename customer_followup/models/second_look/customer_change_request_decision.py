"""Deciding on a change of high risk: never by who made it (S7)."""

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.provenance import SOURCE
from .kept_value import as_written

MANAGER = "customer_forms.customer_forms_group_manager"
SUPERVISOR = "customer_forms.customer_forms_group_supervisor"
TODO = "mail.mail_activity_data_todo"


class CustomerChangeRequest(models.Model):
    _inherit = "customer.change.request"

    def action_approve(self):
        """Write what waited, as its author said it.

        :raises AccessError: for its author, and for who does not lead the department
        :raises UserError: when somebody else decided, or the record is gone
        :return: True
        """
        requests_sudo = self._take_up()
        for request in requests_sudo:
            request._take_effect()
        requests_sudo._close("approved")
        requests_sudo._tell_author()
        return True

    def action_refuse(self):
        """Ask why.

        :return: action of a dialog
        """
        self._check_may_decide()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Refuse the Change"),
            "res_model": "customer.change.refusal",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_request_ids": self.ids},
        }

    def refuse(self, remark):
        """Leave the records as they are.

        :param str remark: why, for the author
        :raises AccessError: as ``action_approve``
        :raises UserError: without a remark, or when somebody else decided
        :return: True
        """
        remark = remark.strip() if isinstance(remark, str) else ""
        if not remark:
            raise UserError(self.env._("Say why, so that the author knows."))
        requests_sudo = self._take_up()
        redacted = self.env["customer.redaction"]._redact_reasons(
            remark, [request.dossier_id for request in requests_sudo]
        )
        for request, text in zip(requests_sudo, redacted, strict=True):
            request.remark = text
        requests_sudo._close("refused")
        requests_sudo._tell_author()
        return True

    def action_withdraw(self):
        """Take back what oneself asked for.

        :raises AccessError: for everybody but the author
        :return: True
        """
        self.check_access("read")
        # sudo: nobody has rights to write; that it is his own comes right after
        requests_sudo = self.sudo()
        if requests_sudo.author_id - self.env.user:
            raise AccessError(self.env._("Only who asked for a change takes it back."))
        requests_sudo._lock_waiting()
        requests_sudo._close("withdrawn")
        return True

    # ------------------------------------------------------------
    # Who decides
    # ------------------------------------------------------------

    def _may_decide(self, user):
        """Whether this user is the second person: leads the department or administers,
        and did not make the change."""
        self.ensure_one()
        if user == self.author_id:
            return False
        leader = self.dossier_id.team_id.user_id
        return user.has_group(MANAGER) or (
            user == leader and user.has_group(SUPERVISOR)
        )

    def _deciders(self):
        """Who is asked: the leader of the department and the administrators."""
        self.ensure_one()
        company = self.company_id
        managers = self.env.ref(MANAGER).all_user_ids
        leader = self.dossier_id.team_id.user_id
        return (leader | managers).filtered(
            lambda user: (
                user.active
                and not user.share
                and company in user.company_ids
                and self._may_decide(user)
            )
        )

    def _check_may_decide(self):
        self.check_access("read")
        # sudo: the author and the department are asked, whatever this user reads of them
        for request in self.sudo():
            if not request._may_decide(self.env.user):
                raise AccessError(
                    self.env._(
                        "A change of high risk is decided by another person than its"
                        " author: by who leads the department, or an administrator."
                    )
                )

    def _take_up(self):
        """These requests, for this user to decide: nobody else does at the same time.

        :return: requests in sudo
        """
        self._check_may_decide()
        # sudo: nobody has rights to write; who may decide was checked
        requests_sudo = self.sudo()
        requests_sudo._lock_waiting()
        return requests_sudo

    def _lock_waiting(self):
        """:raises UserError: when one is decided already, or being so right now"""
        locked = self.try_lock_for_update(allow_referencing=True)
        self.invalidate_recordset(["state"])
        decided = self.filtered(lambda request: request.state != "waiting")
        if locked != self or decided:
            raise UserError(
                self.env._(
                    "Somebody decided on “%(name)s” already. Reload the page.",
                    name=((self - locked) or decided)[:1].display_name,
                )
            )

    # ------------------------------------------------------------
    # What follows
    # ------------------------------------------------------------

    def _take_effect(self):
        record = self.env[self.res_model].browse(self.res_id).exists()
        if not record:
            raise UserError(
                self.env._("What was to be changed is gone. Refuse the change.")
            )
        said = self.value_ids._raw_values("new_value")
        # sudo: of this request, whose author could have written it but for the risk
        record.sudo().with_context(**{SOURCE: (self._name, self.id)}).write(
            {
                value.name: as_written(record._fields[value.name], said[value])
                for value in self.value_ids
                if value.name in record._fields
            }
        )

    def _close(self, state):
        """Note what became of it, and take it from the clocks."""
        if not self:
            return
        self.write(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
        self.activity_ids.unlink()
        words = dict(self._fields["state"]._description_selection(self.env))
        by_remark = self.grouped(lambda request: request.remark or "")
        for remark, requests in by_remark.items():
            self.env["customer.audit.event"]._log_each(
                "second_look",
                [
                    (
                        request.dossier_id,
                        {
                            "text": f"{request.summary}: {words[state]}",
                            "author": request.author_id.id,
                            "request": request.id,
                        },
                    )
                    for request in requests
                ],
                remark,
            )

    def _ask_who_decides(self):
        """The customer went to another department: whoever decides there is asked, and
        whoever does not decide any more is not."""
        for request in self.filtered(lambda each: each.state == "waiting"):
            deciders, todos = request._deciders(), request.activity_ids
            asked = todos.user_id
            not_any_more = todos.filtered("automated").grouped("user_id")
            for user in not_any_more.keys() - set(deciders):
                not_any_more[user].unlink()
            request._tell_deciders(deciders - asked)

    def _tell_deciders(self, users=None):
        """:param users: those who are asked; all who decide by default"""
        for request in self.with_context(mail_activity_quick_update=True):
            for user in request._deciders() if users is None else users:
                request.activity_schedule(
                    TODO,
                    user_id=user.id,
                    summary=request.with_context(lang=user.lang).env._("Second look"),
                )

    def _tell_author(self):
        words = dict(self._fields["state"]._description_selection(self.env))
        for request in self:
            request.message_notify(
                partner_ids=request.author_id.partner_id.ids,
                subject=request.display_name,
                body=f"{words[request.state]}. {request.remark or ''}".strip(),
            )
