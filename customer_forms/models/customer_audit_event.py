from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerAuditEvent(models.Model):
    """What was done with what is kept on people (S4, V1). Only ever added to."""

    _name = "customer.audit.event"
    _description = "Audit Event"
    _order = "id desc"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(
        [
            ("edit", "Answer corrected"),
            ("reveal", "Value revealed"),
            ("reveal_refused", "Reveal refused"),
            ("export", "Exported"),
            ("access", "Access changed"),
            ("consent", "Consent"),
            ("handout", "Personal data handed out"),
            ("erasure", "Personal data erased"),
            ("rotation", "Keys rotated"),
            ("rule", "Rules changed"),
        ],
        required=True,
        readonly=True,
    )
    occurred_at = fields.Datetime(
        required=True, readonly=True, default=fields.Datetime.now, index=True
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="restrict"
    )
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    reason = fields.Text(readonly=True)
    details = fields.Json(readonly=True)

    _record_idx = models.Index("(res_model, res_id)")

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The audit log is only ever added to."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The audit log is only ever added to."))

    @api.model
    def _log(self, kind, records=None, details=None, reason=""):
        """Note what this user does, in the same transaction: one event for each record,
        or one about none.

        :param str kind: value of ``kind``
        :param records: recordset the event is about, or None
        :param dict details: JSON; never a sensitive value, only masks and digests
        :param str reason: in the user's words
        :return: the events, in sudo
        """
        return self._log_each(
            kind, [(record, details) for record in records or [None]], reason
        )

    @api.model
    def _log_each(self, kind, pairs, reason=""):
        """The same with details of their own.

        :param list pairs: (record or None, details)
        """
        vals_list = [
            {
                "kind": kind,
                "company_id": self._company_of(record).id,
                "user_id": self.env.uid,
                "res_model": record and record._name,
                "res_id": record and record.id,
                "reason": reason or False,
                "details": details or {},
            }
            for record, details in pairs
        ]
        # sudo: nobody writes the log but the engine
        return self.sudo().create(vals_list)

    def _company_of(self, record):
        """The company in whose log an event about ``record`` stands."""
        if record is not None and hasattr(record, "_sensitive_company"):
            # sudo: who may do what is noted may not read all of it
            return record.sudo()._sensitive_company() or self.env.company
        if record is not None and "company_id" in record._fields:
            return record.sudo().company_id or self.env.company  # sudo: see above
        return self.env.company
