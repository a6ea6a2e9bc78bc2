"""What an invitation says until somebody writes his own words, and why people are left
out, in words."""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

SUBJECT = _lt("Please fill in: {form}")
REMINDER_SUBJECT = _lt("Reminder: {form}")
HELLO = _lt("Hello {name},")
INVITED = _lt(
    "we would like to have your answers to “{form}”. The button below opens your personal"
    " page: please do not pass it on."
)
REMINDED = _lt(
    "some days ago we invited you to fill in “{form}”. We would still be glad to have your"
    " answers; what you have begun is not lost."
)
UNTIL = _lt("You can answer until {deadline}.")
THANKS = _lt("Thank you very much!")
# No typographic quotes: they would make it a message of 70 characters.
TEXT = _lt("{company}: {name}, please fill in {form}: {link}")
REMINDER_TEXT = _lt(
    "{company}: {name}, we still hope for your answers to {form}: {link}"
)

SINGLE = {
    "subject": SUBJECT,
    "reminder_subject": REMINDER_SUBJECT,
    "text": TEXT,
    "reminder_text": REMINDER_TEXT,
}
# Each a paragraph; None is where the button stands.
PARAGRAPHS = {
    "body": (HELLO, INVITED, None, UNTIL, THANKS),
    "reminder_body": (HELLO, REMINDED, None, UNTIL, THANKS),
}

# Why somebody is not invited.
LEFT_OUT = {
    "bad_email": _lt("no valid e-mail address"),
    "bad_phone": _lt("no valid phone number"),
    "not_mobile": _lt("not a mobile number"),
    "no_address": _lt("neither an e-mail address nor a mobile number"),
    "no_email": _lt("no e-mail address"),
    "no_phone": _lt("no mobile number"),
    "unsubscribed": _lt("does not want to be invited any more"),
    "double": _lt("is there twice"),
    "in_round": _lt("is in this round already"),
    "invited": _lt("has been invited to this form already"),
}

# What a link that opens nothing says to the person who follows it.
REFUSALS = {
    "unknown": _lt(
        "This link does not lead to an invitation. Please open it exactly as you received"
        " it, or ask for a new one."
    ),
    "needed": _lt(
        "This form is for people with an invitation. Please open the link in the message"
        " that you received."
    ),
    "used": _lt("Thank you, your answers have arrived."),
    "expired": _lt("The time for answering is over. Thank you for your interest."),
    "closed": _lt(
        "This invitation is not valid any more. Thank you for your interest."
    ),
    "unsubscribed": _lt(
        "You told us that you do not want to be invited any more, so this link is not"
        " valid any more."
    ),
}

# Why a message did not leave; of mails, the codes are Odoo's.
FAILURES = {
    "no_address": _lt("there is no address any more"),
    "mail_email_invalid": _lt("the mail server does not know the address"),
    "mail_email_missing": _lt("there is no address any more"),
    "mail_from_missing": _lt("no sender address is set up"),
    "mail_from_invalid": _lt("the sender address is not accepted"),
    "mail_smtp": _lt("the mail server was not reached"),
    "mail_spam": _lt("the mail server took it for spam"),
    "gateway": _lt("the gateway for text messages did not take it"),
    "cancelled": _lt("the mail was cancelled"),
    "lost": _lt("the server stopped while it was sent: it may have arrived"),
    "unknown": _lt("it could not be sent"),
}
