from odoo import fields, models

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from ...tools.wording import guess_kind, industry_meant
from ..dossier.customer_dossier_facts import SIZES

# What an answer says of the customer: role -> field of the dossier.
DOSSIER_FIELDS = {
    "contact_name": "contact_name",
    "phone": "phone",
    "landline": "landline",
    "email": "email",
    "credit_code": "credit_code",
    "id_card": "id_card",
    "tier": "tier",
    "first_contact": "first_contact_date",
    "company_size": "company_size",
    "remarks": "remarks",
}
# What only the engine writes.
ENGINE_FIELDS = {"dossier_id", "filing_state", "lead_id"}
IDENTIFYING = {"customer_name", "contact_name", "credit_code", "phone", "email"}


class CustomerFormSubmission(models.Model):
    """A submission that takes effect opens or completes a dossier (S8).

    Works on N submissions; each step is one batch.
    """

    _inherit = "customer.form.submission"

    dossier_id = fields.Many2one(
        "customer.dossier",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        check_company=True,
    )
    lead_id = fields.Many2one(
        "crm.lead", string="Opportunity", readonly=True, index="btree_not_null"
    )

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        return super().write(vals)

    def _file_customers(self):
        """Open or complete dossiers, and what follows from them."""
        opened = self._open_answers()
        said = {each: each._answers_by_role(opened) for each in self}
        known = self.filtered(lambda submission: IDENTIFYING & said[submission].keys())
        if not known:
            return
        known._link_records("source", "utm.source", said)
        known._link_records("industry", "res.partner.industry", said)
        known._link_addresses(said)
        known._link_id_cards(said)
        vals_list = [each._prepare_dossier_vals(said[each]) for each in known]
        dossiers = self.env["customer.dossier"]._file_customers(
            vals_list,
            [
                each._prepare_statement(said[each], vals)
                for each, vals in zip(known, vals_list, strict=True)
            ],
        )
        for submission, dossier in zip(known, dossiers, strict=True):
            submission.dossier_id = dossier
        known._assign_owners()
        known._word_needs(said, opened)
        known._open_leads(said)
        known._schedule_next_contacts(said)
        known._propose_referrers(said)
        self.env["customer.reminder.rule"]._remind(known.dossier_id)

    def _prepare_dossier_vals(self, said, kind=None):
        """What one submission says of its customer, in terms of the dossier.

        :param dict said: answers by role
        :param str kind: of the customer, where it is known and may not be said
        """
        name = said.get("customer_name") or said.get("contact_name")
        kind = said.get("customer_kind", kind)
        vals = {field: said.get(role) for role, field in DOSSIER_FIELDS.items()}
        vals |= {
            "name": name,
            "number": self.number,
            "kind": kind if kind in ("individual", "company") else guess_kind(name),
            "source_id": said.get("source", self.source_id).id,
            "industry_id": "industry" in said and said["industry"].id,
            "contact_address": said.get("region"),
            "address": said.get("place"),
        }
        if vals["tier"] not in ("vip", "ordinary", "potential"):
            del vals["tier"]
        # Forms may ask for numbers of people; classes depend on the industry too.
        if vals["company_size"] not in dict(SIZES):
            del vals["company_size"]
        if vals["contact_name"] == name:
            del vals["contact_name"]
        if vals["kind"] == "company":
            vals["name"] = name or self.number
            # Of whoever filled it in: the state calls an organisation by its code.
            del vals["id_card"]
        else:
            del vals["credit_code"]
        if self.lang in dict(self.env["res.lang"].get_installed()):
            vals["lang"] = self.lang
        return {field: value for field, value in vals.items() if value}

    def _link_records(self, role, model, said):
        """Replace the option chosen for ``role`` by the record of that name.

        Labels are read in the company's language, so that a source has one name
        whatever language the visitor read.
        """
        lang = self.env.company.partner_id.lang or "en_US"
        Model = self.env[model].with_context(lang=lang)
        labels = {
            submission: submission._answer_labels_by_role(lang)[role]
            for submission in self
            if role in said[submission]
        }
        names = dict.fromkeys(labels.values())
        found = Model.search([("name", "in", list(names))])
        records = {each.name: each for each in found}
        if role == "industry" and names.keys() - records.keys():
            known = {each.name: each for each in Model.search([], order="id")}
            meant = {
                name: industry_meant(name, known)
                for name in names.keys() - records.keys()
            }
            records |= {name: known[meant[name]] for name in meant if meant[name]}
        missing = [name for name in names if name not in records]
        created = Model.create([{"name": name} for name in missing])
        records |= dict(zip(missing, created, strict=True))
        for submission, label in labels.items():
            said[submission][role] = records[label]

    def _assign_owners(self):
        """Who owns the customer handles the submission."""
        self.env["customer.dossier"]._find_owners(
            [
                (
                    submission.dossier_id,
                    submission.form_id.department_ids[:1] or submission.team_id,
                    submission.form_id.user_id,
                )
                for submission in self
            ]
        )
        for (user, team), submissions in self.grouped(
            lambda submission: (
                submission.dossier_id.user_id,
                submission.dossier_id.team_id,
            )
        ).items():
            # The log of the customer tells who got it.
            submissions.with_context(mail_notrack=True).write(
                {"user_id": user.id, "team_id": team.id}
            )

    def _schedule_next_contacts(self, said):
        """A date that was agreed goes under the owner's clock."""
        self.env["customer.dossier"]._schedule_contact(
            [
                (
                    submission.dossier_id,
                    max(
                        said[submission]["next_contact"], submission.dossier_id._today()
                    ),
                    self.env._("Next contact as agreed"),
                )
                for submission in self
                if "next_contact" in said[submission]
            ]
        )
