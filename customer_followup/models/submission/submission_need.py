"""The need a submission states: an opportunity, or more on the one that is open (S8)."""

from datetime import date, timedelta

from markupsafe import Markup

from odoo import fields, models

from odoo.addons.customer_forms.tools import sensitivity

from ...tools.amount_range import AmountRange, as_text
from ...tools.by_engine import BY_ENGINE
from ...tools.wording import first_line
from ..dossier.customer_dossier_leads import PRIORITY_BY_INTENT
from ..need.crm_lead_need import AS_SAID

STAGE_BY_KEY = {
    "first_contact": "crm.stage_lead1",
    "need_confirmed": "crm.stage_lead2",
    "proposal_sent": "crm.stage_lead3",
    "signed": "crm.stage_lead4",
}
# Answers that are words on the opportunity: role -> its field.
WORDED = {
    "need": "core_need",
    "expected_need": "expected_need",
    "product_preference": "product_preference",
    "budget": "budget",
    "purchase_time": "purchase_time",
}
# Any of these states a need.
NEEDING = {*WORDED, "expected_closing", "intent", "key_need", "priority"}
# What is said again goes beside what was said before.
JOINED = ("core_need", "expected_need", "product_preference")
NO = {"no", "none", "false", "0"}


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _word_needs(self, said, opened):
        """Replace what was chosen, counted or dated by words, as sales people read it.

        Labels are those of the company's language, whatever the visitor read.
        """
        lang = self.env.company.partner_id.lang
        for submission in self:
            mine = said[submission]
            roles = WORDED.keys() & mine.keys()
            labels = (
                submission._answer_labels_by_role(lang, opened)
                if any(isinstance(mine[role], str | list) for role in roles)
                else {}
            )
            for role in roles:
                value = mine[role]
                if isinstance(value, date):
                    mine[role] = fields.Date.to_string(value)
                elif isinstance(value, int | float):
                    mine[role] = as_text(AmountRange(value, value))
                else:
                    mine[role] = labels.get(role, value)

    def _open_leads(self, said):
        """Give each need an opportunity, the open one where the customer said more of it."""
        needing = self.filtered(lambda each: each._states_need(said[each]))
        open_leads = needing._find_open_leads()
        first, more = [], []
        for submission in needing:
            key = (submission.dossier_id, submission.form_id)
            lead = submission._same_need(open_leads.get(key, ()))
            if lead is None:
                first.append(submission)
                open_leads.setdefault(key, []).append((submission, None))
            else:
                more.append((submission, lead))
        # Whoever follows a department hears of an opportunity, not of an import's 1,000.
        leads = (
            self.env["crm.lead"]
            .with_context(**{"mail_create_nolog": len(needing) > 1, AS_SAID: BY_ENGINE})
            .create([each._prepare_lead_vals(said[each]) for each in first])
            .with_env(self.env)
        )
        for submission, lead in zip(first, leads, strict=True):
            submission.lead_id = lead
        for submission, earlier in more:
            submission.lead_id = earlier.lead_id
            submission._add_to_lead(said[submission])

    def _states_need(self, said):
        stated = NEEDING & said.keys()
        return bool(stated - {"key_need"}) or said.get("key_need", "no") not in NO

    # ------------------------------------------------------------
    # The same need once more
    # ------------------------------------------------------------

    def _find_open_leads(self):
        """What these customers asked for with these forms and is still open.

        :return: {(dossier, form): [(submission, opportunity)]}, the newest last
        """
        found = {}
        if not self.env.company.same_need_days:
            return found
        for submission in self.search(
            [
                ("dossier_id", "in", self.dossier_id.ids),
                ("form_id", "in", self.form_id.ids),
                ("lead_id.won_status", "=", "pending"),
                ("lead_id.active", "=", True),
            ],
            order="submitted_at, id",
        ):
            key = (submission.dossier_id, submission.form_id)
            found.setdefault(key, []).append((submission, submission.lead_id))
        return found

    def _same_need(self, earlier):
        """The submission whose opportunity this one is about too, or None.

        :param earlier: pairs of submission and opportunity, of this customer and form
        """
        within = timedelta(days=self.env.company.same_need_days)
        for submission, _lead in reversed(earlier):
            if within and abs(self.submitted_at - submission.submitted_at) <= within:
                return submission
        return None

    def _add_to_lead(self, said):
        """Add what is new to the open opportunity, note it there, and put it before the
        owner. What somebody has settled stays: the note says what the customer says now.
        """
        lead = self.lead_id.with_context(**{AS_SAID: BY_ENGINE})
        vals = self._prepare_need_vals(said)
        changes, differing = {}, {}
        budget = lead._open_values(["budget"])[lead.id].get("budget")
        for name, value in vals.items():
            known = budget if name == "budget" else lead[name]
            if not known:
                changes[name] = value
            elif name in JOINED and value not in known:
                changes[name] = f"{known}\n{value}"
            elif name not in JOINED and value != known:
                differing[name] = value
        if changes:
            lead.write(changes)
        lead._note_addition(self, {**{n: vals[n] for n in changes}, **differing})
        dossier = self.dossier_id
        summary = self.env._("Asked again: %(need)s", need=lead.name)
        dossier._schedule_contact([(dossier, dossier._today(), summary)])

    # ------------------------------------------------------------
    # The opportunity
    # ------------------------------------------------------------

    def _prepare_lead_vals(self, said):
        """The opportunity; it repeats neither the name nor the phone."""
        dossier = self.dossier_id
        hidden = (said.get("customer_name"), said.get("contact_name"))
        topic = first_line(said.get("need"), hidden=hidden) or self.form_id.name
        stage = self._stage_of(said.get("followup_stage"))
        vals = {
            "name": f"{dossier.number} {topic}",
            "type": "opportunity",
            "partner_id": dossier.partner_id.id,
            "contact_name": False,
            "partner_name": False,
            "company_id": self.company_id.id,
            "user_id": dossier.user_id.id,
            "team_id": dossier.team_id.id,
            "referred": said.get("referrer"),
            "source_id": said.get("source", self.source_id).id,
            "medium_id": self.medium_id.id,
            "campaign_id": self.campaign_id.id,
            **self._prepare_need_vals(said),
        }
        if stage:
            vals["stage_id"] = stage.id
        return vals

    def _prepare_need_vals(self, said):
        """What was said of the need itself, in terms of the opportunity."""
        vals = {field: said[role] for role, field in WORDED.items() if said.get(role)}
        level = PRIORITY_BY_INTENT.get(said.get("priority", said.get("intent")))
        if level:
            vals["priority"] = level
        if said.get("expected_closing"):
            vals["date_deadline"] = said["expected_closing"]
        if said.get("key_need", "no") not in NO:
            vals["is_key_need"] = True
        return vals

    def _stage_of(self, key):
        stage = STAGE_BY_KEY.get(key) and self.env.ref(
            STAGE_BY_KEY[key], raise_if_not_found=False
        )
        return stage or self.env["crm.stage"]


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def _note_addition(self, submission, said):
        """Note on the opportunity what the customer says in another submission.

        :param dict said: by field of the opportunity
        """
        priorities = dict(self._fields["priority"]._description_selection(self.env))
        words = {
            **said,
            "budget": sensitivity.mask("amount", said.get("budget")),
            "is_key_need": self.env._("Yes"),
            "priority": priorities.get(said.get("priority")),
        }
        labels = self.fields_get(said, ["string"])
        lines = [
            Markup("<li>%s: %s</li>") % (labels[name]["string"], words[name])
            for name in said
        ]
        head = self.env._(
            "The customer asked again (%(number)s).", number=submission.number
        )
        body = Markup("<p>%s</p>") % head
        if lines:
            body += Markup("<ul>%s</ul>") % Markup("").join(lines)
        self._message_log(body=body)
