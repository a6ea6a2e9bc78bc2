from odoo import models


class Base(models.AbstractModel):
    """Whatever belongs to a customer goes along when two dossiers become one."""

    _inherit = "base"

    def _merge_into(self, target):
        """Extension point: give these records, all of one dossier, to another one.

        Called when dossiers are merged and, the other way round, when that is undone;
        always in superuser mode. A model with a unique index over ``dossier_id``
        overrides it and leaves behind, or settles, what the other dossier has already.

        :param target: the ``customer.dossier`` they go to
        :return: the records that went there; the others stay where they are
        """
        self.write({"dossier_id": target.id})
        return self
