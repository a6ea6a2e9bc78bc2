import re

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from .base import FieldType, Invalid, clean, halfwidth

LENGTH = 18
KEPT = 4


class IdCard(FieldType):
    """A resident identity card of mainland China, check digit by GB 11643-1999.

    Only the last four characters are kept, ever (D2): the rest is verified and dropped.
    The place is not verified: its codes change with the map, and cards outlive them.
    """

    key = "id_card"
    icon = "fa-id-card-o"
    group = "contact"
    sensitivities = ("id",)
    default_sensitivity = "id"
    settings = ("placeholder",)
    counts_as = frozenset({"text", "longtext"})
    can_be_typed_again = False
    is_found_only = True
    can_be_unique = True

    def full(self, raw):
        """The whole number, which is never kept.

        :param str raw: as typed
        """
        return re.sub(r"\s", "", halfwidth(clean(raw))).upper()

    def parse(self, raw, field):
        number = self.full(raw)
        if not number:
            return None
        if len(number) != LENGTH:
            raise Invalid("id_card_length", expected=LENGTH, count=len(number))
        if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
            raise Invalid("id_card_invalid")
        if ric.calc_check_digit(number) != number[-1]:
            raise Invalid("id_card_invalid")
        try:
            ric.get_birth_date(number)
        except ValidationError as error:
            raise Invalid("id_card_invalid") from error
        return "*" * (LENGTH - KEPT) + number[-KEPT:]

    def sample(self, field, today):
        return "11010519491231002X"
