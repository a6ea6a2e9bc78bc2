from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    paper_logo = fields.Selection(related="company_id.paper_logo", readonly=False)
    paper_picture = fields.Image(related="company_id.paper_picture", readonly=False)
    paper_header = fields.Html(related="company_id.paper_header", readonly=False)
    paper_footer = fields.Html(related="company_id.paper_footer", readonly=False)
    paper_size = fields.Selection(related="company_id.paper_size", readonly=False)
    paper_font = fields.Selection(related="company_id.paper_font", readonly=False)
    paper_columns = fields.Selection(related="company_id.paper_columns", readonly=False)
    paper_line = fields.Selection(related="company_id.paper_line", readonly=False)
    paper_hints = fields.Selection(related="company_id.paper_hints", readonly=False)
    paper_qr = fields.Selection(related="company_id.paper_qr", readonly=False)
