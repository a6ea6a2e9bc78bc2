from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _tell_of_reveals(self, limit, company):
        """Give the administrators of a company an activity about this user, who was shown
        as many values as he may be; not again within the hour.

        :param int limit: how many that are
        """
        self.ensure_one()
        reveals = self.env.ref("customer_forms.mail_activity_type_reveal_limit")
        # those that are done are archived, and count
        lately = self.env["mail.activity"].with_context(active_test=False)
        if lately.search_count(
            [
                ("activity_type_id", "=", reveals.id),
                ("res_model", "=", "res.partner"),
                ("res_id", "=", self.partner_id.id),
                ("create_date", ">", fields.Datetime.now() - timedelta(hours=1)),
            ],
            limit=1,
        ):
            return
        managers = self.env.ref("customer_forms.customer_forms_group_manager")
        for manager in managers.all_user_ids:
            if manager.active and company in manager.company_ids:
                words = self.with_context(lang=manager.lang).env._(
                    "%(name)s was shown %(count)s sensitive values within an hour and"
                    " was stopped. Look at the audit log and ask why.",
                    name=self.name,
                    count=limit,
                )
                self.partner_id.activity_schedule(
                    "customer_forms.mail_activity_type_reveal_limit",
                    note=Markup("<p>%s</p>") % words,
                    user_id=manager.id,
                )
