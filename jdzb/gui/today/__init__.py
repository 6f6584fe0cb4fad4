"""The first page: what is on today, what is due, the year, the members to look after."""

from __future__ import annotations

from jdzb.gui.today.page import TodayPage

__all__ = ["TodayPage"]
