"""What is known already, as it is printed on a form."""

from ... import rules
from ..submission.customer_form_submission_read import text_of


def paper_answers(submission, schema):
    """The answers of a submission for the sheet it is printed on; masks where this user
    sees no more on the screen.

    :param submission: ``customer.form.submission``, as the user who prints
    :param dict schema: of its version
    :return: {path: {``text``, ``value``, ``keys`` of the options}}; under the key of a
        repeating section the number of its rows
    """
    # Reports are masked as files are; this sheet is for the person it speaks of.
    submission = submission.with_context(customer_masked=False)
    opened = {
        record: record.opened_values or {}
        for records in (submission, submission.row_ids)
        for record in records
    }
    lang = submission.env.lang or "en_US"
    given = {
        section["key"]: len(submission._rows_of(section))
        for section in schema["sections"]
        if "repeat" in section
    }
    for answered in submission._answered(opened):
        value = answered.value
        field_type = rules.FIELD_TYPES[answered.field["type"]]
        keys = value if isinstance(value, list) else [value]
        given[answered.path] = {
            "value": value,
            "text": text_of(answered, lang),
            "keys": keys if field_type.has_options else (),
        }
    return given
