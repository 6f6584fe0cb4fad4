"""How often each trial is made, and the table of what came out."""

import pytest

_LINES = []


@pytest.fixture
def trials(request):
    """trials(small=20, full=1000) is how often to try, by --trials (small, full, or a number)."""
    chosen = request.config.getoption("--trials")

    def number(*, small, full):
        return {"small": small, "full": full}.get(chosen) or int(chosen)

    return number


@pytest.fixture
def tally():
    """tally("kill -9", 1000, "0 acknowledged changes lost") adds a line to the table at the end."""

    def add(trial, number, outcome):
        _LINES.append((trial, f"{number:,}", outcome))

    return add


def pytest_terminal_summary(terminalreporter):
    """The table: trial, number, what came out."""
    if _LINES:
        terminalreporter.section("reliability")
    for trial, number, outcome in _LINES:
        terminalreporter.write_line(f"{trial:<38} {number:>8}  {outcome}")
