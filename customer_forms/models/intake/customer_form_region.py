"""Places as answers: other countries by Odoo's own data, names in the reader's language."""

from odoo import models

from ... import rules
from ...tools import region_names


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _check_regions(self, entries):
        """Note the states that no country has. One query, however many entries."""
        given = [
            (entry, path, *place.split("/", 1))
            for entry in entries
            for path, place in _foreign_places(entry.asked, entry.values)
        ]
        if not given:
            return
        known = {
            (state.country_id.code, state.name)
            for state in self.env["res.country.state"].search(
                [("name", "in", [state for *_, state in given])]
            )
        }
        for entry, path, country, state in given:
            if (region_names.country_code(country), state) not in known:
                entry.issues.append(rules.Issue(path, "region_unknown_state", {}))


def _foreign_places(asked, values, prefix=""):
    """Answers that name a state of another country, also in rows: (path, place)."""
    for field in asked:
        value = values.get(field["key"])
        if field["type"] == "rows":
            for number, row in enumerate(value or ()):
                place = f"{prefix}{field['key']}:{number}:"
                yield from _foreign_places(field["fields"], row, place)
        elif field["type"] == "region" and _names_state(value or ""):
            yield prefix + field["key"], value


def _names_state(place):
    country, slash, _state = place.partition("/")
    return slash and region_names.country_code(country)


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _web_read_group_groupby_properties_formatter(self, groupby_spec, values):
        """Groups of places have their names in the reader's language."""
        formatter = super()._web_read_group_groupby_properties_formatter(
            groupby_spec, values
        )
        full_name = groupby_spec.partition(":")[0]
        if not self.get_property_definition(full_name).get("region"):
            return formatter

        def formatter_region(value):
            value, domain = formatter(value)
            return value and region_names.readable(value, self.env.lang), domain

        return formatter_region


class Base(models.AbstractModel):
    _inherit = "base"

    def _additional_allowed_keys_properties_definition(self):
        return (*super()._additional_allowed_keys_properties_definition(), "region")
