import { bars } from "@customer_followup/handover/handover_preview/bars";
import { describe, expect, test } from "@odoo/hoot";

describe.current.tags("headless");

test("what each has and gets, in percent of the longest", () => {
    const found = bars([
        { id: 1, name: "Li", before: 10, after: 40 },
        { id: 2, name: "Wang", before: 20, after: 20 },
    ]);
    expect(found).toEqual([
        { id: 1, name: "Li", before: 10, after: 40, gets: 30, has: 25, more: 75 },
        { id: 2, name: "Wang", before: 20, after: 20, gets: 0, has: 50, more: 0 },
    ]);
});

test("nobody has anything", () => {
    expect(bars([])).toEqual([]);
    expect(bars([{ id: 1, name: "Li", before: 0, after: 0 }])[0].has).toBe(0);
});
