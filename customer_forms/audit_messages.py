"""What a verification of the audit log found, in words."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

FINDINGS = {
    "event_altered": _lt("Event %(event_id)s was altered."),
    "event_removed": _lt("Event %(event_id)s (entry %(sequence)s) was removed."),
    "event_inserted": _lt(
        "Event %(event_id)s was not noted by this system: it was inserted, or altered at"
        " once."
    ),
    "entry_altered": _lt("Entry %(sequence)s of the chain was altered or moved."),
    "entry_inserted": _lt("Entry %(sequence)s of the chain was inserted."),
    "entries_removed": _lt(
        "Entries %(first)s to %(last)s of the chain were removed, with what they noted."
    ),
    "end_cut": _lt(
        "The end of the log was cut off: entries %(first)s to %(last)s are missing."
    ),
    "chain_replaced": _lt(
        "Entry %(sequence)s is not the one that was noted outside the database: the log"
        " was replaced by another."
    ),
    "anchor_altered": _lt(
        "The file beside the keyring that says how far the log is was altered."
    ),
    "anchor_missing": _lt(
        "The file beside the keyring that says how far the log is was missing: nothing"
        " tells whether the end of the log was cut off before now."
    ),
    "guard_off": _lt(
        "PostgreSQL would let the table %(table)s be changed: its trigger is missing,"
        " switched off or altered."
    ),
    "unsigned": _lt("%(count)s events were noted while the keyring was missing."),
    "pending": _lt("%(count)s events are not in the chain yet."),
    "more": _lt("There are %(count)s further findings."),
}


def render_finding(env, finding):
    """The sentence for a finding of ``tools.audit.Verifier``, in the user's language.

    :param dict finding: code and what the sentence says
    :return: str
    """
    pattern = env._(FINDINGS[finding["code"]])
    return pattern % finding
