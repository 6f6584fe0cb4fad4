"""Changes by hand on a real file: who could serve, one more, put back, exchanges, keeping count."""

from datetime import date

import pytest

from jdzb.core.errors import Refused
from jdzb.ledgers.duty import service, service_hand, service_month, service_outlook, service_wishes
from jdzb.ledgers.duty.entries import Leave, Month
from jdzb.ledgers.duty.entries_wishes import Pair
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import history, printout

DECEMBER = Month(2026, 12)
EIGHTH = date(2026, 12, 8)
NAMES = ["林秀兰", "周桂芳", "吴春生", "郑德福", "孙明义", "徐海燕"]


@pytest.fixture
def village(session):
    """A secretary and six members with a rostered December; ids by name."""
    people = [Member("陈志强", joined="1995-07", full="1996-07", party_post="书记")]
    people += [Member(name, joined="2001-03", full="2002-03") for name in NAMES]
    ids = {person.name: members.add(session, person).id for person in people}
    service_month.make_roster(session, DECEMBER)
    return ids


def on(session, day):
    return service_month.view(session, DECEMBER).days[day.day - 1]


def test_everyone_is_offered_the_best_first_the_unable_last_with_the_reason(session, village):
    free = service_hand.candidates(session, EIGHTH)
    service.add_leave(session, Leave(free[0].member, EIGHTH, EIGHTH, "住院"))
    found = service_hand.candidates(session, EIGHTH)
    assert {one.name for one in found} == {*village} - {*on(session, EIGHTH).names}
    assert (found[-1].name, found[-1].problem) == (
        free[0].name, f"{free[0].name} 12-08 请假（住院），12-08不能值班。",
    )  # fmt: skip
    assert [one.name for one in found if one.problem is None][-1] == "陈志强"
    assert found[0].turns == min(one.turns for one in found[:-2])


def test_who_was_taken_off_by_mistake_can_be_put_back_without_a_clash(session, village):
    turn = on(session, EIGHTH).turns[0]
    service.void(session, turn.id, "点错了")
    service_hand.put_on(session, EIGHTH, turn.member)
    back = next(one for one in on(session, EIGHTH).turns if one.member == turn.member)
    assert (back.origin, back.clash) == ("手工", None)


def test_who_is_away_is_not_put_on(session, village):
    free = service_hand.candidates(session, EIGHTH)[0]
    service.add_leave(session, Leave(free.member, EIGHTH, EIGHTH, "住院"))
    with pytest.raises(Refused, match="不能值班"):
        service_hand.put_on(session, EIGHTH, free.member)


def test_every_turn_offered_for_exchange_can_be_exchanged(session, village):
    turn = on(session, EIGHTH).turns[0]
    found = service_hand.offers(session, turn.id)
    assert found
    assert turn.name not in {offer.name for offer in found}
    for offer in found:
        service_hand.swap(session, turn.id, offer.id, "互换")
        session.undo()
    assert on(session, EIGHTH).turns[0] == turn


def test_who_leaves_the_day_is_nothing_against_who_comes(session, village):
    one, other = on(session, EIGHTH).turns
    free = next(p for p in service_hand.candidates(session, EIGHTH) if p.name != "陈志强")
    service_wishes.add_pair(session, Pair(one.member, free.member, "不同班"))

    def caution(leaving):
        found = service_hand.candidates(session, EIGHTH, leaving)
        return next(p.caution for p in found if p.member == free.member)

    assert f"与{one.name}不同班" in caution(0)
    assert f"与{one.name}不同班" in caution(other.member)
    assert "不同班" not in caution(one.member)


def test_an_exchange_that_brings_two_together_who_are_kept_apart_says_so(session, village):
    one, stays = on(session, EIGHTH).turns
    found = service_hand.offers(session, one.id)
    comes = next(o for o in found if o.name not in (one.name, stays.name))
    assert "不同班" not in comes.caution
    service_wishes.add_pair(session, Pair(stays.member, village[comes.name], "不同班"))
    service_wishes.add_pair(session, Pair(one.member, village[comes.name], "不同班"))
    told = {o.id: o.caution for o in service_hand.offers(session, one.id)}
    assert f"{comes.name}与{stays.name}不同班" in told[comes.id]
    assert f"与{one.name}不同班" not in told[comes.id]


def test_a_past_day_on_a_printed_roster_is_a_late_entry(session, village, monkeypatch):
    assert service_hand.late_words(session, EIGHTH) == ""
    monkeypatch.setenv("JDZB_TODAY", "2026-12-09")
    assert service_hand.late_words(session, EIGHTH) == ""
    printout.stamp(session, service_outlook.month_sheet(session, DECEMBER))
    assert "补录" in service_hand.late_words(session, EIGHTH)
    assert service_hand.late_words(session, date(2026, 12, 9)) == ""
    changed = service_hand.put_on(session, EIGHTH, village["陈志强"], "当时漏登")
    assert history.of_row(session, *changed.rows[0])[0].reason == "当时漏登"


def test_days_changed_by_hand_are_counted_until_all_is_rostered_anew(session, village):
    assert service_hand.made_by_hand(session, DECEMBER) == 0
    service.void(session, on(session, EIGHTH).turns[0].id, "身体不适")
    free = service_hand.candidates(session, EIGHTH)[0]
    service_hand.put_on(session, EIGHTH, free.member)
    turn = on(session, date(2026, 12, 9)).turns[1]
    other = service_hand.candidates(session, date(2026, 12, 9))[0]
    service_hand.stand_in(session, turn.id, other.member, "外出")
    assert service_hand.made_by_hand(session, DECEMBER) == 2
    view, _ = service_month.make_roster(session, DECEMBER, keep_hand=False)
    assert {turn.origin for day in view.days for turn in day.turns} == {"排班"}
    assert not any(turn.clash for day in view.days for turn in day.turns)


def test_a_day_rostered_anew_is_not_counted_as_changed_by_hand(session, village):
    for turn in on(session, EIGHTH).turns:
        service.void(session, turn.id, "身体不适")
    service_month.make_roster(session, DECEMBER)
    assert service_hand.made_by_hand(session, DECEMBER) == 1
    service_month.make_roster(session, DECEMBER, keep_hand=False)
    assert service_hand.made_by_hand(session, DECEMBER) == 0
    service.void(session, on(session, EIGHTH).turns[0].id, "外出")
    assert service_hand.made_by_hand(session, DECEMBER) == 1


def test_a_plan_alone_saves_nothing(session, village):
    head = session.head()
    service_month.planned(session, Month(2027, 1))
    assert session.head() == head
