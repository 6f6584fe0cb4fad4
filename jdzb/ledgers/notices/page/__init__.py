"""The screen of the noticeboard."""

from __future__ import annotations

from jdzb.ledgers.notices.page.screen import NoticesPage

__all__ = ["NoticesPage"]
