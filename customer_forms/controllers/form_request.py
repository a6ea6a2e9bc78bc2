"""What a visitor's request says, before any rule looks at it."""

import datetime
import re

from odoo import fields
from odoo.http import request

from .. import rules
from ..models.customer_form_address import SLUG
from ..models.submission_request import UploadedFile

CLIENT_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
VERSION_NUMBER = re.compile(r"[0-9]{1,8}")
# How long a replaced version is still taken from visitors who have it open.
GRACE = datetime.timedelta(days=2)
# Posted beside the answers; field_key.RESERVED and the form of a key keep them apart.
TECHNICAL_FIELDS = {"csrf_token", "_version", "_uuid"}


def find_form(slug):
    """The form at this address, in sudo: its page is for everybody.

    Empty for an unknown or archived form and one that was never published.
    """
    # sudo: the page of a published form is for everybody
    forms_sudo = request.env["customer.form"].sudo()
    if not SLUG.fullmatch(slug):
        return forms_sudo
    return forms_sudo.search(
        [("slug", "=", slug), ("current_version_id", "!=", False)], limit=1
    )


def shown_version(form_sudo, number):
    """The version the visitor has before him (F11), else the current one.

    A version that was replaced is taken for two days more: time to finish a form
    that was open, not a way around newer rules.
    """
    current_sudo = form_sudo.current_version_id
    if not VERSION_NUMBER.fullmatch(number or ""):
        return current_sudo
    shown_sudo = current_sudo.search(
        [("form_id", "=", form_sudo.id), ("number", "=", int(number))], limit=1
    )
    successor_sudo = current_sudo.search(
        [("form_id", "=", form_sudo.id), ("number", "=", int(number) + 1)], limit=1
    )
    is_outdated = successor_sudo and (
        fields.Datetime.now() - successor_sudo.create_date > GRACE
    )
    return current_sudo if is_outdated or not shown_sudo else shown_sudo


def read_answers(version_sudo):
    """What was posted, in the shape the rules take: text, lists and files."""
    types = {
        field["key"]: rules.FIELD_TYPES[field["type"]]
        for field in rules.input_fields(version_sudo.schema, with_internal=True)
    }
    http_request = request.httprequest
    raw = {}
    for key, texts in http_request.form.lists():
        if key not in TECHNICAL_FIELDS:
            is_list = key in types and types[key].property_type == "tags"
            raw[key] = texts if is_list else texts[-1]
    for key, uploads in http_request.files.lists():
        files = [
            UploadedFile.of(upload.filename, upload.read())
            for upload in uploads
            if upload.filename
        ]
        if files or key not in types:
            raw[key] = files
    return raw


def client_uuid(text):
    """The page's UUID, if it is one."""
    return text if text and CLIENT_UUID.fullmatch(text) else None
