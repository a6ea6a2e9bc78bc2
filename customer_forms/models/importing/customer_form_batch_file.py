"""A file is taken apart when it arrives: its headings and rows are sealed, and it is gone
itself."""

import base64
import binascii
import datetime
import itertools

from odoo import api, fields, models
from odoo.exceptions import UserError

from ... import rules
from ...document_messages import MESSAGES as FILE_MESSAGES
from ...sheet_words import META, PROBLEMS
from ...tools.sheets import (
    FileProblem,
    find_layout,
    match_columns,
    names_of_fields,
    open_sheets,
    records,
)
from ...tools.sheets.layout import LINK, QUESTION, folded
from ...tools.sheets.matching import as_meta, may_be_imported
from ..form.schema_labels import SOURCE_LANG
from ..vault.vault_document import DOCUMENT

HEADS = "heads"
# Rows of a part: one transaction, one call of the intake.
PART_ROWS = 500
KEEP = datetime.timedelta(days=7)


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _import_fields(self, version=None):
        """The questions this user may answer with a file: none that ask for files.

        :return: input fields of the schema, those of repeating sections within theirs
        """
        # sudo: staff are asked what the form says, whoever reads versions
        version_sudo = (version or self.current_version_id).sudo()
        schema = rules.without_keys(version_sudo.schema, self._keys_of_others())
        asked = rules.input_fields(schema, with_internal=True)
        return [
            {**field, "fields": [each for each in inner if may_be_imported(each)]}
            if (inner := field.get("fields")) is not None
            else field
            for field in asked
            if may_be_imported(field)
        ]


class CustomerFormBatch(models.Model):
    _inherit = "customer.form.batch"

    def _take_apart(self, content):
        """Seal headings and rows; find out which column is which.

        :param content: the file in Base64
        :raises UserError: when it cannot be read
        """
        try:
            self._take_apart_file(_decoded(content))
        except FileProblem as problem:
            known = {**FILE_MESSAGES, **PROBLEMS}
            pattern = self.env._(known[problem.code])
            raise UserError(pattern % problem.params) from None

    def _take_apart_file(self, content):
        sheets = open_sheets(content)
        layout = find_layout(sheets, self._section_names())
        targets = self._match_layout(layout)
        places = [layout.main.place, *(other.place for other in layout.others)]
        links = {
            place: found.index(LINK)
            for place, found in zip(places, targets, strict=True)
            if LINK in found
        }
        batch_sudo = self.sudo()  # sudo: what is read here is the engine's
        batch_sudo._keep_heads(layout, targets)
        rows = 0
        found = ([*each] for each in records(sheets, layout, links))
        while part := list(itertools.islice(found, PART_ROWS)):
            batch_sudo._keep_part(part)
            rows += len(part)
        if not rows:
            raise FileProblem("table_no_rows")
        batch_sudo.write({"row_count": rows, "has_file": True})

    def _keep_heads(self, layout, targets):
        heads = {
            "sheets": [
                {
                    "title": each.title,
                    "headings": each.headings,
                    "targets": each.targets,
                }
                for each in (layout.main, *layout.others)
            ]
        }
        self.env["customer.vault.value"]._seal(
            self.browse(), {self.id: {HEADS: (DOCUMENT, heads)}}, is_new=True
        )
        self.env["customer.form.batch.column"].create(
            [
                {"batch_id": self.id, "sheet": sheet, "place": place, "target": target}
                for sheet, found in enumerate(targets)
                for place, target in enumerate(found)
                if heads["sheets"][sheet]["headings"][place] or target
            ]
        )

    def _keep_part(self, rows):
        part = self.env["customer.form.batch.part"].create(
            {
                "batch_id": self.id,
                "sequence": len(self.part_ids),
                "row_count": len(rows),
            }
        )
        part._seal_rows({part.id: rows}, is_new=True)

    # ------------------------------------------------------------
    # Columns
    # ------------------------------------------------------------

    def _section_names(self):
        """Names of repeating sections, by which sheets are known."""
        return {
            folded(name)
            for field in self.form_id._import_fields()
            if "fields" in field
            for name in (*field["label"].values(), field["key"])
        }

    def _match_layout(self, layout):
        """The targets of the columns of each sheet that is read."""
        fields_ = self.form_id._import_fields()
        headings = [
            heading
            for sheet in (layout.main, *layout.others)
            for heading in sheet.headings
        ]
        # sudo: what colleagues chose for these headings
        known_sudo = self.env["customer.form.batch.heading"].sudo()
        remembered = known_sudo._known_targets(self.form_id, headings)
        meta = self._meta_names()
        plain = [field for field in fields_ if "fields" not in field]
        main = {**meta, **names_of_fields(plain)}
        found = [
            match_columns(layout.main.headings, layout.main.targets, main, remembered)
        ]
        link = {name: target for name, target in meta.items() if target == LINK}
        for sheet in layout.others:
            section = _section_of(sheet, fields_)
            names = {**link, **names_of_fields(section["fields"] if section else [])}
            found.append(
                match_columns(sheet.headings, sheet.targets, names, remembered)
            )
        return found

    def _targets(self):
        """What columns may answer: {target: (field, section key or None)}."""
        self.ensure_one()
        targets = {}
        for field in self.form_id._import_fields(self.version_id):
            if "fields" in field:
                for inner in field["fields"]:
                    targets[f"{QUESTION}{inner['key']}"] = (inner, field["key"])
            else:
                targets[f"{QUESTION}{field['key']}"] = (field, None)
        return targets

    @api.model
    def _meta_labels(self):
        """What else a row may say, in the user's language: {name: heading}."""
        return {
            name: self.env._(label)
            for name, (label, _help, _kind) in META.items()
            if name != "salesperson" or self._may_assign()
        }

    @api.model
    def _meta_names(self):
        """The same by the names in every language: {folded name: target}."""
        names = {}
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        for lang in {SOURCE_LANG, *langs}:
            for name, label in self.with_context(lang=lang)._meta_labels().items():
                names[folded(label)] = as_meta(name)
        return {
            **{folded(name): as_meta(name) for name in self._meta_labels()},
            **names,
        }

    def _section_sheets(self):
        """Which sheet has the rows of which section: {section key: sheet}."""
        self.ensure_one()
        sections = {
            target: section for target, (_field, section) in self._targets().items()
        }
        sheets = {}
        for column in self.column_ids:
            section = sections.get(column.target)
            if column.sheet and section:
                sheets.setdefault(section, column.sheet)
        return sheets

    def _remember_columns(self, columns):
        """What people choose is known the next time, for this form."""
        for form, its_own in columns.grouped(
            lambda each: each.batch_id.form_id
        ).items():
            self.env["customer.form.batch.heading"]._remember(
                form, {each.heading: each.target for each in its_own if each.heading}
            )

    # ------------------------------------------------------------
    # What is kept, and until when
    # ------------------------------------------------------------

    def _open_heads(self):
        """The headings, ``{"sheets": [...]}``; empty once they are gone."""
        opened = self.env["customer.vault.value"]._open(self, [HEADS])
        return opened[self.id].get(HEADS, {})

    def _first_rows(self):
        """Rows to show examples of: [(sheet, texts)]."""
        first = self.part_ids[:1]
        opened = first._open_rows().get(first.id, [])[:20]
        return [
            row
            for _number, texts, others in opened
            for row in [(0, texts), *((place + 1, its) for place, _n, its in others)]
        ]

    def action_discard(self):
        """Delete what is left of the file."""
        self.check_access("write")
        self.sudo()._discard()  # sudo: write access was checked above

    def _discard(self):
        """Delete the rows, and what would tell of them."""
        self.env["customer.vault.value"]._forget(self._name, self.ids)
        self.part_ids.unlink()
        self.has_file = False

    @api.autovacuum
    def _gc_files(self):
        """A week is enough to correct what was wrong."""
        old = self.search(
            [
                ("has_file", "=", True),
                ("create_date", "<", fields.Datetime.now() - KEEP),
            ]
        )
        old._discard()
        for batch in old.filtered(lambda each: each.state != "done"):
            batch.write(
                {
                    "state": "failed",
                    "failure": self.env._("The rows were deleted after a week."),
                }
            )


def _decoded(content):
    try:
        return base64.b64decode(content or b"")
    except binascii.Error:
        raise FileProblem("file_broken") from None


def _section_of(sheet, fields_):
    """The repeating section whose rows a sheet has."""
    targets = set(sheet.targets)
    for field in fields_:
        if "fields" not in field:
            continue
        if targets & {f"{QUESTION}{each['key']}" for each in field["fields"]}:
            return field
        if folded(sheet.title) in map(folded, (*field["label"].values(), field["key"])):
            return field
    return None
