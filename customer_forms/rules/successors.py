"""Answers counted as those of the question and the option that took their place."""

from typing import NamedTuple


class Succession(NamedTuple):
    """What is retired in one form, and what it counts as.

    :ivar dict moved: retired question -> the question at the end of its successors
    :ivar dict options: question -> {option: the option it counts as, of the question its
        answers count for}
    :ivar frozenset wrapped: retired questions with one choice whose successor takes
        several
    """

    moved: dict
    options: dict
    wrapped: frozenset = frozenset()

    def concerns(self, key):
        """Whether answers to ``key`` count otherwise than they were given."""
        return (
            key in self.moved or key in self.options or key in set(self.moved.values())
        )

    def sources(self, key):
        """The questions whose answers count for ``key``: itself first.

        >>> Succession({"fax": "phone"}, {}).sources("phone")
        ['phone', 'fax']
        >>> Succession({"fax": "phone"}, {}).sources("fax")
        []
        """
        if key in self.moved:
            return []
        return [key, *(old for old, new in self.moved.items() if new == key)]

    def value(self, key, value):
        """An answer to ``key`` as it counts.

        >>> Succession({}, {"by": {"fax": "mail"}}).value("by", ["fax", "mail"])
        ['mail']
        """
        options = self.options.get(key, {})
        if isinstance(value, list):
            return list(dict.fromkeys(options.get(each, each) for each in value))
        counted = options.get(value, value) if options and value else value
        return [counted] if key in self.wrapped and is_answer(counted) else counted

    def count(self, properties):
        """Properties of one record, or of its definition, as they count.

        :param list[dict] properties: as Odoo reads them, with or without a ``value``
        :return: list of dicts, without the questions whose answers count for others
        """
        by_key = {prop["name"]: prop for prop in properties}
        counted = []
        for prop in properties:
            keys = [key for key in self.sources(prop["name"]) if key in by_key]
            if not keys:
                continue
            prop = dict(prop)
            values = (self.value(key, by_key[key].get("value")) for key in keys)
            given = next(filter(is_answer, values), None)
            if given is not None:
                prop["value"] = given
            for kind in {"selection", "tags"} & set(prop):
                prop[kind] = self._choices([by_key[key] for key in keys], kind)
            counted.append(prop)
        return counted

    def _choices(self, sources, kind):
        """The options that answers can count as: also old ones nothing took the place of."""
        choices = {}
        for prop in sources:
            options = self.options.get(prop["name"], {})
            for key, label, *_color in prop.get("selection") or prop.get("tags") or ():
                if options.get(key, key) == key:
                    choices.setdefault(key, label)
        color = [0] if kind == "tags" else []
        return [[key, label, *color] for key, label in choices.items()]


def is_answer(value):
    """Whether a kept value is an answer; 0 is one."""
    return value is not None and value is not False and value != []


def end_of_chain(key, successors):
    """The last of those that took each other's place.

    >>> end_of_chain("a", {"a": "b", "b": "c"})
    'c'
    """
    seen = {key}
    while (successor := successors.get(key)) and successor not in seen:
        key = successor
        seen.add(key)
    return key
