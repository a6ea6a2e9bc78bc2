import { Invalid, clean } from "../text";
import { base } from "./base";

/**
 * The page offers paths of places; one that ends with a slash has places left to choose
 * from. Which places there are, the server knows.
 */
export const region = {
    ...base,
    requiredCode: "required_choice",
    parse(raw) {
        const path = clean(raw) || null;
        if (path?.endsWith("/")) {
            throw new Invalid("region_incomplete");
        }
        return path;
    },
};
