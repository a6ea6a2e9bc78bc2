"""What speaks for a robot, and what becomes of the page then."""

from odoo import fields, models, tools

from ...exceptions import TooManySent
from ...tools import robots
from .customer_form_attempt import Limit

PARAMETERS = {
    # Seconds for a page without questions that must be answered; 0: not looked at.
    "customer_forms.robot_seconds": 1,
    # In an hour from one network. A stand's Wi-Fi brings 200 phones an hour, and some
    # of them send a second time what they corrected.
    "customer_forms.robot_address_limit": 600,
    # In a minute to one form: more than a full hall does.
    "customer_forms.robot_form_limit": 600,
}
HARD = 4  # times as many are not read at all
# One opened page is sent a few times: corrected, confirmed, resent on a bad line. Who
# sends it more often tries which unique answers were given.
PAGE_LIMIT = 60
SAME_TEXTS = 3
HOUR, MINUTE = 3600, 60
TEXT_HOURS = 11  # not longer than attempts are kept
WORK_SCOPE = "customer_forms work"


class CustomerForm(models.Model):
    _inherit = "customer.form"

    # ------------------------------------------------------------
    # Of a request
    # ------------------------------------------------------------

    def _robot_parameter(self, name):
        # sudo: settings that no visitor gets to see
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        key = f"customer_forms.{name}"
        return float(parameters_sudo.get_param(key) or PARAMETERS[key])

    def _signs_of_crowd(self, address, page_uuid):
        """Count this request, and say whether there were too many like it.

        :param str address: of the visitor
        :param str page_uuid: of the page
        :return: list of signs, ``{"code", "params"}``
        :raises TooManySent: when it is not to be read
        """
        limits = [self._address_limit(address)]
        of_form = int(self._robot_parameter("robot_form_limit"))
        limits.append(Limit("form", str(self.id), of_form, of_form * HARD, MINUTE))
        if page_uuid:
            page = f"{self.id}:{page_uuid}"
            limits.append(Limit("page", page, PAGE_LIMIT, PAGE_LIMIT * HARD, HOUR))
        counts = self.env["customer.form.attempt"]._count(limits)
        waits = [
            count.retry_after
            for limit, count in zip(limits, counts, strict=True)
            if count.number >= limit.hard
        ]
        if waits:
            raise TooManySent(self._wait_words(max(waits)), max(waits))
        return [
            {"code": f"crowded_{limit.scope}", "params": {"limit": limit.soft}}
            for limit, count in zip(limits, counts, strict=True)
            if count.number >= limit.soft
        ]

    def _address_limit(self, address):
        limit = int(self._robot_parameter("robot_address_limit"))
        network = robots.network_of(address)
        return Limit("address", network, limit, limit * HARD, HOUR)

    def _is_crowded(self, scope, address):
        """Whether no more of a kind is kept for people of one network; else count one.

        What a page keeps before it is sent is bounded as what is sent: nobody fills the
        database by opening pages.

        :param str scope: the kind, ``draft`` or ``visit``
        :param str address: of the visitor; empty where nobody asks from outside
        """
        if not address:
            return False
        sent = self._address_limit(address)
        limit = sent._replace(scope=scope, soft=sent.hard)
        (count,) = self.env["customer.form.attempt"]._count([limit])
        return count.number >= limit.hard

    def _wait_words(self, seconds):
        minutes = -(-seconds // MINUTE)
        if minutes == 1:
            return self.env._(
                "Too many forms are being sent from your network. Your answers are still"
                " on this page: please submit again in a minute."
            )
        return self.env._(
            "Too many forms are being sent from your network. Your answers are still on"
            " this page: please submit again in %(minutes)s minutes.",
            minutes=minutes,
        )

    def _signs_of_haste(self, version, opening):
        """Whether the page came from here, and not faster than anybody types.

        Who goes on with a draft, or has an invitation with answers in it, may be done at
        once.
        """
        if opening is None:
            return [{"code": "not_opened", "params": {}}]
        if opening.draft_id or opening.invitation_id:
            return []
        required = sum(
            bool(field["required"])
            for section in version.schema["sections"]
            if not section["internal"]
            for field in section["fields"]
        )
        least = robots.least_seconds(self._robot_parameter("robot_seconds"), required)
        if opening.age >= least:
            return []
        params = {"seconds": opening.age, "least": least}
        return [{"code": "too_fast", "params": params}]

    # ------------------------------------------------------------
    # The browser's work
    # ------------------------------------------------------------

    def _work_challenge(self, page_uuid, address):
        """The puzzles of a page: ``bits.signature``, harder where many come from.

        Single use: the page's UUID becomes one submission.
        """
        limit = self._address_limit(address)
        (count,) = self.env["customer.form.attempt"]._count([limit], is_noted=False)
        bits = robots.bits_for(count.number)
        return f"{bits}.{self._work_signature(page_uuid, bits)}"

    def _signs_of_idleness(self, page_uuid, answer):
        """Whether the browser did its work, on forms that ask for it.

        :param str answer: ``bits.signature.number.number...``
        """
        if self.robot_check != "work":
            return []
        bits, signature, *numbers = [*(answer or "").split("."), "", ""]
        numbers = [number for number in numbers if number]
        is_ours = bits.isdecimal() and tools.consteq(
            signature.encode(), self._work_signature(page_uuid, bits).encode()
        )
        if is_ours and robots.is_worked(signature, int(bits), numbers):
            return []
        return [{"code": "no_work", "params": {}}]

    def _work_signature(self, page_uuid, bits):
        # sudo: the secret of the database, which no caller gets to see
        message = f"{self.id}:{page_uuid}:{bits}"
        return tools.hmac(self.sudo().env, WORK_SCOPE, message)

    # ------------------------------------------------------------
    # Of the answers
    # ------------------------------------------------------------

    def _signs_of_content(self, entry):
        """Few and plain: several links, and the same text again and again."""
        texts = [
            answered.value
            for answered in entry.answered()
            if answered.field["type"] in ("text", "longtext")
            and isinstance(answered.value, str)
        ]
        signs = []
        links = robots.count_links(texts)
        if links >= robots.MANY_LINKS:
            signs.append({"code": "links", "params": {"count": links}})
        if any(len(text) >= robots.LONG_TEXT for text in texts):
            told = f"{self.id}:{entry.content_digest}"
            limit = Limit("text", told, SAME_TEXTS, 1000, TEXT_HOURS * HOUR)
            (count,) = self.env["customer.form.attempt"]._count([limit])
            if count.number >= limit.soft:
                signs.append({"code": "repeated", "params": {"count": count.number}})
        return signs

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    def _prepare_submission_vals(self, entry):
        filled = entry.filled
        if filled.signs is not None:
            entry.signs = [*filled.signs, *self._signs_of_content(entry)]
        vals = super()._prepare_submission_vals(entry)
        if entry.signs:
            vals["suspicions"] = entry.signs
        return vals

    def _initial_state(self, entry):
        return "quarantined" if entry.signs else super()._initial_state(entry)


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    suspicions = fields.Json(
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,  # shown as sentences
        help="Why it looks like a robot's: code, params.",
    )
