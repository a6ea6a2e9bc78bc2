from odoo import fields
from odoo.exceptions import AccessError


class Answers(fields.Properties):
    """Answers of a submission, one property per field of the form.

    The web client may rearrange the definition of ordinary properties on the fly; the
    definition of answers follows from published versions alone.
    """

    def write(self, records, value):
        if isinstance(value, list) and any(
            prop.get("definition_changed") or prop.get("definition_deleted")
            for prop in value
        ):
            raise AccessError(
                records.env._(
                    "The questions of a form are changed in the form itself, not from"
                    " its submissions."
                )
            )
        return super().write(records, value)


class AnswerDefinition(fields.PropertiesDefinition):
    """Definition of ``Answers``; labels are shown in the user's language.

    Odoo keeps one language in a definition. The labels of every language are in the
    form's versions, so they are put in place when the definition is read.
    """

    copy = False

    def convert_to_record(self, value, record):
        definition = super().convert_to_record(value, record)
        if not definition or not record.env.lang:
            return definition
        labels = record._answer_labels(record.env.lang)
        for prop in definition:
            label, options = labels.get(prop["name"], (None, {}))
            prop["string"] = label or prop["string"]
            for choice in prop.get("selection") or prop.get("tags") or ():
                choice[1] = options.get(choice[0], choice[1])
        return definition
