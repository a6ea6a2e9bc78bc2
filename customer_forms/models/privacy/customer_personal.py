"""What is kept on a person: found, handed out and erased (V5)."""

from collections import Counter, defaultdict

from odoo import api, fields, models

from ...tools.engine_guard import refuse_engine_fields


class Tally(defaultdict):
    """What goes from which record: {record id: Counter of the keys of ``gone_words``}."""

    def __init__(self):
        super().__init__(Counter)

    def add(self, kind, res_ids):
        """One thing goes from each of these records; a record may be there twice.

        :param str kind: key of ``gone_words.KINDS``
        :param res_ids: ids
        """
        for res_id in res_ids:
            self[res_id][kind] += 1

    def total(self):
        """All together: {kind: count}."""
        return dict(sum(self.values(), Counter()))


class CustomerPersonal(models.AbstractModel):
    """A record that holds what is kept on a person.

    A model says in ``_erase_personal_data`` what goes, in ``_personal_document`` what is
    handed out, and in ``_personal_records`` what else is kept on the same person. All of
    it runs in superuser mode: the caller has decided who may.
    """

    _name = "customer.personal"
    _description = "Record of a Person"

    erased_at = fields.Datetime(
        string="Erased On",
        readonly=True,
        copy=False,
        help="What was kept on the person was erased then; what counts for statistics"
        " stayed.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, {"erased_at"}, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, {"erased_at"}, [vals])
        return super().write(vals)

    # ------------------------------------------------------------
    # What a model says of itself
    # ------------------------------------------------------------

    def _personal_records(self):
        """Extension point: what else is kept on the people of these records.

        :return: list of recordsets of models with ``customer.personal``
        """
        return []

    def _personal_document(self):
        """Extension point: what is kept on the person in this record, in full.

        :return: dict for JSON: ``kind``, ``name``, ``sections``: list of {``title``,
            ``lines``: list of {``key``, ``label``, ``text``, ``value``}}, ``files``
        """
        self.ensure_one()
        return {
            "kind": self.env["ir.model"]._get(self._name).name,
            "model": self._name,
            "id": self.id,
            "name": self.display_name,
            "erased_at": fields.Datetime.to_string(self.erased_at) or None,
            "sections": [],
            "files": [],
        }

    def _erase_personal_data(self, tally, is_dry):
        """Extension point: erase what tells of the person, keep what counts for
        statistics. Records of the chatter and files are done here.

        :param Tally tally: what goes is counted there
        :param bool is_dry: only count
        """
        self._erase_thread(tally, is_dry)

    def _why_not_erased(self):
        """Extension point: why records of these stay as they are: {record: sentence}."""
        return {}

    def _identity_digests(self):
        """Keyed digests of what identifies the people: {record id: [digest]}. They stay
        in the audit log, where they prove that somebody who asks again was erased."""
        return {}

    # ------------------------------------------------------------
    # Erasing
    # ------------------------------------------------------------

    def _count_erasure(self):
        """What erasing these records would take away: {kind: count}."""
        tally = Tally()
        self._erasable()._erase_personal_data(tally, is_dry=True)
        return tally.total()

    def _erase(self, reason, kind="erasure", details=None):
        """Erase what these records hold on people; those that were erased stay so.

        :param str reason: in words
        :param str kind: of the audit event
        :param dict details: more for the audit event
        :return: {kind of thing: count}
        """
        erasable = self._erasable()
        if not erasable:
            return {}
        digests = erasable._identity_digests()
        tally = Tally()
        erasable._erase_personal_data(tally, is_dry=False)
        erasable._mark_erased()
        erasable._name_beside_anew()
        self.env["customer.audit.event"]._log_each(
            kind,
            [
                (
                    record,
                    {
                        **(details or {}),
                        "gone": dict(tally[record.id]),
                        "digests": sorted(digests.get(record.id, [])),
                    },
                )
                for record in erasable
            ],
            reason,
        )
        if isinstance(erasable, self.env.registry["mail.thread"]):
            said = self.env._("Personal data was erased.")
            erasable._message_log_batch(dict.fromkeys(erasable.ids, said))
        return tally.total()

    def _mark_erased(self):
        self.write({"erased_at": fields.Datetime.now()})

    def _erasable(self):
        left = self.filtered(lambda record: not record.erased_at)
        kept = left._why_not_erased()
        return left.filtered(lambda record: record not in kept)


class CustomerSensitive(models.AbstractModel):
    """Sensitive values are what is kept on people, wherever they are."""

    _name = "customer.sensitive"
    _inherit = ["customer.sensitive", "customer.personal"]

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        self._erase_sealed(tally, is_dry)

    def _erase_sealed(self, tally, is_dry, names=None):
        """Erase sensitive values and their masks.

        :param names: only these fields or questions
        """
        # sudo: nobody has rights on the vault; who may erase was checked
        sealed_sudo = self.env["customer.vault.value"].sudo()
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        if names is not None:
            domain.append(("name", "in", list(names)))
        kept_sudo = sealed_sudo.search_fetch(domain, ["res_id"])
        tally.add("values", kept_sudo.mapped("res_id"))
        if not is_dry:
            columns = self._sealed_names()
            if names is not None:
                columns &= set(names)
            if columns:
                self.write(dict.fromkeys(columns, False))
            sealed_sudo._forget(self._name, self.ids, names)

    def _identity_digests(self):
        digests = super()._identity_digests()
        # sudo: nobody has rights on the vault; only digests of digests leave it
        kept_sudo = self.env["customer.vault.value"].sudo()
        for each in kept_sudo.search_fetch(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("digest", "!=", False),
                ("sensitivity", "in", ["name", "phone", "email", "id"]),
            ],
            ["res_id", "digest"],
        ):
            digests.setdefault(each.res_id, set()).add(
                kept_sudo._keyed_digest("erasure", each.digest)
            )
        return digests
