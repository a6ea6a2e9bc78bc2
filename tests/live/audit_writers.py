"""Writers that append to the audit log at the same time, each with a connection of its
own."""

import time
from concurrent.futures import ThreadPoolExecutor

from odoo import SUPERUSER_ID, api

WRITERS = 8


def write_for(registry, company_ids, seconds):
    """Let ``WRITERS`` note events and commit for so long.

    :return: (number of events, longest time of one in seconds)
    """
    deadline = time.monotonic() + seconds

    def write(number):
        count, longest = 0, 0.0
        while (began := time.monotonic()) < deadline:
            company_id = company_ids[count % len(company_ids)]
            note(registry, company_id, {"name": f"writer {number}", "rows": count})
            longest = max(longest, time.monotonic() - began)
            count += 1
        return count, longest

    with ThreadPoolExecutor(WRITERS) as pool:
        done = list(pool.map(write, range(WRITERS)))
    return sum(count for count, _longest in done), max(each for _count, each in done)


def note(registry, company_id, details=None):
    """One event in a transaction of its own."""
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env["res.company"].browse(company_id)
        log = env["customer.audit.event"].with_company(company)
        return log._log("export", details=details).id
