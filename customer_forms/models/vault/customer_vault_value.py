import json

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import sensitivity as classes
from ...tools.found_only import FoundAgain, FoundOnly
from ...tools.vault import cipher
from ...vault_messages import render
from .customer_vault_key import VaultLocked

COLUMNS = (
    *("res_model", "res_id", "name", "company_id", "sensitivity"),
    *("key_name", "sealed", "digest", "last_digest"),
)


class CustomerVaultValue(models.Model):
    """One sensitive value of a record, sealed (V2).

    The record itself has the mask only, so that whatever reads, searches, groups or
    exports it gets no more. Nobody has rights on this table: ``_seal``, ``_open`` and
    ``_matching`` are its doors, and the caller answers for who may pass.
    """

    _name = "customer.vault.value"
    _description = "Sealed Value"

    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True)
    name = fields.Char(required=True, help="The field, or the key of the question.")
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    sensitivity = fields.Char(required=True)
    key_name = fields.Char(required=True, index=True)
    sealed = fields.Char(help="Empty for what is only found again and never kept.")
    digest = fields.Char(
        help="Equal values of a company and a class have it in common."
    )
    last_digest = fields.Char(help="The same of the last four characters.")

    _place_uniq = models.UniqueIndex("(res_id, res_model, name)")
    _digest_idx = models.Index("(digest) WHERE digest IS NOT NULL")
    _last_digest_idx = models.Index("(last_digest) WHERE last_digest IS NOT NULL")

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    @api.model
    def _seal(self, records, values, is_new=False):
        """Keep sensitive values of records, in place of those they had.

        :param records: saved records with ``_sensitive_company``
        :param dict values: record id -> {name: (class, value)}; value None for none any
            more. A value is text, a number, or ``FoundOnly``
        :param bool is_new: whether the records were created just now, without any
        :raises VaultLocked: without the right keyring
        """
        values = {res_id: each for res_id, each in values.items() if each}
        if not values:
            return
        keyring = self.env["customer.vault.key"]._get_keyring()
        vault_sudo = self.sudo()  # sudo: nobody has rights; see the class
        former = {} if is_new else vault_sudo._former(records._name, values)
        gone, created = vault_sudo.browse(), []
        for record in records.browse(values):
            company = record._sensitive_company()
            for name, (class_, value) in values[record.id].items():
                known = former.get((record.id, name), vault_sudo.browse())
                if value is None or value is False or not _has_digest(value):
                    gone |= known
                    continue
                vals = self._prepare_vals(
                    keyring, (records._name, record.id, name), company, class_, value
                )
                if known:
                    known.write(vals)
                else:
                    created.append(vals)
        gone.unlink()
        vault_sudo._insert(created)

    def _insert(self, vals_list):
        """Keep new values. Not by ``create``, which takes five times as long: an import of
        submissions with four sensitive answers each would take 1.6 times one without."""
        if vals_list:
            self.env.cr.execute_values(
                "INSERT INTO customer_vault_value (res_model, res_id, name, company_id,"
                " sensitivity, key_name, sealed, digest, last_digest) VALUES %s",
                [tuple(vals[name] or None for name in COLUMNS) for vals in vals_list],
            )

    def _former(self, res_model, values):
        """What is kept already in the places of ``values``: {(id, name): record}."""
        names = list({name for each in values.values() for name in each})
        kept = self.search(
            [
                ("res_model", "=", res_model),
                ("res_id", "in", list(values)),
                ("name", "in", names),
            ]
        )
        return {(each.res_id, each.name): each for each in kept}

    def _prepare_vals(self, keyring, place, company, class_, value):
        res_model, res_id, name = place
        if isinstance(value, FoundAgain):
            return self._prepare_again(keyring, place, company, class_, value)
        is_kept = not isinstance(value, FoundOnly)
        text = str(value)
        normal = classes.normal(class_, text)
        return {
            "res_model": res_model,
            "res_id": res_id,
            "name": name,
            "company_id": company.id,
            "sensitivity": class_,
            "key_name": keyring.current,
            "sealed": is_kept
            and cipher.seal_value(
                sealing_key(keyring, keyring.current),
                json.dumps(value, ensure_ascii=False),
                place_of(*place),
            ),
            "digest": normal and self._blind(keyring, company, class_, normal),
            "last_digest": self._last_four_digest(keyring, company, class_, text),
        }

    @api.model
    def _forget(self, res_model, res_ids, names=None):
        """Delete what is sealed of records, e.g. because they are gone.

        :param list names: only these fields or questions
        """
        domain = [("res_model", "=", res_model), ("res_id", "in", list(res_ids))]
        if names is not None:
            domain.append(("name", "in", list(names)))
        # sudo: nobody has rights; see the class
        self.sudo().search(domain).unlink()

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    @api.model
    def _open(self, records, names=None):
        """Sensitive values of records, whoever asks: the caller has checked who may.

        :param records: saved records of one model
        :param names: only these fields or questions
        :return: {record id: {name: value}}, each record in it
        :raises VaultLocked: without the right keyring, or for a value that was changed
        """
        opened = {res_id: {} for res_id in records.ids}
        domain = [
            ("res_model", "=", records._name),
            ("res_id", "in", records.ids),
            ("sealed", "!=", False),
        ]
        if names is not None:
            domain.append(("name", "in", list(names)))
        # sudo: nobody has rights; see the class
        kept_sudo = self.sudo().search_fetch(
            domain, ["res_id", "name", "key_name", "sealed"]
        )
        if not kept_sudo:
            return opened
        keyring = self.env["customer.vault.key"]._get_keyring()
        for each in kept_sudo:
            opened[each.res_id][each.name] = each._opened(keyring, records._name)
        return opened

    def _opened(self, keyring, res_model):
        place = place_of(res_model, self.res_id, self.name)
        try:
            key = sealing_key(keyring, self.key_name)
            return json.loads(cipher.open_value(key, self.sealed, place))
        except (cipher.SealError, KeyError):
            record = f"{res_model},{self.res_id}"
            message = render(self.env, "sealed_damaged", {"record": record})
            raise VaultLocked(message) from None

    # ------------------------------------------------------------
    # Finding
    # ------------------------------------------------------------

    @api.model
    def _matching(self, res_model, sensitivity, values, names=None):
        """Records with one of these values: no more than equality can be asked.

        :param str sensitivity: key of ``sensitivity.CLASSES``
        :param values: texts as people type them; four characters also find by the last
            four where the company allows it
        :param names: only in these fields or questions
        :return: ``SQL`` of a query of record ids
        """
        digests, last_digests = self._blind_digests(sensitivity, values)
        conditions = [SQL("FALSE")]
        if digests:
            conditions.append(SQL("digest IN %s", tuple(digests)))
        if last_digests:
            conditions.append(SQL("last_digest IN %s", tuple(last_digests)))
        self.flush_model()
        return SQL(
            "(SELECT res_id FROM customer_vault_value WHERE res_model = %s AND (%s)%s)",
            res_model,
            SQL(" OR ").join(conditions),
            SQL("") if names is None else SQL(" AND name IN %s", tuple(names)),
        )

    def _blind_digests(self, class_, values):
        """What these values have in common with kept ones, in every company."""
        keyring = self.env["customer.vault.key"]._get_keyring()
        # sudo: record rules say whose records are found, not which digests are compared
        # pylint: disable-next=no-search-all  # each has digests of its own
        companies_sudo = self.env["res.company"].sudo().search([])
        digests, last_digests = [], []
        for value in values:
            normal = classes.normal(class_, value)
            last = _as_last_four(class_, value)
            for company_sudo in companies_sudo:
                if normal:
                    digests.append(self._blind(keyring, company_sudo, class_, normal))
                if last and company_sudo.has_last_four_search:
                    scope = f"{class_}/{classes.LAST}"
                    last_digests.append(self._blind(keyring, company_sudo, scope, last))
        return digests, last_digests

    @api.model
    def _blind_digest_of(self, company, class_, value):
        """What an equal value of this company and class has in common with ``value``."""
        keyring = self.env["customer.vault.key"]._get_keyring()
        return self._blind(keyring, company, class_, classes.normal(class_, value))

    @api.model
    def _blind(self, keyring, company, scope, normal):
        return cipher.blind_digest(keyring.index, f"{company.id}/{scope}", normal)

    @api.model
    def _keyed_digest(self, purpose, text):
        """A digest by which equal texts are known again, for one purpose; without the
        keyring it tells nothing.

        :raises VaultLocked: without the right keyring
        """
        keyring = self.env["customer.vault.key"]._get_keyring()
        return cipher.blind_digest(keyring.index, f"digest/{purpose}", text)


def _has_digest(value):
    """Whether there is anything to keep: of a mask alone there is not."""
    return bool(value.digest) if isinstance(value, FoundAgain) else value != ""


def place_of(res_model, res_id, name):
    """What binds a sealed value to its place: it opens nowhere else."""
    return f"{res_model}|{res_id}|{name}"


def sealing_key(keyring, name):
    """The key that seals values; the secret itself seals nothing."""
    return cipher.derive(keyring.keys[name], "seal")


def _as_last_four(class_, value):
    text = str(value).strip()
    is_four = len(text) == classes.LAST and text.isalnum()
    return text.casefold() if is_four and classes.CLASSES[class_].has_last_four else ""
