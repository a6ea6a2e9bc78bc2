import functools
import json
import re

from odoo import http
from odoo.http import request
from odoo.modules import Manifest

from ..rules.types.region import EXAMPLE
from ..tools import region_names, regions

YEAR = 365 * 24 * 3600
DAY = 24 * 3600
CHINA = "CN"
COUNTRY = re.compile("[A-Z]{2}")


class RegionData(http.Controller):
    """The places a page offers, province by province: a visitor loads the one chosen."""

    @http.route(
        "/customer_forms/regions/<string:code>",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        readonly=True,
        save_session=False,
    )
    def region_places(self, code, lang="en_US", **_query):
        """The places inside a province of China or another country.

        :param str code: two digits of GB/T 2260, or an ISO 3166 country code
        :param str lang: language of the labels
        :param _query: ``v``, the version of the data, so that browsers may keep the
            answer for a year
        :return: JSON: ``level`` of the places (``province`` for states, ``city``,
            ``district``) and ``places``: lists of name, label and the places inside;
            404 for an unknown code
        """
        province = regions.atlas().paths.get(code) if len(code) == 2 else None
        if province:
            return self._answer(_inside(province, _reading(lang)), YEAR)
        states = self._states(code)
        if states is None:
            return request.not_found()
        return self._answer(states, DAY)

    def _states(self, code):
        """The states of a country by Odoo's data; None for an unknown country."""
        if not COUNTRY.fullmatch(code):
            return None
        # sudo: countries and states are no secret
        country_sudo = request.env["res.country"].sudo().search([("code", "=", code)])
        if not country_sudo:
            return None
        names = country_sudo.state_ids.sorted("name").mapped("name")
        places = [[name, name, []] for name in dict.fromkeys(names)]
        return json.dumps({"level": "province", "places": places})

    def _answer(self, body, seconds):
        return request.make_response(
            body,
            [
                ("Content-Type", "application/json; charset=utf-8"),
                ("Cache-Control", f"public, max-age={seconds}, immutable"),
            ],
        )


def region_choices(field):
    """What the page has from the start: provinces, and countries where asked.

    :param dict field: the entry of a region in a schema
    :return: JSON: ``places`` and ``countries`` as lists of name, label and the code under
        which ``region_places`` has more, empty where nothing more is asked
    """
    lang = request.env.lang
    codes = regions.atlas().codes
    provinces = [
        [path, region_names.readable(path, lang), codes[path]]
        if regions.offered(path, field["depth"])
        else [path, region_names.readable(path, lang), ""]
        for path in regions.offered("", field["depth"])
    ]
    return json.dumps(
        {
            "lang": _reading(lang),
            "version": Manifest.for_addon("customer_forms").version,
            "places": provinces,
            "countries": _countries(lang) if field["foreign"] else [],
        }
    )


def region_example(field):
    """A place as it may be written in answer to ``field``."""
    return regions.cut(EXAMPLE, field["depth"])


def _countries(lang):
    """China, then the countries Odoo knows, by their names in the reader's language."""
    # sudo: countries are no secret
    countries_sudo = (
        request.env["res.country"].sudo().search_fetch([], ["name", "code"])
    )
    others = [
        [region_names.country_name(country.code, "zh"), country.name, country.code]
        for country in countries_sudo
        if region_names.country_code(region_names.country_name(country.code, "zh"))
    ]
    others.sort(key=lambda country: country[1])
    return [["", region_names.country_name(CHINA, lang), CHINA], *others]


def _reading(lang):
    """The languages there are names in: one address for each set of names."""
    return "zh_CN" if (lang or "").startswith("zh") else "en_US"


@functools.cache
def _inside(province, lang):
    """The places inside a province, as JSON."""

    def entry(path):
        name = path.rpartition("/")[2]
        label = name if lang == "zh_CN" else region_names.english(name)
        return [name, label, [entry(each) for each in regions.atlas().inside[path]]]

    level = "district" if province in regions.municipalities() else "city"
    places = [entry(path) for path in regions.atlas().inside[province]]
    return json.dumps({"level": level, "places": places}, ensure_ascii=False)
