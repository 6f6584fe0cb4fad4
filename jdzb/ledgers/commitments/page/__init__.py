"""The screen of the commitments book."""

from __future__ import annotations

from jdzb.ledgers.commitments.page.screen import CommitmentsPage

__all__ = ["CommitmentsPage"]
