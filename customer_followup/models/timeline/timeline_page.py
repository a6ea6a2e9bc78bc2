"""What a source of the timeline is asked for."""

from datetime import time
from typing import Any, NamedTuple

from odoo.fields import Domain


class Page(NamedTuple):
    """What one source is asked for.

    ``source``: its key. ``after``: the last entry that was shown, a :class:`Position` or
    None. ``limit``: most entries to return.
    """

    source: str
    after: Any
    limit: int

    def domain(self, name):
        """What comes after the last entry that was shown.

        :param str name: the field, a date or a date and time, that orders the source
            together with the id
        """
        if not self.after:
            return Domain.TRUE
        when, source, res_id = self.after
        earlier = Domain(name, "<", when)
        same = Domain(name, ">=", when) & Domain(name, "<=", when)
        if self.source > source:
            return earlier
        if self.source < source:
            return earlier | same
        return earlier | (same & Domain("id", "<", res_id))

    def day_domain(self, name):
        """The same for a field that is a date without time: its entries are at midnight."""
        if not self.after:
            return Domain.TRUE
        when, _source, _id = self.after
        if when.time() > time.min:
            return Domain(name, "<=", when.date())
        day = self._replace(after=self.after._replace(when=when.date()))
        return day.domain(name)

    def order(self, name):
        return f"{name} DESC, id DESC"
