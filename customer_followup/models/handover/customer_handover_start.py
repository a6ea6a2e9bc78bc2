"""How a run is made: its lines say who gets which customer, before anything moves."""

from itertools import chain

from odoo import api, fields, models

from odoo.addons.customer_forms.tools.redaction import redact


class CustomerHandover(models.Model):
    _inherit = "customer.handover"

    @api.model
    def _make(self, moves, reason="", **vals):
        """A run for each company of these customers; nothing moves yet.

        The caller has decided who may.

        :param list moves: (dossier, user or none, department or none)
        :param str reason: as somebody typed it
        :param vals: other values of the runs
        :return: the runs, in sudo
        """
        Dossier = self.env["customer.dossier"]
        dossiers = Dossier.browse([dossier.id for dossier, _user, _team in moves])
        places = {dossier.id: (user, team) for dossier, user, team in moves}
        # sudo: written by the engine only
        Run_sudo = self.sudo()
        runs_sudo = Run_sudo.browse()
        for company, theirs in dossiers.sudo().grouped("company_id").items():
            run_sudo = Run_sudo.create(
                {
                    "company_id": company.id,
                    "user_id": self.env.uid,
                    "reason": self._redact_reason(reason, theirs),
                    "started_at": fields.Datetime.now(),
                    **vals,
                }
            )
            run_sudo._make_lines(theirs, places)
            runs_sudo += run_sudo
        return runs_sudo

    def _make_lines(self, dossiers, places):
        self.env["customer.handover.line"].create(
            [
                {
                    "handover_id": self.id,
                    "dossier_id": dossier.id,
                    "from_user_id": dossier.user_id.id,
                    "from_team_id": dossier.team_id.id,
                    "to_user_id": places[dossier.id][0].id,
                    "to_team_id": places[dossier.id][1].id,
                }
                for dossier in dossiers
            ]
        )

    @api.model
    def _redact_reason(self, reason, dossiers):
        """The reason with masks of all that is known of any of these customers."""
        if not reason:
            return ""
        known = self.env["customer.redaction"]._known_at(
            {(dossiers._name, dossier_id) for dossier_id in dossiers.ids}
        )
        return redact(reason, {*chain(*known.values())})

    def _written_about(self):
        """Who the chatter of a run is about: {id: list of records}."""
        return {run.id: [run.line_ids.dossier_id] for run in self if run.id}

    @api.model
    def _under_way(self, dossiers):
        """Those of the customers that a run is going to move, or may when it is allowed."""
        # sudo: whoever's run it is
        groups = (
            self.env["customer.handover.line"]
            .sudo()
            ._read_group(
                [
                    ("dossier_id", "in", dossiers.ids),
                    ("state", "=", "waiting"),
                    ("handover_id.state", "=", "working"),
                ],
                ["dossier_id"],
            )
        )
        return dossiers.browse([dossier.id for (dossier,) in groups])
