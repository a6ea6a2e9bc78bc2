"""Which kinds of questions can tell what about the customer."""

CHOICES = {"select", "radio"}
TEXTS = {"text", "longtext"}
# role -> field types whose answers the floors above can use
TYPES_BY_ROLE = {
    "customer_name": {"text"},
    "contact_name": {"text"},
    "phone": {"phone"},
    "landline": {"phone"},
    "email": {"email"},
    "customer_kind": CHOICES,
    "credit_code": {"uscc"},
    "id_card": {"id_card"},
    "region": {"region"},
    "industry": CHOICES | {"text"},
    "company_size": CHOICES | {"text", "integer"},
    "source": CHOICES | {"text"},
    "tier": CHOICES,
    "intent": CHOICES,
    "need": CHOICES | TEXTS | {"multi"},
    "expected_need": CHOICES | TEXTS | {"multi"},
    "product_preference": CHOICES | TEXTS | {"multi"},
    "key_need": CHOICES,
    "priority": CHOICES,
    "budget": CHOICES | {"text", "integer", "decimal", "money"},
    "purchase_time": CHOICES | {"text", "date"},
    "expected_closing": {"date"},
    "first_contact": {"date"},
    "followup_stage": CHOICES,
    "next_contact": {"date"},
    "referrer": TEXTS,
    "remarks": TEXTS,
}
