from odoo import api, fields, models

from ...tools.sheets.layout import folded


class CustomerFormBatchHeading(models.Model):
    """What people chose for a heading: files that come each month look alike.

    A keyed digest of the heading: of a file without headings it is an answer.
    """

    _name = "customer.form.batch.heading"
    _description = "Known Heading of Imports"

    form_id = fields.Many2one(
        "customer.form", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="form_id.company_id", store=True)
    digest = fields.Char(required=True)
    target = fields.Char(help="Empty: left out.")

    _heading_uniq = models.UniqueIndex(
        "(form_id, digest)", "This heading is known already."
    )

    @api.model
    def _digest_of(self, heading):
        return self.env["customer.vault.value"]._keyed_digest(
            "import heading", folded(heading)
        )

    @api.model
    def _known_targets(self, form, headings):
        """What was chosen for these headings before: {folded heading: target or ''}."""
        by_digest = {self._digest_of(each): folded(each) for each in headings}
        known = self.search_fetch(
            [("form_id", "=", form.id), ("digest", "in", list(by_digest))],
            ["digest", "target"],
        )
        return {by_digest[each.digest]: each.target or "" for each in known}

    @api.model
    def _remember(self, form, targets):
        """Keep what was chosen.

        :param dict targets: {heading: target or False}
        """
        by_digest = {
            self._digest_of(heading): target or False
            for heading, target in targets.items()
        }
        known = self.search(
            [("form_id", "=", form.id), ("digest", "in", list(by_digest))]
        )
        for each in known:
            each.target = by_digest.pop(each.digest)
        self.create(
            [
                {"form_id": form.id, "digest": digest, "target": target}
                for digest, target in by_digest.items()
            ]
        )
