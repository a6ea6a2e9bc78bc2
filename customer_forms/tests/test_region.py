"""Places as answers: the data, the page, the lists (F2)."""

import json
from collections import Counter
from unittest.mock import patch

from odoo.tests import BaseCase, HttpCase, tagged

from .. import rules
from ..exceptions import InvalidSubmission
from ..rules.types.region import Region
from ..tools import place_search, region_names, regions
from .common import CustomerFormsCommon

XIHU = "浙江省/杭州市/西湖区"
XIHU_ENGLISH = "Zhejiang / Hangzhou / Xihu District"


@tagged("-at_install", "post_install")
class TestRegionData(BaseCase):
    def test_the_map_is_complete(self):
        # What the Ministry of Civil Affairs counts, and four of Daxing'anling's districts
        atlas = regions.atlas()
        self.assertEqual(
            Counter(map(len, atlas.paths)), {2: 34, 4: 333, 6: 2849}, "map changed?"
        )
        childless = [
            path
            for path, inside in atlas.inside.items()
            if not inside and len(atlas.codes[path]) < 6
        ]
        self.assertEqual(
            {path.rpartition("/")[2] for path in childless},
            {"东莞市", "中山市", "儋州市", "嘉峪关市"}
            | {"台湾省", "香港特别行政区", "澳门特别行政区"},
        )
        under_province = Counter(
            path.partition("/")[0]
            for path, code in atlas.codes.items()
            if len(code) == 6 and path.count("/") == 1
        )
        self.assertEqual(under_province["湖北省"], 4)
        self.assertEqual(under_province["河南省"], 1)
        self.assertEqual(under_province["海南省"], 15)
        self.assertEqual(under_province["新疆维吾尔自治区"], 12)
        self.assertEqual(under_province["北京市"], 16)

    def test_corrections_are_still_needed(self):
        # once the package has these, they are to be taken out of tools/regions.py
        names = regions._current_names()
        for code, name in regions.MISSING.items():
            self.assertEqual(names[code], name)
        data = (regions.importlib.resources.files("stdnum.cn") / "loc.dat").read_text(
            encoding="utf-8"
        )
        for name in regions.MISSING.values():
            self.assertNotIn(f"]{name}", data)

    def test_every_place_is_read_as_it_is_shown(self):
        region = Region()
        field = {"key": "q", "type": "region", "depth": "district"}
        for path in regions.atlas().codes:
            if regions.offered(path, "district"):
                continue
            for lang in ("zh_CN", "en_US"):
                text = region.to_text(path, field, lang)
                self.assertEqual(region.parse(text, field), path)
            self.assertEqual(region.parse(path.replace("/", ""), field), path)

    def test_what_the_map_no_longer_has_can_still_be_read(self):
        region = Region()
        self.assertEqual(
            region.to_text("浙江省/杭州市/下城区", {}, "zh_CN"), "浙江省/杭州市/下城区"
        )
        self.assertEqual(
            region.to_text("浙江省/杭州市/下城区", {}, "en_US"),
            "Zhejiang / Hangzhou / Xiacheng District",
        )

    def test_giant_texts_are_refused_at_once(self):
        field = {"key": "q", "type": "region", "label": {}}
        for text in ("北京市" * 100_000, "/" * 100_000 + "x", "1" * 100_000):
            (issue,) = rules.check([field], {"q": text}).issues
            self.assertEqual(issue.code, "region_unknown")

    def test_the_first_search_reads_only_names_that_may_begin_so(self):
        for cached in ("_index", "_first_letters", "_first_signs", "_read"):
            getattr(place_search, cached).cache_clear()
        region_names.english.cache_clear()
        read = place_search.lazy_pinyin
        with (
            patch.object(place_search, "lazy_pinyin", side_effect=read) as spoken,
            patch.object(region_names, "english", wraps=region_names.english) as said,
        ):
            found = place_search.find_places("hzxh", "district")
        self.assertIn(XIHU, found)
        names = {name for path in regions.atlas().codes for name in path.split("/")}
        self.assertLess(spoken.call_count + said.call_count, len(names))

    def test_every_place_is_found_by_each_way_to_type_it(self):
        for path in regions.atlas().codes:
            if regions.offered(path, "district"):
                continue
            spoken = [regions.short_name(name) for name in path.split("/")]
            for name in (
                path,
                "".join(spoken),
                "".join(place_search.lazy_pinyin("".join(spoken[-1:]))),
                region_names.english(path.rpartition("/")[2]),
            ):
                plain = place_search._plain(name)
                paths = {each for _n, each, _s in place_search._index(plain[0])}
                self.assertIn(path, paths, name)


@tagged("-at_install", "post_install")
class TestRegion(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "place", "type": "region", "is_listed": True},
                    {
                        "key": "city",
                        "type": "region",
                        "region_depth": "city",
                        "has_foreign": True,
                    },
                ],
                slug="region-test",
            )
        )

    def _read(self, submission, lang):
        found = submission.with_context(lang=lang).read(["answers"])[0]["answers"]
        return {prop["name"]: prop["value"] for prop in found}

    def test_names_are_in_the_language_of_the_reader(self):
        submission = self._submit(self.form, {"place": "330106", "city": "德国/Bayern"})
        self.assertEqual(submission.answers["place"], XIHU)
        self.assertEqual(
            self._read(submission, "zh_CN"), {"place": XIHU, "city": "德国/Bayern"}
        )
        self.assertEqual(
            self._read(submission, "en_US"),
            {"place": XIHU_ENGLISH, "city": "Germany / Bayern"},
        )
        exported = submission.with_context(lang="en_US").export_data(["answers.place"])
        self.assertEqual(exported["datas"], [[XIHU_ENGLISH]])
        given = submission.with_context(lang="en_US").answers_as_given
        self.assertIn(XIHU_ENGLISH, given)

    def test_groups_have_names_and_their_domains_find(self):
        submissions = self._submit(self.form, {"place": XIHU})
        submissions += self._submit(self.form, {"place": "北京市/东城区"})
        model = submissions.with_context(customer_form_id=self.form.id)
        own = [("id", "in", submissions.ids)]
        for lang, name in [("zh_CN", XIHU), ("en_US", XIHU_ENGLISH)]:
            with self.subTest(lang):
                groups = model.with_context(lang=lang).formatted_read_group(
                    own, ["answers.place"], ["__count"]
                )
                named = {group["answers.place"]: group for group in groups}
                self.assertEqual(named[name]["__count"], 1)
                self.assertEqual(
                    model.search([*own, *named[name]["__extra_domain"]]), submissions[0]
                )

    def test_places_are_found_by_a_part_of_their_name(self):
        submission = self._submit(self.form, {"place": XIHU, "city": "德国"})
        own = [("id", "=", submission.id)]
        for key, text in [
            ("place", "浙江"),
            ("place", "zhejiang"),
            ("place", "Hangzhou / Xihu"),
            ("city", "germany"),
            ("city", "德国"),
        ]:
            with self.subTest(text):
                domain = [*own, (f"answers.{key}", "ilike", text)]
                self.assertEqual(submission.search(domain), submission)
        self.assertFalse(submission.search([*own, ("answers.place", "ilike", "henan")]))

    def test_only_states_that_odoo_knows_are_taken(self):
        with self.assertRaises(InvalidSubmission) as refused:
            self._submit(self.form, {"city": "德国/Atlantis"})
        self.assertEqual(list(refused.exception.messages), ["city"])
        self.assertTrue(self._submit(self.form, {"city": "德国/Bayern"}))
        self.assertTrue(self._submit(self.form, {"city": "新加坡"}))

    def test_the_page_offers_provinces_and_takes_a_written_place(self):
        page = self.url_open("/forms/region-test").text
        self.assertEqual(page.count("o_customer_forms_region_levels"), 2)
        self.assertIn('name="place"', page)
        self.assertEqual(page.count('data-level="country"'), 1)
        self.assertEqual(page.count('data-level="district"'), 1)
        self.assertTrue(self._submit(self.form, {"place": "浙江杭州西湖"}))

    def test_places_of_a_province_are_served_for_a_year(self):
        response = self.url_open("/customer_forms/regions/33?lang=en_US&v=1")
        self.assertIn("max-age=31536000", response.headers["Cache-Control"])
        self.assertNotIn("Set-Cookie", response.headers)
        self.assertLess(len(response.content), 20_000)
        found = json.loads(response.content)
        self.assertEqual(found["level"], "city")
        hangzhou = found["places"][0]
        self.assertEqual(hangzhou[:2], ["杭州市", "Hangzhou"])
        self.assertIn(["西湖区", "Xihu District", []], hangzhou[2])
        beijing = self.url_open("/customer_forms/regions/11?lang=zh_CN").json()
        self.assertEqual(beijing["level"], "district")
        self.assertEqual(beijing["places"][0], ["东城区", "东城区", []])
        germany = self.url_open("/customer_forms/regions/DE").json()
        self.assertIn(["Bayern", "Bayern", []], germany["places"])

    def test_unknown_places_are_not_found(self):
        for code in ("99", "3301", "ZZ", "%00", "x" * 500):
            with self.subTest(code):
                response = self.url_open(f"/customer_forms/regions/{code}")
                self.assertEqual(response.status_code, 404)

    def test_other_countries_are_those_of_odoo(self):
        page = self.url_open("/forms/region-test").text
        self.assertIn("Germany", page)
        for kept_as_part_of_china in ("HK", "MO", "TW"):
            self.assertNotIn(f"&#34;{kept_as_part_of_china}&#34;", page)
        self.assertIsNone(region_names.country_code("台湾"))
