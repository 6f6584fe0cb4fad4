"""The page of the duty book: a month to look at and to change, the day, the counts."""

from __future__ import annotations

from jdzb.ledgers.duty.page.screen import DutyPage

__all__ = ["DutyPage"]
