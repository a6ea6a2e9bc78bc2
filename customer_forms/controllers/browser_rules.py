"""What the page's script needs of a schema."""

import json

from odoo.http import request

from .. import rules
from ..messages import MESSAGES, render_rule
from ..rules.types.base import localised

# What the schema has for people and for other floors.
SERVER_SIDE = {"help", "label", "listed", "placeholder", "role"}


def browser_rules(form_sudo, schema, with_internal):
    """The rules and their sentences, as JSON for the page's script.

    :param form_sudo: ``customer.form``
    :param dict schema: of a version, or the part of it that is on the page
    :param bool with_internal: whether the staff's sections are on the page
    :return: str
    """
    return json.dumps(
        {
            "fields": [
                _browser_field(field)
                for field in rules.input_fields(schema, with_internal=with_internal)
            ],
            "rules": [
                {**rule, "message": render_rule(request.env, rule, schema)}
                for rule in schema.get("rules", ())
            ],
            "today": form_sudo._company_today().isoformat(),
            "messages": {code: request.env._(text) for code, text in MESSAGES.items()},
        }
    )


def _browser_field(field):
    """A field of the schema without what the browser's rules do not need."""
    slim = {name: field[name] for name in field if name not in SERVER_SIDE}
    message = localised(field.get("pattern_message") or {}, request.env.lang)
    options = [{"key": option["key"]} for option in field.get("options", ())]
    slim = {**slim, "options": options, "pattern_message": message}
    if "fields" in field:
        slim["fields"] = [_browser_field(inner) for inner in field["fields"]]
    return slim
