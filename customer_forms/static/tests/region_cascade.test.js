import { describe, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, onRpc } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";

setupInteractionWhiteList("customer_forms.region_cascade");
describe.current.tags("interaction_dev");

const CHINA = [
    ["浙江省", "Zhejiang", "33"],
    ["北京市", "Beijing", "11"],
    ["台湾省", "Taiwan", ""],
];
const COUNTRIES = [
    ["", "China", "CN"],
    ["德国", "Germany", "DE"],
];
const SERVED = {
    33: {
        level: "city",
        places: [["杭州市", "Hangzhou", [["西湖区", "Xihu District", []]]]],
    },
    11: { level: "district", places: [["东城区", "Dongcheng District", []]] },
    DE: { level: "province", places: [["Bayern", "Bayern", []]] },
};

const select = (level) =>
    `<div><select data-level="${level}">${
        level === "country" ? "" : `<option value="">${level}</option>`
    }</select></div>`;

async function start({ value = "", countries = [], version, levels } = {}) {
    for (const code in SERVED) {
        onRpc(`/customer_forms/regions/${code}`, () => {
            expect.step(code);
            return new Response(JSON.stringify(SERVED[code]));
        });
    }
    // the places of a province are kept for the page: another version, another address
    const choices = JSON.stringify({ lang: "en_US", version, places: CHINA, countries });
    await startInteractions(`
        <div class="o_customer_forms_region" data-choices='${choices}'>
            <div class="o_customer_forms_region_levels d-none">
                ${(levels || ["province", "city", "district"]).map(select).join("")}
            </div>
            <input name="q" value="${value}"/>
        </div>`);
    await animationFrame();
    await animationFrame();
}

const pick = async (level, name) => {
    await contains(`[data-level=${level}]`).select(name);
    await animationFrame();
    await animationFrame();
};

test("province, city and district follow one another", async () => {
    await start({ version: "a" });
    expect("[name=q]").not.toBeVisible();
    expect("[data-level=city]").not.toBeEnabled();
    await pick("province", "浙江省");
    expect.verifySteps(["33"]);
    expect("[name=q]").toHaveValue("浙江省/");
    await pick("city", "杭州市");
    expect("[name=q]").toHaveValue("浙江省/杭州市/");
    await pick("district", "西湖区");
    expect("[name=q]").toHaveValue("浙江省/杭州市/西湖区");
    await pick("province", "台湾省");
    expect("[name=q]").toHaveValue("台湾省");
    expect("[data-level=city]").not.toBeVisible();
    await pick("province", "");
    expect("[name=q]").toHaveValue("");
    expect.verifySteps([]);
});

test("a municipality has districts and no cities", async () => {
    await start({ version: "b" });
    await pick("province", "北京市");
    expect.verifySteps(["11"]);
    expect("[data-level=city]").not.toBeVisible();
    await pick("district", "东城区");
    expect("[name=q]").toHaveValue("北京市/东城区");
});

test("what was given before is chosen again", async () => {
    await start({ version: "c", value: "浙江省/杭州市/西湖区" });
    expect.verifySteps(["33"]);
    expect("[data-level=province]").toHaveValue("浙江省");
    expect("[data-level=city]").toHaveValue("杭州市");
    expect("[data-level=district]").toHaveValue("西湖区");
});

test("another country has its states", async () => {
    const levels = ["country", "province", "city", "district"];
    await start({ version: "d", countries: COUNTRIES, levels });
    await pick("country", "德国");
    expect.verifySteps(["DE"]);
    expect("[name=q]").toHaveValue("德国");
    expect("[data-level=city]").not.toBeVisible();
    await pick("province", "Bayern");
    expect("[name=q]").toHaveValue("德国/Bayern");
    await pick("country", "");
    expect("[name=q]").toHaveValue("");
    expect("[data-level=province] option").toHaveCount(4);
});

test("without the lists the place is written", async () => {
    await start({ version: "e" });
    onRpc("/customer_forms/regions/33", () => new Response("", { status: 500 }));
    await pick("province", "浙江省");
    expect("[name=q]").toBeVisible();
    expect("[data-level=province]").not.toBeVisible();
});
