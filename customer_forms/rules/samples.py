"""Made-up answers, to try a form with."""

from .types import FIELD_TYPES


def sample_answers(fields, today):
    """Raw answers to all questions, as ``engine.check`` takes them.

    :param list[dict] fields: the input fields of a schema, in order
    :param datetime.date today: the day it is
    :return: {field key: raw}; files are left for a person to choose
    """
    return {
        field["key"]: sample
        for field in fields
        if (sample := _sample(field, today)) is not None
    }


def _sample(field, today):
    field_type = FIELD_TYPES[field["type"]]
    if field_type.has_rows:
        row = sample_answers(field["fields"], today)
        return [row] * max(1, field.get("min_rows") or 1)
    return field_type.sample(field, today)
