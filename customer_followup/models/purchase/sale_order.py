"""Odoo's sales orders, where they are installed: whoever orders was heard of (D4)."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

ORDER = "sale.order"
# ``sale`` is no dependency: its orders are met where they are a thread like any other.
CONFIRMED, CANCELLED = "sale", "cancel"


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model_create_multi
    def create(self, vals_list):
        threads = super().create(vals_list)
        if self._name == ORDER:
            note_orders(threads.filtered(lambda order: order.state == CONFIRMED))
        return threads

    def write(self, vals):
        if self._name != ORDER or vals.get("state") not in (CONFIRMED, CANCELLED):
            return super().write(vals)
        before = self.filtered(lambda order: order.state == CONFIRMED)
        result = super().write(vals)
        if vals["state"] == CONFIRMED:
            note_orders(self - before)
        else:
            # Taking an order back is heard of too; a quotation is only put aside.
            note_orders(before, fields.Datetime.now())
        return result


def note_orders(orders, moment=None):
    """Note that the customers of these orders were heard of.

    :param datetime moment: when; what each order says by default
    """
    if not orders:
        return
    # sudo: who confirms an order, a visitor too, need not see the customer
    orders_sudo = orders.sudo()
    Dossier_sudo = orders_sudo.env["customer.dossier"]
    heard = defaultdict(Dossier_sudo.browse)
    for order, dossiers in Dossier_sudo._of_orders(orders_sudo).items():
        heard[moment or order.date_order] |= dossiers
    for when, dossiers in heard.items():
        dossiers._note_interaction(min(when, fields.Datetime.now()))


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.model_create_multi
    def create(self, vals_list):
        dossiers = super().create(vals_list)
        dossiers._note_former_orders()
        return dossiers

    @api.model
    def _of_orders(self, orders):
        """Whose orders these are: of the contact, or of the organisation he is at.

        :return: {order: dossiers}
        """
        partners = orders.partner_id | orders.partner_id.commercial_partner_id
        dossiers = self.with_context(active_test=False).search(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "in", orders.company_id.ids),
            ]
        )
        return {
            order: dossiers.filtered(
                lambda dossier, order=order: (
                    dossier.company_id == order.company_id
                    and dossier.partner_id
                    in order.partner_id | order.partner_id.commercial_partner_id
                )
            )
            for order in orders
        }

    def _order_domain(self):
        """Orders of these customers."""
        partner_ids = self.partner_id.ids
        return Domain("company_id", "in", self.company_id.ids) & (
            Domain("partner_id", "in", partner_ids)
            | Domain("partner_id.commercial_partner_id", "in", partner_ids)
        )

    def _note_former_orders(self):
        """A contact that becomes a customer may have ordered before."""
        if ORDER in self.env and self:
            # sudo: when somebody ordered is the same for all who read the dossier
            orders_sudo = self.env[ORDER].sudo()
            confirmed = Domain("state", "=", CONFIRMED)
            note_orders(orders_sudo.search(confirmed & self.sudo()._order_domain()))

    # ------------------------------------------------------------
    # Timeline
    # ------------------------------------------------------------

    def _timeline_sources(self):
        sources = super()._timeline_sources()
        if ORDER in self.env:
            sources |= {"order": ("purchase", self._timeline_orders)}
        return sources

    def _timeline_orders(self, page):
        """Quotations sent, orders confirmed and cancelled, as their chatters noted it.

        What was ordered is told by the lines, and no amount by anything.
        """
        # sudo: as the lines of the orders; each is opened by who may read it
        orders_sudo = self.env[ORDER].sudo().search(self.sudo()._order_domain())
        if not orders_sudo:
            return []
        # sudo: which field it is
        state_sudo = self.env["ir.model.fields"].sudo()._get(ORDER, "state")
        entries = self._timeline_tracking(
            page,
            Domain("model", "=", ORDER) & Domain("res_id", "in", orders_sudo.ids),
            state_sudo,
        )
        names = {order_sudo.id: order_sudo.name for order_sudo in orders_sudo}
        readable = orders_sudo.with_env(self.env)._filtered_access("read").ids
        return [
            {
                **entry,
                "icon": "fa-shopping-cart",
                "title": self.env._(
                    "Sales order %(name)s", name=names[entry["res_id"]]
                ),
                "res_model": entry["res_id"] in readable and ORDER,
            }
            for entry in entries
        ]
