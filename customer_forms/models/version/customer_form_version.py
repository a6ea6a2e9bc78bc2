from odoo import api, fields, models, tools
from odoo.exceptions import UserError


class FrozenJson(fields.Json):
    """JSON that nobody changes once it is written: who reads it shares it.

    Odoo's own is copied at each reading, which for a schema is most of the time that
    checking a submission takes.
    """

    def convert_to_record(self, value, record):
        return False if value is None else value


class CustomerFormVersion(models.Model):
    """A form as it was published. Never changed: submissions mean what it says."""

    _name = "customer.form.version"
    _description = "Form Version"
    _order = "form_id, number desc"
    _rec_name = "number"

    form_id = fields.Many2one(
        "customer.form", required=True, index=True, ondelete="restrict", readonly=True
    )
    company_id = fields.Many2one(related="form_id.company_id")
    number = fields.Integer(required=True, readonly=True)
    schema = FrozenJson(required=True, readonly=True)
    digest = fields.Char(
        required=True,
        readonly=True,
        help="SHA-256 of the canonical JSON: two versions with one digest are the same.",
    )
    note = fields.Char(help="What changed, for colleagues.")

    _number_uniq = models.UniqueIndex(
        "(form_id, number)", "This version of the form is already published."
    )

    @api.depends("form_id.name", "number")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(form)s, version %(number)s",
                form=version.form_id.name,
                number=version.number,
            )

    def write(self, vals):
        if set(vals) - {"note"}:
            raise UserError(
                self.env._("A published version stays as it is. Publish a new one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("A published version is kept: submissions refer to it.")
        )

    def _page_part(self, part, make):
        """A part of this version's page that is the same for everybody who gets it.

        :param tuple part: what it is, and all it depends on beside the version
        :param make: function that makes it
        :return: what ``make`` returned, now or before; made anew for what is not published
        """
        self.ensure_one()
        return self._kept_page_part(part, make) if self.id else make()

    # The cache is emptied with that of the templates: what is kept was made with them.
    @tools.ormcache("self.id", "part", cache="templates.cached_values")
    def _kept_page_part(self, part, make):
        return make()

    def _labels_of(self, key):
        """What question or repeating section ``key`` was called: {lang: text}."""
        self.ensure_one()
        for section in self.schema["sections"]:
            if section.get("key") == key:
                return section["title"]
        return (self._field(key) or {}).get("label") or {}

    def _field(self, key):
        """The schema entry of the field, or None.

        :param str key: key of the field, or its path in a row
        """
        self.ensure_one()
        key = key.rpartition(":")[2]
        for section in self.schema["sections"]:
            for field in section["fields"]:
                if field["key"] == key:
                    return field
        return None
