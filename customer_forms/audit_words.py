"""What the audit log says of an event, in words."""

from odoo.tools import LazyTranslate, format_list

_lt = LazyTranslate(__name__)

SENTENCES = {
    "edit": _lt("Corrected: %(changes)s"),
    "edit_hidden": _lt("Corrected answers"),
    "reveal": _lt("Looked at “%(name)s” in full"),
    "reveal_hidden": _lt("Looked at a value in full"),
    "reveal_refused": _lt("Was stopped from looking at “%(name)s”"),
    "reveal_refused_search": _lt("Was stopped from guessing values by searching"),
    "reveal_refused_hidden": _lt("Was stopped from looking at a value"),
    "export": _lt("Exported %(rows)s records of “%(model)s”: %(columns)s"),
    "print": _lt("Printed as sheet %(text)s"),
    "import": _lt(
        "Imported %(rows)s submissions to “%(form)s”; %(faulty)s rows were faulty,"
        " %(known)s already there"
    ),
    "import_refused": _lt(
        "Refused %(refused)s imported submissions to “%(form)s”; %(accepted)s had taken"
        " effect"
    ),
    "access": _lt("Changed who may do what: %(changes)s"),
    "access_class": _lt("Changed who sees what of the class %(class)s: %(changes)s"),
    "consent_given": _lt("Consent given: “%(name)s”"),
    "consent_withdrawn": _lt("Consent withdrawn: “%(name)s”"),
    "draft_opened": _lt("Opened the unfinished entry to go on with it"),
    "draft_deleted": _lt("Deleted the unfinished entry"),
    "draft_link_sent": _lt("Sent the private link to the visitor again"),
    "rule_published": _lt("Published version %(version)s"),
    "rule_created": _lt("Added the rule: %(text)s"),
    "rule_deleted": _lt("Deleted the rule: %(text)s"),
    "rule": _lt("Changed the rule: %(changes)s"),
    "handout": _lt("Handed out what is kept on the person"),
    "erasure": _lt("Erased what was kept on the person"),
    "purge": _lt("Purged what was kept long enough"),
    "rotation": _lt("Changed the keys of the vault"),
    "invitation": _lt("Sent invitations to %(form)s to %(people)s people"),
    "judgement": _lt("Judged whether it is a robot's"),
    "judgement_genuine": _lt("Took it out of quarantine: it is genuine"),
    "judgement_spam": _lt("Found it to be spam"),
    "judgement_deleted": _lt("Deleted %(rows)s that were found to be spam"),
    "accepted_break": _lt("Let the log go on after its end was lost"),
}
HIDDEN_KINDS = ("edit", "reveal", "reveal_refused")
CHANGE = _lt("“%(name)s” from %(old)s to %(new)s")
GIVEN = _lt("given %(groups)s")
TAKEN = _lt("no longer %(groups)s")
NOTHING = _lt("nothing")
YES, NO = _lt("yes"), _lt("no")
ICONS = {
    "edit": "fa-pencil",
    "reveal": "fa-eye",
    "reveal_refused": "fa-ban",
    "export": "fa-download",
    "print": "fa-print",
    "import": "fa-upload",
    "access": "fa-key",
    "consent": "fa-handshake-o",
    "draft": "fa-hourglass-half",
    "handout": "fa-share-square-o",
    "erasure": "fa-eraser",
    "purge": "fa-eraser",
    "rotation": "fa-refresh",
    "rule": "fa-cogs",
    "invitation": "fa-paper-plane-o",
    "judgement": "fa-shield",
    "accepted_break": "fa-chain-broken",
}


class Said(dict):
    """What an event says; nothing where an older event did not say it."""

    def __missing__(self, name):
        return ""


def add_words(sentences, icons):
    """Say what events of the kinds of another addon mean.

    :param dict sentences: pattern by kind, in ``LazyTranslate`` of that addon
    :param dict icons: class of Font Awesome by kind
    """
    SENTENCES.update(sentences)
    ICONS.update(icons)


def render(env, code, params):
    """The sentence for a code, in the user's language.

    :param dict params: what the sentence says
    :return: str
    """
    pattern = env._(SENTENCES[code])
    return pattern % Said(params)


def render_change(env, name, old, new):
    """One change, in the user's language."""
    pattern = env._(CHANGE)
    nothing = env._(NOTHING)
    return pattern % {
        "name": name,
        "old": nothing if old in (None, False, "") else old,
        "new": nothing if new in (None, False, "") else new,
    }


def render_groups(env, given, taken):
    """Which groups somebody was given and lost, in the user's language."""
    parts = []
    for text, groups in ((GIVEN, given), (TAKEN, taken)):
        if groups:
            pattern = env._(text)
            parts.append(pattern % {"groups": format_list(env, groups)})
    return "; ".join(parts)


def render_truth(env, value):
    """Whether a setting is on, in the user's language."""
    text = YES if value else NO
    return env._(text)
