"""The sheets of the commitments book, read from the file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from jdzb.core import clock, rules
from jdzb.core.errors import Refused
from jdzb.core.sheet import Sheet
from jdzb.ledgers.commitments import service, service_progress, service_wishes, sheets
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments import sheets_wishes as wishing
from jdzb.ledgers.commitments import sheets_year as outcome
from jdzb.ledgers.commitments.columns import POSTED, REVIEWED
from jdzb.ledgers.commitments.sheets import Campaign
from jdzb.ledgers.commitments.sheets_wishes import Holding
from jdzb.ledgers.members import service as members
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

POSTED_FOR = "notices.usual.days"  # no rule says how long a result of 评诺 hangs


def known(session: Session, year: int) -> Campaign:
    """What the sheets of a year say of its review and posting, and the names for the wall."""
    taken = {one.step: one for one in campaign.taken(session, year)}
    review, posting = taken.get(REVIEWED), taken.get(POSTED)
    linked = campaign.linked(session, review.link) if review else None
    meeting, held = linked or ("", "")
    day = held or (review.day if review else "")
    return Campaign(
        year,
        date.fromisoformat(day) if day else None,
        meeting,
        date.fromisoformat(posting.day) if posting else None,
        members.names(session, public=True),
    )


def everybody(session: Session, year: int) -> Sheet:
    """The promises of all members, for the wall."""
    found = [one for one in service.of_year(session, year) if one.member is not None]
    return sheets.everybody(known(session, year), found, read_branch(session), clock.today())


def desk_card(session: Session, member: int | None, year: int) -> Sheet:
    """The card of one member (None: the branch), to be folded."""
    facts, found = known(session, year), service.of_member(session, member, year)
    name = "" if member is None else facts.names.get(member, "")
    card = None if member is None else session.rows("members", "id = ?", (member,))
    posts = (card[0]["assigned_posts"] or "").split("、") if card else []
    held = [one for one in posts if one]
    return sheets.desk_card(facts, name, found, held, read_branch(session), clock.today())


def desk_cards(session: Session, year: int) -> Sheet:
    """The cards of all members who promised, as one print. Raises Refused where nobody did."""
    who = dict.fromkeys(one.member for one in service.of_year(session, year) if one.member)
    if not who:
        raise Refused(why=f"{year}年还没有党员承诺，没有桌签可以打印。")
    return sheets.desk_cards(year, [desk_card(session, member, year) for member in who])


def plaque(session: Session, year: int) -> Sheet:
    """The branch's promises, A3."""
    found = service.of_member(session, None, year)
    return sheets.plaque(known(session, year), found, read_branch(session), clock.today())


def progress(session: Session, year: int) -> Sheet:
    """What is reached of all promises, for the wall."""
    found = service_progress.standings(session, year)
    return outcome.progress(known(session, year), found, read_branch(session), clock.today())


def ballot_paper(session: Session, year: int) -> Sheet:
    """The paper to tick at 评诺."""
    found = service_progress.standings(session, year)
    return outcome.ballot_paper(known(session, year), found, read_branch(session))


def result(session: Session, year: int) -> Sheet:
    """The result of 评诺, for the wall."""
    found = service_progress.standings(session, year)
    counted = campaign.ballots(session, year)
    facts, branch, today = known(session, year), read_branch(session), clock.today()
    until = today + timedelta(days=rules.standard().whole(POSTED_FOR))
    return outcome.result(facts, found, counted, branch, today, until)


def wish_list(session: Session, year: int) -> Sheet:
    """The wishes of a year, for the wall."""
    names, found = members.names(session, public=True), service_wishes.wishes(session, year)
    return wishing.wish_list(year, found, names, read_branch(session), clock.today())


def posts(session: Session) -> Sheet:
    """Who holds which post, for the wall."""
    names = members.names(session, public=True)
    found = [
        Holding(one.post, tuple(names[member.id] for member in one.holders))
        for one in service_wishes.posts(session)
    ]
    return wishing.post_list(found, read_branch(session), clock.today())


def sheets_now(session: Session) -> Sequence[Sheet]:
    """What may be posted of this year: promises and plaque, progress, wishes and posts; the result
    once it was counted.
    """
    year = clock.today().year
    made = [everybody(session, year)]
    if service.of_member(session, None, year):
        made.append(plaque(session, year))
    made.append(progress(session, year))
    if campaign.ballots(session, year):
        made.append(result(session, year))
    return (*made, wish_list(session, year), posts(session))
