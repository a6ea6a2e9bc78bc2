"""What the form engine raises; all are shown to a person as they are."""

from odoo.exceptions import UserError, ValidationError


class InvalidSubmission(ValidationError):
    """Answers that break a rule of the form.

    :ivar issues: ``list[rules.Issue]``, every broken rule, in the order of the fields
    :ivar messages: ``dict[str, list[str]]``, sentences by field key
    :ivar warnings: the same of the rules that only warn
    """

    def __init__(self, issues, messages, warnings=None):
        super().__init__(
            "\n".join(text for texts in messages.values() for text in texts)
        )
        self.issues = issues
        self.messages = messages
        self.warnings = warnings or {}


class UnconfirmedSubmission(UserError):
    """Answers that could be kept, but look wrong: whoever gave them has to say that they
    are right.

    :ivar messages: empty, as nothing has to be corrected
    :ivar warnings: ``dict[str, list[str]]``, sentences by field key
    """

    def __init__(self, warnings):
        super().__init__(
            "\n".join(text for texts in warnings.values() for text in texts)
        )
        self.messages, self.warnings = {}, warnings


class TamperedSubmission(UserError):
    """A request that no page of ours sends: unknown fields, foreign options."""


class ConflictingSubmission(UserError):
    """A second, different submission under a UUID that is already used."""


class FormNotOpen(UserError):
    """The form is a draft or closed: it takes no submissions."""


class NotTaken(FormNotOpen):
    """A published form takes nothing now, nothing more, or nothing more of this person.

    :ivar int status: of HTTP
    """

    def __init__(self, message, status=410):
        super().__init__(message)
        self.status = status


class TooManySent(NotTaken):
    """So much is sent that this is not read at all.

    :ivar int retry_after: seconds until it may be
    """

    def __init__(self, message, retry_after):
        super().__init__(message, status=429)
        self.retry_after = retry_after


class RefusedEntries(UserError):
    """Some of many filled forms cannot be kept; nothing of any was.

    :ivar errors: ``dict[int, Exception]``, position in the batch -> what
        ``customer.form._submit`` raises for it
    """

    def __init__(self, errors):
        super().__init__(
            "\n".join(f"{index + 1}: {error}" for index, error in errors.items())
        )
        self.errors = errors


class NotInvited(UserError):
    """The form is for others than this person.

    :ivar bool needs_sign_in: whether signing in may help
    """

    def __init__(self, message, needs_sign_in=False):
        super().__init__(message)
        self.needs_sign_in = needs_sign_in


class DraftRefused(UserError):
    """An unfinished entry that is not kept.

    :ivar str reason: ``off`` (the form keeps none), ``done`` (it was submitted), ``over``
        (it was deleted), ``consent`` (what has to be agreed to was not), ``empty``,
        ``large``, ``often``, ``locked`` (the keyring is missing)
    """

    def __init__(self, reason, message):
        super().__init__(message)
        self.reason = reason


class InvitationRefused(NotInvited):
    """A personal link that opens nothing, or none where one is needed.

    :ivar str reason: key of ``invitation_texts.REFUSALS``
    :ivar invitation: the ``customer.form.invitation`` in sudo, or None
    """

    def __init__(self, message, reason, invitation=None):
        super().__init__(message)
        self.reason = reason
        self.invitation = invitation
