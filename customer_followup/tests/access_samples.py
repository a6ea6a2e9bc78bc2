"""A record of every model of ours, and what people would write to it."""

from odoo import Command
from odoo.tests import new_test_user

from .common import CustomerFollowupCommon

BANK = {"bank_account": "6222020200112233445"}


class AccessSamples(CustomerFollowupCommon):
    """Everything there is of one customer of a salesperson, and people of every role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team_2 = cls.env["crm.team"].create(
            {
                "name": "Second sales department",
                "company_id": cls.company.id,
                "user_id": cls._create_user("cf_leader_2", "supervisor").id,
            }
        )
        cls.people = {
            "owner": cls.salesperson,
            "colleague": cls.salesperson_2,
            "service": cls._create_user("cf_service", "service"),
            "leader": cls.supervisor,
            "leader 2": cls.team_2.user_id,
            "viewer": cls._create_user("cf_viewer", "viewer"),
            "officer": cls._create_user("cf_officer", "data_officer"),
            "creator": cls.creator,
            "manager": cls.manager,
            "employee": cls.outsider,
            "portal": new_test_user(cls.env, "cf_portal", groups="base.group_portal"),
            "elsewhere": new_test_user(
                cls.env,
                "cf_elsewhere",
                groups="customer_forms.customer_forms_group_manager",
                company_id=cls.company_2.id,
                company_ids=[Command.set(cls.company_2.ids)],
            ),
        }
        cls.dossier = cls._create_dossier("王小明", phone="13900002001", intent="high")
        cls.other = cls._create_dossier("李雷", phone="13900002002")
        cls.lead = cls.dossier.main_lead_id
        cls.today = cls._today()
        cls.of = {"dossier_id": cls.dossier.id}
        cls.samples = {}
        cls._make_dossier_samples()
        cls._make_network_samples()
        cls._make_engine_samples()
        cls._make_request_samples()
        cls._make_rule_samples()

    @classmethod
    def _sample(cls, record, new=None, change=None):
        """:param dict new: values of another one like it; None where people make none
        :param dict change: values of a change
        """
        name = "name" if "name" in record._fields else "id"
        cls.samples[record._name] = (record, new or {}, change or {name: 1})
        return record

    @classmethod
    def _make(cls, model, vals, change):
        return cls._sample(cls.env[model].create(vals), vals, change)

    @classmethod
    def _make_dossier_samples(cls):
        new = {"name": "韩梅梅", "team_id": cls.team.id}
        cls._sample(cls.dossier, new, {"remarks": "Likes tea"})
        note = {**cls.of, "summary": "Called"}
        by_owner = cls.env["customer.followup"].with_user(cls.salesperson)
        followup = cls._sample(
            by_owner.create(note).sudo(), note, {"next_plan": "Call again"}
        )
        task = {"followup_id": followup.id, "name": "Send the offer"}
        task["user_id"] = cls.salesperson.id
        cls._make("customer.followup.todo", task, {"name": "Send the other offer"})
        followup.with_user(cls.salesperson).write({"summary": "Called twice"})
        cls._sample(
            cls.env["customer.followup.change"].search(
                [("followup_id", "=", followup.id)], limit=1
            )
        )
        milestone = {**cls.of, "date": cls.today, "note": "Visited us"}
        cls._make("customer.milestone", milestone, {"note": "Came to see us"})
        purchase = {**cls.of, "product": "Crane", "amount": "1200"}
        cls._make("customer.purchase", purchase, {"product": "Hook"})
        history = cls.env["customer.purchase.history"]
        cls._sample(history.search([("dossier_id", "=", cls.dossier.id)], limit=1))
        cls._sample(cls.dossier.reminder_ids[:1], change={"state": "done"})

    @classmethod
    def _make_network_samples(cls):
        person = {**cls.of, "name": "赵六", "phone": "13900002003"}
        contact = cls._make("customer.contact", person, {"position": "Buyer"})
        contact.is_decision_maker = True
        cls._sample(contact.decision_ids[:1], change={"date_from": cls.today})
        roles = cls.env["customer.contact.role"]
        cls._sample(roles.search([], limit=1), {"name": "x"}, {"name": "y"})
        knows = {"name": "knows", "inverse_name": "knows", "is_symmetric": True}
        kind = cls._make("customer.relation.type", knows, {"name": "y"})

        relation = {
            "type_id": kind.id,
            "from_dossier_id": cls.dossier.id,
            "to_dossier_id": cls._create_dossier("孙七").id,
        }
        cls._make("customer.relation", relation, {"date_from": cls.today})
        cls.samples["customer.relation"][1]["to_dossier_id"] = cls.other.id

    @classmethod
    def _make_engine_samples(cls):
        cls._sample(cls.dossier.fact_ids[:1], change={"state": "refused"})
        cls.dossier.with_user(cls.salesperson).write(BANK)
        waiting = cls.env["customer.change.request"].search(
            [("dossier_id", "=", cls.dossier.id)]
        )
        cls._sample(waiting, change={"state": "approved"})
        cls._sample(waiting.value_ids[:1], change={"reason": "need"})
        gone = cls._create_dossier("王小明")
        pairs = cls.env["customer.duplicate"]
        place = {"company_id": cls.company.id, "score": 100, "reasons": ["by_hand"]}
        ids = {"dossier_id": cls.dossier.id, "other_id": cls.other.id}
        cls._sample(pairs.create({**ids, **place}), change={"state": "apart"})
        merge = cls.env["customer.merge"]._merge(cls.dossier, gone)
        cls._sample(merge, change={"state": "undone"})
        given = cls.dossier.with_user(cls.supervisor)
        wizard = (
            cls.env["customer.handover.wizard"]
            .with_user(cls.supervisor)
            .browse(given.action_hand_over()["res_id"])
        )
        wizard.to_user_id = cls.salesperson_2
        wizard.action_confirm()
        run = wizard.sudo().handover_ids
        cls._sample(run, change={"state": "undone"})
        cls._sample(run.line_ids, change={"state": "undone"})
        run.with_user(cls.supervisor).action_undo()

    @classmethod
    def _make_request_samples(cls):
        """Of the employee without a role, handed over."""
        chosen = cls.env["customer.access.field"].search([("key", "=", "phone")])
        vals = {
            "purpose": "Fair",
            "kind": "individual",
            "field_ids": [Command.set(chosen.ids)],
            "ends_on": cls.today,
        }
        by_employee = cls.env["customer.access.request"].with_user(cls.outsider)
        request = by_employee.create(vals)
        request.action_submit()
        request.with_user(cls.supervisor)._decide(True)
        request.with_user(cls.people["officer"]).action_hand_over()
        cls._sample(request.sudo(), vals, {"purpose": "Another fair"})
        line = request.sudo().line_ids.filtered(
            lambda line: line.dossier_id == cls.dossier
        )
        cls._sample(line, change={"is_granted": False})
        cls._sample(request.sudo().approval_ids[:1], change={"state": "approved"})
        cls._sample(chosen)

    @classmethod
    def _make_rule_samples(cls):
        cls._sample(cls.rule_high, {"name": "x"}, {"name": "y"})
        expectations = cls.env["customer.expectation"].search([])
        expectations.filtered(lambda each: each.what == "tier").unlink()
        cls._sample(
            expectations[:1],
            {"what": "tier", "question": "How important?"},
            {"question": "How big?"},
        )
        cls._make(
            "customer.status.phrase",
            {"name": "will buy", "result": "won", "lang": "en"},
            {"name": "buys"},
        )
        rockets = {"name": "rockets", "words": "rocket", "lang": "en"}
        cls._sample(
            cls.env["customer.status.word"].create(rockets),
            {**rockets, "name": "missiles"},
            {"words": "rocket missile"},
        )
