"""What the dossier shows of sources and of differences."""

from odoo import api, fields, models
from odoo.tools import format_list

from ...tools.place import NAME as PLACE
from ...tools.place import ON_DOSSIER


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    difference_count = fields.Integer(
        string="Differences", compute="_compute_provenance"
    )
    difference_names = fields.Char(compute="_compute_provenance")
    provenance = fields.Json(
        compute="_compute_provenance",
        export_string_translation=False,
        help="Where each value came from, for the marks beside the values.",
    )

    @api.depends_context("lang", "tz", "uid")
    def _compute_provenance(self):
        """The marks, and what is open of them, from one reading."""
        facts = self.env["customer.fact"].search(
            [("dossier_id", "in", self.ids), ("state", "in", ("current", "open"))]
        )
        by_dossier = facts.grouped("dossier_id")
        for dossier in self:
            mine = by_dossier.get(dossier._origin, facts.browse())
            undecided = mine.filtered(lambda fact: fact.state == "open")
            labels = dict.fromkeys(undecided.mapped("label"))
            dossier.difference_count = len(undecided)
            dossier.difference_names = format_list(self.env, list(labels))
            dossier.provenance = _marks(mine)

    def action_view_differences(self):
        """Decide, side by side, on what was said otherwise of these customers.

        :return: action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_fact_action"
        )
        domain = [("dossier_id", "in", self.ids)]
        return {**action, "domain": domain, "context": {"search_default_open": 1}}

    def action_accept_newer(self):
        """Accept what the same kind of source says anew.

        :return: True
        """
        open_facts = self.env["customer.fact"].search(
            [("dossier_id", "in", self.ids), ("state", "=", "open")]
        )
        return open_facts.action_accept_newer()

    def get_value_history(self, name):
        """Everything somebody said of one value, the latest first; masked for whoever sees
        masks.

        :param str name: the field
        :return: {"label", "entries": list of dicts for the web client}
        """
        self.ensure_one()
        self.check_access("read")
        name = PLACE if name in ON_DOSSIER else name
        facts = self.env["customer.fact"].search(
            [("dossier_id", "=", self.id), ("name", "=", name)]
        )
        names = ["value", "state", "source_text", "can_undo", "sensitive_levels"]
        names += ["now_value", "can_keep_second", "is_newer", "decided_by_id"]
        names.append("caution")
        read = facts.read([*names, "origin", "res_model", "res_id"])
        field = self._fields.get(name)
        return {
            "label": field._description_string(self.env) if field else name,
            "can_decide": self.has_access("write"),
            "entries": read,
        }


def _marks(facts):
    """Where each value came from, and how many said otherwise: {field: mark}."""
    marks = {}
    for fact in reversed(facts):
        mark = marks.setdefault(fact.name, {})
        if fact.state == "current":
            mark |= {"text": fact.source_text, "origin": fact.origin}
        else:
            mark["open"] = mark.get("open", 0) + 1
    if PLACE in marks:
        # One value, whose parts stand in several fields.
        marks |= dict.fromkeys(ON_DOSSIER, marks[PLACE])
    return marks
