"""Records to and from the entries of a form document (``customer_form_document.py``)."""

from odoo.exceptions import ValidationError

from ..form.schema_labels import SOURCE_LANG, labels


def read(record, names, langs):
    """The values of one record as JSON has them.

    :param record: one record
    :param names: names of its fields
    :param list[str] langs: languages of translated texts
    :return: {name: value}; an empty value is None, texts are {language: text}
    """
    return {name: _read_one(record, name, langs) for name in names}


def _read_one(record, name, langs):
    field = record._fields[name]
    if field.translate:
        return labels(record, name, langs)
    value = record[name]
    if field.type == "many2many":
        return [{"id": each.id, "name": each.name} for each in value]
    return value if field.type == "boolean" else value or _nothing(field)


def _nothing(field):
    return 0 if field.type in ("integer", "float") else None


def write(record, names, entry):
    """Give one record the values of an entry, writing only what differs.

    :param record: one record, in the source language
    :param names: names of the fields an entry may set
    :param dict entry: {name: value} as ``read`` gives it; others are ignored
    """
    langs = [SOURCE_LANG, *dict(record.env["res.lang"].get_installed())]
    present = read(record, names, sorted(set(langs)))
    changed = {
        name: entry[name]
        for name in names
        if name in entry and entry[name] != present[name]
    }
    vals = prepare(record, changed, record)
    if vals:
        record.write(vals)
    translate(record, changed)


def prepare(model, entry, record=None):
    """The values of an entry as ``create`` and ``write`` take them, texts in English.

    :param record: the record that is to have them, if there is one
    """
    vals = {}
    for name, value in entry.items():
        field = model._fields[name]
        if field.translate:
            value = source_text(value)
        elif field.type == "many2many":
            value = _known(model, field, value, record and record[name])
        vals[name] = value if value is not None else False
    return vals


def source_text(texts):
    """The text that stands for the source language: English, else any.

    >>> source_text({"zh_CN": "电话"})
    '电话'
    """
    texts = texts or {}
    return texts.get(SOURCE_LANG) or next(iter(texts.values()), False)


def translate(record, entry, is_there=True):
    """Set the translations an entry gives, and take back those it no longer has.

    :param bool is_there: whether the record may have translations already
    """
    langs = set(dict(record.env["res.lang"].get_installed())) - {SOURCE_LANG}
    for name, texts in entry.items():
        if not record._fields[name].translate:
            continue
        if (is_there and langs) or langs & set(texts or ()):
            record.update_field_translations(
                name, {lang: (texts or {}).get(lang) or False for lang in langs}
            )


def _known(model, field, value, present=None):
    """The ids of the records an entry names: by id where the name agrees, else by name.

    One that is ``present`` may have another name by now. With a name that nobody knows
    those that are present stay: it lifts no restriction.
    """
    Comodel = model.env[field.comodel_name]
    present = present or Comodel
    found = Comodel.search([("name", "in", [each["name"] for each in value or ()])])
    ids, unknown = [], False
    for each in value or ():
        named = found.filtered(lambda one, each=each: one.name == each["name"])
        same = (named | present).filtered(
            lambda one, each=each: one.id == each.get("id")
        )
        ids += (same or named[:1]).ids
        unknown = unknown or not (same or named)
    return [(6, 0, [*ids, *present.ids] if unknown else ids)]


def sync(records, names, entries, parents):
    """Create and change records so that there is one for each entry, in their order.

    :param records: the records there are, with a ``key``
    :param names: names of the fields an entry may set
    :param list entries: dicts with a ``key``
    :param parents: values of the owner, one dict for all or a list of one per entry
    :return: {key: record}, without the records no entry names
    """
    if isinstance(parents, dict):
        parents = [parents] * len(entries)
    by_key = {record.key: record for record in records}
    missing = []
    for place, (entry, parent) in enumerate(zip(entries, parents, strict=True)):
        at = {"sequence": place, **parent}
        record = by_key.get(entry["key"])
        if record:
            _move(record, at)
            write(record, names, entry)
        else:
            said = {name: entry[name] for name in names if name in entry}
            vals = {"key": entry["key"], **prepare(records, said), **at}
            missing.append((entry["key"], said, vals))
    created = records.create([vals for _key, _said, vals in missing])
    for record, (key, said, _vals) in zip(created, missing, strict=True):
        _check_key_was_free(record, key)
        translate(record, said, is_there=False)
        by_key[record.key] = record
    return {entry["key"]: by_key[entry["key"]] for entry in entries}


def _check_key_was_free(record, key):
    """A record that got another key than its entry is not what others refer to."""
    if record.key != key:
        raise ValidationError(
            record.env._(
                "The key “%(key)s” of “%(name)s” is taken already, perhaps by an earlier"
                " question. Give it another key.",
                key=key,
                name=record.display_name,
            )
        )


def _move(record, at):
    """Write the place and the owner of a record where they differ."""
    differing = {
        name: value
        for name, value in at.items()
        if record._fields[name].convert_to_write(record[name], record) != value
    }
    if differing:
        record.write(differing)


def remove(records, kept):
    """Delete the records that are not kept; archive those that were published.

    :param records: the records there are
    :param dict kept: {key: record}
    """
    surplus = records.filtered(lambda record: record.key not in kept)
    published = surplus.filtered(lambda record: record._is_published())
    if published:
        published.action_archive()
    (surplus - published).unlink()
