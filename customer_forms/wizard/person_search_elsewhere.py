"""Where a person is found beside the vault: answers that are not sensitive, contacts and
opportunities, and whatever Odoo's own privacy look-up knows."""

from odoo import models, tools
from odoo.fields import Domain

from ..tools import sensitivity as classes
from .customer_person_search import ASKED

# field of the search -> types of questions whose answers it may be
TYPES = {"phone": {"phone"}, "email": {"email"}, "identity": {"uscc", "id_card"}}
ROLES = {"person_name": {"customer_name", "contact_name"}}
# What Odoo's look-up asks for, and nobody has.
NOBODY = "nobody@nowhere.invalid"
# Found by us, or no more than a trace of what is found.
COVERED = ("customer.", "mail.", "privacy.", "res.users.", "bus.")


class CustomerPersonSearch(models.TransientModel):
    _inherit = "customer.person.search"

    def _find_plain(self, name, text):
        """Submissions with the value in an answer that the form does not keep encrypted."""
        # sudo: whoever answers for personal data finds all of it
        Submission = self.env["customer.form.submission"].sudo()
        Form = self.env["customer.form"].sudo().with_context(active_test=False)
        keys = set()
        for form in Form.search([("company_id", "in", self.env.companies.ids)]):
            sensitive = form._sensitive_keys()
            keys |= {
                field["key"]
                for version in form.version_ids
                for section in version.schema["sections"]
                for field in section["fields"]
                if field["key"] not in sensitive
                and (
                    field["type"] in TYPES.get(name, ())
                    or field["role"] in ROLES.get(name, ())
                )
            }
        if not keys:
            return Submission
        values = [text, text.upper(), classes.normal(ASKED[name], text)]
        wanted = list(dict.fromkeys(filter(None, values)))
        domain = Domain.OR([(f"answers.{key}", "in", wanted)] for key in sorted(keys))
        domain &= Domain("company_id", "in", self.env.companies.ids)
        return Submission.search(domain)

    def _find_elsewhere(self, typed):
        """Contacts, users, opportunities and other records of Odoo: [(model, id)]."""
        places = set()
        if phone := classes.normal("phone", typed.get("phone")):
            for model in ("res.partner", "crm.lead"):
                # sudo: see _find_plain
                Model = self.env[model].sudo().with_context(active_test=False)
                found = Model.search([("phone_sanitized", "=", phone)])
                places |= {(model, res_id) for res_id in found.ids}
        return places | set(self._look_up(typed))

    def _look_up(self, typed):
        """What Odoo's privacy look-up finds by e-mail and name. Its wizard is never
        saved: the database would have what was typed."""
        email = tools.email_normalize(typed.get("email") or "")
        name = typed.get("person_name")
        if not email and not name:
            return []
        # sudo: Odoo lets only its administrators look, and only at their companies
        Lookup_sudo = self.env["privacy.lookup.wizard"].sudo()
        wizard = Lookup_sudo.new({"email": email or NOBODY, "name": name or NOBODY})
        self.env.flush_all()
        rows = self.env.execute_query(wizard._get_query())
        models_ = self.env["ir.model"].sudo().browse({row[0] for row in rows})
        names = {model.id: model.model for model in models_}
        return [
            (names[model_id], res_id)
            for model_id, res_id, _is_active in rows
            if names.get(model_id) in self.env
            and not names[model_id].startswith(COVERED)
            and self._is_ours(names[model_id], res_id)
        ]

    def _is_ours(self, res_model, res_id):
        """Whether a record is of the companies this user works in."""
        # sudo: see _find_plain
        record_sudo = self.env[res_model].sudo().browse(res_id)
        if "company_id" not in record_sudo._fields:
            return True
        return record_sudo.company_id <= self.env.companies
