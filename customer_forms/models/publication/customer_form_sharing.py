"""A form and its links."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..form.schema_labels import SOURCE_LANG


class CustomerForm(models.Model):
    _inherit = "customer.form"

    link_ids = fields.One2many(
        "customer.form.link", "form_id", string="Links", readonly=True
    )

    def _publish(self, note=False):
        """A published form has a link and a QR code at once (P1)."""
        result = super()._publish(note)
        self._default_links()
        return result

    def _default_links(self):
        """The link and the QR code each published form has of its own, made when they
        are missing.

        :return: ``customer.form.link`` in sudo: whoever sees a form may give out its
            link
        """
        forms_sudo = self.sudo().filtered("current_version_id")
        Link_sudo = forms_sudo.env["customer.form.link"].with_context(active_test=False)
        links_sudo = Link_sudo.search(
            [("form_id", "in", forms_sudo.ids), ("is_default", "=", True)]
        )
        known = {(link.form_id, link.channel) for link in links_sudo}
        made_sudo = Link_sudo.with_context(lang=SOURCE_LANG).create(
            [
                {
                    "form_id": form.id,
                    "channel": channel,
                    "name": channel,
                    "is_default": True,
                }
                for form in forms_sudo
                for channel in ("link", "qr")
                if (form, channel) not in known
            ]
        )
        made_sudo._name_defaults()
        return links_sudo + made_sudo.with_env(links_sudo.env)

    def _default_link(self, channel):
        """The form's own link, in sudo; empty for a form that was never published."""
        return self._default_links().filtered(lambda link: link.channel == channel)

    def action_share(self):
        """Open what there is to give out: link, QR code, poster.

        :raises UserError: when nobody could open the form yet
        """
        return self._share_action()

    def _share_action(self, link=None):
        self.ensure_one()
        self.check_access("read")
        if not self.current_version_id:
            raise UserError(
                self.env._(
                    "Publish “%(form)s” first; then it has a link.", form=self.name
                )
            )
        return {
            "name": self.env._("Share “%(form)s”", form=self.name),
            "type": "ir.actions.act_window",
            "res_model": "customer.form.share",
            "view_mode": "form",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_form_id": self.id,
                "default_link_id": link.id if link else False,
            },
        }

    def action_view_links(self):
        """Open the links of this form, each with its figures."""
        self.ensure_one()
        self._default_links()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_link_action"
        )
        return {
            **action,
            "name": self.env._("Links of “%(form)s”", form=self.name),
            "domain": [("form_id", "=", self.id)],
            "context": {"default_form_id": self.id},
        }

    def _prepare_submission_vals(self, entry):
        """By which link a submission came, and the campaign of the link (P2)."""
        vals = super()._prepare_submission_vals(entry)
        opening = entry.filled.opening
        if opening and opening.link_id:
            link = self.env["customer.form.link"].browse(opening.link_id)
            vals |= {"link_id": link.id, **link._utm_vals()}
        return vals


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    link_id = fields.Many2one(
        "customer.form.link",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The link or QR code by which the visitor came.",
    )
