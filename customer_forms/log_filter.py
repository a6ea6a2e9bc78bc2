"""What Odoo writes into its log says no more of people than their records show (V1)."""

import logging
import re

from .tools import masking
from .tools.redaction import EMAIL, ID_CARD, MOBILE

# Who signs in is told in full: administrators need it, and it is their own staff.
OF_STAFF = "odoo.addons.base.models.res_users"
# Addresses of pages: what is asked for after the question mark is what people typed.
OF_REQUESTS = "werkzeug"
QUERY = re.compile(r"\?[^ #]*")


class MaskingFilter(logging.Filter):
    """Masks addresses and numbers; it leaves no line out.

    >>> record = logging.LogRecord(
    ...     "odoo.sql_db", 40, "", 0, "bad query: %s", ("'13800001234'",), None
    ... )
    >>> MaskingFilter().filter(record), record.getMessage()
    (True, "bad query: '138****1234'")
    >>> record = logging.LogRecord(
    ...     "werkzeug", 20, "", 0, '"GET /forms/a?name=%s HTTP/1.1" 200', ("Wang",), None
    ... )
    >>> MaskingFilter().filter(record), record.getMessage()
    (True, '"GET /forms/a?... HTTP/1.1" 200')
    """

    def filter(self, record):
        if record.name == OF_STAFF:
            return True
        said = record.getMessage()
        masked = masked_line(said)
        if record.name == OF_REQUESTS:
            masked = QUERY.sub("?...", masked)
        if masked != said:
            record.msg, record.args = masked, ()
        if record.exc_info and not record.exc_text:
            formatter = logging.Formatter()
            record.exc_text = masked_line(formatter.formatException(record.exc_info))
        return True


def masked_line(text):
    """A line of the log with masks: by their look only, as it is about nobody.

    >>> masked_line("Routing mail from 'Wang <wang@x.cn>' with Message-Id <1.2@x.cn>")
    "Routing mail from 'Wang <w***@x.cn>' with Message-Id <1***@x.cn>"
    """
    text = EMAIL.sub(lambda match: masking.mask_email(match[0]), text)
    text = ID_CARD.sub(lambda match: masking.mask_id(match[0]), text)
    return MOBILE.sub(lambda match: f"{match[0][:-8]}****{match[0][-4:]}", text)


def install():
    """Have every line pass the filter, whoever writes it."""
    for handler in logging.getLogger().handlers:
        if not any(isinstance(each, MaskingFilter) for each in handler.filters):
            handler.addFilter(MaskingFilter())
