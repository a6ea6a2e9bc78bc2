import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import plaintext2html

from ...audit_messages import render_finding
from ...tools.audit.verifier import NOTICES
from .audit_reader import AuditReader

_logger = logging.getLogger(__name__)
OFFICER = "customer_forms.customer_forms_group_data_officer"


class CustomerAuditVerification(models.Model):
    """One look through the audit log of every company: whether it is whole (S4)."""

    _name = "customer.audit.verification"
    _description = "Verification of the Audit Log"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "verified_at"

    verified_at = fields.Datetime(
        string="Verified", required=True, readonly=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users",
        string="Verified By",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="restrict"
    )
    entry_count = fields.Integer(string="Entries", readonly=True)
    head = fields.Char(
        string="Last Signature",
        readonly=True,
        help="Of the last entry. Whoever writes it down can prove later that the log up to"
        " there is still the same.",
    )
    state = fields.Selection(
        [
            ("whole", "Whole"),
            ("noticed", "Whole, with remarks"),
            ("broken", "Tampered with"),
        ],
        required=True,
        readonly=True,
    )
    findings = fields.Json(string="Raw Findings", readonly=True)
    has_break = fields.Boolean(compute="_compute_has_break")
    findings_text = fields.Text(string="Findings", compute="_compute_findings_text")

    @api.depends("findings")
    @api.depends_context("lang")
    def _compute_findings_text(self):
        for verification in self:
            verification.findings_text = "\n".join(
                render_finding(self.env, finding)
                for finding in verification.findings or ()
            )

    @api.depends("findings")
    def _compute_has_break(self):
        for verification in self:
            verification.has_break = any(map(_is_break, verification.findings or ()))

    # ------------------------------------------------------------
    # Verifying
    # ------------------------------------------------------------

    def action_verify(self):
        """Verify the log now.

        :return: the action that shows what was found
        """
        if not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Only a Data Administrator verifies the log."))
        # a missing keyring is told in the words of who asks: what follows speaks for nobody
        self.env["customer.vault.key"]._get_keyring()
        self._verify_all()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "customer_forms.customer_audit_verification_action"
        )

    @api.model
    def _cron_verify(self):
        """Verify the log every night; tell the data administrators what is wrong."""
        self._verify_all()._tell_officers()

    @api.model
    def _verify_all(self):
        """Chain what is not chained yet, then go through all of it.

        :return: a verification for each company
        """
        self.env["customer.audit.seal"]._seal_apart()
        with self.env.registry.cursor() as cr:
            findings, heads = self._examine(cr)
        return self._note(findings, heads)

    @api.model
    def _examine(self, cr):
        """Go through the log.

        :param cr: a transaction that has asked nothing yet, or sees all there is
        :return: see ``AuditReader.verify``
        """
        secret = self.env["customer.vault.key"]._get_keyring().index
        # sudo: the log of every company is looked through, whoever may read it
        seals_sudo = self.env["customer.audit.seal"].sudo()
        anchors = seals_sudo._anchors()
        return AuditReader(seals_sudo.env(cr=cr), anchors, secret).verify()

    @api.model
    def _note(self, findings, heads):
        """Keep what was found; what belongs to no company stands in each."""
        # sudo: nobody writes these but the verifier
        ids = {*heads, self.env.company.id, *(f["company_id"] for f in findings)}
        companies_sudo = self.env["res.company"].sudo().browse(ids - {None}).exists()
        vals_list = []
        for company in companies_sudo:
            own = [f for f in findings if f["company_id"] in (company.id, None)]
            head = heads.get(company.id, {"count": 0, "sequence": 0, "digest": ""})
            is_broken = any(finding["code"] not in NOTICES for finding in own)
            vals_list.append(
                {
                    "company_id": company.id,
                    "entry_count": head["count"],
                    "head": head["digest"],
                    "findings": own,
                    "state": "broken" if is_broken else ("noticed" if own else "whole"),
                }
            )
            _logger.log(
                logging.CRITICAL if is_broken else logging.INFO,
                "Audit log of company %s: %s entries, last %s, findings %s",
                *(company.id, head["count"], head["digest"] or "-", own),
            )
        return self.sudo().create(vals_list)  # sudo: see above

    def _tell_officers(self):
        """Make what is wrong a to-do of each data administrator of the company."""
        officers = self.env.ref(OFFICER).all_user_ids
        for verification in self.filtered(lambda each: each.state != "whole"):
            for officer in officers:
                if verification.company_id in officer.company_ids:
                    in_lang = verification.with_context(lang=officer.lang)
                    in_lang.activity_schedule(
                        "mail.mail_activity_data_warning",
                        summary=in_lang.env._("Look at the audit log"),
                        note=plaintext2html(in_lang.findings_text),
                        user_id=officer.id,
                    )

    # ------------------------------------------------------------
    # After a backup was restored
    # ------------------------------------------------------------

    def _accept_break(self, reason):
        """Let the log go on from here: its end is missing because a backup was restored.
        Nothing comes back by this, and it is noted in the log.

        :param str reason: why the end is missing
        """
        self.ensure_one()
        if not self.env.user.has_group(OFFICER):
            raise AccessError(self.env._("Only a Data Administrator verifies the log."))
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the end of the log is missing."))
        lost = [each for each in self.findings or () if _is_break(each)]
        self.env["customer.audit.event"]._log(
            "accepted_break", self, {"findings": lost}, reason
        )
        # sudo: the file belongs to the engine
        anchors = self.env["customer.audit.seal"].sudo()._anchors()
        company_id = self.company_id.id
        self.env.cr.postcommit.add(lambda: anchors.accept({company_id}))


def _is_break(finding):
    """Whether it is about what was noted outside the database, as a backup makes it."""
    return bool(finding.get("at"))
