"""What a personal link does to the page of a form."""

from odoo.http import request

from ..models.invitation.customer_form_invited import UNKNOWN
from .private_page import as_private


def of_invitation(opening, query):
    """The opening of a page that is asked for with a personal link, ``?invitation=``.

    What the link is worth is found by ``_check_may_submit``.

    :param Opening opening: as it would be without
    :param dict query: written by anybody
    :return: ``Opening``
    """
    if "invitation" not in query:
        return opening
    as_private(request.future_response)
    found_sudo = request.env["customer.form.invitation"]._find_by_token(
        query["invitation"]
    )
    if not found_sudo:
        return opening._replace(invitation_id=UNKNOWN)
    return opening._replace(invitation_id=found_sudo.id, channel=found_sudo.channel)


def first_answers(form_sudo, opening):
    """What the page has filled in when it is opened.

    :return: dict, as in ``rules.check``
    """
    if opening.invitation_id <= 0:
        return {}
    invitation_sudo = invitation_of(opening)
    return invitation_sudo._known_answers(form_sudo.current_version_id.schema)


def invitation_of(opening):
    """The invitation with which a page was opened, in sudo: its opening is signed."""
    # sudo: see above
    invitations_sudo = request.env["customer.form.invitation"].sudo()
    if not opening or opening.invitation_id <= 0:
        return invitations_sudo
    return invitations_sudo.browse(opening.invitation_id).exists()


def render_refused(page_values, form_sudo, error):
    """Say to the person what his link is worth, and what is left to do."""
    invitation_sudo = error.invitation
    submission_sudo = invitation_sudo and invitation_sudo.submission_ids[:1]
    return request.render(
        "customer_forms.invitation_refused",
        {
            **page_values,
            "message": str(error),
            "reason": error.reason,
            "submission": error.reason == "used" and submission_sudo,
            "token": request.params.get("invitation"),
            "is_for_all": form_sudo.submit_access == "anyone"
            and form_sudo.state == "published",
        },
        status=200 if error.reason == "used" else 403,
    )
