"""What the person who sent a form may answer anew, by a private link (P5, S4, S6)."""

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models, tools

from ... import rules

PURPOSE = "correction link"
# Of what was refused or set aside nothing is taken any more.
REPLIED_STATES = {"incomplete", "submitted", "accepted"}


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _replied_keys(self):
        """Keys of what the person who sent it may answer anew: the sections for visitors
        without what people agree to, which is withdrawn rather than corrected, and
        without rows of which nothing would tell which one a kept file belongs to."""
        self.ensure_one()
        return {
            field["key"]
            for field in rules.input_fields(self.version_id.schema)
            if not rules.FIELD_TYPES[field["type"]].is_wording_the_answer
            and all(
                rules.FIELD_TYPES[inner["type"]].can_be_typed_again
                for inner in field.get("fields", ())
            )
        }

    def _takes_replies(self):
        """Whether what the person who sent it answers anew still counts."""
        self.ensure_one()
        return self.state in REPLIED_STATES and not self.erased_at

    def _corrected_until(self):
        """When the time is over in which the person who sent it may correct it."""
        self.ensure_one()
        days = self.form_id.visitor_edit_days
        return self.submitted_at + relativedelta(days=days)

    def _may_be_corrected(self):
        """Whether the person who sent it may correct it now."""
        return self._takes_replies() and fields.Datetime.now() < self._corrected_until()

    def _reply(self, typed, keys, completion):
        """Keep what the person who sent it answers anew; the rules are those of ever.

        In superuser mode: the private link says who it is.

        :param dict typed: as ``edit_answers`` takes it; only ``keys`` of it count
        :param set keys: what may be answered, within ``_replied_keys``
        :param completion: the ``customer.form.completion`` that asked for it, or empty
        :raises InvalidSubmission: naming the rules that the answers break
        :raises TamperedSubmission: for what the form does not ask
        """
        self.ensure_one()
        given = {key: typed[key] for key in typed if key in keys}
        # In the language of those who read it.
        lang = self.company_id.partner_id.lang or "en_US"
        env = self.with_context(lang=lang).env
        reason = (
            env._("Completed by the customer, by a private link")
            if completion
            else env._("Corrected by the customer, by a private link")
        )
        self._edit_answers(given, reason, set(keys))
        completion._settle()  # also where nothing had to be answered
        completion._tell_answered()

    # ------------------------------------------------------------
    # The private link
    # ------------------------------------------------------------

    def _correction_token(self):
        """What stands in the private link; neither in the database nor to be made from
        what is there."""
        self.ensure_one()
        digest = self.env["customer.vault.value"]._keyed_digest(PURPOSE, str(self.id))
        return f"{self.id}-{digest}"

    @api.model
    def _find_by_correction_token(self, token):
        """The submission a private link belongs to; empty for any other text."""
        return find_by_token(self, token, lambda found: found._correction_token())

    def _correction_link(self):
        """The private link, whole; None when nothing may be corrected."""
        if not self._may_be_corrected():
            return None
        path = f"{self.form_id._page_path()}/correct?of={self._correction_token()}"
        return f"{self.form_id.get_base_url()}{path}"


def find_by_token(model, token, token_of):
    """The record whose token this is.

    :param model: ``<id>-<digest>`` of one of its records is asked for
    :param str token: written by anybody
    :param token_of: function from a record to its token
    :return: the record; empty for any other text
    """
    number = (token or "").partition("-")[0]
    if not (number.isascii() and number.isdigit()) or len(number) > 9:
        return model.browse()
    record = model.browse(int(number)).exists()
    is_it = record and tools.consteq(token_of(record).encode(), token.encode())
    return record if is_it else model.browse()
