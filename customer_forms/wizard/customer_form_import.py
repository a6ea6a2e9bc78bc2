import base64
import binascii
from pathlib import PurePath

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.types.base import localised
from ..tools.form_changes import compare_documents, count_entries
from ..tools.form_tidy import tidy

# More lines than that nobody reads at once.
MAX_LINES = 100
MODELS = {
    "section": "customer.form.section",
    "question": "customer.form.field",
    "option": "customer.form.option",
    "rule": "customer.form.rule",
}


class CustomerFormImport(models.TransientModel):
    """A form from a JSON file or a workbook: looked at first, then made."""

    _name = "customer.form.import"
    _description = "Import a Form"

    file = fields.Binary(help="An Excel workbook (.xlsx) or a JSON file.")
    filename = fields.Char()
    target = fields.Selection(
        [("new", "A new form"), ("replace", "The draft of an existing form")],
        string="Becomes",
        default="new",
        required=True,
    )
    form_id = fields.Many2one("customer.form", ondelete="cascade")
    report = fields.Html(compute="_compute_report", sanitize=False)
    is_ready = fields.Boolean(compute="_compute_report")

    @api.depends("file", "filename", "target", "form_id")
    @api.depends_context("lang")
    def _compute_report(self):
        """What the file would make, or all that is wrong with it."""
        for wizard in self:
            wizard.is_ready, wizard.report = False, False
            if not wizard.file or (wizard.target == "replace" and not wizard.form_id):
                continue
            document, errors, notices = wizard._read()
            wizard.is_ready = not errors
            wizard.report = self.env["ir.qweb"]._render(
                "customer_forms.customer_form_import_report",
                {
                    "errors": errors[:MAX_LINES],
                    "notices": notices[:MAX_LINES],
                    "more": wizard._more(max(len(errors), len(notices)) - MAX_LINES),
                    **({} if errors else wizard._preview(document)),
                },
            )

    @api.model
    def default_get(self, fields):
        """Started from a form, it is its draft that is replaced."""
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "customer.form":
            form = self.env.context.get("active_id")
            values.update(form_id=form, target="replace" if form else "new")
        return values

    def action_import(self):
        """Make the form, and open it.

        :raises UserError: when the file is not right; nothing is changed then
        """
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        document, errors, _notices = self._read()
        if errors:
            raise UserError(
                "\n".join(": ".join(filter(None, each)) for each in errors[:MAX_LINES])
            )
        form = self._form()._import_document(document)
        form._message_log(
            body=self.env._(
                "The draft comes from the file “%(file)s”.", file=self._title()
            )
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "customer.form",
            "res_id": form.id,
            "views": [[False, "form"]],
        }

    def action_download_sample(self):
        """Download a workbook that shows everything by example."""
        return {
            "type": "ir.actions.act_url",
            "url": "/customer_forms/sample.xlsx",
            "target": "download",
        }

    # ------------------------------------------------------------
    # The file
    # ------------------------------------------------------------

    def _form(self):
        """The form whose draft is replaced, none for a new one."""
        is_new = self.target == "new"
        return self.env["customer.form"] if is_new else self.form_id._origin

    def _title(self):
        """The name of the file, without its ending."""
        return PurePath(self.filename or "").stem or self.env._("Imported form")

    def _read(self):
        """See ``customer.form._read_form_file``."""
        try:
            content = base64.b64decode(self.with_context(bin_size=False).file)
        except binascii.Error:
            content = b""
        return self._form()._read_form_file(content, self._title())

    # ------------------------------------------------------------
    # What it would make
    # ------------------------------------------------------------

    def _preview(self, document):
        """What the report says of a document without problems."""
        document = tidy(document)
        form, lang = self._form(), self.env.lang
        preview = {
            "title": localised(document["form"]["name"], lang),
            "counted": self._counted(count_entries(document)),
            "changes": None,
        }
        if form:
            changes = compare_documents(tidy(form._to_document()), document)
            preview["changes"] = {
                "form": self._setting_names("customer.form", changes.form),
                "added": [self._entry_name(*each) for each in changes.added],
                "gone": [self._entry_name(*each) for each in changes.gone],
                "changed": [
                    (
                        self._entry_name(level, entry),
                        self._setting_names(MODELS[level], names),
                    )
                    for level, entry, names in changes.changed
                ],
            }
        return preview

    def _counted(self, counts):
        return self.env._(
            "Sections: %(section)s. Questions: %(question)s. Options: %(option)s. Rules:"
            " %(rule)s.",
            **counts,
        )

    def _more(self, count):
        """What stands below a list that was cut."""
        return self.env._("And %(count)s more.", count=count) if count > 0 else ""

    def _entry_name(self, level, entry):
        texts = entry.get("name") or entry.get("message") or {}
        levels = {
            "section": self.env._("Section"),
            "question": self.env._("Question"),
            "option": self.env._("Option"),
            "rule": self.env._("Rule"),
        }
        return f"{levels[level]} “{localised(texts, self.env.lang) or entry['key']}”"

    def _setting_names(self, model, names):
        """What people call these settings."""
        known = self.env[model]._fields
        found = (known.get(name) or known.get(f"{name}_id") for name in names)
        return ", ".join(
            field._description_string(self.env) for field in found if field
        )
