import { useEnv, useState } from "@odoo/owl";

/** @returns {import("./model/form_builder").FormBuilder} the form being designed */
export function useBuilder() {
    return useState(useEnv().builder);
}
