"""Undoing with open eyes: what it puts out of order is told at once, and what is next to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jdzb.store.session import Session

if TYPE_CHECKING:
    from jdzb.core.ledger import Changed

SAID = 3  # consequences named; of the others the number


def undo(session: Session, txn: int = 0) -> tuple[Changed, str]:
    """Undo a transaction (0: what Ctrl+Z undoes); also a sentence on what is out of order by it.

    The sentence is '' when nothing is. Raises what ``Session.undo`` and ``undo_txn`` raise.
    """
    before = _findings(session)
    changed = session.undo_txn(txn) if txn else session.undo()
    news = sorted(_findings(session) - before)
    more = f" 等 {len(news)} 处" if len(news) > SAID else ""
    return changed, f"请注意：{'；'.join(news[:SAID])}{more}。" if news else ""


def next_step(session: Session) -> str:
    """What Ctrl+Z would do now."""
    what = session.can_undo()
    return f"Ctrl+Z 将撤销：{what}" if what else "今天没有可以撤销的改动；以前的在“今日改动”里找。"


def _findings(session: Session) -> frozenset[str]:
    from jdzb import ledgers  # the books are read after the first draw

    found = [one.what for ledger in ledgers.LEDGERS for one in ledger.findings(session)]
    return frozenset(found)
