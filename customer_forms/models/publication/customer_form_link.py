from odoo import api, fields, models

from ...tools import short_code
from ...tools.engine_guard import refuse_engine_fields
from ...tools.page_opening import CHANNELS

# Ways to a form that are a link of their own; the others are told by the page.
LINK_CHANNELS = {"link", "qr", "website", "embed"}
# A code that was printed leads to the same form for ever.
ENGINE_FIELDS = {"code", "is_default"}
UTM = ("campaign_id", "source_id", "medium_id")


class CustomerFormLink(models.Model):
    """A short link to a form, one for each place it hangs or stands at.

    Odoo's ``link.tracker`` keeps the address of everybody who clicks; this one keeps
    nobody's. Links are archived, never deleted: what was printed is scanned for years.
    """

    _name = "customer.form.link"
    _description = "Form Link"
    _order = "is_default desc, id"
    _check_company_auto = True

    name = fields.Char(
        required=True,
        translate=True,
        help="Where it hangs or is sent, such as “Stand at the spring fair”.",
    )
    form_id = fields.Many2one(
        "customer.form",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain="[('current_version_id', '!=', False)]",
    )
    company_id = fields.Many2one(related="form_id.company_id", store=True, index=True)
    channel = fields.Selection(
        [pair for pair in CHANNELS if pair[0] in LINK_CHANNELS],
        required=True,
        default="link",
        help="How people come by it; each submission says it.",
    )
    code = fields.Char(readonly=True, required=True, copy=False)
    is_default = fields.Boolean(readonly=True, copy=False)
    active = fields.Boolean(
        default=True, help="Who follows an archived link is told that there is none."
    )
    campaign_id = fields.Many2one(
        "utm.campaign", help="Submissions by this link belong to this campaign."
    )
    source_id = fields.Many2one("utm.source")
    medium_id = fields.Many2one("utm.medium")
    url = fields.Char(string="Short Link", compute="_compute_url")
    opened_count = fields.Integer(string="Opened", compute="_compute_counts")
    finished_count = fields.Integer(string="Submitted", compute="_compute_counts")

    _code_uniq = models.UniqueIndex("(code)", "Another link has this code.")
    _default_uniq = models.UniqueIndex(
        "(form_id, channel) WHERE is_default",
        "A form has one link of its own in each way.",
    )

    @api.depends("code")
    def _compute_url(self):
        for link in self:
            link.url = link.code and f"{link.get_base_url()}/f/{link.code}"

    def _compute_counts(self):
        # sudo: who may read a link may read how it does; it is about nobody
        links_sudo = self.sudo()
        counts = links_sudo.env["customer.form.visit"]._count_by("link_id", links_sudo)
        for link in self:
            found = counts.get(link, {})
            link.opened_count = found.get("opened", 0)
            link.finished_count = found.get("finished", 0)

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        for vals in vals_list:
            vals.setdefault("code", short_code.new_code())
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS | {"form_id"}, [vals])
        return super().write(vals)

    def action_share(self):
        """Open what there is to give out of this link: QR code, poster."""
        self.ensure_one()
        return self.form_id._share_action(self)

    def _name_defaults(self):
        """Name a form's own links as their channel is called, in every language."""
        for code, _name in self.env["res.lang"].get_installed():
            links = self.with_context(lang=code)
            names = dict(links._fields["channel"]._description_selection(links.env))
            for channel, alike in links.grouped("channel").items():
                alike.name = names[channel]

    def _utm_vals(self):
        """What submissions by this link have of it; nothing when it says nothing, so
        that the visitor's own campaign counts."""
        self.ensure_one()
        vals = {name: self[name].id for name in UTM}
        return vals if any(vals.values()) else {}
