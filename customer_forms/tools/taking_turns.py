"""Two people at one thing at the same instant: one does it, the other is told."""

from odoo.exceptions import UserError


def lock_or_tell(records):
    """Lock these records until the end of the transaction; nobody waits for another.

    :raises UserError: when somebody else is at them, in words a person can use; Odoo's own
        ``lock_for_update`` says that it cannot grab a lock
    """
    if records.try_lock_for_update() != records:
        raise UserError(
            records.env._(
                "Somebody is doing the same just now. Reload the page to see what was"
                " decided."
            )
        )
