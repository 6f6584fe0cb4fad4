"""The meetings sought: by any words of their minutes, or by what a kind is called for short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jdzb.ledgers.meetings import service, service_search
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.ledgers.meetings.kinds import Kind
from jdzb.ledgers.meetings.service_search import Hit
from jdzb.store.session import Session


def find(
    session: Session, text: str, kinds: Mapping[str, Kind]
) -> tuple[Sequence[Meeting], Sequence[Hit]]:
    """Those in whose minutes every word stands, with the places; then those of such a kind."""
    every = service.browse(session)
    if not text:
        return every, ()
    hits = service_search.find(session, text).hits
    known = {hit.meeting.id for hit in hits}
    rest = [one for one in every if one.id not in known and text in _short(one, kinds)]
    return [*(hit.meeting for hit in hits), *rest], hits


def _short(one: Meeting, kinds: Mapping[str, Kind]) -> str:
    return kinds[one.kind].short if one.kind in kinds else one.kind
