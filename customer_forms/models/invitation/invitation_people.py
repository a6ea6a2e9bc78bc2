"""Who is invited in a round, and who is left out and why."""

from dataclasses import dataclass
from typing import Any

from odoo import api, models
from odoo.tools import email_normalize

from ...invitation_texts import LEFT_OUT
from ...tools import sensitivity as classes
from ...tools.invitation_lines import read_email, read_lines, read_mobile

# channel -> the field with its address
ADDRESS_OF = {"email": "email", "sms": "phone"}


@dataclass
class Person:
    """Somebody to be invited.

    :ivar str label: what he is called where people see who is left out
    :ivar partner: the contact, or an empty recordset
    :ivar str problem: key of ``LEFT_OUT``, or ''
    """

    label: str
    partner: Any
    name: str = ""
    email: str = ""
    phone: str = ""
    lang: str = ""
    problem: str = ""


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _invitation_addresses(self):
        """Extension point: under which addresses these contacts are invited.

        :return: {partner: (name, email, mobile, lang)}, in full; without those whom this
            user may not invite
        """
        return {
            partner: (
                partner.name or "",
                partner.email or "",
                partner.phone or "",
                partner.lang or "",
            )
            for partner in self
        }

    @api.readonly
    def action_invite_to_form(self):
        """Open the dialog that invites these contacts."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invite to a Form"),
            "res_model": "customer.form.invite",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_ids": self.ids},
        }


class CustomerFormInvitationRound(models.Model):
    _inherit = "customer.form.invitation.round"

    def _people_of_partners(self, partners):
        """The contacts as people to be invited."""
        addresses = partners._invitation_addresses()
        people = []
        for partner in partners:
            name, email, mobile, lang = addresses.get(partner, ("", "", "", ""))
            people.append(
                Person(
                    label=partner.display_name,
                    partner=partner,
                    name=name,
                    email=read_email(email)[0],
                    phone=read_mobile(mobile)[0] if mobile else "",
                    lang=lang,
                )
            )
        return people

    def _people_of_lines(self, text):
        """What somebody pasted as people to be invited."""
        nobody = self.env["res.partner"]
        return [
            Person(
                label=self.env._("Line %(number)s", number=line.number),
                partner=nobody,
                name=line.name,
                email=line.email,
                phone=line.phone,
                problem=line.problem,
            )
            for line in read_lines(text or "")
        ]

    def _sort_out(self, people):
        """Give a problem to each of the people who is not to be invited.

        :param list people: ``Person``; changed
        """
        name = ADDRESS_OF[self.channel]
        for person in people:
            if not person.problem and not getattr(person, name):
                person.problem = f"no_{name}"
        able = [person for person in people if not person.problem]
        digests = {id(each): self._address_digest(getattr(each, name)) for each in able}
        known = self._known_digests(set(digests.values()))
        refused = self._refused_addresses([getattr(each, name) for each in able])
        seen = set()
        for person in able:
            digest = digests[id(person)]
            if getattr(person, name) in refused:
                person.problem = "unsubscribed"
            elif digest in known:
                person.problem = known[digest]
            elif digest in seen:
                person.problem = "double"
            seen.add(digest)

    def _known_digests(self, digests):
        """Who is invited to the form already: {digest: key of ``LEFT_OUT``}."""
        # sudo: whom colleagues invited is not invited again, by whoever
        invitations_sudo = self.env["customer.form.invitation"].sudo()
        found = invitations_sudo.search_fetch(
            [
                ("form_id", "=", self.form_id.id),
                ("person_digest", "in", list(digests)),
                "|",
                ("round_id", "=", self.id),
                "&",
                ("round_id.state", "!=", "closed"),
                ("state", "not in", ["failed", "bounced", "expired"]),
            ],
            ["person_digest", "round_id"],
        )
        known = {each.person_digest: "invited" for each in found}
        here = found.filtered(lambda each: each.round_id == self)
        return known | dict.fromkeys(here.mapped("person_digest"), "in_round")

    def _address_digest(self, address):
        """What the same address has in common in the company and channel."""
        class_ = {"email": "email", "sms": "phone"}[self.channel]
        normal = classes.normal(class_, address)
        scope = f"invited/{self.company_id.id}/{self.channel}"
        return self.env["customer.vault.value"]._keyed_digest(scope, normal)

    def _refused_addresses(self, addresses):
        """Those of the addresses that get nothing from the company by this channel."""
        # sudo: who unsubscribed counts for everybody
        unsubscribed_sudo = self.env["customer.form.unsubscription"].sudo()
        refused = unsubscribed_sudo._find(self.company_id, self.channel, addresses)
        if self.channel == "email":
            normal = {each: email_normalize(each) for each in addresses}
            # sudo: the blocklist of Odoo counts for everybody
            listed_sudo = self.env["mail.blacklist"].sudo()
            listed = set(
                listed_sudo.search(
                    [("email", "in", list(filter(None, normal.values())))]
                ).mapped("email")
            )
            refused |= {each for each in addresses if normal[each] in listed}
        return refused

    def _add_people(self, people):
        """Take those without a problem into the round.

        :param list people: ``Person``
        :return: the new invitations
        """
        self.check_access("write")
        # sudo: who may change the round says who is in it; see above
        invitations_sudo = self.env["customer.form.invitation"].sudo()
        name = ADDRESS_OF[self.channel]
        added = invitations_sudo.create(
            [
                {
                    "round_id": self.id,
                    "partner_id": person.partner.id,
                    "name": person.name,
                    "email": person.email,
                    "phone": person.phone,
                    "lang": person.lang,
                    "person_digest": self._address_digest(getattr(person, name)),
                }
                for person in people
                if not person.problem
            ]
        )
        return added.with_env(self.env)

    def _left_out(self, people):
        """Who is not invited and why, in words: list of (label, reason)."""
        return [
            (person.label, self.env._(LEFT_OUT[person.problem]))
            for person in people
            if person.problem
        ]
