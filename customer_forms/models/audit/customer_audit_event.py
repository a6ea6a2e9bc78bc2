import uuid
from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.audit import event_mac, plain_details
from ..vault.customer_vault_key import VaultLocked

KINDS = [
    ("edit", "Answer corrected"),
    ("reveal", "Value revealed"),
    ("reveal_refused", "Reveal refused"),
    ("export", "Exported"),
    ("print", "Printed"),
    ("import", "Imported"),
    ("access", "Access changed"),
    ("consent", "Consent"),
    ("draft", "Unfinished entry"),
    ("handout", "Personal data handed out"),
    ("erasure", "Personal data erased"),
    ("purge", "Personal data purged"),
    ("rotation", "Keys rotated"),
    ("rule", "Rules changed"),
    ("invitation", "Invitations sent"),
    ("judgement", "Robot or not"),
    ("accepted_break", "Break of the log accepted"),
]


class CustomerAuditEvent(models.Model):
    """What was done with what is kept on people (S4, V1). Only ever added to.

    Every event is signed on its own when it is noted, and chained to those before it as
    soon as its transaction is committed (``customer.audit.seal``).
    """

    _name = "customer.audit.event"
    _description = "Audit Event"
    _order = "id desc"
    # Who wrote it and when is in the signed columns; others would be set by deleting users.
    _log_access = False

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    occurred_at = fields.Datetime(
        string="When", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, ondelete="restrict"
    )
    res_model = fields.Char(string="Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", readonly=True
    )
    record_name = fields.Char(
        string="About", readonly=True, help="What the record was called then, masked."
    )
    owner_id = fields.Many2one(
        "res.users",
        string="Handled By",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Who handled the record then.",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The department of the record then; without a record, of the user.",
    )
    reason = fields.Text(readonly=True)
    details = fields.Json(
        string="Raw Details",
        readonly=True,
        groups="customer_forms.customer_forms_group_data_officer",
    )
    uuid = fields.Char(required=True, readonly=True, copy=False)
    mac = fields.Char(
        string="Signature",
        readonly=True,
        copy=False,
        help="Empty when it was noted while the keyring was missing.",
    )

    _record_idx = models.Index("(res_model, res_id)")
    _user_idx = models.Index("(user_id, kind, occurred_at)")

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Events as they are signed: what is not said is filled in here."""
        secret = self._signing_secret()
        complete = [self._prepare_event_vals(vals, secret) for vals in vals_list]
        events = super().create(complete)
        self.env["customer.audit.seal"]._seal_after_commit(events.ids)
        return events

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The audit log is only ever added to."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The audit log is only ever added to."))

    def _signing_secret(self):
        """The secret that signs the log; None while the keyring is missing: what people
        may do without it is noted all the same, and the verifier says so."""
        try:
            return self.env["customer.vault.key"]._get_keyring().index
        except VaultLocked:
            return None

    def _prepare_event_vals(self, vals, secret):
        reason = str(vals.get("reason") or "").replace("\x00", "").strip()
        complete = {
            "company_id": self.env.company.id,
            "user_id": self.env.uid,
            "occurred_at": datetime.utcnow(),
            **vals,
            "reason": reason or None,
            "details": plain_details(vals.get("details")),
            "uuid": str(uuid.uuid4()),
        }
        return {**complete, "mac": secret and event_mac(secret, complete)}

    # ------------------------------------------------------------
    # Noting
    # ------------------------------------------------------------

    @api.model
    def _log(self, kind, records=None, details=None, reason=""):
        """Note what this user does, in the same transaction: one event for each record,
        or one about none.

        :param str kind: value of ``kind``
        :param records: recordset the event is about, or None
        :param dict details: JSON; never a sensitive value, only masks and digests. What
            the log and the timeline put into words: ``name`` (of a field or question),
            ``changes`` ([{name, old, new}], masked), ``model``, ``columns``, ``rows``,
            ``format``; else ``text``
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
        reasons = self.env["customer.redaction"]._redact_reasons(
            reason, [record for record, _details in pairs]
        )
        vals_list = [
            {
                "kind": kind,
                "reason": said,
                "details": details,
                **self._prepare_place_vals(record),
            }
            for said, (record, details) in zip(reasons, pairs, strict=True)
        ]
        # sudo: nobody writes the log but the engine
        return self.sudo().create(vals_list)

    def _prepare_place_vals(self, record):
        """What an event says of the record it is about, as it is now."""
        # sudo: who may do what is noted may not read all of it
        user_sudo = self.env.user.sudo()
        if record is None:
            return {
                "company_id": self.env.company.id,
                "team_id": user_sudo.sale_team_id.id or None,
            }
        record_sudo = record.sudo()  # sudo: see above
        return {
            "company_id": self._company_of(record_sudo).id,
            "res_model": record._name,
            "res_id": record.id,
            "record_name": self._name_of(record_sudo),
            "owner_id": self._owner_of(record_sudo).id or None,
            "team_id": self._team_of(record_sudo).id or None,
        }

    def _company_of(self, record_sudo):
        """The company in whose log an event about the record stands."""
        if record_sudo._name == "res.company":
            return record_sudo
        if hasattr(record_sudo, "_sensitive_company"):
            return record_sudo._sensitive_company() or self.env.company
        if "company_id" in record_sudo._fields:
            return record_sudo.company_id or self.env.company
        return self.env.company

    def _owner_of(self, record_sudo):
        if hasattr(record_sudo, "_sensitive_owner"):
            return record_sudo._sensitive_owner()
        if "submission_id" in record_sudo._fields:
            return record_sudo.submission_id.user_id
        if record_sudo._name.startswith("customer.") and "user_id" in record_sudo:
            return record_sudo.user_id
        return self.env["res.users"]

    def _team_of(self, record_sudo):
        if "team_id" in record_sudo._fields:
            return record_sudo.team_id
        if "submission_id" in record_sudo._fields:
            return record_sudo.submission_id.team_id
        return self.env["crm.team"]

    def _name_of(self, record_sudo):
        """The name of what is masked by construction, or no customer."""
        is_named = record_sudo._name.startswith("customer.") or record_sudo._name in (
            "res.users",
            "res.groups",
            "res.company",
        )
        return record_sudo.display_name if is_named else None
