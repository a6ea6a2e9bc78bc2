"""Judges the rows of an import by the rules every door has (invariant 3)."""

from typing import Any, NamedTuple

from ...exceptions import ConflictingSubmission, NotTaken
from ...tools.sheets import Column, read_record
from ...tools.sheets.layout import QUESTION
from ...tools.sheets.matching import as_meta
from ..intake.customer_form_person import PERSON
from ..submission.submission_request import FilledForm
from .batch_meta import BadMeta, MetaReader
from .customer_form_recognition import uuid_of_digest

READY, KNOWN, FAULTY = "ready", "known", "faulty"
# The status of ``NotTaken`` for who has submitted already.
ONE_EACH = 409
# Enough to tell rows of one file from each other.
SHORT = 16


class Fault(NamedTuple):
    """What is wrong: ``target`` is empty for what concerns no column."""

    sheet: int
    row: int
    target: str
    path: str
    code: str
    params: dict


class Outcome(NamedTuple):
    """What a row would become.

    :ivar list row: [row number, texts, rows of other sheets]
    :ivar Entry entry: as the intake has judged it
    :ivar str kind: ``READY``, ``KNOWN`` or ``FAULTY``
    :ivar list faults: ``Fault``
    """

    row: list
    entry: Any
    kind: str
    faults: list


class BatchJudge:
    """Made once for many parts of one import.

    :param batch: ``customer.form.batch`` in sudo
    """

    def __init__(self, batch):
        uploader = batch.uploader_id
        # As the person who imports: who may fill in what is asked of him, and sentences
        # and texts are in his language.
        self.batch = batch.with_user(uploader).with_context(
            lang=uploader.lang, allowed_company_ids=batch.company_id.ids
        )
        self.form = self.batch.form_id
        self.version = batch.version_id
        self.columns = [
            Column(each.sheet, each.place, each.target)
            for each in batch.column_ids
            if each.target
        ]
        self.fields = self.batch._targets()
        self.meta = MetaReader(self.batch)
        self.seen, self.seen_unique = {}, set()

    def remember(self, digests):
        """Rows of earlier parts, see ``digests_of``."""
        self.seen.update(digests["rows"])
        self.seen_unique.update(digests["unique"])

    def judge(self, rows):
        """An ``Outcome`` for each row.

        :param list rows: [row number, texts, rows of other sheets]
        :raises NotInvited, FormNotOpen: when nothing of the file can be taken
        """
        reads = [
            read_record(texts, children, self.columns, self.fields, self.batch.env.lang)
            for _number, texts, children in rows
        ]
        faults, filled_forms = [], []
        for row, read in zip(rows, reads, strict=True):
            found = [
                Fault(sheet, number or row[0], target, "", "cell_error", {})
                for sheet, number, target in read.broken
            ]
            filled_forms.append(self._filled(row[0], read, found))
            faults.append(found)
        entries = self.form._judge_many(filled_forms)
        return [
            self._outcome(row, read, entry, found)
            for row, read, entry, found in zip(
                rows, reads, entries, faults, strict=True
            )
        ]

    def _filled(self, number, read, found):
        """The row as the intake takes it; what cannot be read is added to ``found``."""
        try:
            channel, extra = self.meta.values_of(read.meta)
        except BadMeta as bad:
            target = as_meta(bad.name)
            found.append(Fault(0, number, target, "", bad.code, bad.params))
            channel, extra = self.batch.channel, {}
        filled = FilledForm(
            read.raw,
            self.version,
            channel,
            extra={**extra, "batch_id": self.batch.id},
        )
        if reference := read.meta.get("reference"):
            filled.client_uuid = self._uuid("import reference", reference)
        elif self.batch.identity == "row":
            filled.client_uuid = self._uuid("import row", f"{self.batch.id}/{number}")
        else:
            filled.is_known_by_content = True
        return filled

    def _uuid(self, purpose, text):
        vault = self.batch.env["customer.vault.value"]
        return uuid_of_digest(vault._keyed_digest(purpose, f"{self.form.id}/{text}"))

    # ------------------------------------------------------------
    # Outcomes
    # ------------------------------------------------------------

    def _outcome(self, row, read, entry, faults):
        number = row[0]
        if isinstance(entry.error, NotTaken):
            is_person = entry.error.status == ONE_EACH
            code = "once_per_person" if is_person else "form_full"
            faults.append(Fault(0, number, "", "", code, {}))
        elif isinstance(entry.error, ConflictingSubmission):
            faults.append(_changed_reference(number))
        elif entry.error and not entry.issues:
            raise entry.error
        faults += [self._issue_fault(number, read, issue) for issue in entry.issues]
        is_known = bool(entry.submission) or entry.first is not entry
        earlier = self.seen.get(entry.filled.client_uuid)
        if earlier and earlier == entry.content_digest[:SHORT]:
            is_known = True
        elif earlier:
            faults.append(_changed_reference(number))
        if not is_known and not faults:
            faults += [
                self._path_fault(number, read, path, "not_unique", {})
                for path, digest in entry.unique.items()
                if digest in self.seen_unique
            ]
        kind = FAULTY if faults else KNOWN if is_known else READY
        return Outcome(row, entry, kind, faults)

    def _issue_fault(self, number, read, issue):
        return self._path_fault(number, read, issue.field, issue.code, issue.params)

    def _path_fault(self, number, read, path, code, params):
        """A path of the rules as a place in the file."""
        if path.endswith(f":{PERSON}"):
            return Fault(0, number, "", "", "once_per_person", {})
        section, _colon, rest = path.partition(":")
        if not rest:
            return Fault(0, number, f"{QUESTION}{path}", path, code, params)
        place, _colon, key = rest.partition(":")
        sheet, row = read.rows[section][int(place)]
        return Fault(sheet, row, f"{QUESTION}{key}", path, code, params)


def digests_of(outcomes):
    """What later parts are compared with."""
    ready = [each.entry for each in outcomes if each.kind == READY]
    return {
        "rows": {
            entry.filled.client_uuid: entry.content_digest[:SHORT] for entry in ready
        },
        "unique": [digest for entry in ready for digest in entry.unique.values()],
    }


def _changed_reference(number):
    return Fault(0, number, as_meta("reference"), "", "changed_reference", {})
