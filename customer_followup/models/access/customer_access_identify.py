from odoo import api, models

from ...tools.access_mark import ALIKE, MARK_LENGTH, copy_order, likeness, row_mark


class CustomerAccessRequest(models.Model):
    """Whose copy a file is that turned up somewhere."""

    _inherit = "customer.access.request"

    @api.model
    def _identify(self, table):
        """The download a table comes from, by its hidden marks or the order of its rows.

        :param list table: rows, each a list of texts
        :return: (request, number of the download, ``mark`` or ``order``), or None
        """
        # sudo: the caller has checked that it is a data administrator
        given_out = self.sudo().search(
            [
                ("download_count", ">", 0),
                ("company_id", "in", self.env.companies.ids),
            ]
        )
        rows = [[str(cell or "").strip() for cell in row] for row in table]
        return given_out._find_mark(rows) or given_out._find_order(rows)

    def _downloads(self):
        for request in self:
            for download in range(1, request.download_count + 1):
                yield request, download, request._mark_secret(download)

    def _find_mark(self, rows):
        marks = {cell for row in rows for cell in row if len(cell) == MARK_LENGTH}
        if not marks:
            return None
        for request, download, secret in self._downloads():
            if any(row_mark(secret, each) in marks for each in request.line_ids.ids):
                return request, download, "mark"
        return None

    def _find_order(self, rows):
        """The download whose order the rows have, as far as customers still say the same
        and are told apart by it."""
        found = [tuple(filter(None, row)) for row in rows]
        best, best_likeness = None, ALIKE
        for request, download, secret in self._downloads():
            texts = request._texts_of_lines()
            order = [texts[line_id] for line_id in copy_order(secret, texts)]
            alike = likeness(order, found)
            if alike > best_likeness:
                best, best_likeness = (request, download, "order"), alike
        return best

    def _texts_of_lines(self):
        """What the rows say, without what is empty: {line id: texts}."""
        keys = self.granted_field_ids.sorted().mapped("key")
        request = self.with_context(lang=self.user_id.lang, tz=self.user_id.tz)
        return {
            line.id: tuple(filter(None, (line[key] for key in keys)))
            for line in request.line_ids.filtered("is_granted")
        }
