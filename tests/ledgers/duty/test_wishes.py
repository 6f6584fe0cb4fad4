"""Pairs, wishes, the least gap and 为什么是他 on a real file."""

from datetime import date

import pytest

from jdzb.cli.duty import as_json
from jdzb.core.errors import Refused
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.duty import entries, service, service_hand, service_month, service_wishes
from jdzb.ledgers.duty.entries import BY_HAND, Fixed, Leave, Month
from jdzb.ledgers.duty.entries_wishes import Pair, Wish, parse_pair, parse_wish
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import check

DECEMBER = Month(2026, 12)
NAMES = (
    "林秀兰", "周桂芳", "吴春生", "郑德福", "孙明义", "徐海燕", "何永贵", "罗四海", "梁金凤", "宋有才",
)  # fmt: skip


def dec(day):
    return date(2026, 12, day)


@pytest.fixture
def village(session):
    """A secretary and ten members; ids by name."""
    people = [Member("陈志强", joined="1995-07", full="1996-07", party_post="书记")]
    people += [Member(name, joined="2001-03", full="2002-03") for name in NAMES]
    return {person.name: members.add(session, person).id for person in people}


@pytest.fixture
def couple(session, village):
    """林秀兰 and 周桂芳 serve together, December rostered; ids by name."""
    service_wishes.add_pair(session, Pair(village["林秀兰"], village["周桂芳"], "同班", "夫妻"))
    service_month.make_roster(session, DECEMBER)
    return village


def view(session):
    return service_month.view(session, DECEMBER)


def turn_of(session, name, after=0):
    """The first turn of someone after a day of the month, with its day."""
    return next(
        (turn, day.day)
        for day in view(session).days
        for turn in day.turns
        if turn.name == name and day.day.day > after
    )


def settings_with(session, **changes):
    known = service.settings(session)
    raw = {spec.name: str(getattr(known, spec.name)) for spec in entries.SETTING_FIELDS}
    service.save_settings(session, raw | changes)


def why(session, name, after=0):
    turn, _ = turn_of(session, name, after)
    return "\n".join(service_hand.why_here(session, turn.id))


# --- kept in the ledger ---------------------------------------------------------------------------


def test_pairs_and_wishes_are_kept_once_and_can_be_taken_back(session, village):
    pair = Pair(village["林秀兰"], village["周桂芳"], "不同班")
    service_wishes.add_pair(session, pair)
    wish = Wish(village["林秀兰"], dec(9), "想值", "生日")
    service_wishes.add_wish(session, wish)
    with pytest.raises(Refused, match="周桂芳和林秀兰已经登记为不同班"):
        service_wishes.add_pair(session, Pair(village["周桂芳"], village["林秀兰"], "同班"))
    with pytest.raises(Refused, match="林秀兰12月9日已经登记了想值"):
        service_wishes.add_wish(session, Wish(village["林秀兰"], dec(9), "不想值"))
    (kept,), (asked,) = service_wishes.pairs(session), service_wishes.wishes(session)
    assert (kept.both, kept.kind, asked.day, asked.note) == (pair.both, "不同班", dec(9), "生日")
    service.void_absence(session, "duty_pairs", kept.id, "登记错了")
    service.void_absence(session, "duty_wishes", asked.id, "本人改了主意")
    assert service_wishes.pairs(session) == service_wishes.wishes(session) == []
    service_wishes.add_wish(session, Wish(village["林秀兰"], dec(9), "不想值"))
    assert check.check_ledger(session).ok


def test_pairs_that_no_roster_could_keep_are_refused(session, village):
    one, two, three = (village[name] for name in NAMES[:3])
    service_wishes.add_pair(session, Pair(one, two))
    with pytest.raises(Refused, match="每天只排2人，排不下"):
        service_wishes.add_pair(session, Pair(two, three))
    settings_with(session, people="3")
    service_wishes.add_pair(session, Pair(two, three))
    with pytest.raises(Refused, match="互相矛盾"):
        service_wishes.add_pair(session, Pair(one, three, "不同班"))


def test_wrong_forms_name_every_problem():
    with pytest.raises(InvalidForm, match="要选另外一个人"):
        parse_pair({"one": "3", "other": "3", "kind": "同班"})
    with pytest.raises(InvalidForm) as caught:
        parse_wish({"member": "", "day": "下周", "kind": "随便"})
    assert [problem.field for problem in caught.value.problems] == ["member", "day", "kind"]


@pytest.mark.parametrize("typed", ["-1", "32", "一周"])
def test_a_gap_that_is_none_is_refused(session, typed):
    with pytest.raises(InvalidForm, match="最少间隔"):
        settings_with(session, gap=typed)
    assert service.settings(session).gap == 0


# --- in the roster --------------------------------------------------------------------------------


def test_a_couple_serves_together_and_the_counts_stay_fair(session, couple):
    days = [set(day.names) for day in view(session).days]
    both = [day for day in days if {"林秀兰", "周桂芳"} & day]
    assert len(both) >= 4
    assert all(day == {"林秀兰", "周桂芳"} for day in both)
    assert view(session).spread <= 1
    assert all(day.notes == () for day in view(session).days)


def test_of_a_couple_with_one_on_leave_the_other_serves_alone_and_the_day_says_so(session, couple):
    service.add_leave(session, Leave(couple["周桂芳"], dec(1), dec(31), "带孙子"))
    made, _ = service_month.make_roster(session, DECEMBER)
    alone = [day for day in made.days if "林秀兰" in day.names]
    assert alone
    assert all(len(day.names) == 2 for day in alone)
    said = "林秀兰的搭档周桂芳没有一起来：12-01至12-31 请假（带孙子）"
    assert all(day.notes == (said,) for day in alone)
    told = {day["date"]: day["why"] for day in as_json(made)["days"]}
    assert told[alone[0].day.isoformat()] == said
    assert f"搭档：{said}。" in why(session, "林秀兰")


def test_a_pair_taken_back_leaves_the_roster_as_it_is(session, couple):
    before = [set(day.names) for day in view(session).days]
    (pair,) = service_wishes.pairs(session)
    service.void_absence(session, "duty_pairs", pair.id, "不用再照顾")
    _, changed = service_month.make_roster(session, DECEMBER)
    assert changed.rows == ()
    assert [set(day.names) for day in view(session).days] == before


def test_a_change_by_hand_parts_a_couple_and_survives(session, couple):
    turn, day = turn_of(session, "林秀兰")
    free = next(one for one in service_hand.candidates(session, day) if not one.caution)
    service_hand.stand_in(session, turn.id, free.member, "家里有事")
    made, _ = service_month.make_roster(session, DECEMBER)
    shown = made.days[day.day - 1]
    assert set(shown.names) == {"周桂芳", free.name}
    assert shown.notes == (f"周桂芳的搭档林秀兰没有一起来：{day:%m-%d} 已手工换下",)


def test_two_apart_are_never_on_one_day_but_by_hand_and_then_it_is_said(session, village):
    one, other = village["林秀兰"], village["周桂芳"]
    service_wishes.add_pair(session, Pair(one, other, "不同班"))
    made, _ = service_month.make_roster(session, DECEMBER)
    assert all(len({"林秀兰", "周桂芳"} & set(day.names)) < 2 for day in made.days)
    _, day = turn_of(session, "林秀兰")
    found = {one.name: one.caution for one in service_hand.candidates(session, day)}
    assert found["周桂芳"] == "与林秀兰不同班"
    service_hand.put_on(session, day, other)
    assert "林秀兰与周桂芳不同班，却排在了同一天" in view(session).days[day.day - 1].notes


def test_wishes_are_kept_and_those_that_cannot_be_are_told(session, village):
    service_wishes.add_wish(session, Wish(village["罗四海"], dec(9), "想值"))
    service_wishes.add_wish(session, Wish(village["林秀兰"], dec(5), "想值"))
    for name in NAMES[1:]:
        service_wishes.add_wish(session, Wish(village[name], dec(31), "不想值"))
    made, _ = service_month.make_roster(session, DECEMBER)
    assert "罗四海" in made.days[8].names
    assert "林秀兰" in made.days[30].names
    assert len(made.days[30].names) == 2
    assert "林秀兰想值12-05，没有排上：这天由书记值班。" in made.remarks
    forced = next(name for name in made.days[30].names if name != "林秀兰")
    assert f"{forced}不想值12-31，可是没有别人能值，还是排了。" in made.remarks
    assert made.days[30].notes == (f"{forced}不想值这一天",)
    assert made.days[4].notes == ("林秀兰想值这一天，没有排上",)
    assert made.spread <= 1


def test_a_wish_after_rostering_changes_only_what_it_must(session, village):
    service_month.make_roster(session, DECEMBER)
    before = [set(day.names) for day in view(session).days]
    who = min(before[8])
    service_wishes.add_wish(session, Wish(village[who], dec(9), "不想值"))
    made, _ = service_month.make_roster(session, DECEMBER)
    after = [set(day.names) for day in made.days]
    assert who not in after[8]
    assert sum(old != new for old, new in zip(before, after, strict=True)) <= 2


def test_a_gap_too_short_is_told_on_the_day_and_after_rostering(session, village):
    settings_with(session, gap="9")
    made, _ = service_month.make_roster(session, DECEMBER)
    assert made.remarks
    assert all("只隔" in told for told in made.remarks)
    days = [day for day in made.days if any("最少间隔是9天" in told for told in day.notes)]
    assert days
    settings_with(session, gap="3")
    made, _ = service_month.make_roster(session, DECEMBER)
    assert made.remarks == ()


def test_who_may_not_meet_the_one_who_leaves_may_take_his_place(session, village):
    service_month.make_roster(session, DECEMBER)
    turn, day = turn_of(session, "吴春生")
    on_day = {*view(session).days[day.day - 1].names}
    for name in {*NAMES} - on_day:
        service_wishes.add_pair(session, Pair(turn.member, village[name], "不同班"))
    told = "\n".join(service_hand.why_here(session, turn.id))
    assert "换别人：下一个是" in told
    assert "可是" not in told


# --- why ------------------------------------------------------------------------------------------


def test_why_tells_a_turn_of_the_roster(session, couple):
    told = why(session, "林秀兰")
    assert "怎么排上的：程序排的。" in told
    assert "文书 排2026年12月值班表。" in told
    assert "搭档：和周桂芳同班，两人一起排。" in told
    assert "次数：今年在这天以前，林秀兰值了0次，轮值的其他9人" in told
    assert "上一班：以前还没有值过。" in told
    assert "这天不能来的：没有。" in told
    assert "换别人：下一个是" in told
    _, day = turn_of(session, "林秀兰")
    later = why(session, "林秀兰", after=day.day)
    assert f"上一班：{day}，隔" in later
    assert "林秀兰值了1次" in later


def test_why_tells_a_turn_by_hand_with_who_and_the_reason(session, couple):
    turn, day = turn_of(session, "吴春生")
    other = next(one for one in service_hand.candidates(session, day) if not one.caution)
    service_hand.stand_in(session, turn.id, other.member, "家里有事")
    shown = view(session).days[day.day - 1]
    made = next(one for one in shown.turns if one.origin == BY_HAND)
    told = "\n".join(service_hand.why_here(session, made.id))
    assert "怎么排上的：手工排的。" in told
    what = f"文书 把{day.month}月{day.day}日的吴春生换成{other.name}，原因：家里有事。"
    assert what in told


def test_why_names_fixed_day_wish_leave_and_the_secretary(session, village):
    service.add_fixed(session, Fixed(village["吴春生"], "星期三"))
    service_wishes.add_wish(session, Wish(village["郑德福"], dec(9), "想值"))
    service.add_leave(session, Leave(village["徐海燕"], dec(8), dec(10), "住院"))
    service_month.make_roster(session, DECEMBER)
    by_name = {turn.name: turn.id for turn in view(session).days[8].turns}
    fixed = "\n".join(service_hand.why_here(session, by_name["吴春生"]))
    asked = "\n".join(service_hand.why_here(session, by_name["郑德福"]))
    assert "固定值班日：吴春生固定在星期三值班。" in fixed
    assert "愿望：郑德福想值这一天。" in asked
    assert "这天不能来的：徐海燕 12-08至12-10 请假（住院）。" in asked
    assert "书记值守：这一天按设置由书记值班。" in why(session, "陈志强")


def test_the_next_one_is_weighed_by_counts_pairs_and_gap(session, couple):
    _, day = turn_of(session, "吴春生")
    found = service_hand.candidates(session, day)
    assert found[0].caution == ""
    parted = {one.name: one.caution for one in found}
    if "林秀兰" in parted:
        assert parted["林秀兰"] == "搭档周桂芳不在这一天"
    assert f"换别人：下一个是{found[0].name}，全年" in why(session, "吴春生")
