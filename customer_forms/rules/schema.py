import copy
import hashlib
import json

from .types import FIELD_TYPES


def canonical_json(document):
    """One text per document: sorted keys, no spaces, UTF-8 (in the manner of RFC 8785).

    :param document: anything JSON can hold
    :return: str
    """
    return json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def digest(document):
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


def input_fields(schema, with_internal=False):
    """The fields a person fills, in page order.

    A repeating section is one field of type ``rows`` that has its questions in
    ``fields`` (see ``types/rows.py``).

    :param dict schema: a version's schema
    :param bool with_internal: include the sections only staff may fill
    :return: list of field dicts
    """
    fields = []
    for section in schema["sections"]:
        if with_internal or not section["internal"]:
            fields += (
                [_rows_field(section)] if "repeat" in section else _inputs(section)
            )
    return fields


def without_keys(schema, keys):
    """A schema without these questions and repeating sections.

    :param dict schema: a version's schema
    :param keys: set of field and section keys
    :return: dict; sections in which nothing is left are left out
    """
    sections = [
        {
            **section,
            "fields": [
                field for field in section["fields"] if field["key"] not in keys
            ],
        }
        for section in schema["sections"]
        if section.get("key") not in keys
    ]
    return {**schema, "sections": [each for each in sections if each["fields"]]}


def answer_fields(schema):
    """The fields whose answers stand in the submission itself, not in rows of it."""
    return [
        field
        for field in input_fields(schema, with_internal=True)
        if not FIELD_TYPES[field["type"]].has_rows
    ]


def row_fields(schema):
    """The fields of the repeating sections, in page order."""
    return [
        field
        for rows in input_fields(schema, with_internal=True)
        if FIELD_TYPES[rows["type"]].has_rows
        for field in rows["fields"]
    ]


def _inputs(section):
    return [field for field in section["fields"] if FIELD_TYPES[field["type"]].is_input]


def _rows_field(section):
    """A repeating section as one field."""
    repeat = section["repeat"]
    return {
        "key": section["key"],
        "type": "rows",
        "label": section["title"],
        "internal": section["internal"],
        "required": bool(repeat.get("min")),
        "condition": None,
        "min_rows": repeat.get("min") or 0,
        "max_rows": repeat.get("max") or None,
        "fields": _inputs(section),
    }


def merge_definition(definition, schema, lang):
    """The properties definition that covers earlier versions and this one.

    Fields and options that ``schema`` no longer has keep their last definition, so that
    no answer loses its column or its meaning.

    :param list[dict] definition: the properties definition so far
    :param dict schema: the schema being published
    :param str lang: the language of the stored labels
    :return: list of property definitions: the fields of ``schema`` first, then retired ones
    """
    return _merge(definition, answer_fields(schema), lang)


def merge_row_definition(definition, schema, lang):
    """The same for the rows of all repeating sections of a form, which share one."""
    return _merge(definition, row_fields(schema), lang)


def _merge(definition, fields, lang):
    former = {prop["name"]: prop for prop in definition}
    merged = []
    for field in fields:
        prop = _property(field, lang)
        previous = former.pop(prop["name"], {})
        for choices in ("selection", "tags"):
            if choices in prop:
                prop[choices] += _retired_choices(prop, previous)
        merged.append(prop)
    return merged + list(former.values())


def _property(field, lang):
    """The definition of the answers to a field: of masks, where they are sensitive."""
    prop = FIELD_TYPES[field["type"]].to_property(field, lang)
    sensitivity = field.get("sensitivity")
    return masked_property(prop, sensitivity) if sensitivity else prop


def masked_property(prop, sensitivity):
    """The definition of answers of which masks are kept.

    :param dict prop: as it would be if they were not sensitive
    :param str sensitivity: their class
    """
    names = ("name", "string", "view_in_cards", "region")
    common = {name: prop[name] for name in names if name in prop}
    return {**common, "type": "char", "sensitivity": sensitivity}


def _retired_choices(prop, previous):
    """Options of ``previous`` that ``prop`` no longer offers, in the form of ``prop``."""
    (kind,) = {"selection", "tags"} & set(prop)
    kept = {choice[0] for choice in prop[kind]}
    retired = [
        choice
        for choice in previous.get("selection") or previous.get("tags") or ()
        if choice[0] not in kept
    ]
    return [
        [choice[0], choice[1], *([0] if kind == "tags" else [])] for choice in retired
    ]


def union_of_definitions(definitions):
    """One definition for a key that several forms have; the first names and types it.

    :param definitions: iterable of property definitions with the same ``name``
    :return: dict; options of every definition of the same type. Empty without any.
    """
    union = {}
    for prop in definitions:
        union = union or copy.deepcopy(prop)
        if prop["type"] == union["type"]:
            for choices in {"selection", "tags"} & set(union):
                known = {choice[0] for choice in union[choices]}
                union[choices] += [
                    choice for choice in prop[choices] if choice[0] not in known
                ]
    return union
