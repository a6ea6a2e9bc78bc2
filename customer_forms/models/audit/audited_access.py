"""Who was given which rights, and who lost them, in the audit log (V6)."""

from odoo import api, models

PRIVILEGES = (
    "customer_forms.res_groups_privilege_customer",
    "customer_forms.res_groups_privilege_form_design",
    "customer_forms.res_groups_privilege_personal_data",
)
# Who writes templates of mails or pages runs code with them.
OTHER_GROUPS = (
    "mail.group_mail_template_editor",
    "website.group_website_designer",
    "base.group_system",
    "base.group_erp_manager",
    "base.group_allow_export",
)


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.model_create_multi
    def create(self, vals_list):
        former = self._watched_members()
        groups = super().create(vals_list)
        self._log_new_members(former)
        return groups

    def write(self, vals):
        is_about_members = any("user_ids" in name or "implied" in name for name in vals)
        former = self._watched_members() if is_about_members else None
        result = super().write(vals)
        if is_about_members:
            self._log_new_members(former)
        return result

    @api.model
    def _watched_groups(self):
        """In sudo, the groups that open customers' data."""
        # sudo: groups are noted, whoever may read them
        groups_sudo = self.sudo().browse()
        for xmlid in PRIVILEGES:
            if privilege := self.env.ref(xmlid, raise_if_not_found=False):
                groups_sudo |= groups_sudo.search([("privilege_id", "=", privilege.id)])
        for xmlid in OTHER_GROUPS:
            group = self.env.ref(xmlid, raise_if_not_found=False)
            groups_sudo |= group.sudo() if group else groups_sudo.browse()
        return groups_sudo

    @api.model
    def _watched_members(self):
        """Who is in these groups, by others too: {group in sudo: users}."""
        groups_sudo = self._watched_groups()
        return {group_sudo: group_sudo.all_user_ids for group_sudo in groups_sudo}

    @api.model
    def _log_new_members(self, former):
        now = self._watched_members()
        users = self.env["res.users"]
        given, taken = {}, {}
        for group, members in now.items():
            before = former.get(group, users)
            for user in members - before:
                given.setdefault(user, []).append(group)
            for user in before - members:
                taken.setdefault(user, []).append(group)
        self.env["customer.audit.event"]._log_each(
            "access",
            [
                (user, _access_details(given.get(user, ()), taken.get(user, ())))
                for user in {**given, **taken}
            ],
        )


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users._log_rights(dict.fromkeys(users, self.env["res.groups"]))
        return users

    def write(self, vals):
        if not {"group_ids", "active"} & vals.keys():
            return super().write(vals)
        former = {user: user._watched_rights() for user in self}
        result = super().write(vals)
        self._log_rights(former)
        return result

    def _watched_rights(self):
        """Groups that open customers' data; none for who cannot sign in."""
        self.ensure_one()
        user_sudo = self.sudo()  # sudo: see _watched_groups
        watched_sudo = self.env["res.groups"]._watched_groups()
        return (user_sudo.active and user_sudo.all_group_ids & watched_sudo) or (
            watched_sudo.browse()
        )

    def _log_rights(self, former):
        pairs = []
        for user in self:
            rights, before = user._watched_rights(), former[user]
            if rights != before:
                details = _access_details(rights - before, before - rights)
                pairs.append((user, details))
        self.env["customer.audit.event"]._log_each("access", pairs)


def _access_details(given, taken):
    return {
        name: [
            {"id": group.id, "name": group.with_context(lang="en_US").name}
            for group in groups
        ]
        for name, groups in (("given", given), ("taken", taken))
        if groups
    }
