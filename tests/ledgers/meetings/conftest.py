"""A branch that has changed its rule table."""

from dataclasses import replace

import pytest

from jdzb.core import rules as figures
from jdzb.ledgers.meetings import framing
from jdzb.ledgers.members.entries import FRAIL, MOBILE


@pytest.fixture
def some_left_out(monkeypatch):
    """A branch whose rule table leaves the mobile, old and ill members out."""
    rule = figures.standard().rule(framing.LEFT_OUT)
    changed = replace(rule, figure=(MOBILE, FRAIL), source="《某县党务工作规程》", article="第三条")
    table = replace(figures.standard(), rules={**figures.standard().rules, rule.key: changed})
    monkeypatch.setattr(figures, "standard", lambda: table)
