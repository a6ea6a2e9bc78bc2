"""A published version as a form document again (``models/builder/customer_form_document.py``)."""

from ..rules.diff import pair_sections

# What a schema leaves out was not set: setting of a field -> (attribute, when unset)
SETTINGS = {
    "name": ("label", {}),
    "type": ("type", None),
    "role": ("role", None),
    "is_required": ("required", False),
    "is_unique": ("unique", False),
    "is_listed": ("listed", False),
    "is_soft": ("soft", False),
    "help_text": ("help", {}),
    "placeholder": ("placeholder", {}),
    "is_default_today": ("default_today", False),
    "earliest": ("earliest", None),
    "latest": ("latest", None),
    "min_length": ("min_length", 0),
    "max_length": ("max_length", 0),
    "format": ("format", None),
    "pattern": ("pattern", None),
    "pattern_message": ("pattern_message", {}),
    "min_choices": ("min_choices", 0),
    "max_choices": ("max_choices", 0),
    "condition": ("condition", None),
    "required_condition": ("required_when", None),
}
# Settings a schema has for questions of one type only: others keep what they have.
TYPE_SETTINGS = {
    "max_size_mb": "max_mb",
    "max_files": "max_files",
    "region_depth": "depth",
    "has_foreign": "foreign",
}


def schema_to_document(schema, draft, new_section_key):
    """The form as a version has it; settings that versions do not freeze are left out.

    :param dict schema: of the version
    :param dict draft: the document of the draft, which tells what sections are called
    :param new_section_key: gives a key to a section the draft does not have, from its
        title
    :return: document for ``customer.form._apply_document``
    """
    drafted = [
        {"title": section["name"], **section, "repeat": section.get("is_repeating")}
        for section in draft["sections"]
    ]
    keys = {
        id(section): former["key"]
        for former, section in pair_sections(drafted, schema["sections"])
        if former and section
    }
    return {
        "format": draft["format"],
        "form": {
            name: schema.get(name) or {}
            for name in ("name", "purpose", "success_message")
        },
        "sections": [
            _section(
                section, keys.get(id(section)) or new_section_key(section["title"])
            )
            for section in schema["sections"]
        ],
        "rules": [_rule(rule) for rule in schema.get("rules", ())],
    }


def _section(section, key):
    repeat = section.get("repeat")
    rows = {"min_rows": repeat["min"], "max_rows": repeat["max"]} if repeat else {}
    return {
        "key": section.get("key") or key,
        "name": section["title"],
        "description": section["description"],
        "is_internal": section["internal"],
        "is_repeating": bool(repeat),
        **rows,
        "fields": [_field(field) for field in section["fields"]],
    }


def _field(field):
    entry = {
        setting: field.get(attribute) or unset
        for setting, (attribute, unset) in SETTINGS.items()
    }
    entry |= {
        setting: field[attribute]
        for setting, attribute in TYPE_SETTINGS.items()
        if attribute in field
    }
    if "formats" in field:
        entry["file_formats"] = ",".join(field["formats"])
    has_range = field.get("min_value") is not None
    if has_range:
        limits = {"min_value": field["min_value"], "max_value": field["max_value"]}
        entry |= limits
    return {
        "key": field["key"],
        "active": True,
        "successor": None,
        "has_range": has_range,
        "options": [
            {
                "key": option["key"],
                "name": option["label"],
                "active": True,
                "successor": None,
            }
            for option in field.get("options", ())
        ],
        **entry,
    }


def _rule(rule):
    value = rule.get("value")
    return {
        "key": rule["key"],
        "terms": rule["terms"],
        "operator": rule["is"],
        "other_key": rule.get("field"),
        "value": None if value is None else str(value),
        "level": rule["level"],
        "message": rule["message"],
    }
