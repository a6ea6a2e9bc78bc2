"""Where a customer is: the place that was chosen, as an address of a contact."""

from odoo import models

from odoo.addons.customer_forms.tools import region_names, regions

CHINA = "CN"


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _link_addresses(self, said):
        """Replace each place by the values of the address of a contact.

        Of a sensitive place the contact has the province and the city only; the dossier
        keeps the whole of it (``place``).
        Two queries, however many submissions: countries and states.
        """
        places = {each: said[each]["region"] for each in self if "region" in said[each]}
        if not places:
            return
        parts = {place: _parts(place) for place in places.values()}
        codes = {code for code, *_rest in parts.values()}
        names = {state for _code, state, *_rest in parts.values()}
        countries = self.env["res.country"].search([("code", "in", list(codes))])
        states = self.env["res.country.state"].search(
            [("country_id", "in", countries.ids), ("name", "in", list(names))]
        )
        country_by_code = {country.code: country.id for country in countries}
        state_by_name = {
            (state.country_id.code, state.name): state.id for state in states
        }
        for submission, place in places.items():
            code, state, city, district = parts[place]
            if submission._is_place_sensitive():
                said[submission]["place"], district = place, False
            said[submission]["region"] = {
                "country_id": country_by_code.get(code, False),
                "state_id": state_by_name.get((code, state), False),
                "city": city,
                # Where Odoo prints it: after the city, before the road somebody adds.
                "street": district,
            }

    def _is_place_sensitive(self):
        """Whether the answer that says where the customer is was sealed."""
        sensitive = self.form_id._sensitive_keys()
        return any(
            field["role"] == "region" and field["key"] in sensitive
            for section in self.version_id.schema["sections"]
            for field in section["fields"]
        )


def _parts(place):
    """Country code, state, city and district of a kept place; what it lacks is empty."""
    first, *inside = place.split("/", 1)
    if code := region_names.country_code(first):
        return code, *inside, *[""] * (3 - len(inside))
    province, *inside = place.split("/")
    if inside and province in regions.municipalities():
        return CHINA, province, province, inside[0]
    return CHINA, province, *inside, *[""] * (2 - len(inside))
