"""What of a customer another department may ask for (V4).

A list of what is offered, not of what is withheld: a field that is added to dossiers
later leaves with nobody before somebody has thought about it.
"""

from typing import NamedTuple


class Offered(NamedTuple):
    """Something of a customer that may be asked for.

    :ivar str path: from the dossier
    :ivar str sensitivity: class of ``customer_forms.tools.sensitivity``; '' for what is
        no secret
    """

    path: str
    sensitivity: str = ""


CATALOGUE = {
    "customer_name": Offered("customer_name", "name"),
    "kind": Offered("kind"),
    "industry": Offered("industry_id"),
    "province": Offered("partner_id.state_id"),
    "city": Offered("partner_id.city"),
    "tier": Offered("tier"),
    "source": Offered("source_id"),
    "intent": Offered("intent"),
    "stage": Offered("phase"),
    "expected_closing": Offered("expected_closing"),
    "first_contact": Offered("first_contact_date"),
    "last_followup": Offered("last_followup_at"),
    "department": Offered("team_id"),
    "contact_name": Offered("contact_name", "name"),
    "phone": Offered("phone", "phone"),
    "email": Offered("email", "email"),
    "address": Offered("address", "address"),
}
