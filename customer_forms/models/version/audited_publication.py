"""Publications stand in the audit log."""

from odoo import models


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _publish_version(self, note=False):
        former = self.current_version_id
        result = super()._publish_version(note)
        version = self.current_version_id
        if version != former:
            details = {
                "action": "published",
                "version": version.number,
                "digest": version.digest,
            }
            self.env["customer.audit.event"]._log("rule", self, details, note)
        return result
