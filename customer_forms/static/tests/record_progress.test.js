import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineModels, fields, MockServer, models, mountView } from "@web/../tests/web_test_helpers";

class Batch extends models.Model {
    progress = fields.Float();
    mode = fields.Selection({
        selection: [
            ["all", "All"],
            ["good", "Good"],
        ],
    });
    state = fields.Selection({
        selection: [
            ["importing", "Importing"],
            ["done", "Done"],
        ],
    });
    _records = [
        { id: 1, progress: 12.4, state: "importing", mode: "good" },
        { id: 2, progress: 0, state: "importing", mode: "all" },
    ];
}

defineMailModels();
defineModels([Batch]);

function show(resId) {
    return mountView({
        type: "form",
        resModel: "batch",
        resId,
        arch: /* xml */ `<form><widget name="customer_import_progress"/></form>`,
    });
}

test("the bar follows what is done in the background, until it is done", async () => {
    await show(1);
    expect("[role=progressbar]").toHaveAttribute("aria-valuenow", "12");
    expect("[role=progressbar]").toHaveAttribute("aria-label", "Progress of the import");
    for (const [state, progress] of [
        ["importing", 60],
        ["done", 100],
    ]) {
        MockServer.env["batch"].write([1], { state, progress });
        await advanceTime(1500);
        await animationFrame();
        expect("[role=progressbar]").toHaveAttribute("aria-valuenow", `${progress}`);
    }
    MockServer.env["batch"].write([1], { progress: 7 });
    await advanceTime(3000);
    await animationFrame();
    expect("[role=progressbar]").toHaveAttribute("aria-valuenow", "100");
});

test("an import of all rows at once has no figure", async () => {
    await show(2);
    expect(".progress-bar-animated").toHaveText("");
    expect("[role=progressbar]").not.toHaveAttribute("aria-valuenow");
});
