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
    env["customer.redaction"]._redact_kept("customer.form.submission")


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
    noted = env["customer.form.unique"]._read_group(
        [("form_id", "=", form.id)], ["submission_id"], ["field_key:array_agg_distinct"]
    )
    keys = {submission.id: set(of_one) for submission, of_one in noted}
    for res_ids in split_every(BATCH, sorted(keys)):
        submissions = env["customer.form.submission"].browse(res_ids)
        asked = set().union(*(keys[res_id] for res_id in res_ids))
        digests = submissions._given_unique_digests(asked)
        submissions.unique_ids.unlink()
        submissions._keep_unique_answers(
            [
                {
                    path: digest
                    for path, digest in digests[submission].items()
                    if path.rpartition(":")[2] in keys[submission.id]
                }
                for submission in submissions
            ]
        )
        env.flush_all()
        env.invalidate_all()
