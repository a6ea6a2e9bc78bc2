from odoo import api, models


class CustomerAudited(models.AbstractModel):
    """Settings whose changes stand in the audit log, with the former value (S4)."""

    _name = "customer.audited"
    _description = "Setting in the Audit Log"

    # The kind of its events; and whether adding and deleting one are events too.
    _audited_kind = "rule"
    _is_life_audited = False

    def _audited_fields(self):
        """Names of the fields whose changes are noted; no sensitive values."""
        return []

    def _audited_details(self):
        """What an event says besides the changes."""
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if self._is_life_audited:
            records._log_life("created")
        return records

    def write(self, vals):
        names = [name for name in self._audited_fields() if name in vals]
        former = {record: record._audited_values(names) for record in self}
        result = super().write(vals)
        pairs = []
        for record, old in former.items():
            new = record._audited_values(names)
            changes = [
                {"name": name, "old": old[name], "new": new[name]}
                for name in names
                if old[name] != new[name]
            ]
            if changes:
                details = {**record._audited_details(), "changes": changes}
                pairs.append((record, details))
        self.env["customer.audit.event"]._log_each(self._audited_kind, pairs)
        return result

    @api.ondelete(at_uninstall=False)
    def _log_deletion(self):
        if self._is_life_audited:
            self._log_life("deleted")

    def _log_life(self, action):
        self.env["customer.audit.event"]._log_each(
            self._audited_kind,
            [
                (record, {"action": action, "text": record.display_name})
                for record in self
            ],
        )

    def _audited_values(self, names):
        """Values as the log keeps them: keys of choices, names of records."""
        self.ensure_one()
        record_sudo = (
            self.sudo()
        )  # sudo: whoever changes a setting may note what it was
        return {
            name: record_sudo[name].mapped("display_name")
            if self._fields[name].relational
            else record_sudo[name]
            for name in names
        }
