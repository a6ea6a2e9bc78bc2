import csv
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, file_open

SOURCES = "customer_forms.form_new_customer_option_source_%s"
INDUSTRIES = "customer_forms.form_new_customer_option_industry_%s"
STAGES = {
    "new": "crm.stage_lead1",
    "qualified": "crm.stage_lead2",
    "proposition": "crm.stage_lead3",
    "won": "crm.stage_lead4",
}
PROBABILITIES = {"new": 10, "qualified": 30, "proposition": 60}
CUSTOMER_TYPES = {"won": "won", "lost": "lost"}
PRIORITIES = {"high": "2", "medium": "1", "low": "0"}


class CustomerDemo(models.AbstractModel):
    """Fictional customers from ``customers.csv``, with dates relative to today.

    Those that came by form go through the real engine. A row that was loaded before
    is left alone.
    """

    _name = "customer.demo"
    _description = "Customer Demo Data"

    @api.model
    def _load(self):
        self = self.with_context(
            lang="zh_CN", tz="Asia/Shanghai", tracking_disable=True
        )
        # Odoo loads translations after demo data; the reminders want them now.
        self.env["ir.module.module"]._load_module_terms(
            ["customer_followup"], ["zh_CN"]
        )
        form = self.env.ref("customer_forms.form_new_customer")
        if form.state == "draft":
            form.action_publish()
        rows = [row for row in self._read("customers.csv") if not self._find(row)]
        for row in rows:
            row["dossier"] = self._open(form, row)
        self._open_opportunities(rows)
        self._set_revenue_and_stage(rows)
        self._record_followups(rows)
        self._date_back(rows)
        self._finish_some_reminders(rows)

    def _read(self, name):
        with file_open(f"customer_followup/demo/{name}") as table:
            return list(csv.DictReader(table))

    def _find(self, row):
        return self.env.ref(
            f"customer_followup.customer_dossier_demo_{row['ref']}",
            raise_if_not_found=False,
        )

    # ------------------------------------------------------------
    # Dossiers
    # ------------------------------------------------------------

    def _open(self, form, row):
        by_hand = row["channel"] == "hand"
        dossier = self._open_by_hand(row) if by_hand else self._open_by_form(form, row)
        dossier.write({"contact_name": row["contact"], "tier": row["tier"]})
        self.env["ir.model.data"].create(
            {
                "module": "customer_followup",
                "name": f"customer_dossier_demo_{row['ref']}",
                "model": dossier._name,
                "res_id": dossier.id,
                "noupdate": True,
            }
        )
        return dossier

    def _open_by_form(self, form, row):
        answers = {
            "customer_name": row["name"],
            "phone": row["phone"],
            "email": row["email"],
            "customer_type": CUSTOMER_TYPES.get(row["stage"], "potential"),
            "industry": row["industry"],
            "source": row["source"],
            "first_contact": str(self._day(-int(row["age"]))),
            "urgency": row["intent"],
            "need": row["need"],
            "expected_signing": str(self._day(int(row["closing"]))),
        }
        submission_sudo = form._submit(answers, channel=row["channel"])
        # The first follow-up answers it some hours later, at times the next day.
        submission_sudo.submitted_at = self._moment(row, int(row["age"])) - timedelta(
            hours=1 + int(row["ref"]) * 7 % 30
        )
        submission_sudo.accepted_at = submission_sudo.submitted_at
        return submission_sudo.dossier_id

    def _open_by_hand(self, row):
        industry = self._by_label("res.partner.industry", INDUSTRIES % row["industry"])
        dossier = self.env["customer.dossier"].create(
            {
                "name": row["name"],
                "kind": row["kind"],
                "phone": row["phone"],
                "email": row["email"],
                "source_id": self._by_label("utm.source", SOURCES % row["source"]).id,
                "first_contact_date": self._day(-int(row["age"])),
                "user_id": self._owner(row).id,
            }
        )
        dossier.industry_id = industry
        return dossier

    def _by_label(self, model, option):
        name = self.env.ref(option).name
        known = self.env[model].search([("name", "=", name)], limit=1)
        return known or self.env[model].create({"name": name})

    def _owner(self, row):
        return self.env.ref(f"customer_followup.user_demo_{row['owner']}")

    # ------------------------------------------------------------
    # Opportunities and follow-ups
    # ------------------------------------------------------------

    def _open_opportunities(self, rows):
        """Of those entered by hand; a form opens its own."""
        self.env["crm.lead"].create(
            [
                {
                    "name": f"{row['dossier'].number} {row['need']}",
                    "type": "opportunity",
                    "partner_id": row["dossier"].partner_id.id,
                    "contact_name": False,
                    "partner_name": False,
                    "user_id": row["dossier"].user_id.id,
                    "team_id": row["dossier"].team_id.id,
                    "source_id": row["dossier"].source_id.id,
                    "priority": PRIORITIES[row["intent"]],
                    "date_deadline": self._day(int(row["closing"])),
                }
                for row in rows
                if row["channel"] == "hand" and row["stage"] != "none"
            ]
        )

    def _set_revenue_and_stage(self, rows):
        reason = self.env.ref("crm.lost_reason_1", raise_if_not_found=False)
        for row in rows:
            lead = row["dossier"].main_lead_id
            lead.expected_revenue = float(row["revenue"])
            if row["stage"] in STAGES:
                lead.stage_id = self.env.ref(STAGES[row["stage"]])
                lead.probability = PROBABILITIES.get(row["stage"], 100)
            elif row["stage"] == "lost":
                lead.stage_id = self.env.ref(STAGES["qualified"])
                lead.action_set_lost(lost_reason_id=reason and reason.id)

    def _record_followups(self, rows):
        """Spread evenly between the first contact and the last."""
        texts = self._read("followups.csv")
        self.env["customer.followup"].create(
            [
                {
                    **texts[(place + int(row["ref"]) * (place > 0)) % len(texts)],
                    "dossier_id": row["dossier"].id,
                    "user_id": row["dossier"].user_id.id,
                    "participant_ids": row["dossier"].user_id.ids,
                    **self._spoken_to(row),
                    "followed_up_at": self._moment(
                        row,
                        int(row["age"])
                        - place
                        * (int(row["age"]) - int(row["silence"]))
                        // max(int(row["followups"]) - 1, 1),
                    ),
                }
                for row in rows
                for place in range(int(row["followups"]))
            ]
        )

    def _spoken_to(self, row):
        main = row["dossier"].contact_ids.filtered("is_main")
        if main:
            return {"contact_ids": main.ids}
        return {"customer_participants": row["contact"] or row["name"]}

    # ------------------------------------------------------------
    # Dates
    # ------------------------------------------------------------

    def _day(self, offset):
        return fields.Date.context_today(self) + timedelta(days=offset)

    def _moment(self, row, days_ago):
        """A moment in office hours (UTC+8), never in the future."""
        now = fields.Datetime.now()
        hour = 1 + int(row["ref"]) % 8
        moment = (now - timedelta(days=days_ago)).replace(
            hour=hour, minute=int(row["ref"]) % 60, second=0
        )
        return min(moment, now)

    def _date_back(self, rows):
        self.env.flush_all()
        for row in rows:
            dossier, lead = row["dossier"], row["dossier"].main_lead_id
            begun = self._moment(row, int(row["age"]))
            for record in dossier + lead.dossier_id, lead:
                # The ORM refuses to write create_date; demo data needs a past.
                self.env.execute_query(
                    SQL(
                        "UPDATE %s SET create_date = %s WHERE id IN %s RETURNING id",
                        SQL.identifier(record._table),
                        begun,
                        tuple(record.ids) or (0,),
                    )
                )
            closed = self._moment(row, max(-int(row["closing"]), 0))
            lead.write(
                {
                    "date_open": begun,
                    "date_last_stage_update": self._moment(row, int(row["silence"])),
                    "date_closed": lead.won_status != "pending" and closed,
                }
            )
        self.env.invalidate_all()

    def _finish_some_reminders(self, rows):
        """What the rules ask for now; silent customers' reminders are overdue."""
        dossiers = self.env["customer.dossier"].union(*(row["dossier"] for row in rows))
        for row in rows:
            late = (int(row["silence"]) - 2) % 9 if int(row["silence"]) > 2 else -1
            for reminder in row["dossier"].reminder_ids:
                due = self._day(-late)
                reminder.due_date = due
                reminder.activity_id.date_deadline = due
        for dossier in dossiers.filtered("activity_ids")[::8]:
            dossier.activity_ids[0].with_user(dossier.user_id).action_feedback(
                feedback="已按提醒致电, 客户希望了解最新进展。"
            )
