import { describe, expect, test } from "@odoo/hoot";
import { setInputFiles } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { sizeWords } from "@customer_forms/interactions/chosen_files";

setupInteractionWhiteList("customer_forms.chosen_files");
describe.current.tags("interaction_dev");

const PAGE = `
    <div class="o_customer_forms_files" data-max-mb="1">
        <input type="file" multiple name="proof"/>
        <ul class="o_customer_forms_chosen"></ul>
        <template>
            <li><img alt=""/><i class="fa fa-file-o"></i>
                <span class="o_customer_forms_file_name"></span>
                <span class="o_customer_forms_file_size"></span>
                <button type="button"></button></li>
        </template>
        <div role="status"></div>
    </div>`;

const file = (name, size = 2048, type = "application/pdf") =>
    new File([new Uint8Array(size)], name, { type });

async function choose(...files) {
    await contains("input[name=proof]").click();
    await setInputFiles(files);
    await animationFrame();
}

const sent = () => [...document.querySelector("[name=proof]").files].map(({ name }) => name);

test("what is chosen is shown, and comes to what was chosen before", async () => {
    await startInteractions(PAGE);
    await choose(file("licence.pdf"));
    expect(".o_customer_forms_file_name").toHaveText("licence.pdf");
    expect(".o_customer_forms_file_size").toHaveText("2 kB");
    await choose(file("licence.pdf"), file("photo.jpg", 4096, "image/jpeg"));
    expect(sent()).toEqual(["licence.pdf", "photo.jpg"]);
    expect("li:eq(0) img").toHaveClass("d-none");
    expect("li:eq(1) img").not.toHaveClass("d-none");
});

test("one of them is removed", async () => {
    await startInteractions(PAGE);
    await choose(file("a.pdf"), file("b.pdf"));
    expect("li:eq(0) button").toHaveAttribute("aria-label", "Remove a.pdf");
    await contains("li:eq(0) button").click();
    expect(sent()).toEqual(["b.pdf"]);
    expect("[role=status]").toHaveText("a.pdf was removed.");
    expect("li button").toBeFocused();
});

test("one that is too large is marked before it is sent", async () => {
    await startInteractions(PAGE);
    await choose(file("large.pdf", 3 * 1024 * 1024), file("small.pdf"));
    expect("li:eq(0) .o_customer_forms_file_size").toHaveText("3.0 MB");
    expect("li:eq(0) .o_customer_forms_file_size").toHaveClass("text-danger");
    expect("li:eq(1) .o_customer_forms_file_size").not.toHaveClass("text-danger");
});

test("sizes are told as people say them", () => {
    expect(sizeWords(10)).toBe("1 kB");
    expect(sizeWords(1536 * 1024)).toBe("1.5 MB");
});
