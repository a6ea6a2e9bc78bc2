import { holds } from "./conditions";
import { fieldTypes } from "./field_types";
import { Kept } from "./kept";
import { Invalid } from "./text";
import { isVague } from "./vagueness";

/** Types that are answered in words of one's own. */
const FREE_TEXT = new Set(["text", "longtext"]);

/** The questions of the page, or those of one row of a repeating section. */
export class Level {
    /** Rows by the key of their section; those in which nothing was typed left out. */
    rows = new Map();
    emptyRows = new Map();
    /** Invalid by field key: what cannot be read. */
    unreadable = new Map();
    /** The fields that are not hidden. */
    applicable = [];

    constructor(fields, raw, findings, path = "", outside = null) {
        // A row's conditions see its own answers first, then those around it. No question
        // is answered by what every object has (`constructor`).
        this.values = Object.create(outside);
        Object.assign(this, { fields, raw, findings, path });
    }

    /** Finds the questions that apply, and their answers. */
    read() {
        for (const field of this.fields) {
            if (!holds(field.condition, this.values)) {
                this.findings.hidden.push(this.path + field.key);
                continue;
            }
            this.applicable.push(field);
            const value = this.readField(field, fieldTypes[field.type]);
            if (value !== null) {
                this.values[field.key] = value;
            }
        }
    }

    readField(field, fieldType) {
        const raw = Object.hasOwn(this.raw, field.key) ? this.raw[field.key] : null;
        if (raw instanceof Kept) {
            return raw;
        }
        try {
            const value = fieldType.parse(raw, field);
            return fieldType.hasRows ? this.readRows(field, value || []) : value;
        } catch (error) {
            if (!(error instanceof Invalid)) {
                throw error;
            }
            this.unreadable.set(field.key, error);
            return null;
        }
    }

    /** The answers of each row of a repeating section, or null without any. */
    readRows({ key, fields }, rawRows) {
        const rows = rawRows.map((raw, number) => {
            const path = `${this.path}${key}:${number}:`;
            return new Level(fields, raw, this.findings, path, this.values);
        });
        rows.forEach((row) => row.read());
        this.rows.set(
            key,
            rows.filter((row) => !row.isEmpty())
        );
        this.emptyRows.set(
            key,
            rows.filter((row) => row.isEmpty())
        );
        const values = this.rows.get(key).map((row) => row.values);
        return values.length ? values : null;
    }

    isEmpty() {
        return !Object.keys(this.values).length && !this.unreadable.size;
    }

    /** Notes what cannot be read, is missing, or breaks a limit. */
    judge() {
        this.noteRequired();
        for (const field of this.applicable) {
            const { key } = field;
            const path = this.path + key;
            if (this.unreadable.has(key)) {
                this.findings.note(path, this.unreadable.get(key));
                continue;
            }
            for (const invalid of this.brokenLimits(field)) {
                this.findings.note(path, invalid, field.soft);
            }
            if (this.saysNothing(field)) {
                this.findings.note(path, new Invalid("vague"), true);
            }
            this.rows.get(key)?.forEach((row) => row.judge());
            this.emptyRows.get(key)?.forEach((row) => row.noteRequired());
        }
    }

    noteRequired() {
        const required = this.applicable.filter((field) => this.isRequired(field));
        this.findings.required.push(...required.map(({ key }) => this.path + key));
    }

    brokenLimits(field) {
        const fieldType = fieldTypes[field.type];
        if (Object.hasOwn(this.values, field.key)) {
            const value = this.values[field.key];
            return value instanceof Kept ? [] : fieldType.check(value, field, this.findings.today);
        }
        return this.isRequired(field) ? [fieldType.missing(field)] : [];
    }

    /** Whether an answer that had to be given is there and says nothing. */
    saysNothing(field) {
        const value = Object.hasOwn(this.values, field.key) && this.values[field.key];
        return (
            typeof value === "string" &&
            FREE_TEXT.has(field.type) &&
            Boolean(this.isRequired(field)) &&
            isVague(value)
        );
    }

    isRequired({ required, required_when: requiredWhen }) {
        return required || (Boolean(requiredWhen) && holds(requiredWhen, this.values));
    }
}
