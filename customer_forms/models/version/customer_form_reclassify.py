"""What becomes of answers when a question becomes sensitive, or no longer is (V2)."""

import copy
import datetime
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from ... import rules
from ...rules.diff import schema_fields
from ...tools import sensitivity
from ..answers.answered_mixin import UNKNOWN

BATCH = 1_000
# The models with answers, and the definition of these in the form.
ANSWERED = {
    "customer.form.submission": "answer_definition",
    "customer.form.row": "row_definition",
}
# Who may take answers out of the vault.
OPENERS = (
    "customer_forms.customer_forms_group_data_officer",
    "customer_forms.customer_forms_group_manager",
)
# A request that began before a form was published has come to an end by then.
LONGEST_REQUEST = datetime.timedelta(minutes=30)


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _published_schema(self):
        """What is published, with what is sensitive as it is for all versions now: the
        schema of a version may be older than that.

        :return: dict, empty before the first publication
        """
        self.ensure_one()
        schema = copy.deepcopy(self.current_version_id.schema or {})
        classes = self._sensitive_keys()
        for _section, field in schema_fields(schema or {"sections": []}).values():
            field.pop("sensitivity", None)
            if field["key"] in classes:
                field["sensitivity"] = classes[field["key"]]
        return schema

    def _differs_from_published(self, schema):
        """Whether publishing this schema would change anything."""
        return rules.digest(self._published_schema()) != rules.digest(schema)

    # ------------------------------------------------------------
    # Moving answers
    # ------------------------------------------------------------

    def _reclassify(self, former):
        """Bring the answers there are to where they belong now: into the vault or out of
        it, in the transaction that publishes it.

        :param dict former: {key: class or None} of the questions published before
        """
        self.ensure_one()
        now = self._sensitive_keys()
        changed = {key for key in former if former[key] != now.get(key)}
        if not changed:
            return
        self._check_may_open(changed - now.keys())
        count = sum(
            self._settle(self._answered_ids(model, changed), model, changed)
            for model in ANSWERED
        )
        sealed = {key: now[key] for key in changed if key in now}
        self.env["customer.form.change"]._mask_notes(self, sealed)
        told = [
            {"name": key, "old": former[key] or False, "new": now.get(key) or False}
            for key in sorted(changed)
        ]
        details = {"changes": told, "rows": count}
        self.env["customer.audit.event"]._log("rule", self, details)
        cron = self.env.ref("customer_forms.ir_cron_settle_answers", False)
        if cron and count:
            cron._trigger(fields.Datetime.now() + LONGEST_REQUEST)

    def _check_may_open(self, keys):
        """Refuse to make given answers readable, for everybody who comes to see them and
        without a trace for each, to those who do not decide who sees what.

        :param set keys: questions that are sensitive no longer
        :raises UserError: for a form creator, when there are answers
        """
        if any(map(self.env.user.has_group, OPENERS)) or not keys:
            return
        if any(self._answered_ids(model, keys) for model in ANSWERED):
            raise UserError(
                self.env._(
                    "Answers were given to be kept encrypted. Only an Administrator or a"
                    " Data Administrator publishes that they are not sensitive any more:"
                    " %(questions)s.",
                    questions=", ".join(sorted(keys)),
                )
            )

    def _answered_ids(self, model, keys):
        """Ids of the records of this form that answer any of these questions."""
        self.env[model].flush_model(["answers", "form_id"])
        query = SQL(
            "SELECT id FROM %s WHERE form_id = %s AND jsonb_exists_any(answers, %s)"
            " ORDER BY id",
            SQL.identifier(self.env[model]._table),
            self.id,
            sorted(keys),
        )
        return [res_id for (res_id,) in self.env.execute_query(query)]

    def _settle(self, res_ids, model, keys):
        """Seal or open these answers of many records, see ``_settle_answers``.

        :return: number of records
        """
        for batch in split_every(BATCH, res_ids, self.env[model].browse):
            batch._settle_answers(keys)
            self.env.flush_all()
            batch.invalidate_recordset()
            self.env["customer.vault.value"].invalidate_model()
        return len(res_ids)

    @api.model
    def _settle_late_answers(self):
        """Seal or open what was submitted or corrected while a form was being published,
        by requests that knew the former version only."""
        since = fields.Datetime.now() - datetime.timedelta(days=2)
        forms = self.with_context(active_test=False).search(
            [("current_version_id.create_date", ">=", since)]
        )
        for form in forms:
            for model, definition in ANSWERED.items():
                late = form._late_answers(model, definition)
                form._settle(
                    list(late), model, {key for each in late.values() for key in each}
                )

    def _late_answers(self, model, definition):
        """Answers that are not where they belong: {record id: [key, ...]}."""
        self.env.flush_all()
        asked = {prop["name"] for prop in self[definition]}
        sensitive = asked & self._sensitive_keys().keys()
        query = SQL(
            """
            SELECT id, array_agg(key) FROM (
                SELECT kept.id, key
                  FROM %(table)s AS kept, jsonb_object_keys(kept.answers) AS key
                 WHERE kept.form_id = %(form)s AND kept.write_date >= %(since)s
                   AND key = ANY(%(sensitive)s)
                   AND position('*' in kept.answers ->> key) = 0
                   AND NOT EXISTS (
                       SELECT FROM customer_vault_value AS vault
                        WHERE vault.res_model = %(model)s AND vault.res_id = kept.id
                          AND vault.name = key)
                 UNION ALL
                SELECT kept.id, vault.name
                  FROM customer_vault_value AS vault
                  JOIN %(table)s AS kept ON kept.id = vault.res_id
                 WHERE vault.res_model = %(model)s AND kept.form_id = %(form)s
                   AND vault.name = ANY(%(plain)s)
            ) AS late GROUP BY id ORDER BY id
            """,
            table=SQL.identifier(self.env[model]._table),
            model=model,
            form=self.id,
            since=self.current_version_id.create_date - LONGEST_REQUEST,
            sensitive=sorted(sensitive),
            plain=sorted(asked - sensitive),
        )
        return dict(self.env.execute_query(query))


class CustomerFormAnswered(models.AbstractModel):
    _inherit = "customer.form.answered"

    def _settle_answers(self, keys):
        """Seal or open the answers to these questions, as the form of these records has
        them now. Nobody changed them: only the column and the vault are written.

        :param set keys: of questions
        """
        vault = self.env["customer.vault.value"]
        classes = self.form_id._sensitive_keys()
        opened = vault._open(self, keys)
        sealed, shown = {}, []
        for record in self:
            kept = record.answers._values
            values, masks = {}, {}
            for key in keys & kept.keys():
                value = opened[record.id].get(key, kept[key])
                class_ = classes.get(key)
                mask = value
                if class_ and value is not None and value is not False:
                    mask = sensitivity.mask(class_, value) or UNKNOWN
                if class_ and mask == value:
                    continue  # only its mask was ever kept, as of an ID card
                values[key] = (class_, value if class_ else None)
                masks[key] = mask
            sealed[record.id] = values
            shown.append({"id": record.id, "masks": masks})
        vault._seal(self.browse(), sealed)
        self.env.cr.execute(
            SQL(
                "UPDATE %s AS kept SET answers = kept.answers || new.masks"
                " FROM jsonb_to_recordset(%s) AS new(id integer, masks jsonb)"
                " WHERE kept.id = new.id",
                SQL.identifier(self._table),
                json.dumps(shown),
            )
        )
