"""Anchoring paper in the log: every printed sheet leaves an entry and carries the head after it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from jdzb.core import clock
from jdzb.core.sheet import Sheet
from jdzb.store.session import Session


def stamp(session: Session, sheet: Sheet) -> Sheet:
    """Journal that the sheet is printed, and put check code, QR and time into its footer.

    The entry holds the SHA-256 of the sheet's text; the head printed is the one that includes the
    entry, so that paper and log vouch for each other. Check the sheet before, so that nothing is
    journalled for a page that cannot be printed.
    """
    digest = hashlib.sha256(sheet.text().encode()).hexdigest()
    facts = {"title": sheet.title, "paper": sheet.paper.name, "sha256": digest}
    session.event("print", facts, what=f"打印《{sheet.title}》")
    head = session.head()
    footer = replace(sheet.footer, check_code=head.code, qr=head.qr, printed_at=clock.now())
    return replace(sheet, footer=footer)
