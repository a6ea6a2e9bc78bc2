"""The people around a customer as nodes and lines of a picture (D5)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import hmac

from ...tools.network import parse_key, times_of

DEPTH, NODES = 3, 1000
MODELS = {"d": "customer.dossier", "c": "customer.contact", "u": "res.users"}


class CustomerNetwork(models.AbstractModel):
    """Reads the network around somebody, as far as this user may see it.

    A customer whom he may not read is "another customer": he learns that there is
    somebody, and goes no further. Names are masked for everybody, as the picture is
    shown to others and saved as a file.
    """

    _name = "customer.network"
    _description = "Network of People"

    @api.model
    @api.readonly
    def graph(self, keys, depth=1, limit=100):
        """The network around these nodes; queries depend on the depth only.

        :param list keys: of nodes to begin with, e.g. ``["d12"]``
        :param int depth: how many lines away, at most 3
        :param int limit: the most nodes, at most 1000
        :return: dict with ``nodes``, ``edges``, ``types`` and ``is_cut``: whether nodes
            were left out
        :raises AccessError: when this user sees none of them
        """
        limit = max(1, min(int(limit), NODES))
        start = [key for key in dict.fromkeys(keys) if parse_key(key)][:limit]
        if not self._seen(start):
            raise AccessError(
                self.env._("You may not see this customer, or there is none any more.")
            )
        found, is_cut = self._walk(start, max(0, min(int(depth), DEPTH)), limit)
        seen = self._seen(found)
        relations = self._relations(found, both=True)
        contacts = self._contacts(found)
        nodes = self._nodes(found, seen)
        edges = [
            *self._relation_edges(relations, seen),
            *self._contact_edges(contacts),
            *self._owner_edges(seen),
        ]
        shown = {node["key"] for node in nodes}
        return {
            "nodes": nodes,
            "edges": [
                edge for edge in edges if edge["from"] in shown and edge["to"] in shown
            ],
            "types": self._types(relations.type_id),
            "is_cut": is_cut,
        }

    # ------------------------------------------------------------
    # Walking
    # ------------------------------------------------------------

    def _walk(self, start, depth, limit):
        """Keys of the nodes in the order they are met, and whether any are missing."""
        found, border = dict.fromkeys(start), start
        is_cut = False
        for _step in range(depth):
            reached = self._neighbours(self._seen(border))
            border = [key for key in dict.fromkeys(reached) if key not in found]
            is_cut = is_cut or len(found) + len(border) > limit
            border = border[: limit - len(found)]
            found.update(dict.fromkeys(border))
            if not border:
                break
        return list(found), is_cut

    def _neighbours(self, keys):
        """Keys of what a line leads to from these nodes; people first."""
        contacts = self._contacts(keys)
        reached = [f"c{contact.id}" for contact in contacts]
        reached += [f"d{contact.dossier_id.id}" for contact in contacts]
        for relation in self._relations(keys):
            reached += [relation.from_key, relation.to_key]
        dossiers = self._records(keys, "d")
        return reached + [f"u{user.id}" for user in dossiers.user_id]

    def _records(self, keys, letter):
        ids = [res_id for kind, res_id in map(parse_key, keys) if kind == letter]
        return self.env[MODELS[letter]].browse(ids)

    def _seen(self, keys):
        """Those of the keys whose records this user may read, employees included."""
        contacts = self._records(keys, "c").exists()
        # sudo: whom a contact person belongs to says who may read him
        contact_sudo = contacts.sudo()
        dossiers = self._records(keys, "d").exists() | contact_sudo.dossier_id.with_env(
            self.env
        )
        readable = dossiers._filtered_access("read")
        seen = {f"d{dossier.id}" for dossier in readable}
        seen |= {
            f"c{contact.id}"
            for contact in contact_sudo
            if contact.dossier_id.id in readable.ids
        }
        seen |= {key for key in keys if key[0] == "u"} if self._is_staff() else set()
        return [key for key in keys if key in seen]

    def _is_staff(self):
        return self.env["customer.relation"].has_access("read")

    def _relations(self, keys, both=False):
        """Relations that this user may read, at one of these nodes or between them."""
        at_first = Domain("from_key", "in", list(keys))
        at_second = Domain("to_key", "in", list(keys))
        domain = at_first & at_second if both else at_first | at_second
        relations = self.env["customer.relation"].search(domain, order="id")
        # sudo: whatever was left with a merged dossier is no more than history
        ends_sudo = (relations.from_customer_id | relations.to_customer_id).sudo()
        merged = ends_sudo.filtered("merged_into_id").ids
        return relations.filtered(
            lambda relation: (
                relation.from_customer_id.id not in merged
                and relation.to_customer_id.id not in merged
            )
        )

    def _contacts(self, keys):
        """Contact persons among these nodes, and those of the customers among them."""
        return self.env["customer.contact"].search(
            Domain("id", "in", self._records(keys, "c").ids)
            | Domain("dossier_id", "in", self._records(keys, "d").ids),
            order="id",
        )

    # ------------------------------------------------------------
    # Nodes
    # ------------------------------------------------------------

    def _nodes(self, found, seen):
        degrees = self._degrees(seen)
        times = self._decisions(seen)
        nodes = []
        known = set(seen)
        prepare = {"d": self._customer_node, "c": self._contact_node}
        # Of one recordset for each model, so that they are read together.
        records = {
            f"{letter}{record.id}": record
            for letter in MODELS
            for record in self._records(seen, letter)
        }
        for key in found:
            if key not in known:
                nodes.append(self._hidden_node(key))
                continue
            record = records[key]
            node = {
                "key": key,
                "model": record._name,
                "id": record.id,
                "degree": degrees.get(key, 0),
                **prepare.get(key[0], self._employee_node)(record),
            }
            if key in times:
                node["decided"] = times[key]
            nodes.append(node)
        return nodes

    def _hidden_node(self, key):
        """Somebody whom this user may not see: not even the number tells who."""
        return {
            "key": self._hidden_key(key),
            "kind": "hidden",
            "label": self.env._("Another customer"),
            "degree": 0,
        }

    def _hidden_key(self, key):
        # sudo: hmac reads the secret of the database
        return "x" + hmac(self.env(su=True), "customer-network", key)[:12]

    def _customer_node(self, dossier):
        is_company = dossier.kind == "company"
        return {
            "kind": "organisation" if is_company else "person",
            "label": dossier.customer_name or dossier.number,
            "detail": dossier.number,
        }

    def _contact_node(self, contact):
        return {
            "kind": "contact",
            "label": contact.name or contact.position or "",
            "detail": contact.position or "",
            "roles": contact.role_ids.mapped("name"),
            "is_main": contact.is_main,
            "spoken": contact.last_spoken_at and self._day_of(contact.last_spoken_at),
            **times_of(contact),
        }

    def _day_of(self, moment):
        """The day of the reader, as the client reads days."""
        return fields.Datetime.context_timestamp(self, moment).date().isoformat()

    def _employee_node(self, user):
        # sudo: colleagues know each other's names
        return {"kind": "employee", "label": user.sudo().name}

    def _decisions(self, keys):
        """When contact persons decided: {key: [[from, until], ...]}."""
        contacts = self._records(keys, "c")
        times = self.env["customer.decision.maker"].search(
            [("contact_id", "in", contacts.ids)], order="date_from"
        )
        decided = {}
        for time in times:
            both = list(times_of(time).values())
            decided.setdefault(f"c{time.contact_id.id}", []).append(both)
        return decided

    def _degrees(self, keys):
        """How many lines lead away from each node, shown or not."""
        degrees = dict.fromkeys(keys, 0)
        for end in ("from_key", "to_key"):
            for key, count in self.env["customer.relation"]._read_group(
                [(end, "in", keys)], [end], ["__count"]
            ):
                degrees[key] += count
        dossiers = self._records(keys, "d")
        for dossier, count in self.env["customer.contact"]._read_group(
            [("dossier_id", "in", dossiers.ids)], ["dossier_id"], ["__count"]
        ):
            degrees[f"d{dossier.id}"] += count
        for dossier in dossiers.filtered("user_id"):
            degrees[f"d{dossier.id}"] += 1
        for contact in self._records(keys, "c"):
            degrees[f"c{contact.id}"] += 1
        return degrees
