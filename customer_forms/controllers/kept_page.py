"""The blank page of a form, made once for all visitors who open it.

Most of what a page costs is the frame that the website puts around it, which is the same
for every visitor. Odoo keeps its own pages in this way (``website.page``).
"""

import re
import time

from markupsafe import Markup, escape

from odoo.http import request

from . import draft_request, form_frame

# No day begins within a quarter of an hour, wherever the company is: a kept page is good
# as long, and what has changed on the website around it is seen after that.
QUARTER = 15 * 60
# Here a kept page gets what is a visitor's own.
HIDDEN = Markup("<!-- customer_forms: hidden -->")
TOKEN = re.compile(r'csrf_token: "[^"]*"')
# The way to the same page in another language, and what stands behind its path.
OTHER_LANGUAGE = re.compile(r'(\bjs_change_lang\b[^>]* href="[^"?]*)(\?[^"]*)?"')
# What may stand in the address of a page that is kept: no secrets.
OPEN_PARAMETERS = {"link"}


def html(form_sudo, make, hidden):
    """The page of the form's current version, for this visitor.

    :param form_sudo: ``customer.form``
    :param make: function that renders the page with ``HIDDEN`` where hidden inputs belong
    :param hidden: the hidden inputs of this visitor
    :return: str
    """
    kept = form_sudo.current_version_id._page_part(
        _key(form_sudo), lambda: _with_query(make(), "")
    )
    token = f'csrf_token: "{request.csrf_token(None)}"'
    page = TOKEN.sub(token, kept, count=1).replace(HIDDEN, hidden, 1)
    query = request.httprequest.query_string.decode("latin-1")
    return _with_query(page, f"?{query}") if query else page


def _with_query(page, query):
    """The page with this query behind the links to it in other languages."""
    return OTHER_LANGUAGE.sub(lambda found: f'{found[1]}{escape(query)}"', page)


def is_for_everybody(form_sudo, opening):
    """Whether this request gets the page that all visitors get: a blank one, of its own,
    for somebody who has not signed in, has begun nothing, and whose link says nothing of
    him.

    :param form_sudo: ``customer.form``
    :param Opening opening: how the page is opened
    """
    return (
        request.env.user._is_public()
        and request.httprequest.args.keys() <= OPEN_PARAMETERS
        and not (opening.invitation_id or opening.draft_id or form_frame.place())
        and not draft_request.begun(form_sudo)
    )


def _key(form_sudo):
    """All that a blank page depends on; nothing of it is a person's."""
    return (
        "page",
        form_sudo.write_date,
        request.website.id,
        request.env.lang,
        request.httprequest.path,
        request.session.debug,
        request.geoip.country_code,
        '"optional": true' in request.cookies.get("website_cookies_bar", ""),
        int(time.time()) // QUARTER,
    )
