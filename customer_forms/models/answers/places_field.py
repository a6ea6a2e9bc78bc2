import itertools

from odoo import fields
from odoo.tools import SQL

from ...tools.region_names import readable, written


class PlacesProperties(fields.Properties):
    """Properties in which places, kept by their Chinese names, have their names in the
    reader's language and are found by either."""

    def convert_to_read_multi(self, values, records, use_display_name=True):
        answers = super().convert_to_read_multi(values, records, use_display_name)
        for prop in itertools.chain(*answers) if use_display_name else ():
            if prop.get("region") and prop.get("value"):
                prop["value"] = readable(prop["value"], records.env.lang)
        return answers

    def condition_to_sql(self, field_expr, operator, value, model, alias, query):
        def find(*term):
            return super(PlacesProperties, self).condition_to_sql(
                field_expr, *term, model, alias, query
            )

        found = find(operator, value)
        if operator != "ilike" or not isinstance(value, str) or not value.isascii():
            return found
        if not model.get_property_definition(field_expr).get("region"):
            return found
        named = [find("=like", f"{path}%") for path in written(value)]
        return SQL("(%s)", SQL(" OR ").join([found, *named]))
