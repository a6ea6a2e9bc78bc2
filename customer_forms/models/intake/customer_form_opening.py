"""How a page was opened is told by the server and sent back by the page, signed."""

import base64
import binascii
import json

from odoo import models, tools

from ...tools.page_opening import Opening

SCOPE = "customer_forms opening"


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _sign_opening(self, opening):
        """The opening as a page carries it: text of letters, digits, ``.``, ``-``, ``_``.

        :param Opening opening: of a page of this form
        """
        document = json.dumps(list(opening), separators=(",", ":"))
        payload = base64.urlsafe_b64encode(document.encode()).decode()
        return f"{payload}.{self._opening_signature(payload)}"

    def _read_opening(self, text, page_uuid):
        """What ``_sign_opening`` made.

        :param str text: as the page sent it
        :param str page_uuid: the UUID the page sent beside it
        :return: ``Opening``, or None when it is not ours, or of another form or page
        """
        payload, _dot, signature = (text or "").partition(".")
        expected = self._opening_signature(payload)
        if not tools.consteq(signature.encode(), expected.encode()):
            return None
        try:
            opening = Opening(*json.loads(base64.urlsafe_b64decode(payload)))
        except (binascii.Error, ValueError, TypeError):  # signed by an older release
            return None
        return opening if opening.uuid == page_uuid else None

    def _opening_signature(self, payload):
        # sudo: the secret of the database, which no caller gets to see
        return tools.hmac(self.sudo().env, SCOPE, f"{self.id}:{payload}")
