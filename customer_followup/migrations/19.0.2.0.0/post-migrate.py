"""Names, phones and e-mails of customers go from their columns into the vault (V2)."""

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL, split_every

from odoo.addons.customer_forms.tools import sensitivity

BATCH = 500
COLUMNS = {
    "customer.dossier": ("phone", "email", "contact_name"),
    "customer.followup": ("customer_participants",),
}
# Where people write about customers.
THREADS = ("customer.dossier", "customer.followup", "crm.lead", "res.partner")
# Masks are grouped by, but nobody searches for many of them.
INDEXES = ("customer_dossier__phone_index", "customer_dossier__email_index")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    for model, names in COLUMNS.items():
        for ids in split_every(BATCH, env[model].search([], order="id").ids):
            _seal(env[model].browse(ids), names)
            env.invalidate_all()
    for index in INDEXES:
        cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(index)))
    # The former digests were made with a key that is in the database.
    cr.execute("UPDATE customer_dossier SET opening_key = NULL")
    env.invalidate_all()
    dossiers = env["customer.dossier"].search([], order="id")
    for ids in split_every(BATCH, dossiers.ids):
        dossiers.browse(ids)._settle()
        env.flush_all()
        env.invalidate_all()
    for model in THREADS:
        env["customer.redaction"]._redact_kept(model)


def _seal(records, names):
    """Move what is in the columns; a mask is there already when it runs again."""
    table = SQL.identifier(records._table)
    columns = SQL(", ").join(map(SQL.identifier, names))
    rows = records.env.execute_query(
        SQL("SELECT id, %s FROM %s WHERE id IN %s", columns, table, tuple(records.ids))
    )
    sealed = {}
    for res_id, *texts in rows:
        sealed[res_id] = {
            name: (records._fields[name].sensitivity, text)
            for name, text in zip(names, texts, strict=True)
            if text and not sensitivity.looks_masked(text)
        }
    records.env["customer.vault.value"]._seal(records, sealed)
    for res_id, values in sealed.items():
        for name, (class_, text) in values.items():
            records.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = %s",
                    table,
                    SQL.identifier(name),
                    sensitivity.mask(class_, text),
                    res_id,
                )
            )
