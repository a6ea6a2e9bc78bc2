from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.misc import formatLang

from ...tools import phone as phone_tools
from ...tools.redaction import redact

PURPOSE_LENGTH = 200


class CustomerSensitive(models.AbstractModel):
    """Saying one value to one person, for a reason (V1)."""

    _inherit = "customer.sensitive"

    def reveal(self, name, purpose):
        """Say one sensitive value to this user, and note that he asked for it.

        :param str name: the field, or the key of the question
        :param str purpose: why, in words
        :return: {"value": the value as people write it, False when none is kept;
            "link": an address that calls or writes to somebody, or ""}
        :raises AccessError: when the policy does not allow it
        :raises UserError: without a purpose, or after too many in an hour
        :raises VaultLocked: without the right keyring
        """
        self.ensure_one()
        self.check_access("read")
        class_ = self._sensitive_classes().get(name) if isinstance(name, str) else None
        if not class_ or self._sensitivity_level(class_) == "masked":
            raise AccessError(self.env._("You may not see this value in full."))
        purpose = self._read_purpose(purpose)
        self._check_reveal_limit(name, class_)
        value = self._open_values([name])[self.id].get(name, False)
        self.env["customer.audit.event"]._log(
            "reveal",
            self,
            {"name": name, "class": class_},
            # nobody repeats in the log what he wants to see
            redact(purpose, [(class_, value)] if value else ()),
        )
        return {
            "value": self._value_as_written(class_, value),
            "link": _link(class_, value),
        }

    def _read_purpose(self, purpose):
        purpose = purpose.strip() if isinstance(purpose, str) else ""
        if not purpose:
            raise UserError(self.env._("Say what you need it for."))
        if len(purpose) > PURPOSE_LENGTH:
            raise UserError(
                self.env._(
                    "Say in at most %(count)s characters what you need it for.",
                    count=PURPOSE_LENGTH,
                )
            )
        return purpose

    def _value_as_written(self, class_, value):
        if value and class_ == "phone":
            return phone_tools.readable(value)
        if class_ == "amount" and isinstance(value, int | float):
            return formatLang(self.env, value)
        return value if value in (None, False) else str(value)

    # ------------------------------------------------------------
    # The limit
    # ------------------------------------------------------------

    def _check_reveal_limit(self, name, class_):
        """Stop who reveals too much.

        What others do at the same time counts too, so a transaction of its own is asked;
        that one also keeps the refusal, which the error would undo here.

        :raises UserError: after as many in an hour as the company allows
        """
        # sudo: one call of a person at a time, so that none is missed by counting
        if not self.env.user.sudo().try_lock_for_update(allow_referencing=True):
            raise UserError(self.env._("Another value is being shown. Try again."))
        # sudo: the limit is the company's, which not everybody may read
        limit = self.sudo()._sensitive_company().reveal_limit
        if self._revealed_lately() < limit:
            with self.env.registry.cursor() as cr:
                fresh = self.with_env(self.env(cr=cr))
                if fresh._revealed_lately() < limit:
                    return
        with self.env.registry.cursor() as cr:
            fresh = self.with_env(self.env(cr=cr))
            fresh._refuse_reveal(limit, {"name": name, "class": class_})
        raise UserError(
            self.env._(
                "You have looked at %(count)s values within an hour, which is as many as"
                " your company allows. Your administrators have been told. Try again"
                " later.",
                count=limit,
            )
        )

    def _revealed_lately(self):
        """How many values this user has been shown in the last hour, in any company."""
        # sudo: he may not read the log
        return (
            self.env["customer.audit.event"]
            .sudo()
            .search_count(
                [
                    ("kind", "=", "reveal"),
                    ("user_id", "=", self.env.uid),
                    ("occurred_at", ">", fields.Datetime.now() - timedelta(hours=1)),
                ]
            )
        )

    def _refuse_reveal(self, limit, details):
        """Note that this user was stopped, and tell administrators, hourly at most."""
        self.env["customer.audit.event"]._log("reveal_refused", self, details)
        # sudo: he tells those whom he may not read
        self.env["res.users"].sudo().browse(self.env.uid)._tell_of_reveals(
            limit, self.sudo()._sensitive_company()
        )


def _link(class_, value):
    """What calls or writes to somebody."""
    scheme = {"phone": "tel", "email": "mailto"}.get(class_)
    return f"{scheme}:{value}" if scheme and value else ""
