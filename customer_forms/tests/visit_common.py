import json
import time
import uuid

from ..tools.page_opening import Opening
from ..tools.visit_facts import ANSWERED, ERRORS, SEEN, TIME
from .common import CustomerFormsCommon

KEYS = ["first", "second", "third"]


def fact(seconds=0, *, answered=False, errors=0):
    """A fact of a question that was shown."""
    flags = SEEN + (ANSWERED if answered else 0)
    return seconds * 10 * TIME + errors * ERRORS + flags


class VisitCase(CustomerFormsCommon):
    """A published form of three questions in two sections, and visitors of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [{"key": key} for key in KEYS[:2]], slug="visit-test"
        )
        cls.form.section_ids = [
            (
                0,
                0,
                {
                    "name": "More",
                    "sequence": 20,
                    "field_ids": [(0, 0, cls._field_vals(0, key="third"))],
                },
            ),
        ]
        cls._publish(cls.form)
        cls.Visit = cls.env["customer.form.visit"]
        cls.qr = cls.form._default_link("qr")

    @classmethod
    def _opening(cls, **said):
        return Opening(
            **{"uuid": str(uuid.uuid4()), "opened_at": int(time.time()), **said}
        )

    @classmethod
    def _visit(cls, opening=None, **told):
        """Tell of a visit as its page does.

        :return: the opening, to go on with
        """
        opening = opening or cls._opening()
        version = cls.form.current_version_id
        cls.form._note_visit(opening, version, {"lang": "en_US", **told}, {})
        return opening

    @classmethod
    def _finish(cls, opening, **answers):
        return cls._submit(
            cls.form,
            {"first": "x", **answers},
            opening=opening,
            channel=opening.channel,
            client_uuid=opening.uuid,
        )

    def _only_visit(self):
        visit = self.Visit.search([("form_id", "=", self.form.id)])
        self.assertEqual(len(visit), 1)
        return visit

    def _report(self, opening, *, form=None, **told):
        """What the page of an opening sends, as text."""
        signed = (form or self.form)._sign_opening(opening)
        return json.dumps(
            {"opening": signed, "uuid": opening.uuid, "version": "1", **told}
        )
