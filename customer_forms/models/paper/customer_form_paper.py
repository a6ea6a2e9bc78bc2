"""A form on paper: how it looks, and what is asked before it is printed."""

import base64

from odoo import api, models
from odoo.tools.mimetypes import guess_mimetype

from .customer_paper_look import plain_html


class CustomerForm(models.Model):
    _name = "customer.form"
    _inherit = ["customer.form", "customer.paper.texts"]

    def _paper_text(self, name, langs):
        """The form's own text, else its company's, in some languages.

        :param str name: of the field
        :param langs: language codes; a text that is the same in two is there once
        :return: list of ``Markup``
        """
        # sudo: what is printed for everybody
        form_sudo = self.sudo()
        owner_sudo = form_sudo if plain_html(form_sudo[name]) else form_sudo.company_id
        texts = [plain_html(owner_sudo.with_context(lang=lang)[name]) for lang in langs]
        return list(dict.fromkeys(filter(None, texts)))

    def _paper_picture(self, kind):
        """The logo as a ``data:`` address, empty for none.

        :param str kind: value of ``paper_logo``
        """
        # sudo: what is printed for everybody; bin_size: a context may ask for sizes only
        form_sudo = self.sudo().with_context(bin_size=False)
        company_sudo = form_sudo.company_id
        own = form_sudo.paper_picture or company_sudo.paper_picture
        picture = {"company": company_sudo.logo_web, "own": own}.get(kind)
        kind = picture and guess_mimetype(base64.b64decode(picture))
        return f"data:{kind};base64,{picture.decode()}" if picture else ""

    def action_print(self):
        """Ask how the form is to be printed."""
        self.ensure_one()
        return self._print_action({"default_form_id": self.id})

    def action_open_entry(self):
        """Open the page on which staff type in what came on paper."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"{self._page_path()}/entry",
            "target": "new",
        }

    def _print_action(self, context):
        return {
            "name": self.env._("Print a Form"),
            "type": "ir.actions.act_window",
            "res_model": "customer.form.print",
            "view_mode": "form",
            "target": "new",
            "context": {**context, "dialog_size": "extra-large"},
        }


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def action_print_sheet(self):
        """Ask how the submission is to be printed: its form, filled in."""
        self.ensure_one()
        return self.form_id._print_action(
            {"default_form_id": self.form_id.id, "default_submission_id": self.id}
        )

    @api.model
    def action_type_in(self):
        """Open staff entry of the form whose submissions are listed; without one, the
        forms to choose from."""
        form = self.env["customer.form"].browse(
            self.env.context.get("customer_form_id", [])
        )
        if form:
            return form.action_open_entry()
        return self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_action"
        )
