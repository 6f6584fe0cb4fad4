"""The members' page: the register as a list, one card beside it, and what is done with them."""

from __future__ import annotations

from jdzb.ledgers.members.page.screen import MembersPage

__all__ = ["MembersPage"]
