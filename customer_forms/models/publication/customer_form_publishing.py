"""How a form is offered to those who fill it in."""

from odoo import fields, models

DRAFT_DAYS = 30


class CustomerForm(models.Model):
    _inherit = "customer.form"

    # How it is filled in: part of what the form is, see FORM_FIELDS.
    has_pages = fields.Boolean(
        string="One Section at a Time",
        default=True,
        help="Visitors see a section, then the next one, and how far they are.",
    )
    has_drafts = fields.Boolean(
        string="Can Be Completed Later",
        default=True,
        help="What was filled in so far is kept on the server. A private link, or your"
        " staff, goes on with it.",
    )
    draft_days = fields.Integer(
        string="Keep Drafts (Days)",
        default=DRAFT_DAYS,
        help="Then what was not submitted is deleted.",
    )
    visitor_edit_days = fields.Integer(
        string="Visitors May Correct (Days)",
        help="How long the person who sent a form may correct it by a private link."
        " 0: not at all.",
    )
    has_receipt = fields.Boolean(
        string="Send a Receipt",
        default=True,
        help="Who gives an e-mail address gets the number of the submission by mail.",
    )

    # When and where: of this very form, not of its copies.
    opens_at = fields.Datetime(
        string="Opens", copy=False, help="Nothing is taken before. Empty: at once."
    )
    closes_at = fields.Datetime(
        string="Closes", copy=False, help="Nothing is taken afterwards. Empty: never."
    )
    max_submissions = fields.Integer(
        string="Most Submissions",
        copy=False,
        help="The form closes itself when so many have arrived. 0: without limit.",
    )
    is_once_per_person = fields.Boolean(
        string="Once per Person",
        copy=False,
        help="Who has signed in, has an invitation, or gives the same phone number or"
        " e-mail address again, submits once.",
    )
    embed_origins = fields.Text(
        string="Shown On",
        copy=False,
        help="The websites that may show this form in a frame, one on each line, such"
        " as https://www.example.com. Empty: none but this one.",
    )
    robot_check = fields.Selection(
        [
            ("none", "Unseen checks only"),
            ("work", "Some work for the visitor's browser"),
            ("captcha", "The captcha of the website"),
        ],
        string="Against Robots",
        default="none",
        required=True,
        help="Unseen checks are always made: a trap, the time it took, and how many come"
        " from one place. What looks like a robot is set aside, not lost.",
    )
