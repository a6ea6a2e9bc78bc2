"""What is kept on a person in a dossier: found, handed out and erased (V5)."""

from odoo import models

from ...tools.by_engine import BY_ENGINE
from ...tools.settling import SETTLING

# Whom to ask for at an organisation; the organisation itself is no person.
CONTACT = (
    *("contact_name", "phone", "other_phone", "landline"),
    *("email", "other_email", "id_card", "tax_id"),
)
FACTS = ("kind", "tier", "intent", "source_id", "industry_id", "first_contact_date")
SAID = ("summary", "agreement", "next_plan", "customer_participants")


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _people(self):
        """Dossiers of persons: of an organisation only its contact is one."""
        return self.filtered(lambda dossier: dossier.kind != "company")

    def _personal_records(self):
        """Contact, opportunities and submissions of a person. Those of an organisation
        are of many people: each is found by its own values, but what is kept of whom to
        ask for there."""
        people = self._people().with_context(active_test=False)
        mains = self.contact_ids.filtered("is_main")
        return [people.partner_id, people.lead_ids, people.submission_ids, mains]

    # ------------------------------------------------------------
    # Erasing
    # ------------------------------------------------------------

    def _mark_erased(self):  # pylint: disable=missing-return
        """A dossier of an organisation lives on, with another contact."""
        super(CustomerDossier, self._people())._mark_erased()

    def _erase_personal_data(self, tally, is_dry):
        settled = self.with_context(**{SETTLING: BY_ENGINE, "tracking_disable": True})
        people = settled._people()
        super(CustomerDossier, people)._erase_personal_data(tally, is_dry)
        # While it is known what they are called.
        (settled - people).contact_ids.filtered("is_main")._forget_typed(is_dry)
        (settled - people)._erase_sealed(tally, is_dry, CONTACT)
        people._erase_fields(("remarks",), tally, is_dry)
        followups = people.followup_ids
        files = followups.attachment_ids
        tally.add(
            "followups",
            followups.dossier_id.ids
            and [followup.dossier_id.id for followup in followups],
        )
        for followup in followups:
            tally.add("files", [followup.dossier_id.id] * len(followup.attachment_ids))
        related = people.with_context(active_test=False)
        relations = related.relation_ids
        for dossier in related:
            tally.add("relations", [dossier.id] * len(dossier.relation_ids))
        if is_dry:
            return
        relations.unlink()
        # sudo: what only the engine writes; the caller has decided who may erase
        people.sudo().write({"opening_key": False})
        followups.write(dict.fromkeys(SAID, False))
        files.unlink()

    # ------------------------------------------------------------
    # Handing out
    # ------------------------------------------------------------

    def _personal_document(self):
        document = super()._personal_document()
        opened = self._open_values()[self.id]
        sealed = [
            # Of an identity card there is no more than its last four characters.
            self._document_line(name, opened.get(name) or self[name])
            for name in self._sealed_names_in_order()
            if self[name]
        ]
        facts = [self._document_line(name) for name in FACTS if self[name]]
        sections = [{"title": self.env._("Customer"), "lines": [*sealed, *facts]}]
        if self.kind != "company":
            if self.remarks:
                facts.append(self._document_line("remarks"))
            sections[0]["lines"] = [*sealed, *facts]
            sections += [each._document_section() for each in self.followup_ids]
        return document | {"sections": [*sections, *document["sections"]]}

    def _sealed_names_in_order(self):
        ours = self._sealed_names()
        return [name for name in ("name", *CONTACT, "address") if name in ours]


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    def _document_section(self):
        """What was noted of one contact with the customer."""
        dossier = self.dossier_id
        return {
            "title": self.env._("Follow-up"),
            "lines": [
                dossier._document_line(name, of=self)
                for name in ("followed_up_at", "method", *SAID, "review_remark")
                if self[name]
            ]
            + [dossier._document_line("name", of=todo) for todo in self.todo_ids],
        }


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _personal_records(self):
        """The dossier of the person who filled it in."""
        return [*super()._personal_records(), self.dossier_id._people()]


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        """What is written here must not find its way into the dossier."""
        settled = self.with_context(**{SETTLING: BY_ENGINE, "tracking_disable": True})
        super(ResPartner, settled)._erase_personal_data(tally, is_dry)


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        settled = self.with_context(**{SETTLING: BY_ENGINE, "tracking_disable": True})
        super(CrmLead, settled)._erase_personal_data(tally, is_dry)
