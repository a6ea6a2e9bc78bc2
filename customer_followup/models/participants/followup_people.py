"""Somebody new who is named while a follow-up is written, and somebody who is gone by the
time it is saved (U1)."""

from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_list

# No dialog is open for longer.
DIALOG = timedelta(hours=1)
# What makes somebody more than a name in a follow-up.
KNOWN_BY = (
    *("phone", "email", "position", "note", "role_ids", "date_from", "date_to"),
    *("decision_ids", "is_main", "partner_id", "submission_id"),
)
LINKING = (Command.LINK, Command.SET)


class CustomerContact(models.Model):
    _inherit = "customer.contact"

    is_named_in_followup = fields.Boolean(
        readonly=True,
        copy=False,
        export_string_translation=False,
        help="Was entered while a follow-up was written, and goes when it is taken back.",
    )

    def _named_for(self, followup):
        """Those who are on file for this follow-up only, as far as persons say."""
        return self.filtered(
            lambda contact: (
                contact.is_named_in_followup
                and contact.create_uid | contact.write_uid == followup.create_uid
                and contact.create_date >= followup.create_date - DIALOG
                and contact.followup_ids == followup
                and not any(contact[name] for name in KNOWN_BY)
            )
        )

    def _is_referred_to(self):
        """Whether any other record links to this person."""
        # sudo: whoever may see it, a link is a link
        links_sudo = self.env["ir.model.fields"].sudo()
        links_sudo = links_sudo.search(
            [
                ("relation", "=", self._name),
                ("ttype", "in", ("many2one", "many2many")),
                ("store", "=", True),
            ]
        )
        places = [
            (link.model, [(link.name, "in", self.ids)])
            for link in links_sudo
            if not self.env[link.model]._abstract
        ]
        named = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        places.append(("customer.change.request", named))
        return any(
            self.env[model]
            .sudo()
            .with_context(active_test=False)
            .search_count(domain, limit=1)
            for model, domain in places
        )


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_contact_ids")
        self._check_people_are_there(
            [vals.get("contact_ids", default) for vals in vals_list]
        )
        return super().create(vals_list)

    def write(self, vals):
        self._check_people_are_there([vals.get("contact_ids")])
        return super().write(vals)

    def onchange(self, values, field_names, fields_spec):
        """As Odoo's: who goes on typing is not stopped by somebody who was deleted.

        :param dict values: what is in the form
        :param list field_names: what was changed
        :param dict fields_spec: what the form shows
        :return: dict, see ``base``
        """
        gone = self._gone_among([values.get("contact_ids")])
        if gone:
            kept = _without(values["contact_ids"], set(gone.ids))
            values = {**values, "contact_ids": kept}
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _gone_among(self, said):
        """Contact persons that these values link, and that somebody deleted.

        :param list said: values of ``contact_ids``
        """
        contacts = self.env["customer.contact"].browse(
            {res_id for commands in said for res_id in _linked(commands)}
        )
        return contacts - contacts.exists()

    @api.model
    def _check_people_are_there(self, said):
        """Odoo says something of a missing record.

        :param list said: values of ``contact_ids``
        :raises UserError: when somebody was deleted while the dialog was open
        """
        if self._gone_among(said):
            raise UserError(
                self.env._(
                    "Somebody you chose under “Spoken To” was deleted meanwhile. Take the"
                    " name out, or add it with “Somebody else”, and save again: nothing"
                    " of what you wrote is lost."
                )
            )

    @api.model
    def name_person(self, dossier_id, name):
        """Enter somebody new whom one spoke to, while the follow-up is being written.

        :param int dossier_id: the customer
        :param str name: all there is to say
        :return: dict: ``id``, ``name`` and ``position``, as this user reads them
        :raises UserError: without a name
        """
        name = name.strip() if isinstance(name, str) else ""
        if not name:
            raise UserError(self.env._("Enter the name of the contact person first."))
        contact = self.env["customer.contact"].create(
            {"dossier_id": dossier_id, "name": name}
        )
        # sudo: nobody says that of somebody who is on file already
        contact.sudo().is_named_in_followup = True
        return contact.read(["name", "position"])[0]

    def action_undo_log(self):
        """Take back what was just logged, and whoever was entered for it.

        :return: str, what happened, for the user
        :raises UserError: when it is too late, or somebody else's
        """
        people = self.contact_ids
        names = {each["id"]: each["name"] for each in people.read(["name"])}
        text = super().action_undo_log()
        gone = people - people.exists()
        if gone:
            who = format_list(self.env, [names[each.id] for each in gone])
            taken = self.env._(
                "Entered with it and taken back too: %(people)s.", people=who
            )
            text = f"{text} {taken}"
        return text

    def _undo(self):  # pylint: disable=missing-return
        """Somebody who was entered for it goes too, unless anything refers to him."""
        named = self.contact_ids._named_for(self)
        super()._undo()
        for contact in named:
            if not contact._is_referred_to():
                contact.unlink()


def _linked(commands):
    """The ids that a value of a many2many field links, whoever sent it.

    >>> sorted(_linked([[4, 1], [6, 0, [2, 3]], [3, 9]])), _linked(False)
    ([1, 2, 3], [])
    """
    linked = []
    for command in commands or []:
        if isinstance(command, int):
            linked.append(command)
        elif len(command) > 1 and command[0] in LINKING:
            linked += command[2] if command[0] == Command.SET else [command[1]]
    return linked


def _without(commands, ids):
    """The same value without links to these ids.

    >>> _without([[4, 1], [6, 0, [2, 3]], [3, 1]], {1, 2})
    [[6, 0, [3]], [3, 1]]
    """
    kept = []
    for command in commands:
        linked = _linked([command])
        rest = [res_id for res_id in linked if res_id not in ids]
        if rest == linked:
            kept.append(command)
        elif rest:
            kept.append([int(Command.SET), 0, rest])
    return kept
