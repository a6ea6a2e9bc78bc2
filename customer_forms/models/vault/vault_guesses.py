"""Who searches for so many values that it must be guessing (V1).

A mask leaves ten thousand phone numbers: who could ask for all of them, in one condition
or one after the other, would have the value without a reason, a limit and a trace.
"""

import time
from collections import OrderedDict

from odoo import models
from odoo.exceptions import UserError

from ...tools import sensitivity as classes

# Different values of a class, asked by one person in an hour. Each process of the server
# counts for itself: nobody types as many, and a search must not wait for a table.
MOST, SECONDS = 500, 3600
MANAGER = "customer_forms.customer_forms_group_manager"
_asked = {}


class CustomerVaultValue(models.Model):
    _inherit = "customer.vault.value"

    def _matching(self, res_model, class_, values, names=None):
        values = list(values)
        self._count_guesses(class_, values)
        return super()._matching(res_model, class_, values, names)

    def _count_guesses(self, class_, values):
        """Count what this user searches for; the same value again counts once, and what
        could be no value of the class, e.g. is not typed to its end, not at all.

        :raises UserError: after too many in an hour
        """
        if self.env.su:
            return
        now = time.monotonic()
        whose = (self.env.cr.dbname, self.env.uid, class_)
        asked = _asked.setdefault(whose, OrderedDict())
        while asked and next(iter(asked.values())) < now - SECONDS:
            asked.popitem(last=False)
        normal = {classes.normal(class_, value) for value in values} - {""}
        new = set(map(hash, normal)) - asked.keys()
        if len(asked) + len(new) > MOST:
            self._refuse_guesses(class_, asked, now)
        asked.update(dict.fromkeys(new, now))

    def _count_typed(self, vals, class_by_name):
        """The same of what this user writes into records that are there, where it is
        compared with the customers of others: what he adds stays for all to see, what he
        writes over is gone. Administrators bring many numbers at once.

        :param dict vals: as ``write`` takes them
        :param dict class_by_name: {name: class} of what is compared
        :raises UserError: after too many in an hour
        """
        texts = {}
        for name in class_by_name.keys() & vals.keys():
            if vals[name] and not classes.looks_masked(vals[name]):
                texts.setdefault(class_by_name[name], []).append(str(vals[name]))
        user = self.env.user
        if not texts or not user._is_internal() or user.has_group(MANAGER):
            return
        for class_, values in texts.items():
            self._count_guesses(class_, values)

    def _refuse_guesses(self, class_, asked, now):
        """Note it once, in a transaction that the error does not undo."""
        if "told" not in asked:
            asked["told"] = now
            with self.env.registry.cursor() as cr:
                self.env(cr=cr)["customer.audit.event"]._log(
                    "reveal_refused", None, {"class": class_, "way": "search"}
                )
        raise UserError(
            self.env._(
                "You have searched for or changed more than %(count)s names, numbers or"
                " addresses within an hour. This is noted. Try again later.",
                count=MOST,
            )
        )
