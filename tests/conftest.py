"""What holds for every test: skips are named at the end, and are failures where a clean machine was promised."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

SYSTEM = "make system"
NO_SKIPS = "LOKET_NO_SKIPS"

# The same examples in every run of the same code; two busy cores must not fail a test by their slowness.
settings.register_profile("loket", deadline=None, derandomize=True)
settings.load_profile("loket")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what did not run, and the one command that brings it."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    reasons = sorted({str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped})
    terminalreporter.section("not run here")
    for reason in reasons:
        terminalreporter.line(f"  {reason}")
    terminalreporter.line(f"{len(skipped)} tests; `{SYSTEM}` (as root) brings what they need.")


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Where LOKET_NO_SKIPS is set, a skip fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get(NO_SKIPS) and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    return (yield)
