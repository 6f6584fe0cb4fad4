"""The screen of the appraisals."""

from __future__ import annotations

from jdzb.ledgers.appraisals.page.screen import AppraisalsPage

__all__ = ["AppraisalsPage"]
