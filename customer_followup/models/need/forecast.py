"""What opportunities may bring: for those whom the privacy policy lets see amounts (V1).

A forecast is our own estimate, and is summed up and sorted by all day: it stays in its
column. It is shown to who may reveal or see amounts of the record, and to nobody else: not
when it is read or exported, nor by sums, groups, filters or orders.
"""

from odoo import api, fields, models
from odoo.tools import SQL

# In the context of what fills the cache, which everybody shares. An object of this
# process: nobody names it over RPC.
RAW = "customer_forecast_raw"
IS_RAW = object()


class Forecast(fields.Monetary):
    """An amount of a model with ``customer.forecast``."""

    def convert_to_read(self, value, record, use_display_name=True):
        shown = value if _is_shown(record) else False
        return super().convert_to_read(shown, record, use_display_name)

    def convert_to_export(self, value, record):
        return super().convert_to_export(value, record) if _is_shown(record) else ""


def _is_shown(record):
    return not record or record._shows_forecast()


class CustomerForecast(models.AbstractModel):
    _name = "customer.forecast"
    _description = "Record with a Forecast"

    def _forecast_company(self):
        return self.company_id or self.env.company

    def _shows_forecast(self):
        """Whether this user is shown the forecasts of this record."""
        if self.env.su:
            return True
        # sudo: the policy asks who handles it and in which company
        record_sudo = self.sudo()
        is_owner = record_sudo.user_id == self.env.user
        company = record_sudo._forecast_company()
        return self._forecast_level(company, is_owner) != "masked"

    @api.model
    def _forecast_level(self, company, is_owner):
        return self.env["customer.privacy.policy"]._level("amount", company, is_owner)

    def _field_to_sql(self, alias, field_expr, query=None):
        sql = super()._field_to_sql(alias, field_expr, query)
        is_raw = self.env.su or self.env.context.get(RAW) is IS_RAW
        if is_raw or not isinstance(self._fields.get(field_expr), Forecast):
            return sql
        return self._where_shown(alias, sql, query)

    def _fetch_query(self, query, fields):
        records = self.with_context(**{RAW: IS_RAW})
        return (
            super(CustomerForecast, records)
            ._fetch_query(query, fields)
            .with_env(self.env)
        )

    def _where_shown(self, alias, sql, query):
        """The amount of what shows it to this user, else NULL."""
        companies = self.env.companies
        shown = {
            is_owner: [
                each.id
                for each in companies
                if self._forecast_level(each, is_owner) != "masked"
            ]
            for is_owner in (False, True)
        }
        if len(shown[False]) == len(companies):
            return sql
        return SQL(
            "CASE WHEN %(others)s OR COALESCE(%(company)s, %(own_company)s) = ANY(%(all)s)"
            " OR (COALESCE(%(company)s, %(own_company)s) = ANY(%(mine)s)"
            " AND %(user)s = %(uid)s) THEN %(amount)s END",
            others=self._sql_of_nobodys_customer(alias, query),
            company=self._field_to_sql(alias, "company_id", query),
            own_company=self.env.company.id,
            all=shown[False],
            mine=shown[True],
            user=self._field_to_sql(alias, "user_id", query),
            uid=self.env.uid,
            amount=sql,
        )

    def _sql_of_nobodys_customer(self, alias, query):
        return SQL("FALSE")


class CustomerDossier(models.Model):
    _name = "customer.dossier"
    _inherit = ["customer.dossier", "customer.forecast"]

    expected_revenue = Forecast()


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "customer.forecast"]

    expected_revenue = Forecast()
    prorated_revenue = Forecast()
    recurring_revenue = Forecast()
    recurring_revenue_monthly = Forecast()
    recurring_revenue_monthly_prorated = Forecast()
    recurring_revenue_prorated = Forecast()

    def _forecast_company(self):
        return self._sensitive_company()

    def _shows_forecast(self):
        """An opportunity of nobody's customer is Odoo's own matter."""
        return not self._is_of_customer() or super()._shows_forecast()

    def _sql_of_nobodys_customer(self, alias, query):
        return SQL("%s IS NULL", SQL.identifier(alias, "dossier_id"))

    def _track_filter_for_display(self, tracking_values):
        """The chatter says no more of them than the record."""
        shown = super()._track_filter_for_display(tracking_values)
        if len(self) == 1 and self._shows_forecast():
            return shown
        return shown.filtered(
            # sudo: which field it is of, is no secret
            lambda each: (
                not isinstance(self._fields.get(each.sudo().field_id.name), Forecast)
            )
        )
