from odoo import api, fields, models, tools

LEVELS = [
    ("masked", "Masked"),
    ("reveal", "Masked, may reveal"),
    ("full", "In full"),
]
RANK = {level: rank for rank, (level, _label) in enumerate(LEVELS)}
SENSITIVITIES = [
    ("name", "Personal name"),
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("id", "Identity number"),
    ("address", "Address"),
    ("amount", "Amount"),
]
# What somebody may see by one of these groups; ``owner`` is who handles the record.
GROUP_BY_ROLE = {
    "staff": "customer_forms.customer_forms_group_user",
    "service": "customer_forms.customer_forms_group_service",
    "viewer": "customer_forms.customer_forms_group_viewer",
    "supervisor": "customer_forms.customer_forms_group_supervisor",
    "officer": "customer_forms.customer_forms_group_data_officer",
    "manager": "customer_forms.customer_forms_group_manager",
}
DEFAULTS = {
    "owner": {"name": "full", "phone": "reveal", "email": "reveal"}
    | {"id": "reveal", "address": "full", "amount": "reveal"},
    "supervisor": dict.fromkeys(dict(SENSITIVITIES), "reveal"),
    "officer": dict.fromkeys(dict(SENSITIVITIES), "reveal"),
    "manager": dict.fromkeys(dict(SENSITIVITIES), "reveal"),
}


def _level_of(label):
    return fields.Selection(LEVELS, string=label, required=True, default="masked")


class CustomerPrivacyPolicy(models.Model):
    """Who sees what: one row for each class of sensitive values, one column for each
    role (V1). What somebody may see is the most that any of his roles may."""

    _name = "customer.privacy.policy"
    _description = "Privacy Policy"
    _order = "company_id, sequence"
    _rec_name = "sensitivity"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    sequence = fields.Integer(readonly=True)
    sensitivity = fields.Selection(
        SENSITIVITIES, string="Class", required=True, readonly=True
    )
    owner = _level_of("Who Handles It")
    staff = _level_of("Other Salespeople")
    service = _level_of("Service Staff")
    viewer = _level_of("Data Viewer")
    supervisor = _level_of("Supervisor")
    officer = _level_of("Data Administrator")
    manager = _level_of("Administrator")

    warning = fields.Char(compute="_compute_warning")

    _class_uniq = models.UniqueIndex(
        "(company_id, sensitivity)", "The company has a policy for this class already."
    )

    @api.depends("owner", *GROUP_BY_ROLE)
    @api.depends_context("lang")
    def _compute_warning(self):
        for policy in self:
            roles = [
                policy._fields[role]._description_string(self.env)
                for role in GROUP_BY_ROLE
                if policy[role] == "full"
            ]
            policy.warning = bool(roles) and self.env._(
                "Seen without a trace by: %(roles)s", roles=", ".join(roles)
            )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    @api.model
    def _make_defaults(self, companies):
        """Give each company that has none the policy that masks all it can."""
        self.create(
            [
                {
                    "company_id": company.id,
                    "sensitivity": sensitivity,
                    "sequence": sequence,
                    **{
                        role: DEFAULTS.get(role, {}).get(sensitivity, "masked")
                        for role in ("owner", *GROUP_BY_ROLE)
                    },
                }
                for company in companies
                for sequence, (sensitivity, _label) in enumerate(SENSITIVITIES)
            ]
        )

    @api.model
    def _make_missing_defaults(self):
        covered = [company.id for (company,) in self._read_group([], ["company_id"])]
        self._make_defaults(self.env["res.company"].search([("id", "not in", covered)]))

    # ------------------------------------------------------------
    # Asking
    # ------------------------------------------------------------

    @api.model
    def _level(self, sensitivity, company, is_owner):
        """What this user sees of a class of values.

        :param str sensitivity: key of ``tools.sensitivity.CLASSES``
        :param bool is_owner: whether he handles the record
        :return: ``masked``, ``reveal`` or ``full``
        """
        return self._levels(company, is_owner).get(sensitivity, "masked")

    # As long as Odoo keeps the groups of a user: lists ask for each value of each row.
    @api.model
    @tools.ormcache("self.env.uid", "company.id", "is_owner")
    def _levels(self, company, is_owner):
        """What this user sees of each class of values.

        :param bool is_owner: whether he handles the record
        :return: {class: ``masked``, ``reveal`` or ``full``}
        """
        has_group = self.env.user.has_group
        roles = [role for role, group in GROUP_BY_ROLE.items() if has_group(group)]
        if is_owner:
            roles.append("owner")
        return tools.frozendict(
            {
                sensitivity: max(
                    (by_role[role] for role in roles),
                    key=RANK.__getitem__,
                    default="masked",
                )
                for sensitivity, by_role in self._levels_by_role(company.id).items()
            }
        )

    @tools.ormcache("company_id")
    def _levels_by_role(self, company_id):
        # sudo: everybody is judged by the policy, few may read it
        policies_sudo = self.sudo().search([("company_id", "=", company_id)])
        return {
            policy.sensitivity: {
                role: policy[role] for role in ("owner", *GROUP_BY_ROLE)
            }
            for policy in policies_sudo
        }

    @api.model
    def _sensitivity_names(self):
        """The classes as the user calls them: [(key, name)]."""
        return self._fields["sensitivity"]._description_selection(self.env)


class ResCompany(models.Model):
    _inherit = "res.company"

    has_last_four_search = fields.Boolean(
        string="Search by Last Four Digits",
        help="Phone and identity numbers are found by their last four characters too. The"
        " database then tells which customers have these in common.",
    )
    reveal_limit = fields.Integer(
        string="Reveals per Hour",
        default=200,
        help="Who reveals more than this in an hour is stopped, and administrators are"
        " told.",
    )

    _reveal_limit_positive = models.Constraint(
        "CHECK (reveal_limit >= 0)", "The number of reveals per hour is 0 or more."
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        # sudo: a company begins with the policy that shows least, whoever makes it
        self.env["customer.privacy.policy"].sudo()._make_defaults(companies)
        return companies
