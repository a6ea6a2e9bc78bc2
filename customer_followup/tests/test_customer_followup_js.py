from odoo.tests import HttpCase, no_retry, tagged


@tagged("-at_install", "post_install")
class TestCustomerFollowupJs(HttpCase):
    @no_retry
    def test_unit_desktop(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            "&filter=%22@customer_followup%22",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
