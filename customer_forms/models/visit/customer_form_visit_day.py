import datetime

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.page_opening import CHANNELS
from .customer_form_visit import DEVICES, DIMENSIONS
from .visit_tally import VisitTally

BATCH = 5000


class CustomerFormVisitDay(models.Model):
    """What is left of old visits: how many there were in a day, and how far they came.

    The figures are the same before and after; only single visits are gone.
    """

    _name = "customer.form.visit.day"
    _description = "Form Visits of a Day"
    _order = "day desc, id desc"
    _log_access = False
    _rec_name = "form_id"

    form_id = fields.Many2one("customer.form", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, index=True)
    version_id = fields.Many2one(
        "customer.form.version", required=True, ondelete="cascade"
    )
    day = fields.Date(required=True)
    channel = fields.Selection(CHANNELS, required=True)
    link_id = fields.Many2one(
        "customer.form.link", index="btree_not_null", ondelete="restrict"
    )
    device = fields.Selection(DEVICES)
    campaign_id = fields.Many2one("utm.campaign", ondelete="set null")
    source_id = fields.Many2one("utm.source", ondelete="set null")
    medium_id = fields.Many2one("utm.medium", ondelete="set null")
    tally = fields.Json(required=True, help="See models/visit/visit_tally.py.")

    _form_day_idx = models.Index("(form_id, day)")

    @api.model
    def _count(self, domain, dimensions):
        """Tallies of folded visits, as ``customer.form.visit._count`` gives them.

        :param Domain domain: which days
        :param dimensions: names of fields
        """
        tallies = {}
        for day in self.search_fetch(domain, [*dimensions, "tally"]):
            key = tuple(day._column(name) for name in dimensions)
            tallies.setdefault(key, VisitTally()).merge(
                VisitTally.of_document(day.tally)
            )
        return tallies

    def _column(self, name):
        """What PostgreSQL has in a column."""
        value = self[name]
        return (value.id if isinstance(value, models.Model) else value) or None

    # ------------------------------------------------------------
    # Folding
    # ------------------------------------------------------------

    @api.model
    def _cron_fold(self):
        """Count old visits by day and let them go; a batch is done or not at all."""
        Visit = self.env["customer.form.visit"]
        until = fields.Date.today() - datetime.timedelta(days=Visit._kept_days())
        domain = [("day", "<", until)]
        self.env["ir.cron"]._commit_progress(remaining=Visit.search_count(domain))
        while visits := Visit.search(domain, limit=BATCH, order="day, id"):
            # somebody is at work on them: the next run
            if not (locked := visits.try_lock_for_update(allow_referencing=False)):
                break
            self._fold(locked)
            if not self.env["ir.cron"]._commit_progress(len(locked)):
                break

    @api.model
    def _fold(self, visits):
        """Add visits to the counts of their days and delete them."""
        tallies = visits._count(SQL("id = ANY(%s)", visits.ids), DIMENSIONS)
        known = self._known(visits)
        created = []
        company_by_form = {form.id: form.company_id.id for form in visits.form_id}
        for dimensions, tally in tallies.items():
            if day := known.get(dimensions):
                tally.merge(VisitTally.of_document(day.tally))
                day.tally = tally.to_document()
                continue
            vals = dict(zip(DIMENSIONS, dimensions, strict=True))
            vals["company_id"] = company_by_form[vals["form_id"]]
            created.append({**vals, "tally": tally.to_document()})
        self.create(created)
        visits.unlink()

    def _known(self, visits):
        """The days there are already of these visits, by their dimensions."""
        domain = Domain("form_id", "in", visits.form_id.ids)
        days = self.search(domain & Domain("day", "in", visits.mapped("day")))
        return {tuple(day._column(name) for name in DIMENSIONS): day for day in days}
