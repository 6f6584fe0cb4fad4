"""The page of handing over: the stick, the own check, what the township answered; and its check."""

from __future__ import annotations

from jdzb.gui.audit.page import AuditPage

__all__ = ["AuditPage"]
