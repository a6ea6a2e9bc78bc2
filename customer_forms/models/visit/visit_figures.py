"""Tallies as figures a person reads."""

from collections import Counter

from ... import rules
from ...rules.types.base import localised
from ...tools import visit_facts
from ..form.schema_labels import SOURCE_LANG


def share(part, whole):
    """A share between 0 and 1; None of nothing.

    >>> share(1, 4), share(0, 0)
    (0.25, None)
    """
    return part / whole if whole else None


def card_figures(tally):
    """Of visits together.

    :param VisitTally tally: of them
    :return: dict: ``opened``, ``started`` (gave an answer), ``finished`` (sent it),
        ``start_rate`` (of the opened), ``completion`` (of the started),
        ``corrected`` (of the started, those who were shown an error), ``median`` seconds
        from opening to sending, breaks included
    """
    counts = tally.counts
    started = counts["started"]
    return {
        "opened": counts["opened"],
        "started": started,
        "finished": counts["finished"],
        "start_rate": share(started, counts["opened"]),
        "completion": share(counts["finished"], started),
        "corrected": share(min(counts["corrected"], started), started),
        "median": visit_facts.middle(tally.fills),
    }


def question_figures(parts):
    """Of one question.

    :param Counter parts: ``visit_tally.PARTS``
    :return: dict: ``seen`` (its section was shown and it applied), ``left`` (did not send
        the form and came no further), ``leave_rate`` (of the seen), ``corrected`` (of the
        seen, with an error), ``empty`` (of those who sent the form with it, without an
        answer), ``seconds`` of attention on average of those who gave it any
    """
    return {
        "seen": parts["seen"],
        "left": parts["left"],
        "leave_rate": share(parts["left"], parts["seen"]),
        "corrected": share(parts["corrected"], parts["seen"]),
        "empty": share(parts["empty"], parts["asked"]),
        "seconds": share(parts["tenths"] / 10, parts["timed"]),
    }


class VersionWords:
    """Figures of several versions, put together by the keys of sections and questions, in
    the words and the order of the newest."""

    def __init__(self, versions, lang):
        """
        :param versions: ``customer.form.version``, the newest first
        :param str lang: of the reader
        """
        self.lang = lang
        self.schemas = {version.id: version.schema for version in versions}
        self.schema = next(iter(self.schemas.values()), None)

    def sections(self, by_version):
        """How many visits came to each section.

        :param dict by_version: version id -> VisitTally
        :return: list of dicts with ``key``, ``title`` and ``reached``
        """
        reached, titles = Counter(), {}
        for version_id, schema in self.schemas.items():
            tally = by_version.get(version_id)
            if not tally:
                continue
            for place, (key, section) in enumerate(_keyed_sections(schema)):
                titles.setdefault(key, localised(section["title"], self.lang))
                reached[key] += sum(
                    count for last, count in tally.sections.items() if last >= place
                )
        return [
            {"key": key, "title": title, "reached": reached[key]}
            for key, title in titles.items()
        ]

    def questions(self, by_version):
        """Figures of each question visitors are asked.

        :param dict by_version: version id -> VisitTally
        :return: list of dicts as ``question_figures``, with ``key``, ``label`` and
            ``section``
        """
        parts, asked = {}, {}
        for version_id, schema in self.schemas.items():
            tally = by_version.get(version_id)
            if not tally:
                continue
            places = visit_facts.places(rules.input_fields(schema, with_internal=True))
            visitors = {field["key"] for field in rules.input_fields(schema)}
            titles = _section_titles(schema, self.lang)
            for field in rules.input_fields(schema):
                asked.setdefault(field["key"], (field, titles.get(field["key"], "")))
            for key in visitors:
                parts.setdefault(key, Counter()).update(tally.questions[places[key]])
        return [
            {
                "key": key,
                "label": localised(field["label"], self.lang),
                "section": title,
                **question_figures(parts[key]),
            }
            for key, (field, title) in asked.items()
        ]


def _keyed_sections(schema):
    """Pairs of a name and a section visitors see: versions do not say which section is
    which, but by its title, and its place among those of one title."""
    seen = Counter()
    for section in schema["sections"]:
        if section["internal"]:
            continue
        title = localised(section["title"], SOURCE_LANG)
        seen[title] += 1
        yield f"{title} {seen[title]}", section


def _section_titles(schema, lang):
    """The title of the section of each question; a repeating section is one itself."""
    titles = {}
    for section in schema["sections"]:
        title = localised(section["title"], lang)
        if "repeat" in section:
            titles[section["key"]] = title
        titles |= {field["key"]: title for field in section["fields"]}
    return titles
