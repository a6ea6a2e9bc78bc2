from odoo import http
from odoo.http import request

from ..tools import place_search, region_names

# Longer than any name of a place.
MOST_TYPED = 40


class PlaceSearch(http.Controller):
    """Places for somebody who types their names rather than choosing from lists."""

    @http.route(
        "/customer_forms/places",
        type="http",
        auth="user",
        methods=["GET"],
        sitemap=False,
        readonly=True,
        save_session=False,
    )
    def places(self, q="", depth="district", lang="en_US", **_query):
        """Find places by the beginning of a name.

        :param str q: Chinese, pinyin or the initials of pinyin
        :param str depth: where an answer ends: province, city or district
        :param str lang: language of the labels
        :return: JSON: list of [path, label]
        """
        if depth not in ("province", "city", "district"):
            return request.not_found()
        paths = place_search.find_places(q[:MOST_TYPED], depth)
        return request.make_json_response(
            [[path, region_names.readable(path, lang)] for path in paths]
        )
