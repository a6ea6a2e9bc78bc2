"""The picture of the people around a customer, in a browser (D5, D6)."""

from odoo.tests import HttpCase, no_retry, tagged

from .common import CustomerFollowupCommon

# Waits for what the page does, never for a time.
FLOW = """
(async () => {
    const until = async (what, check) => {
        for (let tries = 0; tries < 300; tries++) {
            const found = check();
            if (found) { return found; }
            await new Promise(requestAnimationFrame);
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        throw new Error("in vain: " + what);
    };
    const one = (selector) => document.querySelector(selector);
    const picture = () => one(".o_customer_network_box")?._cyreg?.cy;
    const press = (key) => one(".o_customer_network_canvas").dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const type = (input, value, event) => {
        input.value = value;
        input.dispatchEvent(new Event(event, { bubbles: true }));
    };
    const labels = () => picture().nodes().map((node) => node.data("label")).join("|");
    const is = (what, ok) => { if (!ok) { throw new Error(what + ": " + labels()); } };

    const tab = await until("the page", () => one(".nav-link[name=people]"));
    one(".o_customer_network_glance").scrollIntoView();
    await until("a glance", () => picture()?.nodes().length === 5);
    tab.click();
    await until("the picture", () =>
        one(".o_customer_network_legend") && picture()?.nodes().length === 5);
    (await until("full screen", () => one(".o_customer_network .fa-expand"))).click();
    await until("large", () =>
        one(".o_customer_network:not(.o_small)") && picture()?.nodes().length === 5);
    is("who decides now", labels().includes("\\u2605 孙*") && !labels().includes("\\u2605 周*"));
    is("masks only", !labels().includes("孙丽华"));

    type(one(".o_customer_network_time input[type=date]"), "2025-06-01", "change");
    await until("as it was", () => labels().includes("\\u2605 周*"));
    is("not there yet", !labels().includes("孙*"));
    one(".o_customer_network_time input[type=checkbox]").click();
    await until("all times", () => labels().includes("孙*"));

    press("ArrowRight");
    const card = await until("a card by keyboard", () => one(".o_customer_network_card"));
    is("somebody is told of", card.innerText.length > 3);
    const roots = () => picture()?.nodes(".root").map((node) => node.id()).join();
    const first = roots();
    const chosen = () => picture().nodes(".chosen").id() || "";
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowLeft", "ArrowUp"]) {
        if (chosen().startsWith("c")) { break; }
        press(key);
        await new Promise(requestAnimationFrame);
    }
    is("a contact person is reached by arrows", chosen().startsWith("c"));
    press(" ");
    await until("walked there by keyboard", () => roots() && roots() !== first);
    press("Backspace");
    await until("and back", () => roots() === first && picture().nodes().length === 5);
    press("ArrowRight");
    press("Escape");
    await until("closed", () => !one(".o_customer_network_card"));

    type(one(".o_customer_network input[type=search]"), "孙", "input");
    await until("found", () => picture().nodes(".faded").length === 4);
    type(one(".o_customer_network input[type=search]"), "", "input");

    const [kind] = [...document.querySelectorAll(".o_customer_network_legend button")].filter(
        (button) => button.querySelector(".o_node_contact"));
    kind.click();
    await until("switched off", () => picture().nodes().length === 3);
    kind.click();

    one(".o_customer_network .fa-table").click();
    const rows = () => document.querySelectorAll(".o_customer_network_table tbody tr");
    await until("the table", () => rows().length === 5);
    console.log("test successful");
})().catch((error) => console.error(String(error)));
"""


@tagged("-at_install", "post_install")
class TestNetworkFlow(CustomerFollowupCommon, HttpCase):
    @no_retry
    def test_walk(self):
        dossier = self._create_dossier(
            "甲有限公司", kind="company", contact_name="周建国"
        )
        other = self._create_dossier("乙有限公司", kind="company")
        buyer = self.env["customer.contact"].create(
            {"dossier_id": dossier.id, "name": "孙丽华", "date_from": "2025-09-01"}
        )
        main = dossier.contact_ids - buyer
        main.write({"is_decision_maker": True, "decision_from": "2025-01-01"})
        buyer.write({"is_decision_maker": True, "decision_from": "2025-10-01"})
        self.env["customer.relation"].create(
            {
                "type_id": self.env.ref(
                    "customer_followup.customer_relation_type_parent"
                ).id,
                "from_dossier_id": dossier.id,
                "to_dossier_id": other.id,
            }
        )
        self.browser_js(
            f"/odoo/customer.dossier/{dossier.id}",
            FLOW,
            login=self.salesperson.login,
            timeout=120,
        )
