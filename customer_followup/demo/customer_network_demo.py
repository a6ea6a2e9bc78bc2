from odoo import api, models

TYPES = "customer_followup.customer_relation_type_%s"
ROLES = "customer_followup.customer_contact_role_%s"
CUSTOMERS = "customer_followup.customer_dossier_demo_%s"


class CustomerDemo(models.AbstractModel):
    """The people around the fictional customers, with dates relative to today."""

    _inherit = "customer.demo"

    @api.model
    def _load(self):  # pylint: disable=missing-return
        super()._load()
        demo = self.with_context(
            lang="zh_CN", tz="Asia/Shanghai", tracking_disable=True
        )
        demo._load_network()

    @api.model
    def _load_network(self):
        if self.env["customer.relation"].search_count([], limit=1):
            return
        contacts = {
            row["ref"]: self._add_contact(row) for row in self._read("contacts.csv")
        }
        self._speak_to(contacts.values())
        self.env["customer.relation"].create(
            [
                {
                    "type_id": self.env.ref(TYPES % row["type"]).id,
                    **self._end("from", row["first"], contacts),
                    **self._end("to", row["second"], contacts),
                    "date_from": self._day_or_none(row["since"]),
                    "date_to": self._day_or_none(row["until"]),
                    "state": row["state"],
                }
                for row in self._read("relations.csv")
            ]
        )

    def _add_contact(self, row):
        contact = self.env["customer.contact"].create(
            {
                "dossier_id": self.env.ref(CUSTOMERS % row["dossier"]).id,
                "name": row["name"],
                "phone": row["phone"],
                "position": row["position"],
                "role_ids": [
                    self.env.ref(ROLES % role).id for role in row["roles"].split()
                ],
                "date_from": self._day_or_none(row["since"]),
                "date_to": self._day_or_none(row["until"]),
            }
        )
        if row["decided"]:
            contact.write(
                {
                    "is_decision_maker": True,
                    "decision_from": self._day(int(row["decided"])),
                }
            )
        return contact

    def _speak_to(self, contacts):
        """Every second time with somebody else who was there then, also with two."""
        for place, contact in enumerate(contacts):
            there = contact.dossier_id.followup_ids.filtered(
                lambda followup, contact=contact: contact._is_present(
                    followup.followed_up_at.date()
                )
            )
            for followup in there[place % 2 :: 2]:
                followup.contact_ids += contact

    def _end(self, end, ref, contacts):
        if ref.startswith("c"):
            return {f"{end}_contact_id": contacts[ref[1:]].id}
        if ref.startswith("u_"):
            user = self.env.ref(f"customer_followup.user_demo_{ref[2:]}")
            return {f"{end}_user_id": user.id}
        return {f"{end}_dossier_id": self.env.ref(CUSTOMERS % ref).id}

    def _day_or_none(self, offset):
        return bool(offset) and self._day(int(offset))
