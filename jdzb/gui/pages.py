"""The pages in the order of the rail."""

from __future__ import annotations

from jdzb.gui.kit.page import Page
from jdzb.ledgers.duty.page import DutyPage
from jdzb.ledgers.members.page import MembersPage

PAGES: tuple[type[Page], ...] = (MembersPage, DutyPage)
