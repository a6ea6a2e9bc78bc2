from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..tools import sensitivity as classes

# field of the search -> class of sensitive values
ASKED = {"phone": "phone", "email": "email", "identity": "id", "person_name": "name"}


class CustomerPersonSearch(models.TransientModel):
    """Finds everything kept on one person, hands it out or erases it (V5).

    What is typed is searched for and never kept: the database has no more of it than
    the mask, and no identity number at all.
    """

    _name = "customer.person.search"
    _description = "Find a Person"

    phone = fields.Char(
        compute="_compute_asked", inverse="_inverse_asked", store=False, readonly=False
    )
    email = fields.Char(
        string="E-mail",
        compute="_compute_asked",
        inverse="_inverse_asked",
        store=False,
        readonly=False,
    )
    identity = fields.Char(
        string="ID Card or Credit Code",
        compute="_compute_asked",
        inverse="_inverse_asked",
        store=False,
        readonly=False,
    )
    person_name = fields.Char(
        string="Person's Name",
        compute="_compute_asked",
        inverse="_inverse_asked",
        store=False,
        readonly=False,
    )
    asked = fields.Char(
        string="Searched For", readonly=True, help="What was typed, masked."
    )
    line_ids = fields.One2many("customer.person.search.line", "search_id")
    found_count = fields.Integer(compute="_compute_counts")
    chosen_count = fields.Integer(compute="_compute_counts")
    erased_before = fields.Datetime(readonly=True)
    lang = fields.Selection(
        "_selection_lang",
        string="Language of the Copy",
        default=lambda self: self.env.lang or "en_US",
        required=True,
    )
    purpose = fields.Text(
        help="Who asked, how you made sure that it is this person, and what for. It is"
        " kept in the audit log.",
    )

    @api.model
    def _selection_lang(self):
        return self.env["res.lang"].get_installed()

    def _compute_asked(self):
        """Nothing that was typed comes back."""
        for name in ASKED:
            self[name] = False

    def _inverse_asked(self):
        for search in self:
            typed = {name: search[name] and search[name].strip() for name in ASKED}
            search._find({name: text for name, text in typed.items() if text})

    @api.depends("line_ids.is_chosen")
    def _compute_counts(self):
        for search in self:
            search.found_count = len(search.line_ids)
            search.chosen_count = len(search._chosen_lines())

    def _compute_display_name(self):
        self.display_name = self.env._("Find a Person")

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_find(self):
        """Show what was found: saving what was typed has searched for it."""
        self.ensure_one()
        if not self.asked:
            raise UserError(
                self.env._("Type a phone number, an e-mail, an identity or a name.")
            )

    def action_hand_out_json(self):
        """Download what is kept on the person as a file for programs."""
        return self._hand_out_action("json")

    def action_hand_out_pdf(self):
        """Download what is kept on the person as a document for people."""
        return self._hand_out_action("pdf")

    def _hand_out_action(self, kind):
        self._check_chosen()
        path = f"/customer_forms/person/{self.id}/{kind}"
        return {"type": "ir.actions.act_url", "url": path, "target": "download"}

    def action_erase(self):
        """Ask before anything is erased."""
        self._check_chosen()
        erase = self.env["customer.person.erase"].create({"search_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erase Personal Data"),
            "res_model": "customer.person.erase",
            "res_id": erase.id,
            "view_mode": "form",
            "target": "new",
        }

    def _check_chosen(self):
        self.ensure_one()
        self.check_access("write")
        if not self._chosen_lines():
            raise UserError(self.env._("Tick what belongs to the person first."))
        if not (self.purpose or "").strip():
            raise UserError(
                self.env._(
                    "Say who asked, and how you made sure that it is this person."
                )
            )

    def _chosen_lines(self):
        return self.line_ids.filtered(lambda line: line.is_chosen and line.is_ours)

    # ------------------------------------------------------------
    # Finding
    # ------------------------------------------------------------

    def _find(self, typed):
        """Look for what was typed, and note only its mask.

        :param dict typed: {field of the search: text}
        """
        if not typed:
            return
        found = {}  # (model, id) -> the fields by which it was found
        for name, text in typed.items():
            for records in self._find_one(name, text):
                for record in records:
                    found.setdefault((record._name, record.id), set()).add(name)
        for place in self._find_elsewhere(typed):
            found.setdefault(place, set()).add("elsewhere")
        self._add_related(found)
        before = self._erased_before(typed)
        masks = [classes.mask(ASKED[name], text) for name, text in typed.items()]
        lines = [
            Command.create(self._prepare_line_vals(place, by))
            for place, by in sorted(found.items(), key=_order)
        ]
        # sudo: only searching says what is on the list, see the lines
        self.sudo().write(
            {
                "asked": ", ".join(masks),
                "erased_before": before and before.occurred_at,
                "line_ids": [Command.clear(), *lines],
            }
        )
        # The masks again; what was typed does not stay in memory either.
        self.invalidate_recordset(list(ASKED))

    def _prepare_line_vals(self, place, found_by):
        res_model, res_id = place
        # sudo: what was erased is no choice, whoever may read it
        record_sudo = self.env[res_model].sudo().browse(res_id)
        is_ours = "erased_at" in record_sudo._fields
        return {
            "res_model": res_model,
            "res_id": res_id,
            "found_by": ",".join(sorted(found_by)),
            "is_ours": is_ours,
            # A name is not enough to know somebody by.
            "is_chosen": is_ours
            and not record_sudo.erased_at
            and bool(found_by - {"person_name", "elsewhere"}),
        }

    def _find_one(self, name, text):
        """Records of every model with sensitive values that have this one.

        :return: list of recordsets in sudo, of the companies this user works in
        """
        class_ = ASKED[name]
        vault = self.env["customer.vault.value"]
        recordsets = []
        for model in self._sensitive_models():
            query = vault._matching(model, class_, [text])
            # sudo: whoever answers for personal data finds all of it
            Model = self.env[model].sudo().with_context(active_test=False)
            found = Model.search([("id", "in", query)])
            recordsets.append(found.filtered(self._is_in_companies))
        return [*recordsets, self._find_plain(name, text)]

    def _sensitive_models(self):
        return [
            name
            for name in self.env
            if isinstance(self.env[name], self.env.registry["customer.sensitive"])
            and not self.env[name]._abstract
            and not self.env[name]._transient
        ]

    def _is_in_companies(self, record):
        return record._sensitive_company() in self.env.companies

    def _add_related(self, found):
        """What else is kept on the people that were found.

        A name alone leads nowhere: it may be somebody else's.
        """
        pending = [
            place for place, by in found.items() if by - {"person_name", "elsewhere"}
        ]
        while pending:
            res_model, res_id = pending.pop()
            # sudo: see _find_one
            record_sudo = self.env[res_model].sudo().browse(res_id)
            if "erased_at" not in record_sudo._fields:
                continue
            for related in record_sudo._personal_records():
                for each in related:
                    place = (each._name, each.id)
                    if place not in found or not found[place] - {
                        "person_name",
                        "elsewhere",
                    }:
                        found.setdefault(place, set()).add("related")
                        pending.append(place)

    def _erased_before(self, typed):
        """The latest erasure of a person who had one of these values."""
        vault = self.env["customer.vault.value"]
        digests = set()
        for name, text in typed.items():
            if name != "person_name":
                full, _last = vault._blind_digests(ASKED[name], [text])
                digests |= {vault._keyed_digest("erasure", each) for each in full}
        Event = self.env["customer.audit.event"]
        events = Event.search_fetch([("kind", "=", "erasure")], ["details"])
        return next(
            (each for each in events if digests & set(each.details.get("digests", ()))),
            None,
        )

    # ------------------------------------------------------------
    # Handing out
    # ------------------------------------------------------------

    def _hand_out(self, kind):
        """What is kept on the person, and an audit event for each record of it.

        :param str kind: ``json`` or ``pdf``
        :return: dict for JSON
        """
        self._check_chosen()
        self = self.with_context(lang=self.lang)
        # sudo: whoever answers for personal data hands out all of it; see the ACL
        records_sudo = [line._record_sudo() for line in self._chosen_lines()]
        for record_sudo in records_sudo:
            self.env["customer.audit.event"]._log(
                "handout", record_sudo, {"format": kind}, self.purpose.strip()
            )
        return {
            "format": "customer-personal-data/1",
            "company": self.env.company.name,
            "created_at": fields.Datetime.to_string(fields.Datetime.now()),
            "handed_out_by": self.env.user.name,
            "records": [each._personal_document() for each in records_sudo],
        }


def _order(item):
    (res_model, res_id), found_by = item
    return "elsewhere" in found_by, res_model, res_id
