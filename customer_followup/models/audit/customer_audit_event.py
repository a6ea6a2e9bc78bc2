from odoo import fields, models

from ...audit_words import KINDS


class CustomerAuditEvent(models.Model):
    _inherit = "customer.audit.event"

    # What was noted stays noted, whatever is uninstalled.
    kind = fields.Selection(
        selection_add=KINDS,
        ondelete={kind: lambda events: None for kind, _label in KINDS},
    )
