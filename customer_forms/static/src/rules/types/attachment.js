import { Invalid } from "../text";
import { base } from "./base";

const MEGABYTE = 1024 * 1024;
const DEFAULT_MAX_FILES = 5;
const DEFAULT_MAX_MB = 10;
const SAME_KIND = { jpeg: "jpg" };

function checkFile(file, field) {
    const limit = field.max_mb || DEFAULT_MAX_MB;
    const ending = file.name.split(".").at(-1).toLowerCase();
    const extension = SAME_KIND[ending] || ending;
    if (!file.size) {
        throw new Invalid("file_empty", { name: file.name });
    }
    if (file.size > limit * MEGABYTE) {
        throw new Invalid("file_too_big", { name: file.name, max: limit });
    }
    if (field.formats && !field.formats.includes(extension)) {
        throw new Invalid("file_format", {
            name: file.name,
            formats: field.formats.join(", "),
        });
    }
}

/** What a file really is, the server tells from its content. */
export const attachment = {
    ...base,
    requiredCode: "required_file",
    parse(raw, field) {
        const files = raw ?? "";
        if (!files.length && (files === "" || Array.isArray(files))) {
            return null;
        }
        if (!Array.isArray(files) || !files.every((file) => typeof file?.name === "string")) {
            throw new Invalid("not_a_file");
        }
        const limit = field.max_files || DEFAULT_MAX_FILES;
        if (files.length > limit) {
            throw new Invalid("too_many_files", { max: limit });
        }
        files.forEach((file) => checkFile(file, field));
        return files.map((file) => file.name).join(", ");
    },
};
