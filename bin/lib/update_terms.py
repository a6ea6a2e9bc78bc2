"""Put freshly exported terms into an addon's i18n folder.

Usage: update_terms.py NEW.pot FOLDER LANGUAGE...
The template is only written when its terms changed, so that a date alone makes no
difference to commit. Translations are kept by term; terms the source lost are dropped.
"""

import sys
from pathlib import Path

import polib

WRAP = 78


def terms(catalog):
    return [
        (entry.msgid, entry.msgctxt, sorted(entry.occurrences), entry.comment)
        for entry in catalog
    ]


def write_template(new, path):
    # The exporter's clock and version are not part of the source.
    for header in ("POT-Creation-Date", "PO-Revision-Date"):
        new.metadata.pop(header, None)
    for entry in new:
        entry.occurrences = sorted(entry.occurrences)
    new.sort(key=lambda entry: entry.msgid)
    new.wrapwidth = WRAP
    if not path.exists() or terms(polib.pofile(str(path))) != terms(new):
        new.save(str(path))


def merge(template, path, language):
    known = {}
    catalog = polib.POFile(wrapwidth=WRAP)
    catalog.metadata = {**template.metadata, "Language": language, "Plural-Forms": ""}
    if path.exists():
        old = polib.pofile(str(path))
        known = {(entry.msgid, entry.msgctxt): entry for entry in old}
        catalog.header = old.header
        catalog.metadata = old.metadata
    for entry in template:
        before = known.get((entry.msgid, entry.msgctxt))
        catalog.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgctxt=entry.msgctxt,
                msgstr=before.msgstr if before else "",
                occurrences=entry.occurrences,
                comment=entry.comment,
                tcomment=before.tcomment if before else "",
                flags=before.flags if before else [],
            )
        )
    catalog.save(str(path))
    return catalog


def main(exported, folder, *languages):
    folder = Path(folder)
    template = polib.pofile(exported)
    write_template(template, folder / f"{folder.parent.name}.pot")
    for language in languages:
        catalog = merge(template, folder / f"{language}.po", language)
        missing = catalog.untranslated_entries()
        sys.stdout.write(
            f"i18n {folder.parent.name} {language}: "
            f"{len(catalog)} terms, {len(missing)} to translate\n"
        )
        sys.stdout.writelines(f"i18n   {entry.msgid!r}\n" for entry in missing)


if __name__ == "__main__":
    main(*sys.argv[1:])
