import { attachment } from "./types/attachment";
import { multi, radio, select } from "./types/choice";
import { date } from "./types/date";
import { email } from "./types/email";
import { integer } from "./types/integer";
import { phone } from "./types/phone";
import { longtext, text } from "./types/text";

/** One entry per field type, as in `customer_forms/rules/types/__init__.py`. */
export const fieldTypes = {
    attachment,
    date,
    email,
    integer,
    longtext,
    multi,
    phone,
    radio,
    select,
    text,
};
