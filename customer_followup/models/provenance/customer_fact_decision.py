"""Deciding what is right where somebody said otherwise."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.by_engine import BY_ENGINE
from ...tools.provenance import NOTED
from .customer_fact_words import SECOND


class CustomerFact(models.Model):
    _inherit = "customer.fact"

    def action_accept(self):
        """Put what was said into the dossiers; what they had is kept.

        What is of high risk waits for a second person as if it were typed.

        :return: True
        """
        facts_sudo = self._take_up("open")
        changes = facts_sudo._masked_changes()
        values = facts_sudo._raw_values("value")
        for fact in facts_sudo:
            dossier = fact.dossier_id.with_env(self.env)
            dossier._write_stated(fact.name, values[fact])
        self._log_decisions(changes, "accepted")
        return True

    def action_refuse(self):
        """Leave the dossiers as they are; the same is not asked again.

        :return: True
        """
        facts_sudo = self._take_up("open")
        self._log_decisions(facts_sudo._masked_changes(), "refused")
        facts_sudo.write(
            {
                "state": "refused",
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            }
        )
        return True

    def action_keep_second(self):
        """Keep a phone or an e-mail beside the one the dossier has.

        :raises UserError: where there is no room
        :return: True
        """
        facts_sudo = self._take_up("open")
        changes = facts_sudo._masked_changes()
        values = facts_sudo._raw_values("value")
        for fact in facts_sudo:
            second, dossier = SECOND.get(fact.name), fact.dossier_id
            if not second or dossier[second]:
                raise UserError(
                    self.env._(
                        "There is no room for a second value of “%(name)s”. Accept or"
                        " refuse it.",
                        name=fact.display_name,
                    )
                )
            fact.name = second
            dossier.with_env(self.env).write({second: values[fact]})
        self._log_decisions(changes, "kept as second")
        return True

    def action_accept_newer(self):
        """Accept those of these that are newer than what the dossiers have, and said by
        the same kind of source.

        :return: True
        """
        self.filtered(
            lambda fact: (
                fact.state == "open" and fact.is_newer and fact._is_of_same_source()
            )
        ).action_accept()
        return True

    def action_undo(self):
        """Give the dossier the value back that it had, and ask again.

        :raises UserError: when it was changed since
        :return: True
        """
        facts_sudo = self._take_up("current")
        if not all(fact.can_undo for fact in facts_sudo):
            raise UserError(self.env._("This was not decided, or changed since."))
        changes = facts_sudo._masked_changes()
        olds = facts_sudo.replaced_id._raw_values("value")
        for fact in facts_sudo:
            dossier, former = fact.dossier_id, fact.replaced_id
            now = dossier._stated_values([fact.name])[dossier][fact.name]
            unnoted = dossier.with_env(self.env).with_context(**{NOTED: BY_ENGINE})
            unnoted._write_stated(fact.name, olds[former])
            back = {"state": "open", "value": now, "replaced_id": False}
            undecided = {"decided_by_id": False, "decided_at": False}
            # Somebody has to decide again.
            undecided |= {"owner_told_at": False}
            facts_sudo._seal_each(
                {
                    fact: {**back, **undecided},
                    former: {"state": "current", "value": False},
                }
            )
        facts_sudo._expect_decisions()
        self._log_decisions(changes, "undone")
        return True

    # ------------------------------------------------------------

    def _is_of_same_source(self):
        self.ensure_one()
        current = self._of({(self.dossier_id, self.name)}).filtered(
            lambda fact: fact.state == "current"
        )
        return current[:1].origin == self.origin

    def _take_up(self, state):
        """These facts, for this user to decide: nobody else does at the same time.

        :return: facts in sudo
        """
        self.check_access("read")
        self.dossier_id.check_access("write")
        # sudo: nobody has rights to write; who may change the customers was checked
        facts_sudo = self.sudo()
        locked = facts_sudo.try_lock_for_update(allow_referencing=True)
        facts_sudo.invalidate_recordset(["state"])
        others = facts_sudo.filtered(lambda fact: fact.state != state)
        if locked != facts_sudo or others:
            raise UserError(
                self.env._(
                    "Somebody decided on “%(name)s” already. Reload the page.",
                    name=((facts_sudo - locked) or others)[:1].display_name,
                )
            )
        return facts_sudo

    def _masked_changes(self):
        """What the log says of each decision: {dossier: [changes]}, masked."""
        changes = {}
        for fact in self:
            masked = fact.with_env(self.env(su=True))
            changes.setdefault(fact.dossier_id, []).append(
                {
                    "name": fact.name,
                    "old": masked._now_masked(),
                    "new": masked._in_words(masked.value) or "",
                }
            )
        return changes

    def _now_masked(self):
        return self.with_context(customer_masked=True)._now_in_words() or ""

    def _log_decisions(self, changes, how):
        self.env["customer.audit.event"]._log_each(
            "decision",
            [
                (dossier.with_env(self.env), {"changes": listed, "action": how})
                for dossier, listed in changes.items()
            ],
        )
