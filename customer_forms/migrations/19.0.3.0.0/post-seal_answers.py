"""Answers that are sensitive by the type or the meaning of their question go into the
vault (V2); what was made of them with a key inside the database is made anew."""

from odoo import SUPERUSER_ID, api
from odoo.tools import split_every

BATCH = 500
DEFINITIONS = ("answer_definition", "row_definition")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False, "lang": "en_US"})
    for form in env["customer.form"].search([("current_version_id", "!=", False)]):
        seal_answers(form)
        renew_unique_answers(form)
    # Nobody sends a page again that was sent before the upgrade: empty means "the same".
    cr.execute("UPDATE customer_form_submission SET content_digest = NULL")
    env.invalidate_all()


def seal_answers(form):
    """Mask what the questions of a form say is sensitive, for all its versions."""
    from odoo.addons.customer_forms.rules.schema import masked_property

    classes = {
        field.key: field._sensitivity_class() for field in form.section_ids.field_ids
    }
    former = {}
    for name in DEFINITIONS:
        definition = form[name]
        former |= {prop["name"]: prop.get("sensitivity") for prop in definition}
        form[name] = [
            masked_property(prop, classes[prop["name"]])
            if classes.get(prop["name"])
            else prop
            for prop in definition
        ]
    form._reclassify(former)


def renew_unique_answers(form):
    """Digests of unique answers, with the key that is not in the database."""
    env = form.env
    noted = env["customer.form.unique"].search([("form_id", "=", form.id)])
    for submissions in split_every(
        BATCH, noted.submission_id.ids, env["customer.form.submission"].browse
    ):
        known = noted.filtered(
            lambda each, some=submissions: each.submission_id in some
        )
        keys = {
            submission: set(each.mapped("field_key"))
            for submission, each in known.grouped("submission_id").items()
        }
        digests = submissions._given_unique_digests(set(known.mapped("field_key")))
        noted -= known
        known.unlink()
        submissions._keep_unique_answers(
            [
                {
                    path: digest
                    for path, digest in digests[submission].items()
                    if path.rpartition(":")[2] in keys[submission]
                }
                for submission in submissions
            ]
        )
        env.flush_all()
        submissions.invalidate_recordset()
