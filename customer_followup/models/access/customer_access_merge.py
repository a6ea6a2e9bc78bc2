from odoo import models


class CustomerAccessLine(models.Model):
    _inherit = "customer.access.line"

    def _merge_into(self, target):
        """A copy follows the customer to the kept dossier, if its department decided
        about the request and has not left it out; else the row stays with the archived
        one, where nobody sees it."""
        # sudo: the engine's rows, whoever merges
        there = self.sudo().search([("dossier_id", "=", target.id)]).request_id
        going = self.filtered(
            lambda line: (
                line.request_id not in there
                and target.team_id.id
                in line.request_id.approval_ids.mapped(
                    lambda approval: approval.team_id.id
                )
            )
        )
        return super(CustomerAccessLine, going)._merge_into(target)
