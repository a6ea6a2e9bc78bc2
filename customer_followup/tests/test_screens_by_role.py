"""Nobody sees a button that ends in a refusal (D12)."""

from lxml import etree

from odoo.tests import tagged

from .common import CustomerFollowupCommon

# What somebody who only looks may press: it shows something, or asks somebody.
LOOKING = ("action_view_", "action_open_", "action_try", "action_ask_for_copy")
# What stands for a right of the reader, worked out for each record.
RIGHTS = ("can_", "may_", "is_author", "is_mine", "correction")


@tagged("-at_install", "post_install")
class TestScreensByRole(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("cf_viewer", "viewer")

    def _buttons(self, user):
        """What the user finds to press on the screens of this addon:
        {(model, type of view, method)}."""
        views = self.env["ir.ui.view"].search(
            [
                ("model", "=like", "customer.%"),
                ("type", "in", ("form", "list", "kanban")),
                ("mode", "=", "primary"),
            ]
        )
        found = set()
        for view in views:
            model = self.env[view.model].with_user(user)
            if (
                model._transient
                or not model.has_access("read")
                or not view.xml_id.startswith("customer_followup.")
            ):
                continue
            arch = etree.fromstring(model.get_view(view.id, view.type)["arch"])
            found |= {
                (view.model, view.type, button.get("name"))
                for button in arch.xpath("//*[@type='object'][@name]")
                if not any(right in self._conditions(button) for right in RIGHTS)
            }
        return found

    @staticmethod
    def _conditions(button):
        return " ".join(
            node.get(name, "")
            for node in (button, *button.iterancestors())
            for name in ("invisible", "t-if")
        )

    def test_a_viewer_has_nothing_to_press_but_to_look(self):
        pressed = {
            (model, kind, name)
            for model, kind, name in self._buttons(self.viewer)
            if not name.startswith(LOOKING)
        }
        self.assertFalse(pressed)

    def test_archiving_is_offered_to_those_who_may(self):
        for name in (
            "customer.dossier",
            "customer.milestone",
            "customer.relation",
        ):
            for user, may in ((self.viewer, False), (self.salesperson, True)):
                active = self.env[name].with_user(user).fields_get(["active"])["active"]
                self.assertIs(active["readonly"], not may, (name, user.login))
