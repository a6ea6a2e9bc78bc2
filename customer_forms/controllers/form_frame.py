"""Where the page of a form stands: alone, in a block of our website, or in a frame of
another one."""

from odoo.http import request

BLOCK, EMBED = "block", "embed"
CHANNELS = {BLOCK: "website", EMBED: "embed"}
PLACE = "customer_form_frame"


def enter(place):
    """From here on this request answers for a block or a frame.

    In a frame of another website nobody is signed in, whatever cookies came: what is
    clicked there is meant for that website, and is never done in somebody's name.
    """
    if place == EMBED:
        be_nobody()
    request.update_context(**{PLACE: place})


def be_nobody():
    """From here on this request is that of a visitor who is not signed in."""
    # sudo: which user the visitors of this website are
    request.update_env(user=request.website.sudo().user_id.id)


def place():
    """``BLOCK``, ``EMBED``, or None for a page of its own."""
    return request.env.context.get(PLACE)


def path(form_sudo):
    """Where the form is shown and sent in this place."""
    if place() == EMBED:
        return request.env["ir.http"]._url_for(form_sudo._embed_path())
    return form_sudo._page_path()


def of_place(opening):
    """The opening of a page that visitors see in this place.

    :param Opening opening: of a visitor's page
    """
    opening = opening._replace(is_embedded=place() == EMBED)
    if place() and opening.channel == "link":
        return opening._replace(channel=CHANNELS[place()])
    return opening


def frame_rules(response, form_sudo):
    """Let a page be framed by those whom the form allows."""
    response.headers["Content-Security-Policy"] = (
        form_sudo._frame_rule() if form_sudo else "frame-ancestors 'self'"
    )
    return response
