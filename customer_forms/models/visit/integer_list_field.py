import numbers

from odoo import fields


class IntegerList(fields.Json):
    """A list of whole numbers, as PostgreSQL has it.

    It is counted over without being taken apart from JSON, which takes three times as
    long: a million facts of visits instead of three in the same second.
    """

    _column_type = ("_int4", "int4[]")

    def convert_to_column(self, value, record, values=None, validate=True):
        return list(value) if value else None

    def convert_to_cache(self, value, record, validate=True):
        if not value:
            return None
        if not all(isinstance(number, numbers.Integral) for number in value):
            raise ValueError(value)
        return list(value)
