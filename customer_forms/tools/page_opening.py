"""How a page of a form was opened."""

import time
from typing import NamedTuple

# Through what a submission came (P2). Values of ``customer.form.submission.channel``.
CHANNELS = [
    ("link", "Link"),
    ("qr", "QR code"),
    ("email", "E-mail invitation"),
    ("sms", "SMS invitation"),
    ("website", "Website page"),
    ("embed", "Embedded page"),
    ("staff", "Staff entry"),
    ("paper", "Paper"),
    ("import", "Import"),
]
# Filled in by staff, who answer the sections for staff too.
STAFF_CHANNELS = {"staff", "paper", "import"}


class Opening(NamedTuple):
    """One opened page. What is in it, no browser can change.

    :ivar str uuid: of the submission it may become
    :ivar int opened_at: when the server showed it first, in seconds of the epoch
    :ivar str channel: value of ``customer.form.submission.channel``
    :ivar int link_id: the ``customer.form.link`` that was followed, 0 without one
    :ivar int invitation_id: the ``customer.form.invitation``, 0 without one
    :ivar int draft_id: the ``customer.form.draft`` that is gone on with, 0 without one
    :ivar bool is_embedded: whether it is shown in a frame of another page
    :ivar int sheet_id: the printed ``customer.form.sheet`` it stands for, 0 without one
    """

    uuid: str
    opened_at: int
    channel: str = "link"
    link_id: int = 0
    invitation_id: int = 0
    draft_id: int = 0
    is_embedded: bool = False
    sheet_id: int = 0

    @property
    def age(self):
        """Seconds since the page was shown first."""
        return int(time.time()) - self.opened_at
