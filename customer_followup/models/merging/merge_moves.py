"""All that belongs to a customer, moved from one dossier to another by the ORM."""

from odoo import api, models

from .merge_words import counts_of

# What is written beside a record: model -> fields of the model and the id.
THREAD = {
    "mail.message": ("model", "res_id"),
    "mail.activity": ("res_model", "res_id"),
    "mail.scheduled.message": ("model", "res_id"),
    "ir.attachment": ("res_model", "res_id"),
    "calendar.event": ("res_model", "res_id"),
    "rating.rating": ("res_model", "res_id"),
}
# Documents that go by the contact; who is in them as a person stays so.
OF_CONTACT = {
    "crm.lead": ("partner_id",),
    "res.partner": ("parent_id",),
    "sale.order": ("partner_id", "partner_invoice_id", "partner_shipping_id"),
}
# They tell what was merged.
NEVER = {"customer.dossier", "customer.duplicate", "customer.merge"}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.model
    def _merge_links(self):
        """Where a dossier is named: [(model, field)]. Every model with a stored link that
        is its own, not read from elsewhere."""
        return self._links_to("customer.dossier", self.env.registry)

    @api.model
    def _merge_contact_links(self):
        """Where its contact stands for it: in opportunities and orders, and in whatever
        of ours names a contact."""
        ours = [name for name in self.env.registry if name.startswith("customer.")]
        return [
            *(
                (model, name)
                for model, names in OF_CONTACT.items()
                if model in self.env
                for name in names
                if name in self.env[model]._fields
            ),
            *self._links_to("res.partner", ours),
        ]

    def _links_to(self, comodel, model_names):
        return [
            (model_name, name)
            for model_name in sorted(model_names)
            if model_name not in NEVER
            and self.env[model_name]._auto
            and not self.env[model_name]._abstract
            and not self.env[model_name]._transient
            for name, field in sorted(self.env[model_name]._fields.items())
            if field.type == "many2one"
            and field.comodel_name == comodel
            and field.store
            and not field.related
            and (not field.compute or not field.readonly)
        ]

    def _count_moving(self):
        """What would go to another dossier, of what people know: {model: count}, for each
        of these."""
        return {
            dossier: self._count_moved(
                [
                    [model, kind, name, records.ids]
                    for (model, kind, name), records in dossier._find_moving().items()
                ]
            )
            for dossier in self
        }

    @api.model
    def _count_moved(self, moved):
        """The same of what went there, see ``_move_to``: {model: count}."""
        ids_by_model = {}
        for model, _kind, _name, ids in moved:
            ids_by_model.setdefault(model, set()).update(ids)
        return counts_of(self.env, ids_by_model)

    def _find_moving(self):
        """Records by where they are named: {(model, kind, field): records}, in the order
        in which they go: activities and opportunities before the follow-ups of both."""
        self.ensure_one()
        found = {}
        for place, record in (("thread", self), ("contact thread", self.partner_id)):
            for model, (model_field, id_field) in THREAD.items():
                if model in self.env:
                    domain = [
                        (model_field, "=", record._name),
                        (id_field, "=", record.id),
                    ]
                    found[model, place, id_field] = self._search_all(model, domain)
        for model, name in self._merge_contact_links():
            domain = [(name, "=", self.partner_id.id)]
            if "company_id" in self.env[model]._fields:
                domain += [("company_id", "in", [self.company_id.id, False])]
            found[model, "contact", name] = self._search_all(model, domain)
        for model, name in self._merge_links():
            found[model, "link", name] = self._search_all(model, [(name, "=", self.id)])
        return found

    def _search_all(self, model, domain):
        # sudo: what belongs to the customer, whoever may see it
        everything_sudo = self.env[model].sudo().with_context(active_test=False)
        return everything_sudo.search(domain, order="id")

    def _move_to(self, target, found):
        """Give records to another dossier.

        :param target: a dossier
        :param dict found: as ``_find_moving`` says
        :return: [[model, kind, field, [ids]]] of what went there
        """
        quiet = {
            "mail_activity_quick_update": True,
            "mail_auto_subscribe_no_notify": True,
            "tracking_disable": True,
        }
        moved = []
        for (model, kind, name), records in found.items():
            records = records.exists().with_context(**quiet)
            if (model, kind) == ("res.partner", "contact"):
                # a contact that stood below the other one is not its own parent
                records -= target.partner_id
            if not records:
                continue
            if kind == "link" and name == "dossier_id":
                records = records._merge_into(target)
            else:
                place = target if kind in ("link", "thread") else target.partner_id
                records.write({name: place.id})
            if records:
                moved.append([model, kind, name, records.ids])
        return moved

    def _follow_like(self, source):
        """Whoever follows ``source`` and may see this customer follows it too.

        :return: ids of the partners who did not before
        """
        self.ensure_one()
        new = source.message_partner_ids - self.message_partner_ids - source.partner_id
        users = new.user_ids.filtered(
            lambda user: self.with_user(user).has_access("read")
        )
        self.message_subscribe(users.partner_id.ids)
        return users.partner_id.ids
