from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models


class CustomerAccessRequest(models.Model):
    """Until when: days are those of the company, wherever the requester sits."""

    _inherit = "customer.access.request"

    @api.depends("granted_until", "ends_on", "company_id.partner_id.tz")
    def _compute_ends_at(self):
        for request in self:
            last_day = request.granted_until or request.ends_on
            if not last_day:
                request.ends_at = False
                continue
            zone = pytz.timezone(request.company_id.partner_id.tz or "UTC")
            midnight = datetime.combine(last_day + timedelta(days=1), time.min)
            request.ends_at = (
                zone.localize(midnight).astimezone(pytz.utc).replace(tzinfo=None)
            )

    def _today_of(self, company):
        """The day it is where the company is."""
        zone = company.partner_id.tz or "UTC"
        return fields.Date.context_today(self.with_context(tz=zone))

    def _last_day(self, company):
        """The latest day until which a copy may open."""
        # sudo: the limit is the company's, which not everybody may read
        days = company.sudo().access_max_days
        return self._today_of(company) + timedelta(days=days)
