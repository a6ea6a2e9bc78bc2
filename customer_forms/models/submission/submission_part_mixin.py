from odoo import api, fields, models
from odoo.fields import Domain


class CustomerFormPart(models.AbstractModel):
    """What belongs to one question or section of a submission, and is seen by those who
    see its answers. Which submissions somebody sees is for record rules to say; this is
    about the section, which a rule cannot express."""

    _name = "customer.form.part"
    _description = "Part of a Submission"

    # The field with the key of the question or section.
    _part_key = "field_key"

    submission_id = fields.Many2one(
        "customer.form.submission", required=True, index=True, ondelete="cascade"
    )
    form_id = fields.Many2one(
        related="submission_id.form_id", store=True, index=True, precompute=True
    )

    @api.model
    def _visible_domain(self):
        """What this user sees, as far as sections decide."""
        partly_sudo = self.env["customer.form"]._partly_visible_forms()
        return Domain.AND(
            Domain("form_id", "!=", form_sudo.id)
            | Domain(self._part_key, "in", form_sudo._visible_keys())
            for form_sudo in partly_sudo
        )

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._visible_domain()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        # sudo: which records are hidden does not depend on what else he may read
        hidden = self - self.sudo().filtered_domain(self._visible_domain()).sudo(False)
        if not hidden:
            return refused
        forbidden = (refused[0] if refused else self.browse()) | hidden
        return forbidden, lambda: self._make_hidden_error(operation, forbidden)

    def _make_hidden_error(self, operation, forbidden):
        return self.env["ir.rule"]._make_access_error(operation, forbidden)
