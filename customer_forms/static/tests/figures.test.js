import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryFirst } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    getService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import { duration, funnelSteps, lastDays, NOTHING, percent } from "@customer_forms/figures/format";

describe.current.tags("desktop");
defineMailModels();

const totals = {
    opened: 120,
    started: 90,
    finished: 45,
    start_rate: 0.75,
    completion: 0.5,
    corrected: 0.1,
    median: 200,
};
const question = {
    section: "You",
    seen: 120,
    left: 0,
    leave_rate: 0,
    corrected: 0.075,
    empty: null,
    seconds: 12,
};
const FIGURES = {
    name: "Contact",
    versions: [
        { id: 7, number: 2 },
        { id: 5, number: 1 },
    ],
    totals,
    staff: { ...totals, opened: 3, finished: 2 },
    channels: [
        { label: "QR code", link: "Stand", is_staff: false, ...totals },
        { label: "Staff entry", link: "", is_staff: true, ...totals, opened: 3 },
    ],
    sections: [
        { key: "a", title: "You", reached: 120 },
        { key: "b", title: "Needs", reached: 60 },
    ],
    questions: [
        { ...question, key: "who", label: "Name" },
        { ...question, key: "tel", label: "Phone", left: 18, leave_rate: 0.15, empty: 0.3 },
        { ...question, key: "wish", label: "Wish", section: "Needs", seen: 60 },
    ],
};

test("figures are written as people read them", () => {
    allowTranslations();
    expect(percent(null)).toBe(NOTHING);
    expect(percent(0.304)).toBe("30 %");
    expect([null, 12.4, 200, 7260].map(duration)).toEqual([
        NOTHING,
        "12 s",
        "3 min 20 s",
        "2 h 1 min",
    ]);
    const today = luxon.DateTime.fromISO("2026-03-05");
    expect(lastDays(7, today)).toEqual({ since: "2026-02-27", until: "2026-03-05" });
});

test("the funnel goes from opening over the sections to sending", () => {
    allowTranslations();
    expect(funnelSteps(FIGURES)).toEqual([
        { label: "Opened", count: 120, width: 100, lost: 0 },
        { label: "Started", count: 90, width: 75, lost: 30 },
        { label: "Needs", count: 60, width: 50, lost: 30 },
        { label: "Submitted", count: 45, width: 37.5, lost: 15 },
    ]);
});

async function open(figures = FIGURES) {
    const asked = [];
    onRpc("customer.form", "read_figures", ({ args }) => {
        asked.push(args);
        return figures;
    });
    await mountWithCleanup(WebClient);
    await getService("action").doAction({
        type: "ir.actions.client",
        tag: "customer_forms.figures",
        params: { form_id: 3 },
    });
    return asked;
}

test("cards, channels and questions are shown", async () => {
    await open();
    expect("[data-figure=opened] dd").toHaveText("120");
    expect("[data-figure=completion] dd").toHaveText("50 %");
    expect("[data-figure=median] dd").toHaveText("3 min 20 s");
    expect("[data-figure=completion] [role=note]").toHaveAttribute("aria-label");
    expect(queryAllTexts("[data-question=tel] td:not([aria-hidden])")).toEqual([
        "120",
        "18(15 %)",
        "8 %",
        "30 %",
        "12 s",
    ]);
    expect("[data-question=tel]").toHaveAttribute(
        "title",
        "Of 120 who saw this question, 18 left here."
    );
    expect("[data-question=tel] .badge").toHaveCount(1);
    expect(".o_customer_forms_questions .badge").toHaveCount(1);
    expect(queryAllTexts(".o_customer_forms_channels tbody th")).toEqual([
        "QR code\nStand",
        "Staff entry",
    ]);
});

test("a period and a version are chosen", async () => {
    const asked = await open();
    expect(asked[0][0]).toEqual([3]);
    expect(asked[0][3]).toBe(null);
    await contains("[data-days='7']").click();
    expect("[data-days='7']").toHaveAttribute("aria-pressed", "true");
    expect([asked[1][1], asked[1][2]]).toEqual(Object.values(lastDays(7)));
    await contains("select").select("5");
    expect(asked[2][3]).toBe(5);
    const since = queryFirst("input[type=date]");
    since.value = "2026-01-01";
    since.dispatchEvent(new Event("change"));
    await animationFrame();
    expect(asked.at(-1)[1]).toBe("2026-01-01");
    expect("[data-days].active").toHaveCount(0);
});

test("without visits it says what to do", async () => {
    await open({ ...FIGURES, totals: { ...totals, opened: 0 }, questions: [], channels: [] });
    expect(".o_customer_forms_no_figures").toHaveText(/Share its link/);
    expect("table").toHaveCount(0);
});
