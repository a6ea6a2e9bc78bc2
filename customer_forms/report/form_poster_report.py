from urllib.parse import urlsplit

from odoo import api, models

from ..rules.types.base import localised
from ..tools import qr_code


class ReportFormPoster(models.AbstractModel):
    """A poster that leads to a form. Read as the user who prints."""

    _name = "report.customer_forms.report_form_poster"
    _description = "Form Poster"

    @api.model
    def _get_report_values(self, docids, data=None):
        shares = self.env["customer.form.share"].browse(docids)
        shares.form_id.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": shares._name,
            "docs": shares,
            "posters": {share.id: self._prepare_poster(share) for share in shares},
        }

    def _prepare_poster(self, share):
        schema = share.form_id.current_version_id.schema
        langs = [share.lang]
        if share.second_lang and share.second_lang != share.lang:
            langs.append(share.second_lang)
        url = urlsplit(share.qr_url)
        return {
            "logo": share.form_id.company_id.logo,
            "qr_code": qr_code.data_uri(share.qr_url, qr_code.WIDTHS["print"]),
            # as people type it
            "address": f"{url.netloc}{url.path}",
            "texts": [
                {
                    "lang": lang,
                    "name": localised(schema["name"], lang),
                    "purpose": localised(schema["purpose"] or {}, lang),
                    "instruction": self._instruction(lang),
                }
                for lang in langs
            ],
        }

    def _instruction(self, lang):
        env = self.with_context(lang=lang).env
        return env._("Scan the code with your phone, or open this address:")


class ReportFormPosterA5(models.AbstractModel):
    """The same on smaller paper: Odoo finds a report, and its paper, by this name."""

    _name = "report.customer_forms.report_form_poster_a5"
    _description = "Form Poster, A5"
    _inherit = "report.customer_forms.report_form_poster"
