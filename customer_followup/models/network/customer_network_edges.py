from odoo import models

from ...tools.network import times_of


class CustomerNetwork(models.AbstractModel):
    """The lines of the picture: relations, who is where, and who looks after whom."""

    _inherit = "customer.network"

    def _relation_edges(self, relations, seen):
        known = set(seen)

        def shown(key):
            return key if key in known else self._hidden_key(key)

        return [
            {
                "key": f"r{relation.id}",
                "kind": "relation",
                "id": relation.id,
                "type": relation.type_id.id,
                "from": shown(relation.from_key),
                "to": shown(relation.to_key),
                "is_symmetric": relation.type_id.is_symmetric,
                "is_proposed": relation.state == "proposed",
                **times_of(relation),
            }
            for relation in relations
        ]

    def _contact_edges(self, contacts):
        return [
            {
                "key": f"m{contact.id}",
                "kind": "contact",
                "from": f"d{contact.dossier_id.id}",
                "to": f"c{contact.id}",
                **times_of(contact),
            }
            for contact in contacts
        ]

    def _owner_edges(self, seen):
        return [
            {
                "key": f"o{dossier.id}",
                "kind": "owner",
                "from": f"u{dossier.user_id.id}",
                "to": f"d{dossier.id}",
                "since": False,
                "until": False,
            }
            for dossier in self._records(seen, "d").filtered("user_id")
        ]

    def _types(self, types):
        return [
            {
                "id": each.id,
                "name": each.name,
                "inverse": each.inverse_name,
                "color": each.color,
            }
            for each in types.sorted()
        ]
