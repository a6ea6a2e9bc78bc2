import logging

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ...tools import sensitivity as classes
from ...tools.found_only import FoundAgain
from ..vault.customer_vault_key import VaultLocked
from .sealed_field import Sealed

_logger = logging.getLogger(__name__)

# In the context of what leaves the system: nobody reads more than the mask.
MASKED_ONLY = "customer_masked"


class OpenedValues(fields.Json):
    """For ``read`` only: neither read nor exported itself."""

    exportable = False

    def convert_to_read(self, value, record, use_display_name=True):
        return False

    def convert_to_export(self, value, record):
        return ""


class SensitiveLevels(fields.Json):
    """For the web client, which offers by it what somebody may ask for."""

    exportable = False


class CustomerSensitive(models.AbstractModel):
    """A record with sensitive values: in the vault, and masked in the record (V1, V2).

    Superuser mode sees the masks too; code that needs values asks ``_open_values``.
    """

    _name = "customer.sensitive"
    _description = "Record with Sensitive Values"

    opened_values = OpenedValues(
        compute="_compute_opened_values",
        export_string_translation=False,
        help="The values that this user sees in full.",
    )
    sensitive_levels = SensitiveLevels(
        compute="_compute_sensitive_levels",
        export_string_translation=False,
        help="What this user sees of each sensitive value here.",
    )

    # ------------------------------------------------------------
    # What a model says of itself
    # ------------------------------------------------------------

    def _sensitive_classes(self):
        """The classes of what is sensitive in this record: {name: class}."""
        return dict(self._sealed_classes())

    @tools.ormcache(cache="stable")
    def _sealed_classes(self):
        """Those of the fields: they are the same for all records of a model."""
        return tools.frozendict(
            {
                name: field.sensitivity
                for name, field in self._fields.items()
                if isinstance(field, Sealed)
            }
        )

    def _sensitive_company(self):
        """The company whose keys and policy count."""
        return self.company_id

    def _sensitive_owner(self):
        """Who handles this record."""
        return self.user_id

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    @api.depends(lambda self: tuple(self._opened_depends()))
    @api.depends_context("uid", MASKED_ONLY)
    def _compute_opened_values(self):
        self.opened_values = False
        if self.env.su or self.env.context.get(MASKED_ONLY):
            return
        shown = {record: record._shown_in_full() for record in self._origin}
        asked = self._origin.filtered(shown.get)
        if not asked:
            return
        names = {name for record in asked for name in shown[record]}
        try:
            opened = asked._open_values(names)
        except VaultLocked as error:
            # Who asks for one value is told; lists and forms stay usable with masks.
            _logger.warning("Shown masked: %s", error)
            return
        for record in self:
            values = opened.get(record._origin.id, {})
            allowed = shown.get(record._origin, ())
            record.opened_values = {
                name: values[name] for name in values if name in allowed
            }

    @api.depends(lambda self: tuple(self._opened_depends()))
    @api.depends_context("uid")
    def _compute_sensitive_levels(self):
        for record in self:
            levels = record._sensitivity_levels()
            record.sensitive_levels = {
                name: {"class": class_, "level": levels.get(class_, "masked")}
                for name, class_ in record._sensitive_classes().items()
            }

    def _opened_depends(self):
        """Fields whose change means that opened values are to be read again."""
        return list(self._sensitive_classes()) + [
            name for name in ("user_id", "company_id") if name in self._fields
        ]

    def _shown_in_full(self):
        """Names of what this user sees in full in this record."""
        levels = self._sensitivity_levels()
        return {
            name
            for name, class_ in self._sensitive_classes().items()
            if levels.get(class_) == "full"
        }

    def _sensitivity_level(self, class_):
        """What this user sees of a class here: ``masked``, ``reveal`` or ``full``."""
        return self._sensitivity_levels().get(class_, "masked")

    def _sensitivity_levels(self):
        """What this user sees of each class here: {class: level}."""
        self.ensure_one()
        # sudo: the policy asks who handles it and in which company
        record_sudo = self.sudo()
        return self.env["customer.privacy.policy"]._levels(
            record_sudo._sensitive_company(),
            record_sudo._sensitive_owner() == self.env.user,
        )

    def _open_values(self, names=None):
        """The values, whoever asks: the caller has checked who may.

        :param names: only these fields or questions
        :return: {record id: {name: value}}
        """
        return self.env["customer.vault.value"]._open(self, names)

    def _found_again(self):
        """What is kept of values that are only found again.

        :return: {record id: {name: FoundAgain}}, only of fields that have one
        """
        names = [
            name for name in self._sealed_names() if self._fields[name].is_found_only
        ]
        masks = {
            record.id: {name: record[name] for name in names if record[name]}
            for record in self
        }
        masks = {res_id: each for res_id, each in masks.items() if each}
        if not masks:
            return {}
        return self.env["customer.vault.value"]._found_again(self.browse(), masks)

    def _written_about(self):
        """Whose sensitive values must not be written on these records.

        :return: {id: [records with ``customer.sensitive``]}; what is not in it is no
            matter of redaction
        """
        return {record.id: [record] for record in self}

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        sealed, masked = [], []
        names = self._sealed_names()
        # Defaults are values too: from the context, or set by a user.
        defaults = self.default_get(list(names)) if names else {}
        for vals in vals_list:
            values, rest = self._split_sealed({**defaults, **vals})
            sealed.append(values)
            masked.append(rest)
        records = super().create(masked)
        self._seal_values(dict(zip(records, sealed, strict=True)))
        return records

    def write(self, vals):
        names = self._sealed_names() & vals.keys()
        untouched = {
            name
            for name in names
            if all(vals[name] and vals[name] == record[name] for record in self)
        }
        vals = {name: vals[name] for name in vals if name not in untouched}
        values, rest = self._split_sealed(vals)
        result = super().write(rest)
        if values:
            self._seal_values(dict.fromkeys(self, values))
        return result

    def copy(self, default=None):
        copies = super().copy(default)
        names = self._sealed_names() - (default or {}).keys()
        opened = self._open_values(names) if names else {}
        for record, copied in zip(self, copies, strict=True):
            values = record._copied_values(copied, opened.get(record.id, {}))
            if values:
                copied.write(values)
        return copies

    def _copied_values(self, copied, values):
        """What of the values goes into a copy: a copy of one's own tells no more than
        the record did."""
        if self.env.su or copied._sensitive_owner() == self._sensitive_owner():
            return values
        shown = self._shown_in_full()
        return {name: value for name, value in values.items() if name in shown}

    def unlink(self):
        res_ids = self.ids
        result = super().unlink()
        self.env["customer.vault.value"]._forget(self._name, res_ids)
        return result

    def _sealed_names(self):
        """Names of the fields of this model that are in the vault."""
        return set(self._sealed_classes())

    def _split_sealed(self, vals):
        """Sensitive values, and all values with masks in their place.

        :return: ({name: value}, values)
        :raises ValidationError: for a mask where a value is expected
        """
        values = {name: vals[name] for name in self._sealed_names() if name in vals}
        masks = {}
        for name, value in values.items():
            if classes.looks_masked(value) and not isinstance(value, FoundAgain):
                raise ValidationError(
                    self.env._(
                        "“%(value)s” is a masked value. Type all of it, or leave it as"
                        " it is.",
                        value=value,
                    )
                )
            masks[name] = classes.mask(self._fields[name].sensitivity, value) or False
        return values, {**vals, **masks}

    def _seal_values(self, values):
        """Put sensitive values of these records into the vault.

        :param dict values: {record: {name: value}}
        """
        self.env["customer.vault.value"]._seal(
            self.browse(),
            {
                record.id: {
                    name: (self._fields[name].sensitivity, value)
                    for name, value in by_name.items()
                }
                for record, by_name in values.items()
            },
        )
        # Two values may have one mask: to the ORM nothing changed.
        self.browse([record.id for record in values]).invalidate_recordset(
            ["opened_values"], flush=False
        )
