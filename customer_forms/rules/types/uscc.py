from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from .base import FieldType, Invalid, clean, halfwidth


class Uscc(FieldType):
    """A unified social credit code of mainland China, check digit by GB 32100-2015."""

    key = "uscc"
    can_be_unique = True

    def parse(self, raw, field):
        text = uscc.compact(halfwidth(clean(raw)))
        if not text:
            return None
        try:
            return uscc.validate(text)
        except InvalidLength as error:
            raise Invalid("uscc_length", expected=18, count=len(text)) from error
        except InvalidChecksum as error:
            raise Invalid("uscc_checksum") from error
        except ValidationError as error:
            raise Invalid("uscc_characters") from error
