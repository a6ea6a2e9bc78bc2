"""The last line of bin/test: how many tests of all lanes passed and failed.

    sum_up.py FAILED_CHECKS REPORT.xml ...

A lane without a readable report did not come to an end: it counts as a failed test, and
the exit status says so.
"""

import sys
from xml.etree import ElementTree


def say(line):
    sys.stdout.write(f"{line}\n")


def main(failed_checks, reports):
    passed, failed, broken = 0, int(failed_checks), 0
    for report in reports:
        try:
            # Written by pytest a moment ago.
            suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314
        except (OSError, ElementTree.ParseError):
            say(f"no report of {report}: this lane did not come to an end")
            broken += 1
            continue
        bad = int(suite.get("failures")) + int(suite.get("errors"))
        failed += bad
        passed += int(suite.get("tests")) - bad - int(suite.get("skipped"))
    say(f"{passed} passed, {failed + broken} failed")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
