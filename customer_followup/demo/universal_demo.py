from operator import itemgetter

from odoo import api, models
from odoo.tools import groupby


class CustomerDemo(models.AbstractModel):
    """Some customers have filled in the universal form too, with a row for each contact
    so far (``universal.csv``)."""

    _inherit = "customer.demo"

    @api.model
    def _load(self):
        super()._load()
        demo = self.with_context(
            lang="zh_CN", tz="Asia/Shanghai", tracking_disable=True
        )
        form = demo.env.ref("customer_forms.form_universal")
        if form.submission_ids:
            return
        form.action_publish()
        customers = {row["ref"]: row for row in demo._read("customers.csv")}
        rows = demo._read("universal.csv")
        for ref, contacts in groupby(rows, key=itemgetter("ref")):
            demo._fill_universal(form, customers[ref], contacts)

    def _fill_universal(self, form, customer, contacts):
        """One submission, entered by who looks after the customer."""
        form._submit(
            {
                "customer_name": customer["name"],
                "contact_name": customer["contact"] or customer["name"],
                "position": contacts[0]["position"],
                "phone": customer["phone"],
                "industry": customer["industry"],
                "address": contacts[0]["region"],
                "section_followup": [
                    {
                        "followup_date": str(self._day(-int(contact["days_ago"]))),
                        "followup_method": contact["method"],
                        "followup_participants": contact["participants"],
                        "followup_summary": contact["summary"],
                        "followup_todos": contact["todos"],
                    }
                    for contact in contacts
                ],
            },
            channel="staff",
            user_id=self._owner(customer).id,
        )
