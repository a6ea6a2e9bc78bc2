import { Component, useState } from "@odoo/owl";
import { CheckBox } from "@web/core/checkbox/checkbox";
import { useBuilder } from "../builder_hook";
import { DayInput } from "../day_input/day_input";
import { patternVerdict } from "../model/patterns";
import { TextInput } from "../text_input/text_input";

/** The limits a type of question has: length, format, range, days, choices, files. */
export class LimitsEditor extends Component {
    static template = "customer_forms.LimitsEditor";
    static components = { CheckBox, DayInput, TextInput };
    static props = { field: Object, settings: Array };

    setup() {
        this.builder = useBuilder();
        this.state = useState({ sample: "", ownFormat: Boolean(this.props.field.pattern) });
    }

    has(setting) {
        return this.props.settings.includes(setting);
    }

    set(values) {
        this.builder.set(values);
    }

    setNumber(name, ev) {
        this.set({ [name]: Math.max(0, Number.parseInt(ev.target.value) || 0) });
    }

    setDecimal(name, ev) {
        this.set({ [name]: Number.parseFloat(ev.target.value) || 0 });
    }

    // ------------------------------------------------------------
    // Format
    // ------------------------------------------------------------

    get format() {
        const { format, pattern } = this.props.field;
        return format || (pattern || this.state.ownFormat ? "own" : "");
    }

    setFormat(format) {
        this.state.ownFormat = format === "own";
        this.set({
            format: format === "own" ? null : format || null,
            ...(format === "own" ? {} : { pattern: null }),
        });
    }

    get verdict() {
        return patternVerdict(this.props.field.pattern, this.state.sample);
    }

    // ------------------------------------------------------------
    // Files
    // ------------------------------------------------------------

    get fileFormats() {
        const { file_formats } = this.props.field;
        return (file_formats ?? "pdf,doc,docx,jpg,png").split(",").map((each) => each.trim());
    }

    toggleFileFormat(format, isTaken) {
        const others = this.fileFormats.filter((each) => each && each !== format);
        this.set({ file_formats: [...others, ...(isTaken ? [format] : [])].join(",") || null });
    }
}
