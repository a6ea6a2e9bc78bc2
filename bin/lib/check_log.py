"""Fail on every WARNING and worse in an Odoo log that the list of allowed lines lacks.

Usage: check_log.py ALLOWED LOG
A line of ALLOWED is a regular expression for "LEVEL logger: message", two spaces, a
hash and the reason why the line may be there.
"""

import re
import sys
from pathlib import Path

RECORD = re.compile(
    r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (?P<level>\w+) \S+ (?P<logger>\S+): (?P<message>.*)"
)
BAD = {"WARNING", "ERROR", "CRITICAL"}


def allowed_patterns(path):
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [
        re.compile(line.partition("  # ")[0].strip())
        for line in lines
        if line and not line.startswith("#")
    ]


def bad_records(lines, allowed):
    """Yield each bad record with the lines (a traceback, say) that belong to it."""
    record = []
    for line in lines:
        match = RECORD.match(line)
        if match:
            if record:
                yield record
            text = f"{match['level']} {match['logger']}: {match['message']}"
            bad = match["level"] in BAD and not any(p.search(text) for p in allowed)
            record = [line] if bad else []
        elif record:
            record.append(line)
    if record:
        yield record


def main(allowed, log):
    allowed = allowed_patterns(Path(allowed))
    found = False
    with Path(log).open(encoding="utf-8", errors="replace") as lines:
        for record in bad_records(lines, allowed):
            found = True
            sys.stdout.writelines(record)
    return int(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
