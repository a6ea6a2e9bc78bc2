from odoo import api, fields, models
from odoo.fields import Domain

from .duplicate_words import people_named, reason_words


class CustomerDuplicate(models.Model):
    """Two dossiers that may be of one customer, until somebody says what they are.

    Nothing is merged without a person. That they are two customers is remembered for
    ever, also of the dossiers that are merged into them later.
    """

    _name = "customer.duplicate"
    _description = "Possible Duplicate"
    _order = "score desc, id desc"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, readonly=True, index=True, ondelete="cascade"
    )
    other_id = fields.Many2one(
        "customer.dossier",
        string="Other Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    score = fields.Integer(
        string="Likelihood",
        readonly=True,
        aggregator=None,
        help="In percent, that this is one customer: what agrees and what differs counts"
        " by how often it does for one customer entered twice, and for two (Fellegi and"
        " Sunter, 1969).",
    )
    # Codes of ``comparison.compare``, ids of contact persons: no values.
    reasons = fields.Json(readonly=True, export_string_translation=False)
    state = fields.Selection(
        [("open", "To Decide"), ("merged", "Merged"), ("different", "Not the Same")],
        string="Status",
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True)
    decided_at = fields.Datetime(string="Decided On", readonly=True)

    customer = fields.Char(compute="_compute_sides", export_string_translation=False)
    owner_id = fields.Many2one("res.users", compute="_compute_sides")
    other_customer = fields.Char(string="May Be", compute="_compute_sides")
    other_owner_id = fields.Many2one(
        "res.users", string="Its Owner", compute="_compute_sides"
    )
    can_merge = fields.Boolean(compute="_compute_can_merge")
    reason_text = fields.Char(string="Why", compute="_compute_reason_text")

    _pair_uniq = models.UniqueIndex(
        "(dossier_id, other_id)", "This pair is there already."
    )

    @api.depends("dossier_id", "other_id")
    def _compute_display_name(self):
        for pair in self:
            # sudo: the numbers only
            pair_sudo = pair.sudo()
            numbers = (pair_sudo.dossier_id.number, pair_sudo.other_id.number)
            pair.display_name = " · ".join(map(str, numbers))

    @api.depends("dossier_id.display_name", "other_id.display_name")
    @api.depends("dossier_id.user_id", "other_id.user_id")
    def _compute_sides(self):
        """Number, mask and owner: as much as anybody with one side may know (V1)."""
        for pair in self:
            pair_sudo = pair.sudo()  # sudo: see above
            pair.customer = pair_sudo.dossier_id.display_name
            pair.owner_id = pair_sudo.dossier_id.user_id
            pair.other_customer = pair_sudo.other_id.display_name
            pair.other_owner_id = pair_sudo.other_id.user_id

    @api.depends_context("uid")
    def _compute_can_merge(self):
        dossiers = self._dossiers()
        writable = dossiers._filtered_access("write")
        for pair in self:
            pair.can_merge = pair._dossiers() <= writable

    @api.depends("reasons", "dossier_id", "other_id")
    @api.depends_context("lang", "uid")
    def _compute_reason_text(self):
        people = people_named(self.env, self.mapped("reasons"))
        for pair in self:
            pair_sudo = pair.sudo()  # sudo: names of organisations are no secret
            names = [
                (each.kind == "company" and each.partner_id.name) or ""
                for each in (pair_sudo.dossier_id, pair_sudo.other_id)
            ]
            pair.reason_text = reason_words(
                self.env, pair.reasons or (), *names, people
            )

    def _naming(self, dossier):
        """Those of these pairs that are about the dossier."""
        # sudo: ids are compared, nothing is shown
        pairs_sudo = self.sudo().filtered(
            lambda pair: dossier in (pair.dossier_id, pair.other_id)
        )
        return pairs_sudo.with_env(self.env)

    def _seen_from(self, dossier):
        """The other one, its owner and why, in one line."""
        is_first = self.sudo().dossier_id == dossier  # sudo: the id only
        return self.env._(
            "%(customer)s (%(owner)s): %(why)s",
            customer=self.other_customer if is_first else self.customer,
            owner=(self.other_owner_id if is_first else self.owner_id).sudo().name
            or self.env._("nobody's"),
            why=self.reason_text,
        )

    def _dossiers(self):
        """Both of each, as this user."""
        # sudo: to know which; whoever uses them is asked what he may
        pairs_sudo = self.sudo()
        return (pairs_sudo.dossier_id + pairs_sudo.other_id).with_env(self.env)

    def _merge_into(self, target):
        """They stay: what is found of the kept one is found anew, and nothing is lost
        when the merge is undone."""
        return self.browse()

    # ------------------------------------------------------------
    # Finding
    # ------------------------------------------------------------

    @api.model
    def _propose(self, found):
        """Keep what was found as pairs to decide; in superuser mode.

        :param dict found: {dossier: {dossier: Comparison}}, all there is to say of each
            dossier that is a key
        """
        if not found:
            return
        pairs = {
            tuple(sorted((dossier.id, other.id))): comparison
            for dossier, others in found.items()
            for other, comparison in others.items()
        }
        dossiers = self.env["customer.dossier"].union(*found)
        known = {
            (each.dossier_id.id, each.other_id.id): each
            for each in self.search(_of(dossiers))
        }
        refused = self._told_apart(pairs)
        self.create(
            [
                {
                    "dossier_id": pair[0],
                    "other_id": pair[1],
                    **_prepare_vals(comparison),
                }
                for pair, comparison in pairs.items()
                if pair not in known and pair not in refused
            ]
        )
        for pair, each in known.items():
            if each.state != "open" or "by_hand" in each.reasons:
                continue
            if pair not in pairs:
                if not (each.dossier_id + each.other_id).merged_into_id:
                    each.unlink()
            elif _prepare_vals(pairs[pair]) != {
                "score": each.score,
                "reasons": each.reasons,
            }:
                each.write(_prepare_vals(pairs[pair]))

    @api.model
    def _told_apart(self, pairs):
        """Those of the pairs of which somebody said that they are two customers; also of
        dossiers that were merged into them."""
        dossiers = self.env["customer.dossier"].browse(
            {each for pair in pairs for each in pair}
        )
        groups = {dossier.id: dossier._with_merged() for dossier in dossiers}
        everybody = dossiers.union(*groups.values())
        apart = {
            frozenset((each.dossier_id.id, each.other_id.id))
            for each in self.search(_of(everybody) & Domain("state", "=", "different"))
        }
        return {
            (one, other)
            for one, other in pairs
            if any(
                frozenset((mine, others)) in apart
                for mine in groups[one].ids
                for others in groups[other].ids
            )
        }

    @api.model
    def _note_merge(self, merged, kept):
        """The pair of a merge is decided; in superuser mode."""
        pair = self._pair_of(merged, kept)
        vals = {"state": "merged", **self._decided_now()}
        if pair:
            pair.write(vals)
        else:
            one, other = (merged + kept).sorted("id")
            ids = {"dossier_id": one.id, "other_id": other.id}
            self.create({**ids, "reasons": ["by_hand"], "score": 100, **vals})
        # Whom else it looked like, is found anew: for the kept one now, for this one when
        # the merge is undone.
        self.search(_of(merged) & Domain("state", "=", "open")).unlink()

    @api.model
    def _note_undone(self, merged, kept):
        """A merge that was undone was none: nobody proposes it again."""
        self._pair_of(merged, kept).write({"state": "different", **self._decided_now()})

    def _pair_of(self, *dossiers):
        ids = [dossier.id for dossier in dossiers]
        return self.search([("dossier_id", "in", ids), ("other_id", "in", ids)])

    def _decided_now(self):
        return {"decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()}


def _of(dossiers):
    return Domain("dossier_id", "in", dossiers.ids) | Domain(
        "other_id", "in", dossiers.ids
    )


def _prepare_vals(comparison):
    # Nothing that is compared makes it certain.
    score = min(99, round(comparison.probability * 100))
    return {"score": score, "reasons": list(comparison.reasons)}
