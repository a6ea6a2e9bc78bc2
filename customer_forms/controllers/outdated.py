"""Pages that were opened before the form was changed (F11)."""

import datetime

from odoo import fields
from odoo.http import request

from .. import rules
from ..models.submission.submission_request import sent_files
from ..rules.types.base import localised
from . import form_request

# How long a replaced version is still taken from visitors who have it open.
GRACE = datetime.timedelta(days=2)


def is_new(form_sudo, page_uuid):
    """Whether a page would become a submission: not one that did already, which is
    answered as it was then, and not while the form takes none."""
    known = form_request.client_uuid(page_uuid)
    submissions_sudo = form_sudo.env["customer.form.submission"]
    domain = [("form_id", "=", form_sudo.id), ("client_uuid", "=", known)]
    return form_sudo.state == "published" and not (
        known and submissions_sudo.search_count(domain, limit=1)
    )


def missing_news(version_sudo, is_staff, others):
    """What speaks against taking a page of an older version.

    It is taken for two days more: time to finish a form that was open, not a way around
    newer rules. Not so when the form asks now for something it cannot do without.

    :param bool is_staff: whether the sections for staff are on the page
    :param set others: keys of what is not on it all the same
    :return: None when the page is good; else the keys of what it lacks, which may be none
    """
    current_sudo = version_sudo.form_id.current_version_id
    if version_sudo == current_sudo:
        return None
    missing = rules.missing_essentials(
        version_sudo.schema,
        rules.without_keys(current_sudo.schema, others),
        request.env.lang,
        with_internal=is_staff,
    )
    successor_sudo = current_sudo.search(
        [
            ("form_id", "=", version_sudo.form_id.id),
            ("number", "=", version_sudo.number + 1),
        ],
        limit=1,
    )
    age = fields.Datetime.now() - successor_sudo.create_date
    return missing if missing or age > GRACE else None


def notice(version_sudo, raw):
    """What to tell a visitor whose page is out of date.

    :param version_sudo: the version he has filled in
    :param dict raw: as ``read_answers`` returns it
    """
    env = request.env
    now = rules.input_fields(version_sudo.form_id.current_version_id.schema, True)
    asked = {field["key"] for field in now}
    dropped = [
        localised(field["label"], env.lang)
        for field in rules.input_fields(version_sudo.schema, with_internal=True)
        if field["key"] not in asked and raw.get(field["key"])
    ]
    sentences = [
        env._(
            "This form was changed after you opened it. What you filled in is still"
            " here: please look through it, answer what is new, and submit again."
        )
    ]
    if any(not file.attachment_id for file in sent_files(raw)):
        sentences.append(env._("Please choose your files again."))
    if dropped:
        sentences.append(
            env._("No longer asked: %(questions)s.", questions=", ".join(dropped))
        )
    return " ".join(sentences)
