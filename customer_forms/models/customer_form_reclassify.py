"""What becomes of answers when a question becomes sensitive, or no longer is (V2)."""

import copy

from odoo import models

from .. import rules
from ..rules.diff import schema_fields


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
