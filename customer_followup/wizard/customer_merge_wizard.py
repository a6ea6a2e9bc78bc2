from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools import sensitivity
from odoo.addons.customer_forms.tools.found_only import FoundAgain
from odoo.addons.customer_forms.tools.phone import readable

from ..models.merging.merge_values import ALL, PLACE, SECOND
from ..models.merging.merge_words import LABELS, moving_label

MOST = 10


class CustomerMergeWizard(models.TransientModel):
    """Dossiers side by side: whose values count, what moves, and why they are one."""

    _name = "customer.merge.wizard"
    _description = "Merge Customers"
    _inherit = ["customer.passing.text"]

    dossier_ids = fields.Many2many(
        "customer.dossier", string="Customers", required=True
    )
    kept_id = fields.Many2one(
        "customer.dossier",
        string="Keep",
        required=True,
        help="Has everything afterwards. The others are archived, with their numbers.",
    )
    # {name: id of the dossier, 0 for all}: what was clicked; the rest is by default.
    choices = fields.Json(export_string_translation=False)
    # Not stored: it has values that this user sees in full.
    preview = fields.Json(
        compute="_compute_preview", string="Side by Side", exportable=False
    )
    reason = fields.Char(help="Stands in the log of each of these customers.")

    @api.depends("dossier_ids", "kept_id", "choices")
    @api.depends_context("uid", "lang")
    def _compute_preview(self):
        for wizard in self:
            dossiers = wizard._in_order()
            if len(dossiers) < 2:
                wizard.preview = False
                continue
            # Nobody has values shown of what he may not read.
            dossiers.check_access("read")
            wizard.preview = {
                "columns": [wizard._prepare_column(each) for each in dossiers],
                "rows": wizard._prepare_rows(dossiers),
                "waiting": wizard._prepare_waiting(dossiers),
                "moving": wizard._prepare_moving(dossiers[1:]),
                "whys": wizard._prepare_whys(dossiers),
            }

    def _in_order(self):
        """The kept dossier, then the others as they were opened."""
        self.ensure_one()
        dossiers = self.dossier_ids._origin.sorted("id")
        kept = self.kept_id._origin & dossiers
        return kept + (dossiers - kept)

    # ------------------------------------------------------------
    # What is shown
    # ------------------------------------------------------------

    def _prepare_column(self, dossier):
        return {
            "id": dossier.id,
            "name": dossier.display_name,
            "owner": dossier.user_id.name or "",
            "is_archived": not dossier.active,
        }

    def _prepare_rows(self, dossiers):
        """One row for each value that any of them has: as this user sees it in each, and
        what counts afterwards."""
        # sudo: equal values are told apart from unequal ones with equal masks; what is
        # shown of them is what this user sees
        dossiers_sudo = dossiers.sudo()
        values = list(dossiers_sudo._merge_values().values())
        choices = {**dossiers_sudo._merge_choices(), **self._clicked(dossiers)}
        rows = []
        for name in dossiers._merge_names():
            said = [each[name] for each in values]
            if any(said):
                row = self._prepare_row(dossiers, name, said, choices[name])
                if name in SECOND:
                    seconds = [each[SECOND[name]] for each in values]
                    row |= self._prepare_second(dossiers, name, said, seconds, choices)
                rows.append(row)
        return rows

    def _prepare_row(self, dossiers, name, said, chosen):
        normal = {str(self._normal(dossiers, name, value)) for value in said}
        texts = [
            dossier._merge_text(name, value)
            for dossier, value in zip(dossiers, said, strict=True)
        ]
        return {
            "name": name,
            "label": self._label(dossiers, name),
            "chosen": chosen,
            "is_same": len(normal) == 1,
            # Masks of different values: nobody would see that there is a choice.
            "looks_same": len(normal) > 1 and len(set(texts)) == 1,
            "is_joined": dossiers._is_joined(name),
            "is_open": sum(map(bool, said)) > 1,
            "can_join": len({str(each) for each in said if each}) > 1
            and dossiers._can_join(name),
            "cells": [
                {"id": dossier.id, "text": text}
                for dossier, text in zip(dossiers, texts, strict=True)
            ],
        }

    def _prepare_second(self, dossiers, name, said, seconds, choices):
        """What becomes of the phones and e-mails that are not the first any more."""
        places = [
            (dossier, field, text)
            for dossier, first, second in zip(dossiers, said, seconds, strict=True)
            for field, text in ((name, first), (SECOND[name], second))
            if text
        ]
        places.sort(key=lambda place: (place[0].id != choices[name], place[1] != name))
        distinct = {}
        for dossier, field, text in places:
            normal = sensitivity.normal(name, text) or text
            distinct.setdefault(normal, dossier._merge_text(field, text))
        texts = list(distinct.values())
        return {"second": texts[1:2], "left": texts[2:], "is_same": len(texts) == 1}

    def _normal(self, dossiers, name, value):
        if isinstance(value, FoundAgain):
            return value.digest or str(value)
        class_ = dossiers._sensitive_classes().get(name)
        return sensitivity.normal(class_, value) if class_ and value else value

    def _label(self, dossiers, name):
        if name in LABELS:
            return self.env._(LABELS[name])
        record, field = dossiers, name
        if name.startswith("partner."):
            record, field = dossiers.partner_id, name.removeprefix("partner.")
        return record._fields[field]._description_string(self.env)

    def _prepare_waiting(self, dossiers):
        """What will not take effect before a second person has looked at it: labels."""
        # sudo: see ``_prepare_rows``; nothing but names of fields is shown
        dossiers_sudo = dossiers.sudo()
        values = {each.id: said for each, said in dossiers_sudo._merge_values().items()}
        choices = {**dossiers_sudo._merge_choices(), **self._clicked(dossiers)}
        wanted = {
            name: values[choices[name]][name]
            for name in dossiers._merge_names()
            if choices[name] in values
        }
        return dossiers[:1]._waiting_after_merge(dossiers_sudo[1:], wanted)

    def _prepare_whys(self, dossiers):
        """Why these may be one customer, where that was proposed."""
        pairs = dossiers._open_duplicates().filtered(
            lambda pair: pair._dossiers() <= dossiers
        )
        return [
            {
                "id": pair.id,
                # Which of them is plain where there are only two.
                "pair": pair.display_name if len(dossiers) > 2 else "",
                "score": pair.score,
                "text": pair.reason_text,
            }
            for pair in pairs
        ]

    def _prepare_moving(self, others):
        # sudo: how much there is, whoever may see it
        counts = others.sudo()._count_moving()
        models_ = dict.fromkeys(model for each in counts.values() for model in each)
        return [
            {
                "label": moving_label(self.env, model),
                "count": sum(each.get(model, 0) for each in counts.values()),
            }
            for model in models_
        ]

    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    def _clicked(self, dossiers):
        """What was clicked, without what nobody can have clicked."""
        names, ids = set(dossiers._merge_names()), {*dossiers.ids, ALL}
        choices = self.choices if isinstance(self.choices, dict) else {}
        return {
            name: chosen
            for name, chosen in choices.items()
            if name in names and type(chosen) is int and chosen in ids
        }

    def action_merge(self):
        """Make them one customer.

        :return: action that opens the kept dossier
        :raises UserError: for fewer than two, or what cannot become one
        """
        self.ensure_one()
        dossiers = self._in_order()
        if len(dossiers) > MOST:
            raise UserError(
                self.env._("Merge at most %(count)s customers at once.", count=MOST)
            )
        kept = dossiers[:1]
        if kept != self.kept_id:
            raise UserError(self.env._("Choose which of these customers is kept."))
        self.env["customer.merge"]._merge(
            kept, dossiers[1:], self._clicked(dossiers), self.reason or ""
        )
        return kept._get_open_action()

    @api.model
    def _passing_texts(self):
        return ["reason"]

    def _passing_about(self):
        return self.dossier_ids


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def action_merge(self):
        """Compare these customers side by side, and merge them.

        :return: action of a dialog
        :raises UserError: for fewer than two
        """
        dossiers = self._kept()
        if len(dossiers) < 2:
            raise UserError(self.env._("Choose at least two customers to merge."))
        dossiers.check_access("read")
        self.env["customer.merge"]._check_mergeable(
            dossiers._best_to_keep(), dossiers - dossiers._best_to_keep()
        )
        wizard = self.env["customer.merge.wizard"].create(
            {
                "dossier_ids": dossiers.ids,
                "kept_id": dossiers._best_to_keep().id,
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge Customers"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _best_to_keep(self):
        """An organisation rather than a person, one in use, with most that happened, and
        the oldest of those."""
        return self.sorted(
            lambda dossier: (
                dossier.kind != "company",
                not dossier.active,
                -dossier.followup_count - dossier.lead_count,
                dossier.id,
            )
        )[:1]

    def _merge_text(self, name, value):
        """A value as this user sees it."""
        self.ensure_one()
        if not value:
            return ""
        if name == PLACE:
            # sudo: the contact of a customer this user reads
            return (
                self.partner_id.sudo()
                ._display_address(without_company=True)
                .replace("\n", " ")
            )
        record, field_name = self, name
        if name.startswith("partner."):
            record, field_name = self.partner_id, name.removeprefix("partner.")
        field = record._fields[field_name]
        if field_name in self._sealed_names() and record == self:
            text = (self.opened_values or {}).get(name) or self[name]
            return readable(text) if field.sensitivity == "phone" else text
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.relational:
            # sudo: the name of what this customer has
            return ", ".join(record.sudo()[field_name].mapped("display_name"))
        return field.convert_to_export(record[field_name], record) or ""
