import { attachment } from "./types/attachment";
import { multi, radio, select } from "./types/choice";
import { consent } from "./types/consent";
import { date } from "./types/date";
import { decimal, money } from "./types/decimal";
import { email } from "./types/email";
import { idCard } from "./types/id_card";
import { integer } from "./types/integer";
import { moment } from "./types/moment";
import { phone } from "./types/phone";
import { rating } from "./types/rating";
import { region } from "./types/region";
import { rows } from "./types/rows";
import { longtext, text } from "./types/text";
import { url } from "./types/url";
import { uscc } from "./types/uscc";

/** One entry per field type, as in `customer_forms/rules/types/__init__.py`. */
export const fieldTypes = {
    attachment,
    consent,
    date,
    datetime: moment,
    decimal,
    email,
    id_card: idCard,
    integer,
    longtext,
    money,
    multi,
    phone,
    radio,
    rating,
    region,
    rows,
    select,
    text,
    url,
    uscc,
};
