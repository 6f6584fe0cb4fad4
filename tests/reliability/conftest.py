"""How often each trial is made, and the table of what came out."""

import pytest


@pytest.fixture
def trials(request):
    """trials(small=20, full=1000) is how often to try, by --trials (small, full, or a number)."""
    chosen = request.config.getoption("--trials")

    def number(*, small, full):
        return {"small": small, "full": full}.get(chosen) or int(chosen)

    return number


@pytest.fixture
def tally(record_property):
    """tally("kill -9", 1000, "0 acknowledged changes lost") adds a line to the table at the end."""

    def add(trial, number, outcome):
        record_property("trial", (trial, f"{number:,}", outcome))

    return add
