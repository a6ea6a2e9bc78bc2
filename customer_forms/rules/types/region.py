from ...tools import region_names, regions
from .base import FieldType, Invalid, clean

EXAMPLE = "浙江省/杭州市/西湖区"


class Region(FieldType):
    """A place of China down to the district; where the question allows it, another
    country and its state.

    Kept as the path of its Chinese names (see ``tools/regions.py``), whatever the language
    of the page: ``浙江省/杭州市/西湖区``, ``德国/Bayern``. What was given stays readable when
    the map changes, and lists group and search it.
    """

    key = "region"
    is_statistical = True
    icon = "fa-map-marker"
    group = "contact"
    sensitivities = ("address",)
    settings = ("region",)
    required_code = "required_choice"
    is_choice_list = True
    is_wide = True
    may_become = frozenset({"text", "longtext"})

    def parse(self, raw, field):
        """As ``FieldType.parse``: takes a path, a code of GB/T 2260, or an address as
        people write it in Chinese; in English as it is shown. The page ends a path that
        has places left to choose from with a slash."""
        text = clean(raw)
        if not text:
            return None
        if text.endswith("/"):
            raise Invalid("region_incomplete")
        depth = field.get("depth") or "district"
        try:
            path = regions.find(_in_chinese(text), depth)
        except regions.Ambiguous as error:
            raise Invalid("region_ambiguous", example=_example(depth)) from error
        except LookupError as error:
            return _foreign(text, field, depth, error)
        if regions.offered(path, depth):
            raise Invalid("region_incomplete")
        return path

    def sample(self, field, today):
        levels = {"province": 1, "city": 2}.get(field.get("depth"), 3)
        return "/".join(EXAMPLE.split("/")[:levels])

    def to_property(self, field, lang):
        return {**super().to_property(field, lang), "region": True}

    def to_text(self, value, field, lang):
        return region_names.readable(value, lang)


def _in_chinese(text):
    """The path of a place that is written as English pages show it."""
    if not text.isascii() and "ü" not in text:
        return text
    return region_names.paths_in_english().get(text.lower(), text)


def _foreign(text, field, depth, error):
    """The path of a place in another country, such as ``Germany/Bayern``.

    Whether the country has that state, its caller knows: Odoo's list is in the database.
    """
    country, _slash, state = text[: regions.MAX_LENGTH].partition("/")
    try:
        path = region_names.find_country(country)
    except LookupError:
        raise Invalid("region_unknown", example=_example(depth)) from error
    if not field.get("foreign"):
        raise Invalid("region_not_foreign")
    return f"{path}/{state.strip()}".removesuffix("/")


def _example(depth):
    """How a place is written where ``depth`` is asked."""
    return regions.cut(EXAMPLE, depth)
