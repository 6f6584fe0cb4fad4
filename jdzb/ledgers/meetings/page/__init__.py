"""The screen of the meetings book."""

from __future__ import annotations

from jdzb.ledgers.meetings.page.screen import MeetingsPage

__all__ = ["MeetingsPage"]
