"""How a page is opened: what its link says, and what the page sends back of it."""

import time
import uuid

from odoo.http import request

from ..tools.page_opening import Opening
from . import form_frame, form_invitation, form_link


def of_query(form_sudo, query, is_staff):
    """The opening of a page that is asked for now.

    :param form_sudo: ``customer.form`` in sudo
    :param dict query: what stands behind the path, written by anybody
    :param bool is_staff: whether staff of the form ask
    :return: ``Opening``
    """
    channel = "link"
    if is_staff:
        channel = "paper" if query.get("channel") == "paper" else "staff"
    opening = Opening(str(uuid.uuid4()), int(time.time()), channel)
    opening = form_frame.of_place(opening)
    opening = form_link.followed(opening, form_sudo, query)
    return form_invitation.of_invitation(opening, query)


def of_posted(form_sudo):
    """The opening of the page that is sent now.

    :param form_sudo: ``customer.form`` in sudo
    :return: ``Opening``; None when the page was not opened here
    """
    posted = request.httprequest.form
    return form_sudo._read_opening(posted.get("_opening"), posted.get("_uuid"))
