import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { expect, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

class Form extends models.Model {
    name = fields.Char();
    definition = fields.PropertiesDefinition();
    _records = [
        {
            id: 1,
            name: "Registration",
            definition: [
                { name: "phone", string: "Phone", type: "char", view_in_cards: true, sensitivity: "phone" },
                { name: "remarks", string: "Remarks", type: "char", view_in_cards: false },
            ],
        },
    ];
}

class Submission extends models.Model {
    form_id = fields.Many2one({ relation: "form" });
    answers = fields.Properties({ definition_record: "form_id", definition_record_field: "definition" });
    _records = [{ id: 1, form_id: 1, answers: { phone: "123", remarks: "none" } }];
}

defineMailModels();
defineModels([Form, Submission]);

test("the answers a form marks are columns, the others can be chosen", async () => {
    await mountView({
        type: "list",
        resModel: "submission",
        arch: /* xml */ `
            <list js_class="customer_forms_submission_list">
                <field name="form_id"/><field name="answers"/>
            </list>`,
    });
    expect("th[data-name='answers.phone']").toHaveCount(1);
    expect("th[data-name='answers.remarks']").toHaveCount(0);
});

test("the end of a phone number is not cut off", async () => {
    await mountView({
        type: "list",
        resModel: "submission",
        arch: /* xml */ `
            <list js_class="customer_forms_submission_list">
                <field name="form_id"/><field name="answers"/>
            </list>`,
    });
    const { width } = queryOne("th[data-name='answers.phone']").style;
    expect(parseInt(width)).toBeWithin(125, 140);
});
