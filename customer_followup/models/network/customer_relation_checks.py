"""What a relation may be: two ends that fit its type, once on one day."""

from odoo import api, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ...tools.network import overlaps
from .relation_end import CHOICES, names_of

# What tells who stands at an end.
TOLD = ("dossier_id", "contact_id", "customer_id", "key")
# What groups would be named by.
NAMING = set(names_of(*(name for name in TOLD if name.endswith("_id"))))


class CustomerRelation(models.Model):
    _inherit = "customer.relation"

    @api.constrains("type_id", *names_of(*CHOICES))
    def _check_ends(self):
        for relation in self:
            for end in relation._ends():
                relation._check_end(end)
            if relation.from_key == relation.to_key:
                raise ValidationError(
                    self.env._("Nobody has a relation to himself: choose another end.")
                )
            customers = relation.from_customer_id | relation.to_customer_id
            if not customers:
                raise ValidationError(
                    self.env._("One end has to be a customer or somebody at one.")
                )
            if len(customers.company_id) > 1:
                raise ValidationError(
                    self.env._("Both ends have to be customers of one company.")
                )

    def _check_end(self, end):
        """:raises ValidationError: for none or several, or what the type does not take"""
        if len(end.chosen) != 1:
            raise ValidationError(
                self.env._(
                    "Choose a customer, a contact person or an employee for each end,"
                    " and only one of them."
                )
            )
        # sudo: whether somebody works here is no secret
        is_outside = end["user_id"].sudo().share
        if is_outside or end.kind not in self.type_id._kinds(end.name):
            raise ValidationError(
                self.env._(
                    "“%(type)s” does not fit %(who)s. Choose another relation.",
                    type=self.type_id.name,
                    who=end.chosen[0].display_name,
                )
            )

    @api.constrains("active", "date_from", "date_to", "pair_key", "type_id")
    def _check_overlap(self):
        """The same relation is not there twice on one day."""
        # sudo: also those whose both customers are others'
        same_sudo = self.sudo().search(
            Domain("type_id", "in", self.type_id.ids)
            & Domain("pair_key", "in", self.mapped("pair_key"))
        )
        for relation in self.filtered("active"):
            if relation.date_to and (relation.date_from or relation.date_to) > (
                relation.date_to
            ):
                raise ValidationError(
                    self.env._("A relation ends after it begins: change a date.")
                )
            others = same_sudo.filtered(
                lambda other, relation=relation: (
                    other.id != relation.id
                    and other.type_id == relation.type_id
                    and other.pair_key == relation.pair_key
                )
            )
            if any(overlaps(relation, other) for other in others):
                raise ValidationError(
                    self.env._(
                        "%(relation)s: that is there already for some of these days.",
                        relation=relation.display_name,
                    )
                )

    def _read_format(self, fnames, load="_classic_read"):
        """A customer whom the reader may not see is nobody here: not even the number
        tells who, as in the picture."""
        read = super()._read_format(fnames, load)
        if self.env.su:
            return read
        seen = (self.from_customer_id | self.to_customer_id)._filtered_access("read")
        relations = {relation.id: relation for relation in self}
        for values in read:
            relation = relations[values["id"]]
            for end in relation._ends():
                if end["customer_id"] and end["customer_id"] not in seen:
                    told = {f"{end.name}_{name}" for name in TOLD} | {"pair_key"}
                    values.update(dict.fromkeys(told & values.keys(), False))
        return read

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Groups would be called by customers whom the reader may not see."""
        if not self.env.su and groupby_spec.partition(".")[0] in NAMING:
            raise AccessError(
                self.env._("Relations are not grouped by who stands at their ends.")
            )
        return super()._read_group_groupby(alias, groupby_spec, query)
