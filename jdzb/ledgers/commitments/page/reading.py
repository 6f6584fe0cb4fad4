"""A year as the page shows it, read from the file."""

from __future__ import annotations

from datetime import timedelta

from jdzb.core import clock, rules
from jdzb.ledgers.commitments import service, service_progress
from jdzb.ledgers.commitments.page.promise_list import Year
from jdzb.ledgers.commitments.service_findings import asked
from jdzb.ledgers.commitments.service_outlook import REMIND
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session


def read_year(session: Session, year: int) -> Year:
    """Its promises, names and groups, and of whom one is asked that is not there."""
    standings = service_progress.standings(session, year)
    known = members.register(session)
    promised = {one.commitment.member for one in standings}
    soon = clock.today() + timedelta(days=rules.standard().whole(REMIND))
    return Year(
        year,
        standings,
        members.names(session),
        {one.id: one.party_group or "" for one in known.members},
        [one for one in asked(session, year) if one not in promised],
        soon.isoformat(),
        len(service.to_take_over(session, year)),
    )
