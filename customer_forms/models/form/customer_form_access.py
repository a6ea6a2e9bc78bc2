"""Who fills in a form, and who sees and corrects which of its sections (P4)."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...exceptions import NotInvited

MANAGER = "customer_forms.customer_forms_group_manager"


class CustomerForm(models.Model):
    _inherit = "customer.form"

    visible_answers = fields.Json(
        compute="_compute_visible_answers",
        compute_sudo=True,
        exportable=False,
        help="Keys of the questions and sections whose answers this user may see; empty"
        " for all of them.",
    )

    # ------------------------------------------------------------
    # Who sees
    # ------------------------------------------------------------

    @api.depends(
        "section_ids.key",
        "section_ids.field_ids.key",
        "section_ids.see_department_ids.user_id",
        "section_ids.see_department_ids.crm_team_member_ids.user_id",
        "section_ids.see_department_ids.crm_team_member_ids.active",
    )
    @api.depends_context("uid")
    def _compute_visible_answers(self):
        """What is not known to belong to a section this user sees is hidden, once a
        section of the form is: also a key that no question has any more."""
        hidden = self._hidden_sections()
        for form in self:
            visible = form.section_ids - hidden
            form.visible_answers = form._origin in hidden.form_id and {
                "keys": visible._answer_keys()
            }

    def _hidden_sections(self):
        """Sections of these forms whose answers this user may not see."""
        Section = self.env["customer.form.section"].with_context(active_test=False)
        if self.env.user.has_group(MANAGER):
            return Section
        restricted = Section.search(
            [
                ("form_id", "in", self._origin.ids),
                ("see_department_ids", "!=", False),
            ]
        )
        departments = restricted and self._user_departments()
        return restricted.filtered(
            lambda section: not section.see_department_ids & departments
        )

    def _visible_keys(self):
        """Keys this user may see the answers of; None for all of them."""
        # sudo: whoever sees a submission may know what of it he sees
        access = self.sudo().visible_answers
        return access["keys"] if access else None

    def _visible_definition(self, name):
        """The properties definition in the field ``name``, as far as this user sees."""
        keys = None if self.env.su else self._visible_keys()
        return [prop for prop in self[name] if keys is None or prop["name"] in keys]

    @api.model
    def _partly_visible_forms(self):
        """In sudo, the forms of which this user does not see every answer."""
        forms_sudo = self.browse().sudo()  # sudo: see _visible_keys
        if self.env.su or self.env.user.has_group(MANAGER):
            return forms_sudo
        restricted_sudo = forms_sudo.with_context(active_test=False).search(
            [("section_ids.see_department_ids", "!=", False)]
        )
        return restricted_sudo.filtered("visible_answers")

    def _user_departments(self):
        """Departments, in sudo, which this user leads or is a member of."""
        # sudo: membership does not depend on the companies chosen in the menu
        teams_sudo = self.env["crm.team"].sudo().with_context(active_test=False)
        # Archived memberships are not in this field.
        return teams_sudo.search(
            Domain("user_id", "=", self.env.uid)
            | Domain("crm_team_member_ids.user_id", "=", self.env.uid)
        )

    # ------------------------------------------------------------
    # Who fills in
    # ------------------------------------------------------------

    def _check_may_submit(self, opening=None):
        """Refuse those whom the form does not ask.

        :param Opening opening: how the page was opened; None without a page
        :raises NotInvited: with what they can do about it
        """
        self.ensure_one()
        # sudo: visitors have no rights on forms
        form_sudo = self.sudo()
        user = self.env.user
        if form_sudo.submit_access == "anyone" or user._is_superuser():
            return
        if user._is_public():
            raise NotInvited(
                self.env._("Please sign in to fill in this form."), needs_sign_in=True
            )
        if form_sudo.submit_access == "departments" and not (
            user.has_group(MANAGER)
            or form_sudo.department_ids & form_sudo._user_departments()
        ):
            raise NotInvited(form_sudo._invited_departments())

    def _invited_departments(self):
        """A sentence that says who fills in the form."""
        names = self.department_ids.mapped("name")
        if not names:
            return self.env._("Nobody is asked to fill in this form at present.")
        return self.env._(
            "This form is filled in by these departments: %(departments)s.",
            departments=", ".join(names),
        )
