"""Every row of before is there after the upgrade, with what it said, and every sealed value
opens as before. Run by `odoo shell` (tests/prove/upgrade.sh): with the code of before it
writes the file KEPT, with the code of today it compares with it."""

import json
import os
from pathlib import Path

from odoo.tools import SQL

# What stands for the work of people.
TABLES = (
    *("customer_form", "customer_form_version", "customer_form_submission"),
    *("customer_dossier", "customer_followup", "customer_reminder", "crm_lead"),
    *("customer_consent", "customer_audit_event", "res_partner", "res_users"),
    *("mail_message", "mail_activity", "crm_team"),
)
# Contact persons below organisations are sealed in the dossier now, referrers in the vault.
MAY_CHANGE = {
    "crm_lead": {"referred"},
    "res_partner": {
        *("name", "complete_name", "phone", "phone_sanitized"),
        *("email", "email_normalized"),
        # Notes carry masks, number and street of a person are in the dossier.
        *("comment", "street", "vat", "contact_address_complete"),
    },
}
TOUCHED = {"write_date", "write_uid"}


def rows(table):
    found = env.execute_query(  # noqa: F821
        SQL("SELECT id, to_jsonb(t) FROM %s AS t", SQL.identifier(table))
    )
    return {str(res_id): row for res_id, row in found}


def opened():
    """Every sealed value, by where it is."""
    values = env["customer.vault.value"]  # noqa: F821
    kept = {}
    places = env.execute_query(  # noqa: F821
        SQL(
            "SELECT res_model, array_agg(DISTINCT res_id) FROM customer_vault_value"
            " WHERE sealed IS NOT NULL GROUP BY res_model"
        )
    )
    for model, res_ids in places:
        records = env[model].browse(res_ids)  # noqa: F821
        for res_id, said in values._open(records).items():
            kept |= {f"{model},{res_id},{name}": text for name, text in said.items()}
    return kept


def comparable(row):
    """A row as it has to stay: of a question that names a referrer the answers are
    sensitive now, which is said in the definition of the answers."""
    if row.get("answer_definition"):
        definition = [
            {key: prop[key] for key in prop if key != "sensitivity"}
            for prop in row["answer_definition"]
        ]
        return row | {"answer_definition": definition}
    return row


def lost(before, after):
    """Sentences about what is not as it was."""
    for table, old_rows in before["rows"].items():
        may_change = TOUCHED | MAY_CHANGE.get(table, set())
        for res_id, old in old_rows.items():
            new = after["rows"][table].get(res_id)
            if new is None:
                yield f"{table} {res_id} is gone"
                continue
            old, new = comparable(old), comparable(new)
            for name in (new.keys() & old.keys()) - may_change:
                if old[name] not in (None, new[name]):
                    yield f"{table} {res_id} {name}: {old[name]!r}, now {new[name]!r}"
    for lead_id, old in before["rows"]["crm_lead"].items():
        sealed = after["opened"].get(f"crm.lead,{lead_id},referred")
        now = sealed or after["rows"]["crm_lead"].get(lead_id, {}).get("referred")
        if old["referred"] not in (None, now):
            yield f"crm_lead {lead_id} referred: {old['referred']!r}, now {now!r}"
    for dossier_id, old in before["rows"]["customer_dossier"].items():
        partner_id = str(old["partner_id"])
        vat = before["rows"]["res_partner"][partner_id]["vat"]
        sealed = after["opened"].get(f"customer.dossier,{dossier_id},tax_id")
        if vat not in (None, sealed, after["rows"]["res_partner"][partner_id]["vat"]):
            yield f"customer_dossier {dossier_id}: the tax number {vat!r} is lost"
    for place, text in before["opened"].items():
        if after["opened"].get(place) != text:
            yield f"the sealed value of {place} is not as it was"


file = Path(os.environ["KEPT"])
now = {"rows": {table: rows(table) for table in TABLES}, "opened": opened()}
if not file.exists():
    file.write_text(json.dumps(now), "utf-8")
else:
    found = [*lost(json.loads(file.read_text("utf-8")), json.loads(json.dumps(now)))]
    if found:
        raise SystemExit("\n".join(found[:50]))
