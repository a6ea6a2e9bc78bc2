"""A published form with a question of every type, in both languages."""

SECTIONS = [
    (
        {"name": "You", "description": "Who are you?"},
        [
            {"key": "who", "name": "Your name", "is_required": True},
            {"key": "tel", "type": "phone", "name": "Mobile"},
            {"key": "mail", "type": "email", "name": "E-mail"},
            {"key": "card", "type": "id_card", "name": "Identity card"},
            {"key": "code", "type": "uscc", "name": "Social credit code"},
            {"key": "site", "type": "url", "name": "Website"},
        ],
    ),
    (
        {"name": "Needs"},
        [
            {"key": "wish", "type": "longtext", "name": "What do you need?"},
            {"key": "kind", "type": "select", "name": "Kind"},
            {"key": "how", "type": "radio", "name": "How soon?"},
            {"key": "wants", "type": "multi", "name": "What else?"},
            {"key": "stars", "type": "rating", "name": "How do you like us?"},
            {"key": "size", "type": "integer", "name": "How many?"}
            | {"has_range": True, "min_value": 10, "max_value": 99, "is_soft": True},
            {"key": "rate", "type": "decimal", "name": "Rate"},
            {"key": "paid", "type": "money", "name": "Budget"},
        ],
    ),
    (
        {"name": "When and where"},
        [
            {"key": "note", "type": "statement", "name": "Please note"}
            | {"help_text": "We deliver in China."},
            {"key": "day", "type": "date", "name": "Day"},
            {"key": "moment", "type": "datetime", "name": "Moment"},
            {"key": "place", "type": "region", "name": "Place"},
        ],
    ),
    (
        {"name": "Vehicle", "key": "vehicles", "is_repeating": True, "max_rows": 3},
        [{"key": "plate", "name": "Plate"}, {"key": "brand", "name": "Brand"}],
    ),
    (
        {"name": "Papers"},
        [
            {"key": "proof", "type": "attachment", "name": "Business licence"}
            | {"file_formats": "pdf, jpg, png"},
            {"key": "agree", "type": "consent", "name": "I agree that you call me."}
            | {"is_required": True},
        ],
    ),
]
WITH_OPTIONS = {"select", "radio", "multi"}


def publish(live, slug, **vals):
    """Make the form at ``/forms/<slug>``; its id."""
    session = live.session()
    (form_id,) = live.call(
        session,
        "customer.form",
        "create",
        [
            {
                "name": f"Every question ({slug})",
                "slug": slug,
                "purpose": "Tell us what you need.",
                "section_ids": [
                    [
                        0,
                        0,
                        {**section, "field_ids": [_question(each) for each in asked]},
                    ]
                    for section, asked in SECTIONS
                ],
                **vals,
            }
        ],
    )
    live.call(session, "customer.form", "action_publish", [form_id])
    return form_id


def _question(vals):
    if vals.get("type") in WITH_OPTIONS:
        options = [{"key": key, "name": f"Option {key.upper()}"} for key in "abc"]
        vals = {**vals, "option_ids": [[0, 0, each] for each in options]}
    return [0, 0, vals]
