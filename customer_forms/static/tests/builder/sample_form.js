/** A small form as `builder_load` gives it, for the tests of the builder. */

const TYPES = [
    ["text", "fa-font", "text", ["placeholder", "length", "format", "soft", "unique"], ["longtext"]],
    ["longtext", "fa-align-left", "text", ["placeholder", "length", "soft"], ["text"]],
    ["select", "fa-caret-square-o-down", "choice", ["soft", "options"], ["radio"]],
    ["multi", "fa-check-square", "choice", ["choices", "soft", "options"], []],
    ["integer", "fa-hashtag", "number", ["range", "soft", "unique"], []],
    ["date", "fa-calendar", "number", ["today", "days", "soft"], []],
    ["phone", "fa-phone", "contact", ["placeholder", "unique"], ["text", "longtext"]],
    ["statement", "fa-paragraph", "special", [], []],
];

// type -> the classes its answers can be of; the one they are of unless it is said
const SENSITIVITIES = { text: ["name", "id"], phone: ["phone"], integer: ["amount"] };
const DEFAULTS = { phone: "phone" };

export function field(key, type = "text", values = {}) {
    return {
        key,
        type,
        name: { en_US: key },
        active: true,
        role: null,
        sensitivity: null,
        help_text: {},
        placeholder: {},
        is_required: false,
        is_unique: false,
        is_listed: false,
        is_indexed: false,
        is_soft: false,
        condition: null,
        required_condition: null,
        successor: null,
        options: [],
        ...values,
    };
}

export function option(key) {
    return { key, name: { en_US: key }, active: true, successor: null };
}

export function section(key, fields, values = {}) {
    return {
        key,
        name: { en_US: key },
        description: {},
        is_internal: false,
        is_repeating: false,
        min_rows: 0,
        max_rows: 20,
        see_department_ids: [],
        edit_department_ids: [],
        fields,
        ...values,
    };
}

/** Two sections: kind (company or person) and phone; budget. */
export function sampleDocument() {
    return {
        format: "customer-form/1",
        form: {
            name: { en_US: "Survey" },
            purpose: {},
            success_message: {},
            number_pattern: "C{year}{serial:04d}",
            has_auto_accept: true,
            has_editing: false,
            has_completion_check: true,
            has_pages: true,
            has_drafts: true,
            draft_days: 30,
            visitor_edit_days: 0,
            has_receipt: true,
            retention_months: 0,
            submit_access: "anyone",
            department_ids: [],
        },
        sections: [
            section("person", [
                field("kind", "select", { options: [option("company"), option("private")] }),
                field("phone", "phone"),
            ]),
            section("needs", [field("budget", "integer")]),
        ],
        rules: [],
    };
}

export function sampleData(values = {}) {
    return {
        id: 7,
        token: "token 1",
        state: "draft",
        version: 0,
        has_unpublished_changes: false,
        document: sampleDocument(),
        published: { fields: {}, options: {}, sensitivities: {} },
        sensitivities: [
            { key: "name", label: "Name", example: "W*" },
            { key: "phone", label: "Phone", example: "138****1234" },
            { key: "id", label: "Identity number", example: "****002X" },
            { key: "amount", label: "Amount", example: "****" },
        ],
        types: TYPES.map(([key, icon, group, settings, may_become]) => ({
            key,
            label: key,
            icon,
            group,
            settings,
            may_become,
            sensitivities: SENSITIVITIES[key] || [],
            sensitivity: DEFAULTS[key] || null,
            is_input: key !== "statement",
        })),
        roles: [
            { key: "phone", label: "Phone", types: ["phone"], sensitivity: null },
            { key: "contact_name", label: "Contact", types: ["text"], sensitivity: "name" },
        ],
        formats: [["digits", "Digits"]],
        region_depths: [],
        submit_access: [["anyone", "Anyone with the link"]],
        file_formats: ["pdf"],
        languages: [
            ["en_US", "English (US)"],
            ["zh_CN", "Chinese / 简体中文"],
        ],
        lang: "en_US",
        departments: [],
        preview_url: "about:blank",
        page_url: "/forms/survey",
        ...values,
    };
}

export const words = (texts) => texts?.en_US || "";
