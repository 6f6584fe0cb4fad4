"""What was done about somebody who fell below a line: talks, 2+1 help."""

from __future__ import annotations

from jdzb.ledgers.appraisals import service_talks
from jdzb.ledgers.appraisals.service_standings import Standing, Standings
from jdzb.ledgers.appraisals.terms import HELP
from jdzb.store.session import Session


def done(session: Session, standings: Standings | None, line: Standing) -> frozenset[str]:
    """What was to follow and did."""
    member = line.subject.member
    if member is None or not line.outcome.lines or standings is None:
        return frozenset()
    kinds = {one.kind for one in standings.whole.talks if one.member == member}
    helped = any(not one.help.outcome for one in service_talks.helps(session, member))
    return frozenset(kinds | ({HELP} if helped else set()))


def told(session: Session, standings: Standings | None, line: Standing) -> str:
    """The same in words: talks by their days, the help with the months nobody has noted."""
    member = line.subject.member
    if member is None or not line.outcome.lines or standings is None:
        return ""
    found = [f"{one.day} 已{one.kind}" for one in standings.whole.talks if one.member == member]
    for one in service_talks.helps(session, member)[:1]:
        until = one.help.outcome or f"到 {one.help.until}"
        missing = f"，缺 {len(one.missing)} 个月的记录" if one.missing else ""
        found.append(f"2+1帮教 {one.help.since} 起，{until}{missing}")
    return "\n".join(found)
