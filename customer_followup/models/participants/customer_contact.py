"""When a contact person was last spoken to, and what was said (U1)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .customer_followup import LINK


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    followup_ids = fields.Many2many(
        "customer.followup",
        LINK[0],
        LINK[2],
        LINK[1],
        string="Follow-ups",
        readonly=True,
    )
    followup_count = fields.Integer(
        string="Number of Follow-ups", compute="_compute_followup_count"
    )
    # Stored: lists are sorted and filtered by it.
    last_spoken_at = fields.Datetime(
        string="Last Spoken To",
        compute="_compute_last_spoken_at",
        store=True,
        index="btree_not_null",
    )

    @api.depends("followup_ids.followed_up_at")
    def _compute_last_spoken_at(self):
        for contact in self:
            times = contact.followup_ids.mapped("followed_up_at")
            contact.last_spoken_at = max(times, default=False)

    def _compute_followup_count(self):
        counts = dict(
            self.env["customer.followup"]._read_group(
                [("contact_ids", "in", self.ids)], ["contact_ids"], ["__count"]
            )
        )
        for contact in self:
            contact.followup_count = counts.get(contact._origin, 0)

    def write(self, vals):
        if vals.get("dossier_id") and not self.env.su:
            self._check_stays(vals["dossier_id"])
        return super().write(vals)

    def unlink(self):
        """Who was spoken to is said by the follow-up all the same."""
        # sudo: follow-ups with this person, whoever wrote them
        self.sudo().followup_ids._name_instead(self.sudo())
        return super().unlink()

    def action_view_followups(self):
        """List the follow-ups with this person.

        :return: action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.followup",
            "view_mode": "list,kanban,form",
            "domain": [("contact_ids", "in", self.ids)],
            "context": {"create": False},
            "name": self.env._("Follow-ups"),
        }

    def action_log_followup(self):
        """Log a follow-up with this person.

        :return: action of a dialog
        """
        self.ensure_one()
        action = self.dossier_id.action_log_followup()
        action["context"] |= {
            "default_contact_ids": self.ids,
            "default_customer_participants": False,
        }
        return action

    def _check_stays(self, dossier_id):
        """:raises UserError: when somebody who was spoken to goes to another customer"""
        leaving = self.filtered(lambda contact: contact.dossier_id.id != dossier_id)
        # sudo: only whether there are any
        if leaving.sudo().followup_ids:
            raise UserError(
                self.env._(
                    "There are follow-ups with this person at this customer. Say until"
                    " when the person was there, and add the person to the other one."
                )
            )


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    def _name_instead(self, contacts):
        """Names instead of links, sealed."""
        opened = contacts._open_values(["name"])
        for followup in self:
            leaving = followup.contact_ids & contacts
            said = followup._open_values(["customer_participants"])[followup.id]
            typed = said.get("customer_participants") or ""
            names = [opened[contact.id].get("name") for contact in leaving]
            names = [name for name in names if name and name not in typed]
            followup.contact_ids -= contacts
            followup.customer_participants = ", ".join(filter(None, [typed, *names]))
