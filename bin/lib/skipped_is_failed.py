"""A pytest plugin: a skipped test has shown nothing, so it counts as failed."""

import pytest


def _fail_if_skipped(report):
    # An expected failure (xfail) reports itself as skipped, but it did run.
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr
        if isinstance(reason, tuple):
            reason = reason[-1]
        report.outcome = "failed"
        report.longrepr = f"A skipped test counts as failed. {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return _fail_if_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return _fail_if_skipped((yield))
