"""Odoo's other downloads, under the rules of its lists: who may export, and what of it is
noted (S2, V3)."""

import json

from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import UnprocessableEntity

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.pivot import TableExporter
from odoo.addons.web.controllers.report import ReportController
from odoo.addons.web.controllers.vcard import Partner

from ..models.sensitive.export_guard import check_may_export
from ..tools.spreadsheet import as_plain_text, everywhere

VCARD_COLUMNS = ["name", "address", "email", "phone", "website"]


def _writes(_controller, _rule, _args):
    """What is downloaded is noted: not with a cursor that only reads.

    A function: of a plain False over its own True Odoo warns each time it starts.
    """
    return False


class GuardedPivot(TableExporter):
    """The browser sends what it shows; Odoo asks neither who nor of which model."""

    @http.route(readonly=_writes)
    def export_xlsx(self, data, **kw):
        table = json.load(data) if isinstance(data, FileStorage) else json.loads(data)
        model_name = isinstance(table, dict) and table.get("model")
        if not isinstance(model_name, str) or model_name not in request.env:
            raise UnprocessableEntity(request.env._("There is nothing to export."))
        check_may_export(request.env)
        records = request.env[model_name]
        records.check_access("read")
        titles = [measure["title"] for measure in table.get("measure_headers") or ()]
        request.env["customer.audit.event"]._log_export(
            records, sorted(set(titles)), "pivot", rows=len(table["rows"])
        )
        disarmed = {**everywhere(as_plain_text, table), "model": model_name}
        return super().export_xlsx(json.dumps(disarmed), **kw)


class GuardedContactCard(Partner):
    @http.route()
    def download_vcard(self, partner_ids=None, partner=None, **kwargs):
        check_may_export(request.env)
        ids = partner.ids if partner else _whole_numbers(partner_ids)
        contacts = request.env["res.partner"].browse(ids)
        contacts.check_access("read")
        if contacts:
            request.env["customer.audit.event"]._log_export(
                contacts, VCARD_COLUMNS, "vcard"
            )
        return super().download_vcard(
            partner_ids=partner_ids, partner=partner, **kwargs
        )


class NotedReport(ReportController):
    @http.route(readonly=_writes)
    def report_routes(self, reportname, docids=None, converter=None, **data):
        return super().report_routes(
            reportname, docids=docids, converter=converter, **data
        )


def _whole_numbers(text):
    return [int(part) for part in (text or "").split(",") if part.isdigit()]
