from odoo import api, fields, models

from .. import rules
from ..tools.masking import mask_email


class CustomerFormCompletionAsk(models.TransientModel):
    """Who is asked for what, of an incomplete submission."""

    _name = "customer.form.completion.ask"
    _description = "Ask for What Is Missing"

    submission_id = fields.Many2one(
        "customer.form.submission", required=True, ondelete="cascade"
    )
    asked_of = fields.Selection(
        [("customer", "The customer"), ("colleague", "A colleague")],
        required=True,
        default="customer",
    )
    colleague_id = fields.Many2one(
        "res.users", domain=[("share", "=", False)], ondelete="cascade"
    )
    offered_field_ids = fields.Many2many(
        "customer.form.field", compute="_compute_offered_field_ids"
    )
    field_ids = fields.Many2many(
        "customer.form.field",
        string="Questions",
        compute="_compute_field_ids",
        store=True,
        readonly=False,
        domain="[('id', 'in', offered_field_ids)]",
    )
    message = fields.Text()
    address = fields.Char(string="Sent To", compute="_compute_address")
    completion_id = fields.Many2one(
        "customer.form.completion", readonly=True, ondelete="cascade"
    )
    link = fields.Char(string="Private Link", compute="_compute_link")

    @api.model_create_multi
    def create(self, vals_list):
        """Who asks is told of the submission what he may see of it anyway."""
        asks = super().create(vals_list)
        asks.submission_id.check_access("read")
        return asks

    def write(self, vals):
        written = super().write(vals)
        self.submission_id.check_access("read")
        return written

    @api.depends("submission_id")
    def _compute_address(self):
        for ask in self:
            # sudo: no more than the mask is shown, to who sees the submission
            submission_sudo = ask.submission_id._filtered_access("read").sudo()
            address = submission_sudo._own_addresses().get(submission_sudo)
            ask.address = mask_email(address) if address else False

    @api.depends("submission_id", "asked_of")
    def _compute_offered_field_ids(self):
        for ask in self:
            keys = ask._offered_keys()
            ask.offered_field_ids = ask._fields_of(keys)

    @api.depends("completion_id")
    @api.depends_context("uid")
    def _compute_link(self):
        for ask in self:
            # sudo: who made the link passes it on; it is kept nowhere
            completion_sudo = ask.completion_id.sudo()
            is_mine = completion_sudo.user_id == self.env.user
            ask.link = completion_sudo._link() if is_mine else False

    @api.depends("submission_id")
    def _compute_field_ids(self):
        for ask in self:
            # A stored field is computed in superuser mode: as the user it is for.
            submission = ask.submission_id.sudo(False)._filtered_access("read")
            ask.field_ids = ask._fields_of(submission and submission._asked_keys())

    def _offered_keys(self):
        # sudo: what the version of a submission one sees asks is no secret
        submission_sudo = self.submission_id.sudo()
        if self.asked_of == "customer":
            return submission_sudo._replied_keys()
        schema = submission_sudo.version_id.schema
        return {field["key"] for field in rules.input_fields(schema, True)}

    def _fields_of(self, keys):
        """The questions with these keys, those of repeating sections too."""
        # sudo: see _offered_keys
        form_sudo = self.submission_id.sudo().form_id
        fields_sudo = form_sudo.with_context(active_test=False).section_ids.field_ids
        return fields_sudo.filtered(
            lambda field: field.key in keys or field.section_id.key in keys
        ).with_env(self.env)

    def _chosen_keys(self):
        """What is asked: a repeating section as a whole."""
        fields_sudo = self.field_ids.sudo()  # sudo: see _offered_keys
        keys = [
            field.section_id.key if field.section_id.is_repeating else field.key
            for field in fields_sudo
        ]
        offered = self._offered_keys()
        return [key for key in dict.fromkeys(keys) if key in offered]

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_send(self):
        """Mail the link to the customer, or give it to the colleague as something to do."""
        self.ensure_one()
        submission = self.submission_id
        submission.check_access("write")
        if self.asked_of == "colleague":
            submission._ask_colleague(
                self.colleague_id, self._chosen_keys(), self.message
            )
        else:
            submission._ask_customer(self._chosen_keys(), self.message)
        return {"type": "ir.actions.act_window_close"}

    def action_make_link(self):
        """Make the link without sending it, to pass it on by chat or on the phone.

        :return: the dialog again, with the link
        """
        self.ensure_one()
        self.submission_id.check_access("write")
        self.completion_id = self.submission_id._ask_customer(
            self._chosen_keys(), self.message, is_sent=False
        )
        return {
            "name": self.env._("Ask for What Is Missing"),
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
