from base64 import b64encode

from odoo import api, fields, models

from ..tools import qr_code

# Pixels a side of the picture in the dialog.
PREVIEW = 300


class CustomerFormShare(models.TransientModel):
    """What there is to give out of a form: link, QR code, poster."""

    _name = "customer.form.share"
    _description = "Share a Form"

    form_id = fields.Many2one("customer.form", required=True, ondelete="cascade")
    link_id = fields.Many2one(
        "customer.form.link",
        string="Given Out At",
        domain="[('form_id', '=', form_id)]",
        ondelete="cascade",
        help="A stand, a leaflet, a chat group: what comes from there is counted by"
        " itself. Empty: the form's own link and QR code.",
    )
    page_url = fields.Char(string="Page", related="form_id.website_url")
    state = fields.Selection(related="form_id.state")
    embed_origins = fields.Text(related="form_id.embed_origins")
    embed_code = fields.Text(related="form_id.embed_code")
    short_url = fields.Char(string="Short Link", compute="_compute_urls")
    qr_url = fields.Char(string="Link in the QR Code", compute="_compute_urls")
    qr_picture = fields.Binary(
        string="QR Code", compute="_compute_urls", exportable=False
    )
    paper = fields.Selection(
        string="Paper Size",
        selection=[("a4", "A4"), ("a5", "A5")],
        required=True,
        default="a4",
        help="A4 to hang, A5 to put on a table.",
    )
    lang = fields.Selection(
        "_languages",
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "en_US",
    )
    second_lang = fields.Selection(
        "_languages", string="Second Language", help="The poster in this language too."
    )

    @api.model
    def _languages(self):
        return self.env["res.lang"].get_installed()

    def _given_out(self, channel):
        """The link that is chosen, in sudo, else the form's own of a channel."""
        # sudo: whoever sees a form may give out its link
        return self.link_id.sudo() or self.form_id._default_link(channel)

    @api.depends("form_id", "link_id")
    def _compute_urls(self):
        for share in self:
            share.short_url = share._given_out("link").url
            share.qr_url = share._given_out("qr").url
            share.qr_picture = b64encode(qr_code.png(share.qr_url, PREVIEW))

    def action_png_screen(self):
        """Download the QR code for screens and chats."""
        return self._download("screen.png")

    def action_png_print(self):
        """Download the QR code for the printer's."""
        return self._download("print.png")

    def action_svg(self):
        """Download the QR code as a drawing of any size."""
        return self._download("any.svg")

    def _download(self, file_name):
        self.ensure_one()
        link_sudo = self._given_out("qr")
        return {
            "type": "ir.actions.act_url",
            "url": f"/customer_forms/qr/{link_sudo.id}/{file_name}",
            "target": "download",
        }

    def action_poster(self):
        """The poster to hang, as PDF."""
        self.ensure_one()
        report = self.env.ref(f"customer_forms.action_report_form_poster_{self.paper}")
        return report.report_action(self, config=False)

    def action_invite_by_mail(self):
        """Begin a round of invitations by e-mail."""
        return self._invite("email")

    def action_invite_by_text(self):
        """Begin a round of invitations by text message."""
        return self._invite("sms")

    def _invite(self, channel):
        self.ensure_one()
        action = self.form_id.action_invite()
        return {**action, "context": {**action["context"], "default_channel": channel}}

    def action_links(self):
        """Open all links of the form, each with its figures."""
        self.ensure_one()
        return self.form_id.action_view_links()
