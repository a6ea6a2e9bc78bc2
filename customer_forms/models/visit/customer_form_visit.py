import datetime
from collections import Counter, defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.page_opening import CHANNELS, STAFF_CHANNELS
from .integer_list_field import IntegerList
from .visit_tally import COUNTS, VisitTally

DEVICES = [("phone", "Mobile phone"), ("desktop", "Desktop")]
# What two visits have in common that are counted together when they are old.
DIMENSIONS = (
    *("form_id", "version_id", "day", "channel", "link_id", "device"),
    *("campaign_id", "source_id", "medium_id"),
)
COLUMNS = (
    *("key", "company_id", "opened_at", *DIMENSIONS, "lang", "is_embedded"),
    *("start_seconds", "fill_seconds", "last_section", "last_place", "has_errors"),
    "facts",
)


class CustomerFormVisit(models.Model):
    """One visit of a form's page: how far it came, and where it was hard.

    Nothing in it is about a person: no address, no cookie, no browser. It cannot be
    joined with the submission it became either, not by somebody who has the whole
    database: the page's UUID is there as a digest with a key that is elsewhere, times are
    cut to the hour, and there is neither author nor time of change.

    Only ``_note`` writes visits. A visit only moves forward, whatever comes twice, late
    or at the same moment.
    """

    _name = "customer.form.visit"
    _description = "Form Visit"
    _order = "opened_at desc, id desc"
    _log_access = False
    _rec_name = "form_id"

    key = fields.Char(required=True, groups=fields.NO_ACCESS)
    form_id = fields.Many2one("customer.form", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, index=True)
    version_id = fields.Many2one(
        "customer.form.version", required=True, ondelete="cascade"
    )
    opened_at = fields.Datetime(required=True, help="Cut to the hour.")
    day = fields.Date(required=True, help="Where the form's company is.")
    channel = fields.Selection(CHANNELS, required=True)
    link_id = fields.Many2one(
        "customer.form.link", index="btree_not_null", ondelete="restrict"
    )
    campaign_id = fields.Many2one("utm.campaign", ondelete="set null")
    source_id = fields.Many2one("utm.source", ondelete="set null")
    medium_id = fields.Many2one("utm.medium", ondelete="set null")
    device = fields.Selection(DEVICES, help="Told by the width of the screen alone.")
    lang = fields.Char(string="Language")
    is_embedded = fields.Boolean(string="In a Frame")

    start_seconds = fields.Integer(
        string="Started After (s)", help="Empty: nothing was answered."
    )
    fill_seconds = fields.Integer(
        string="Sent After (s)", help="Empty: nothing was submitted."
    )
    last_section = fields.Integer(help="The furthest that was shown, from 0.")
    last_place = fields.Integer(
        string="Last Question", help="The furthest that was attended to, from 0."
    )
    has_errors = fields.Boolean(string="Was Corrected")
    facts = IntegerList(help="For each question, see tools/visit_facts.py.")

    _key_uniq = models.UniqueIndex("(key)")
    _form_day_idx = models.Index("(form_id, day)")

    @api.model
    def _note(self, rows):
        """Keep what is known of visits, with what was known before.

        :param rows: list of dicts with COLUMNS; the same visit twice is one
        """
        rows = list({row["key"]: row for row in rows}.values())
        if not rows:
            return
        # Not by the ORM: who is first is settled by PostgreSQL, in one statement.
        self.env.cr.execute_values(
            MERGE, [tuple(row[name] for name in COLUMNS) for row in rows]
        )
        self.invalidate_model()

    @api.model
    def _note_row(self, form_sudo, opening, version_sudo, **known):
        """A row for ``_note``.

        :param form_sudo: ``customer.form`` in sudo
        :param Opening opening: of the page
        :param version_sudo: ``customer.form.version`` that was shown, in sudo
        :param known: further columns
        """
        opened_at = datetime.datetime.fromtimestamp(opening.opened_at, datetime.UTC)
        opened_at = opened_at.replace(tzinfo=None)
        # The page's UUID is on the submission: without the key nobody finds one by it.
        key = self.env["customer.vault.value"]._keyed_digest(
            "form visit", f"{form_sudo.id}:{opening.uuid}"
        )
        return {
            **dict.fromkeys(COLUMNS),
            "last_section": 0,
            "last_place": 0,
            "has_errors": False,
            "facts": [],
            "key": key,
            "company_id": form_sudo.company_id.id,
            "form_id": form_sudo.id,
            "version_id": version_sudo.id,
            "opened_at": opened_at.replace(minute=0, second=0),
            "day": form_sudo._company_today(opened_at),
            "channel": opening.channel,
            "link_id": opening.link_id or None,
            "is_embedded": opening.is_embedded,
            **known,
        }

    @api.model
    def _count_by(self, name, records, since=None):
        """How many visitors opened, began and sent a form, those of folded visits too.

        :param str name: field of visits: ``form_id`` or ``link_id``
        :param records: forms or links
        :param datetime.date since: first day; None for all
        :return: {record: Counter of ``visit_tally.COUNTS``}
        """
        domain = Domain(name, "in", records.ids)
        domain &= Domain("channel", "not in", sorted(STAFF_CHANNELS))
        domain &= Domain("day", ">=", since) if since else Domain.TRUE
        counts = defaultdict(Counter)
        aggregates = ["__count", "start_seconds:count", "fill_seconds:count"]
        for record, *found in self._read_group(domain, [name], aggregates):
            counts[record].update(dict(zip(COUNTS, found, strict=False)))
        Day = self.env["customer.form.visit.day"]
        for day in Day.search_fetch(domain, [name, "tally"]):
            found = VisitTally.of_document(day.tally).counts
            counts[day[name]].update(found)
        return counts

    @api.model
    def _is_settled(self, opening):
        """Whether visits opened then are counted and gone: nothing is added to them."""
        return opening.age >= self._kept_days() * 86400

    @api.model
    def _kept_days(self):
        """How long each visit is kept by itself."""
        # sudo: a setting that is no secret
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        return int(parameters_sudo.get_param("customer_forms.visit_days", 90))


# A newer version has other questions in other places. GREATEST and LEAST pass over NULL.
_FURTHEST = """CASE
        WHEN EXCLUDED.version_id > visit.version_id THEN EXCLUDED.{0}
        WHEN EXCLUDED.version_id < visit.version_id THEN visit.{0}
        ELSE GREATEST(visit.{0}, EXCLUDED.{0}) END"""
MERGE = f"""
    INSERT INTO customer_form_visit AS visit ({", ".join(COLUMNS)}) VALUES %s
    ON CONFLICT (key) DO UPDATE SET
        version_id = GREATEST(visit.version_id, EXCLUDED.version_id),
        start_seconds = LEAST(visit.start_seconds, EXCLUDED.start_seconds),
        fill_seconds = LEAST(visit.fill_seconds, EXCLUDED.fill_seconds),
        last_section = {_FURTHEST.format("last_section")},
        last_place = {_FURTHEST.format("last_place")},
        has_errors = visit.has_errors OR EXCLUDED.has_errors,
        device = COALESCE(visit.device, EXCLUDED.device),
        lang = COALESCE(visit.lang, EXCLUDED.lang),
        campaign_id = COALESCE(visit.campaign_id, EXCLUDED.campaign_id),
        source_id = COALESCE(visit.source_id, EXCLUDED.source_id),
        medium_id = COALESCE(visit.medium_id, EXCLUDED.medium_id),
        facts = CASE
            WHEN EXCLUDED.version_id > visit.version_id THEN EXCLUDED.facts
            WHEN EXCLUDED.version_id < visit.version_id THEN visit.facts
            ELSE ARRAY(
                SELECT GREATEST(before, after)
                FROM unnest(visit.facts, EXCLUDED.facts)
                    WITH ORDINALITY AS fact (before, after, place)
                ORDER BY place
            ) END
"""  # noqa: S608  names of columns, written above
