"""What the web client asks of the server when it opens a view."""

import itertools

from lxml import etree

# What widgets need besides their field: their ``fieldDependencies``.
NEEDED_BY = {
    "customer_completeness": ("completeness", "completeness_level", "gap_lines"),
    "sensitive": ("sensitive_levels",),
    "statusbar_duration": ("duration_tracking",),
    "kanban_activity": (
        *("activity_exception_decoration", "activity_exception_icon"),
        *("activity_state", "activity_summary", "activity_type_icon"),
        "activity_type_id",
    ),
}
NEEDED_BY["list_activity"] = NEEDED_BY["kanban_activity"]


def specification(env, model, view_xmlid, view_type):
    """The fields of a view, as the web client asks for them (``getFieldsSpec`` there);
    compared with what it sent for both forms."""
    view = env[model].get_views([(env.ref(view_xmlid).id, view_type)])["views"]
    spec = _specification(env, model, etree.fromstring(view[view_type]["arch"]))
    return spec | ({"display_name": {}} if view_type == "form" else {})


def _specification(env, model, arch):
    """The lines in the fields of a record are asked for too."""
    spec = {}
    for node in arch.iter("field", "widget"):
        if any(
            parent.tag == "field"
            for parent in itertools.takewhile(
                lambda parent: parent is not arch, node.iterancestors()
            )
        ):
            continue
        needed = NEEDED_BY.get(node.get("widget") or node.get("name"), ())
        spec |= {name: {} for name in needed if name in env[model]._fields}
        if node.tag == "widget":
            continue
        field = env[model]._fields[node.get("name")]
        is_hidden = node.get("invisible") in ("1", "True")
        spec[field.name] = {}
        if field.type in ("many2one", "reference"):
            spec[field.name] = {"fields": {} if is_hidden else {"display_name": {}}}
        elif field.type in ("one2many", "many2many") and not is_hidden:
            inner = [child for child in node if child.tag in ("list", "kanban")]
            fields = {"display_name": {}}
            if inner:
                fields = _specification(env, field.comodel_name, inner[0])
            spec[field.name] = {"fields": fields, "limit": 40}
    return spec
