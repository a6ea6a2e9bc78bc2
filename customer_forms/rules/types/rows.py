from .base import FieldType, Invalid

# What one repeating section holds at the very most, whatever the form allows.
MAX_ROWS = 200


class Rows(FieldType):
    """The rows of a repeating section, each a dict of answers.

    No administrator chooses it: ``schema.input_fields`` makes one of a section that
    repeats, with the section's questions in ``fields``.
    """

    key = "rows"
    is_offered = False
    is_wide = True
    has_rows = True
    required_code = "too_few_rows"

    def parse(self, raw, field):
        """The rows as posted, for the engine to read one by one.

        :raises Invalid: when they are not a list of dicts, or too many to be read
        """
        if raw is None or raw == "":
            return None
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise Invalid("not_rows")
        if len(raw) > MAX_ROWS:
            raise Invalid("too_many_rows", max=_limit(field), count=len(raw))
        return raw

    def check(self, value, field, today):
        if len(value) < (field.get("min_rows") or 0):
            yield Invalid("too_few_rows", min=field["min_rows"], count=len(value))
        if len(value) > _limit(field):
            yield Invalid("too_many_rows", max=_limit(field), count=len(value))

    def missing(self, field):
        return Invalid("too_few_rows", min=field.get("min_rows") or 1, count=0)


def _limit(field):
    return min(field.get("max_rows") or MAX_ROWS, MAX_ROWS)
