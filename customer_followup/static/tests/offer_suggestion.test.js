import { beforeEach, expect, test } from "@odoo/hoot";
import { allowTranslations } from "@web/../tests/web_test_helpers";
import { offerSuggestion } from "@customer_followup/suggestion/offer_suggestion";

beforeEach(allowTranslations);

const SUGGESTION = { status: "Won", reason: "because of “agrees to sign”" };

/** Services that note what is asked of them; the server answers with `result`. */
function servicesThatAnswer(result) {
    const shown = [];
    return {
        shown,
        notification: {
            add(text, options) {
                shown.push({ text, ...options });
                return () => expect.step("closed");
            },
        },
        orm: {
            async call(model, method, args) {
                expect.step(`${method} ${args[0]}`);
                return result;
            },
        },
        action: { doAction: (action) => expect.step(action.tag || action.res_model) },
    };
}

test("says the status and why, and stays until it is answered", () => {
    const services = servicesThatAnswer(true);
    offerSuggestion(services, 7, SUGGESTION);
    const [offer] = services.shown;
    expect(offer.title).toBe(undefined);
    expect(String(offer.text)).toBe(`Suggested status: Won; ${SUGGESTION.reason}`);
    expect(offer.sticky).toBe(true);
});

test("goes when the follow-up it is from is taken back", () => {
    const takeAway = offerSuggestion(servicesThatAnswer(true), 7, SUGGESTION);
    takeAway();
    expect.verifySteps(["closed"]);
});

test("one click takes it and shows it", async () => {
    const services = servicesThatAnswer(true);
    offerSuggestion(services, 7, SUGGESTION);
    await services.shown[0].buttons[0].onClick();
    expect.verifySteps(["closed", "action_accept_suggestion 7", "soft_reload"]);
});

test("what is lost asks why first", async () => {
    const services = servicesThatAnswer({
        type: "ir.actions.act_window",
        res_model: "crm.lead.lost",
    });
    offerSuggestion(services, 7, SUGGESTION);
    await services.shown[0].buttons[0].onClick();
    expect.verifySteps(["closed", "action_accept_suggestion 7", "crm.lead.lost"]);
});

test("or leaves it", async () => {
    const services = servicesThatAnswer(true);
    offerSuggestion(services, 7, SUGGESTION);
    await services.shown[0].buttons[1].onClick();
    expect.verifySteps(["closed", "action_decline_suggestion 7", "soft_reload"]);
});
