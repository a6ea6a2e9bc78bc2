"""How far the chains are, noted outside the database."""

from pathlib import Path

from odoo import api, models
from odoo.tools import SQL, config

from ...tools.audit import Anchors
from ..vault.vault_keyring import keyring_path


class CustomerAuditSeal(models.Model):
    _inherit = "customer.audit.seal"

    @api.model
    def _anchors(self):
        """The file, beside the keyring, that says how far the chains of this database are.

        :raises VaultLocked: without the right keyring
        """
        uuid = self.env["ir.config_parameter"].get_param("database.uuid")
        # Copies of a database have one uuid; its number stays when it is renamed.
        ((number,),) = self.env.execute_query(
            SQL("SELECT oid FROM pg_database WHERE datname = current_database()")
        )
        name = f"audit-{uuid}-{number}.json"
        secret = self.env["customer.vault.key"]._get_keyring().index
        return Anchors(_anchor_folder() / name, secret)

    @api.model
    def _broken_anchors(self, noted):
        """What was noted outside and is not in the chains any more.

        :param dict noted: ``heads`` of the file, read before the chains
        :return: findings, see ``tools.audit.Verifier``
        """
        known = self._digests_at(noted)
        gone = [
            (int(company_id), head["sequence"])
            for company_id, head in noted.items()
            if known.get((int(company_id), head["sequence"])) != head["digest"]
        ]
        heads = self._heads([company_id for company_id, _sequence in gone])
        breaks = [
            {"code": "anchor_missing", "company_id": company_id}
            for company_id in self._heads().keys() - set(map(int, noted))
        ]
        for company_id, sequence in gone:
            newest = heads.get(company_id, (0, ""))[0]
            place = (
                {"code": "end_cut", "first": newest + 1, "last": sequence}
                if newest < sequence
                else {"code": "chain_replaced", "sequence": sequence}
            )
            breaks.append({**place, "company_id": company_id})
        return breaks

    def _digests_at(self, noted):
        """The signatures of entries that are noted outside: {(company id, sequence)}."""
        if not noted:
            return {}
        rows = self.env.execute_query(
            SQL(
                """SELECT company_id, sequence, digest FROM customer_audit_seal
                    WHERE (company_id, sequence) IN (%s)""",
                SQL(", ").join(
                    SQL("(%s, %s)", int(company_id), head["sequence"])
                    for company_id, head in noted.items()
                ),
            )
        )
        return {(company_id, sequence): digest for company_id, sequence, digest in rows}


def _anchor_folder():
    path = keyring_path()
    return path.parent if path else Path(config["data_dir"]) / "customer_vault"
