"""What a request says of who sends it: a person or a robot."""

from odoo.exceptions import UserError
from odoo.http import request

# People do not see it; robots like to fill in such a field. No browser and no manager of
# passwords knows what belongs into it, and no question has a key with a hyphen.
TRAP = "homepage-link"
CAPTCHA_ACTION = "customer_form"
# Posted by the captchas of Odoo's own modules.
CAPTCHA_FIELDS = {
    *("recaptcha_token_response", "turnstile_captcha", "cf-turnstile-response")
}
ROBOT_FIELDS = {TRAP, "_work", *CAPTCHA_FIELDS}


def signs_of_request(form_sudo, version_sudo, opening):
    """What speaks for a robot in the request that is answered now.

    :param form_sudo: ``customer.form`` in sudo
    :param version_sudo: the ``customer.form.version`` it answers
    :param opening: ``Opening``; None when the page was not opened here
    :return: list of ``{"code", "params"}``
    :raises TooManySent: when it is not to be read
    """
    posted = request.httprequest.form
    page_uuid = opening.uuid if opening else ""
    return [
        *form_sudo._signs_of_crowd(address_of_visitor(), page_uuid),
        *_signs_in_trap(posted.get(TRAP)),
        *form_sudo._signs_of_haste(version_sudo, opening),
        *form_sudo._signs_of_idleness(page_uuid, posted.get("_work")),
        *_signs_of_captcha(form_sudo),
    ]


def work_challenge(form_sudo, opening):
    """What the browser is to work on; None on forms that do not ask for it."""
    if form_sudo.robot_check != "work":
        return None
    return form_sudo._work_challenge(opening.uuid, address_of_visitor())


def address_of_visitor():
    """As the proxy says, where Odoo trusts one (``proxy_mode``)."""
    return request.httprequest.remote_addr


def _signs_in_trap(content):
    if content is None:
        return [{"code": "trap_missing", "params": {}}]
    return [{"code": "trap_filled", "params": {}}] if content.strip() else []


def _signs_of_captcha(form_sudo):
    """The verdict of the captcha that an administrator has installed, on forms that ask
    for one; without a key there is none, and nobody is asked."""
    if form_sudo.robot_check != "captcha":
        return []
    try:
        request.env["ir.http"]._verify_request_recaptcha_token(CAPTCHA_ACTION)
    except UserError:
        return [{"code": "captcha", "params": {}}]
    return []
