"""What whoever opens a dossier, or enters a new one, is told of its doubles."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .duplicate_words import people_named, reason_words

TYPED = ("phone", "other_phone", "email", "other_email", "credit_code", "id_card")
MOST_SHOWN = 5


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    duplicate_count = fields.Integer(
        string="Possible Duplicates", compute="_compute_duplicate_count"
    )
    duplicate_text = fields.Char(
        string="The Likeliest Duplicate", compute="_compute_duplicate_count"
    )
    # While a new customer is typed in: who may be meant. Masks and owners only.
    lookalikes = fields.Json(
        string="Customers Like This",
        compute="_compute_lookalikes",
        exportable=False,
    )

    def _open_duplicates(self):
        """Pairs to decide of these, the likeliest first."""
        ids = self.ids
        # sudo: most customers have none, so who may read them is asked of what is found
        pairs_sudo = self.env["customer.duplicate"].sudo()
        pairs_sudo = pairs_sudo.search(
            [
                ("state", "=", "open"),
                *("|", ("dossier_id", "in", ids), ("other_id", "in", ids)),
            ]
        ).filtered(
            lambda pair: (
                not pair.dossier_id.merged_into_id and not pair.other_id.merged_into_id
            )
        )
        return pairs_sudo.with_env(self.env)._filtered_access("read")

    @api.depends_context("uid", "lang")
    def _compute_duplicate_count(self):
        pairs = self._open_duplicates()
        for dossier in self:
            own = pairs._naming(dossier._origin)
            text = own[0]._seen_from(dossier._origin) if own else False
            if len(own) > 1:
                text = self.env._(
                    "%(first)s and %(count)s more", first=text, count=len(own) - 1
                )
            dossier.duplicate_count, dossier.duplicate_text = len(own), text

    @api.depends(lambda self: ["kind", "name", "customer_name", *self._typed()])
    @api.depends_context("uid", "lang")
    def _compute_lookalikes(self):
        for dossier in self:
            if dossier._origin:
                dossier.lookalikes = False
                continue
            name = "customer_name" if dossier.kind == "company" else "name"
            values = {each: dossier[each] for each in self._typed()}
            values |= {"kind": dossier.kind, "name": dossier[name]}
            company = dossier.company_id._origin or self.env.company
            # A program may name any company; of others nobody learns who is a customer.
            found = company in self.env.companies and self._describe_lookalikes(
                company, values
            )
            dossier.lookalikes = found or False

    @api.model
    def _typed(self):
        """The fields by which one is known, as far as dossiers have them."""
        return [name for name in TYPED if name in self._fields]

    @api.model
    def _describe_lookalikes(self, company, values):
        """Of each that may be meant: number, mask and owner, and why."""
        found = self._lookalikes_of(company, _texts(values))
        readable = self.union(*found).with_env(self.env)._filtered_access("read")
        people = people_named(self.env, [each.reasons for each in found.values()])
        said = []
        for other, comparison in list(found.items())[:MOST_SHOWN]:
            name = (other.kind == "company" and other.partner_id.name) or ""
            typed = values.get("name") or ""
            said.append(
                {
                    "id": other.id,
                    "customer": other.display_name,
                    "owner": other.user_id.name or "",
                    "why": reason_words(
                        self.env, comparison.reasons, typed, name, people
                    ),
                    "can_open": other in readable,
                }
            )
        return said

    @api.model
    def name_create(self, name):
        """Who creates a customer with a name only, in a field, sees no form that warns him:
        he is told at once what it looks like."""
        result = super().name_create(name)
        text = self.browse(result[0]).duplicate_text
        if text:
            message = {
                "type": "warning",
                "title": self.env._("This may be a customer you have already"),
                "message": text,
                "sticky": True,
            }
            self.env.user._bus_send("simple_notification", message)
        return result

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_view_duplicates(self):
        """List what may be this customer too.

        :return: action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_duplicate_action"
        )
        ids = self._open_duplicates().ids
        return action | {"domain": [("id", "in", ids)], "context": {}}

    def action_view_kept(self):
        """Open the customer this one was merged into.

        :return: action
        """
        return self._kept()._get_open_action()

    @api.model
    def ask_owner(self, dossier_id, values):
        """Ask the colleague who has a customer that somebody is about to enter again.

        :param int dossier_id: one of ``lookalikes``
        :param dict values: what was typed: ``kind``, ``name``, ``phone`` ...
        :return: the sentence to show
        :raises AccessError: for who may not enter customers
        :raises UserError: for a customer that what was typed does not mean
        """
        self.check_access("create")
        if not isinstance(values, dict):
            raise AccessError(self.env._("This asks for nobody."))
        found = self._lookalikes_of(self.env.company, _texts(values))
        # sudo: the colleague's customer, of whom no more is said than who has him
        other_sudo = self.sudo().union(*found)
        other_sudo = other_sudo.filtered(lambda each: each.id == dossier_id)
        if not other_sudo or not other_sudo.user_id:
            raise UserError(self.env._("What you typed is of no colleague's customer."))
        other_sudo._ask_owner_of(self.env.user)
        return self.env._("%(owner)s was asked.", owner=other_sudo.user_id.name)

    def _ask_owner_of(self, asker):
        """A to-do for the owner, once as long as it is open; in superuser mode."""
        summary = self.with_context(lang=self.user_id.lang).env._(
            "%(user)s was about to enter this customer again", user=asker.name
        )
        asked = self.activity_ids.filtered(lambda each: each.summary == summary)
        if not asked:
            self.activity_schedule(
                "mail.mail_activity_data_todo", summary=summary, user_id=self.user_id.id
            )


def _texts(values):
    """Only what is text, and no mask: what comes from a browser may be anything."""
    return {
        name: text
        for name, text in values.items()
        if isinstance(text, str) and text and "*" not in text
    }
