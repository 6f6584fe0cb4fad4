"""Anchoring paper in the log: every printed sheet leaves an entry and carries the head after it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, replace
from typing import Any

from jdzb.core import clock
from jdzb.core.sheet import Sheet, Source
from jdzb.store import journal
from jdzb.store.session import Session


def stamp(session: Session, sheet: Sheet) -> Sheet:
    """Journal that the sheet is printed, and put check code, QR and time into its footer.

    The entry holds the SHA-256 of the sheet's text and what the sheet shows; the head printed is
    the one that includes the entry, so that paper and log vouch for each other. Check the sheet
    before, so that nothing is journalled for a page that cannot be printed.
    """
    facts = {
        "title": sheet.title,
        "paper": sheet.paper.name,
        "public": sheet.public,
        "sha256": hashlib.sha256(sheet.text().encode()).hexdigest(),
        "sources": [_listed(source) for source in sheet.sources],
    }
    session.event("print", facts, what=f"打印《{sheet.title}》")
    head = session.head()
    footer = replace(sheet.footer, check_code=head.code, qr=head.qr, printed_at=clock.now())
    return replace(sheet, footer=footer)


def _listed(source: Source) -> list[str]:
    """A source as the print event has it; ``only`` is left out where it is empty, as ever."""
    parts: list[str] = list(astuple(source))
    return parts if source.only else parts[:-1]


def was_printed(session: Session, title: str) -> bool:
    """True when a public sheet of that title has ever been printed."""
    prints = (entry.new or {} for entry in session.entries("tbl = 'print' AND op = 'X'"))
    return any(facts.get("title") == title and facts.get("public") for facts in prints)


def changed_since(session: Session, printed: journal.Entry) -> list[journal.Entry]:
    """The later entries that change what the sheet of a print entry shows, in order.

    A sheet printed before sheets named their sources has none, and is never out of date.
    """
    sources = sources_of(printed.new or {})
    tables = sorted({source.table for source in sources})
    marks = ", ".join("?" for _ in tables)
    later = session.entries(f"seq > ? AND op <> 'X' AND tbl IN ({marks})", (printed.seq, *tables))
    return [entry for entry in later if any(touches(entry, source) for source in sources)]


def sources_of(facts: Mapping[str, Any]) -> list[Source]:
    """What the sheet of a print event shows; empty for an event of other making."""
    listed = facts.get("sources")
    known = listed if isinstance(listed, list) else []
    return [
        Source(*one)
        for one in known
        if isinstance(one, list)
        and len(one) in (4, 5)
        and all(isinstance(part, str) for part in one)
    ]


def touches(entry: journal.Entry, source: Source) -> bool:
    """True when a change is one of what the source shows."""
    if entry.table != source.table:
        return False
    old, new = entry.old or {}, entry.new or {}
    only = [*source.only.split(","), "void"] if source.only else []
    if only and all(old.get(column) == new.get(column) for column in only):
        return False
    if not source.column:
        return True
    if source.since or source.until:
        return any(_between(row.get(source.column), source) for row in (old, new))
    return bool(old) and old.get(source.column) != new.get(source.column)


def _between(value: object, source: Source) -> bool:
    if value is None:
        return False
    return source.since <= str(value) and (not source.until or str(value) <= source.until)
