"""Keys such as ``budget`` that several forms have, perhaps with answers of other types."""

from .schema import union_of_definitions


def joint_definitions(definitions):
    """One definition for each key: with all options, and a text where types differ.

    :param definitions: iterable of property definitions
    :return: {key: property definition}
    """
    by_key = {}
    for prop in definitions:
        by_key.setdefault(prop["name"], []).append(prop)
    return {
        key: union_of_definitions(props)
        if len({prop["type"] for prop in props}) == 1
        else {"name": key, "string": props[0]["string"], "type": "char"}
        | {"view_in_cards": any(prop.get("view_in_cards") for prop in props)}
        for key, props in by_key.items()
    }


def join(properties, definitions):
    """Properties of one record as the joint list has them.

    :param list[dict] properties: as Odoo reads them
    :param dict definitions: from ``joint_definitions``
    :return: list of dicts
    """
    joined = []
    for prop in properties:
        definition = definitions.get(prop["name"], prop)
        value = prop.get("value")
        if definition["type"] != prop["type"] and value not in (None, False):
            value = _text(value, prop)
        joined.append({**definition, "value": value})
    return joined


def _text(value, prop):
    """A value as text, options by their labels.

    >>> _text(["a", "b"], {"tags": [["a", "Yes", 0], ["b", "No", 0]]})
    'Yes, No'
    """
    choices = prop.get("selection") or prop.get("tags") or ()
    labels = {choice[0]: choice[1] for choice in choices}
    values = value if isinstance(value, list) else [value]
    return ", ".join(
        "✓" if each is True else str(labels.get(each, each)) for each in values
    )
