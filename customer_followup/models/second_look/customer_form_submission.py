"""A submission with a large budget or a key need waits for a second person (S7)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.customer_forms.rules.types.base import localised
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from ...tools.amount_range import parse_amounts
from .customer_change_request_decision import SUPERVISOR

# In the context of what a second person accepted. An object: what a client sends is JSON.
LOOKED_AT = "customer_looked_at"
BY_SECOND_PERSON = object()
NO = {"no", "none", "false", "0"}
ROLES = {"budget", "key_need"}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _initial_state(self, entry):
        state = super()._initial_state(entry)
        if state == "accepted" and self._is_high_risk(_said_in(entry)):
            return "submitted"
        return state

    def _prepare_submission_vals(self, entry):
        vals = super()._prepare_submission_vals(entry)
        return {**vals, "is_high_risk": self._is_high_risk(_said_in(entry))}

    @api.model
    def _is_high_risk(self, said):
        """Whether what somebody answered waits for a second person.

        :param said: pairs of a question of the schema and its answer
        """
        company = self.company_id[:1] or self.env.company
        for field, value in said:
            if field.get("role") == "budget" and company._looks_twice("budget"):
                amounts = parse_amounts(_as_text(field, value))
                most = amounts and (amounts.most or amounts.least)
                if company._is_large_budget(most):
                    return True
            if field.get("role") == "key_need" and company._looks_twice("need"):
                return str(value) not in NO
        return False


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    is_high_risk = fields.Boolean(
        string="High Risk",
        readonly=True,
        copy=False,
        help="It states a large budget or a key need: who leads the department, or an"
        " administrator, looks at it before it takes effect.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, {"is_high_risk"}, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, {"is_high_risk"}, [vals])
        return super().write(vals)

    def action_accept(self):
        """Accept; of high risk only as the second person.

        :raises AccessError: for who entered it, and for who leads no department
        """
        risky = self.filtered(lambda each: each.is_high_risk and not self.env.su)
        for submission in risky.filtered(lambda each: each.state != "accepted"):
            # sudo: who entered it, whoever may see that
            is_author = submission.sudo().create_uid == self.env.user
            if is_author or not self.env.user.has_group(SUPERVISOR):
                raise AccessError(
                    self.env._(
                        "%(number)s states a large budget or a key need. Another person"
                        " than its author accepts it: who leads the department, or an"
                        " administrator.",
                        number=submission.number,
                    )
                )
        looked_at = self.with_context(**{LOOKED_AT: BY_SECOND_PERSON})
        return super(CustomerFormSubmission, looked_at).action_accept()

    def _accept(self):  # pylint: disable=missing-return
        """What nobody has looked at waits, however complete it is."""
        waiting = self.browse()
        if self.env.context.get(LOOKED_AT) is not BY_SECOND_PERSON:
            waiting = self.filtered("is_high_risk")
            waiting.filtered(lambda each: each.state != "submitted").write(
                {"state": "submitted"}
            )
        super(CustomerFormSubmission, self - waiting)._accept()

    def _on_answers_changed(self, keys):
        if self.state != "accepted":
            opened = self._open_answers()
            self.is_high_risk = self.form_id._is_high_risk(
                (each.field, each.value) for each in self._answered(opened)
            )
        return super()._on_answers_changed(keys)


def _said_in(entry):
    return [
        (answered.field, answered.value)
        for answered in entry.answered()
        if answered.field.get("role") in ROLES
    ]


def _as_text(field, value):
    """What was answered, as words: of an option its label."""
    options = {option["key"]: option for option in field.get("options") or ()}
    keys = value if isinstance(value, list) else [value]
    return " ".join(
        localised(options[key]["label"], "zh_CN") if key in options else str(key)
        for key in keys
    )
