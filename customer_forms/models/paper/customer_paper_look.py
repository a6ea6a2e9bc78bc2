"""How forms look on paper: set for a company, and for a form that differs from it."""

from lxml import html
from lxml.html import clean as html_clean
from markupsafe import Markup

from odoo import fields, models

# What applies where neither the form nor its company says anything.
DEFAULTS = {
    "paper_logo": "company",
    "paper_size": "a4",
    "paper_font": "normal",
    "paper_columns": "2",
    "paper_line": "yes",
    "paper_hints": "yes",
    "paper_qr": "yes",
}
YES_NO = [("yes", "Yes"), ("no", "No")]
# Emphasis and lines. No picture and no style: those would be fetched from elsewhere.
ALLOWED_TAGS = [
    "b",
    "strong",
    "i",
    "em",
    "u",
    "br",
    "p",
    "div",
    "span",
    "ul",
    "ol",
    "li",
]


def plain_html(text):
    """Formatted text with emphasis, lines and lists alone.

    >>> plain_html('<p style="x">Hand in <b>today</b><img src="x"/></p>')
    Markup('<p>Hand in <b>today</b></p>')
    >>> plain_html("<p><br/></p>"), plain_html(False)
    ('', '')
    """
    if not text:
        return ""
    cleaner = html_clean.Cleaner(
        allow_tags=ALLOWED_TAGS,
        remove_unknown_tags=False,
        safe_attrs_only=True,
        safe_attrs=frozenset(),
    )
    cleaned = cleaner.clean_html(html.fragment_fromstring(text, create_parent="div"))
    if not cleaned.text_content().strip():
        return ""
    inner = html.tostring(cleaned, encoding="unicode")
    inner = inner.removeprefix("<div>").removesuffix("</div>")
    return Markup(inner)  # noqa: S704, it was cleaned just now


class PlainHtml(fields.Html):
    """Formatted text that keeps emphasis, lines and lists alone, see ``plain_html``.

    Each language has a text of its own: Odoo's translates sentence by sentence, and a text
    in one language would take the place of those in the others.
    """

    def _convert(self, value, record, validate):
        value = super()._convert(value, record, validate)
        return plain_html(value) if value and validate else value


class CustomerPaperLook(models.AbstractModel):
    """Settings of a printed form. Empty: as the company has it."""

    _name = "customer.paper.look"
    _description = "Look of Printed Forms"

    paper_logo = fields.Selection(
        [
            ("company", "The company's"),
            ("own", "A picture of its own"),
            ("none", "None"),
        ],
        string="Logo on Paper",
    )
    paper_size = fields.Selection([("a4", "A4"), ("a5", "A5"), ("letter", "Letter")])
    paper_font = fields.Selection(
        [("small", "Small"), ("normal", "Normal"), ("large", "Large, for the elderly")],
        string="Letters on Paper",
    )
    paper_columns = fields.Selection(
        [("1", "One below the other"), ("2", "Two side by side")],
        string="Short Questions",
    )
    paper_line = fields.Selection(YES_NO, string="Line in the Company's Colour")
    paper_hints = fields.Selection(
        YES_NO,
        string="Hints on Paper",
        help="What the form is for, the help of each question and how to fill it in.",
    )
    paper_qr = fields.Selection(YES_NO, string="QR Code on Paper")

    def _paper_settings(self, company):
        """What applies: this record's settings, else its company's, else ours.

        :return: {name of the field: value}
        """
        self.ensure_one()
        return {
            name: self[name] or company[name] or default
            for name, default in DEFAULTS.items()
        }


class CustomerPaperTexts(models.AbstractModel):
    """What is printed around the questions."""

    _name = "customer.paper.texts"
    _description = "Texts of Printed Forms"
    _inherit = ["customer.paper.look"]

    paper_picture = fields.Image(
        string="Picture on Paper", max_width=1200, max_height=400
    )
    paper_header = PlainHtml(
        string="Text at the Top",
        translate=True,
        sanitize=False,  # PlainHtml leaves less
        help="Above the questions: whom to give the sheet to, until when.",
    )
    paper_footer = PlainHtml(
        string="Text at the End",
        translate=True,
        sanitize=False,  # PlainHtml leaves less
        help="Below the questions: address, hours, what becomes of the data.",
    )


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "customer.paper.texts"]
