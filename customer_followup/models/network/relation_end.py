"""One end of a relation: a customer, a contact person or an employee stands there.

What is said of an end is said here once; a relation has two, ``from`` and ``to``.
"""

from odoo import fields

ENDS = ("from", "to")
# What may stand at an end, with the letter of its key in the picture.
LETTERS = {"dossier": "d", "contact": "c", "user": "u"}
CHOICES = tuple(f"{name}_id" for name in LETTERS)


def names_of(*suffixes):
    """Names of fields at both ends.

    >>> names_of("key", "contact_id.dossier_id")
    ['from_key', 'from_contact_id.dossier_id', 'to_key', 'to_contact_id.dossier_id']
    """
    return [f"{end}_{suffix}" for end in ENDS for suffix in suffixes]


class RelationEnd:
    def __init__(self, relation, name):
        self.relation, self.name = relation, name

    def __getitem__(self, suffix):
        return self.relation[f"{self.name}_{suffix}"]

    def __setitem__(self, suffix, value):
        self.relation[f"{self.name}_{suffix}"] = value

    @property
    def chosen(self):
        """Whoever was chosen: one record, unless somebody chose none or several."""
        return [self[choice] for choice in CHOICES if self[choice]]

    @property
    def customer(self):
        """The customer who stands here, or at whom the contact person is."""
        return self["dossier_id"] or self["contact_id"].dossier_id

    @property
    def key(self):
        """What the picture calls whoever stands here: d12, c5, u7."""
        for name, letter in LETTERS.items():
            record = self[f"{name}_id"]
            if record:
                return f"{letter}{record._origin.id}"
        return False

    @property
    def kind(self):
        """What a type of relations calls it: see ``END_KINDS``."""
        if self["dossier_id"]:
            is_company = self["dossier_id"].kind == "company"
            return "organisation" if is_company else "person"
        return "contact" if self["contact_id"] else "employee"


def dossier_at(label):
    """The customer at an end."""
    return fields.Many2one(
        "customer.dossier",
        string=label,
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )


def contact_at(label):
    """The contact person at an end."""
    return fields.Many2one(
        "customer.contact",
        string=label,
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )


def user_at(label):
    """The employee at an end."""
    return fields.Many2one(
        "res.users",
        string=label,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )


def customer_at(label):
    """Whose customer it is: the rules ask that."""
    return fields.Many2one(
        "customer.dossier",
        string=label,
        compute="_compute_ends",
        store=True,
        index="btree_not_null",
    )


def key_at():
    """What stands at an end, as the picture calls it."""
    return fields.Char(
        compute="_compute_ends", store=True, index=True, export_string_translation=False
    )
