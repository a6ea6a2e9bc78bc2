import re

from .base import cell_text, clean
from .decimal import Decimal

# As people write it around an amount; signs before it are known to ``parse``.
CURRENCY = re.compile(r"^(?:CNY|RMB|人民币)\s*|\s*(?:元|CNY|RMB)$", re.IGNORECASE)


class Money(Decimal):
    """An amount in the currency of the company, with at most two decimals."""

    key = "money"
    icon = "fa-money"
    group = "number"
    sensitivities = ("amount",)
    default_sensitivity = "amount"
    counts_as = frozenset({"decimal"})
    property_type = "monetary"
    pattern = re.compile(r"[+-]?[0-9]{1,13}(\.[0-9]{1,2})?")
    malformed_code = "not_an_amount"

    def parse(self, raw, field):
        return super().parse(_without_sign(raw), field)

    def read_text(self, text, field, lang):
        return CURRENCY.sub("", cell_text(text).strip())

    def to_property(self, field, lang):
        return {**super().to_property(field, lang), "currency_field": "currency_id"}

    def to_text(self, value, field, lang):
        return f"{value:,.2f}"


def _without_sign(raw):
    """The amount without the currency sign people put before it."""
    return clean(raw).lstrip("¥￥$€£")
