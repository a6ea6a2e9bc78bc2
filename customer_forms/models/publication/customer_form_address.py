"""Where a form is found: its link, and the company and time zone it belongs to."""

import itertools
import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CustomerForm(models.Model):
    _inherit = "customer.form"

    @api.depends("slug")
    def _compute_website_url(self):
        for form in self:
            form.website_url = (
                f"{form.get_base_url()}{form._page_path()}" if form.slug else False
            )

    @api.constrains("slug")
    def _check_slug(self):
        for form in self:
            if not SLUG.fullmatch(form.slug or ""):
                raise ValidationError(
                    self.env._(
                        "“%(slug)s” cannot be an address. Use lower-case letters,"
                        " digits and hyphens, such as new-customer.",
                        slug=form.slug,
                    )
                )

    def _check_unpublished(self, vals):
        """Once published, a form stays where people and submissions look for it.

        :raises UserError: when the company or the address of such a form would change
        """
        for form in self.filtered("current_version_id"):
            if form.company_id.id != vals.get("company_id", form.company_id.id):
                raise UserError(
                    self.env._(
                        "A published form stays in its company; copy it instead."
                    )
                )
            if form.slug != vals.get("slug", form.slug):
                raise UserError(
                    self.env._(
                        "The link of a published form stays as it is: it may be printed"
                        " or sent already. Copy the form to use another address."
                    )
                )

    def _company_tz(self):
        """The time zone in which the form counts its days."""
        return self.company_id.partner_id.tz or self.user_id.tz or "UTC"

    def _company_today(self, moment=None):
        """The day it is where the form's company is.

        :param datetime.datetime moment: another time than now, in UTC
        """
        form = self.with_context(tz=self._company_tz())
        return fields.Date.context_today(form, moment or None)

    def _page_path(self):
        """The form's address on the website, without host."""
        return f"/forms/{self.slug}"

    @api.model
    def _free_slugs(self, names):
        """Addresses nobody has yet, made of names, or of chance where a name has no
        Latin letters.

        :param list[str] names: names of forms
        :return: list[str], one address for each name: ``contact``, ``contact-2`` ...
        """
        slugify = self.env["ir.http"]._slugify
        wanted = [slugify(name or "", max_length=40) for name in names]
        # sudo: an address must also differ from forms this user may not see
        forms_sudo = self.sudo().with_context(active_test=False)
        taken = set(
            forms_sudo.search(
                Domain.OR(Domain("slug", "=like", f"{slug}%") for slug in wanted)
            ).mapped("slug")
        )
        slugs = []
        for slug in wanted:
            if not SLUG.fullmatch(slug):
                slug = f"form-{secrets.token_hex(8)}"
            candidates = itertools.chain(
                [slug], (f"{slug}-{number}" for number in itertools.count(2))
            )
            slugs.append(next(each for each in candidates if each not in taken))
            taken.add(slugs[-1])
        return slugs
