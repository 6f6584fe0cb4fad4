"""What the tests of the file share."""

import pytest

from jdzb.store import locking


@pytest.fixture
def impatient(monkeypatch):
    """Who finds the ledger in use says so at once, for tests of what he says."""
    monkeypatch.setattr(locking, "_WAIT_SECONDS", 0.1)
