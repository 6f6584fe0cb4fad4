"""The shelf: every book of the branch, in the order of the window's rail."""

from __future__ import annotations

from jdzb.core.ledger import Ledger
from jdzb.ledgers import duty, members

LEDGERS: tuple[Ledger, ...] = (members.LEDGER, duty.LEDGER)
