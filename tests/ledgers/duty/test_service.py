"""The duty book on a real file: settings, leaves, the month, changes by hand."""

from datetime import date

import pytest

from jdzb.core.errors import Refused
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.duty import (
    entries,
    service,
    service_conduct,
    service_hand,
    service_month,
    service_outlook,
)
from jdzb.ledgers.duty.entries import Closure, Fixed, Leave, Month, Turn
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing as standing
from jdzb.ledgers.members.entries import Mark, Member
from jdzb.store import check

DECEMBER = Month(2026, 12)
NAMES = [
    "林秀兰",
    "周桂芳",
    "吴春生",
    "郑德福",
    "孙明义",
    "徐海燕",
    "何永贵",
    "罗四海",
    "梁金凤",
    "宋有才",
    "唐国兴",
]


@pytest.fixture
def village(session):
    """A secretary and eleven members; ids by name."""
    people = [Member("陈志强", joined="1995-07", full="1996-07", party_post="书记")]
    people += [Member(name, joined="2001-03", full="2002-03") for name in NAMES]
    return {person.name: members.add(session, person).id for person in people}


def on(view, day):
    return next(one for one in view.days if one.day.day == day)


def test_the_settings_of_a_new_ledger_are_those_of_the_model_village(session):
    found = service.settings(session)
    assert (found.people, found.weekends, found.holidays) == (2, "书记", "书记")
    assert found.hours() == "上午 8:30–12:00　下午 14:00–17:00"
    assert "5 个工作日" in found.tasks


def test_settings_are_kept_and_wrong_ones_named(session):
    raw = {spec.name: str(getattr(service.settings(session), spec.name))
           for spec in entries.SETTING_FIELDS}  # fmt: skip
    service.save_settings(session, raw | {"people": "3", "weekends": "党员"})
    assert service.settings(session).people == 3
    with pytest.raises(InvalidForm, match="1 到 6 人"):
        service.save_settings(session, raw | {"people": "9"})
    assert service.settings(session).people == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8:30-12:00", "8:30–12:00"),
        ("08：30 至 12：00", "8:30–12:00"),
        ("8.30~12.00", "8:30–12:00"),
        ("8:30–12:00", "8:30–12:00"),
    ],
)
def test_hours_are_read_however_they_are_written(typed, kept):
    assert entries.read_hours(typed) == kept


@pytest.mark.parametrize("typed", ["25:99", "8:30", "8:60-12:00", "12:00-8:30", "18:00-25:00"])
def test_hours_that_are_none_are_named_with_an_example(session, typed):
    raw = {spec.name: str(getattr(service.settings(session), spec.name))
           for spec in entries.SETTING_FIELDS}  # fmt: skip
    with pytest.raises(InvalidForm) as caught:
        service.save_settings(session, raw | {"morning": typed, "people": "0"})
    told = [problem.sentence() for problem in caught.value.problems]
    assert told == ["每天人数“0”：应为1 到 6 人", f"上午“{typed}”：应为起止时间，例如 8:30–12:00"]
    service.save_settings(session, raw | {"afternoon": ""})
    assert service.settings(session).hours() == "上午 8:30–12:00"


def test_hours_stored_before_they_were_checked_do_not_keep_the_book_shut(session):
    session.set_setting("duty.morning", "25:99")
    assert service.settings(session).morning == "25:99"


def test_the_month_is_filled_two_on_weekdays_the_secretary_on_weekends(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    for day in view.days:
        if day.day.weekday() < 5:
            assert len(set(day.names)) == 2
            assert "陈志强" not in day.names
        else:
            assert day.names == ("陈志强",)
        assert day.why is None
    counts = [turns for _, turns in view.turns]
    assert len(counts) == 11
    assert sum(counts) == 46
    assert max(counts) - min(counts) == view.spread <= 1
    assert view.gaps == ()
    assert check.check_ledger(session).ok


def test_rostering_again_without_a_change_writes_nothing(session, village):
    service_month.make_roster(session, DECEMBER)
    head = session.head()
    _, changed = service_month.make_roster(session, DECEMBER)
    assert session.head() == head
    assert changed.rows == ()


def test_a_leave_changes_only_what_it_must(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    before = {day.day: set(day.names) for day in view.days}
    turn = on(view, 16).turns[0]
    service.add_leave(session, Leave(turn.member, date(2026, 12, 16), date(2026, 12, 16), None))
    view, changed = service_month.make_roster(session, DECEMBER)
    moved = [day.day for day in view.days if set(day.names) != before[day.day]]
    assert date(2026, 12, 16) in moved
    assert len(moved) <= 3
    assert view.spread <= 1
    assert len(changed.rows) <= 6


def test_rostering_the_running_month_again_later_changes_nothing(session, village, monkeypatch):
    view, _ = service_month.make_roster(session, DECEMBER)
    before = [day.names for day in view.days]
    monkeypatch.setenv("JDZB_TODAY", "2026-12-10")
    view, changed = service_month.make_roster(session, DECEMBER)
    assert [day.names for day in view.days] == before
    assert changed.rows == ()


def test_the_fairness_counts_the_whole_year(session, village):
    service_month.make_roster(session, Month(2026, 11))
    view, _ = service_month.make_roster(session, DECEMBER)
    assert view.spread <= 1
    november = sum(len(day.names) for day in service_month.view(session, Month(2026, 11)).days
                   if "陈志强" not in day.names)  # fmt: skip
    assert sum(turns for _, turns in view.turns) == 46 + november


def test_days_that_are_over_are_not_rostered(session, village):
    view, _ = service_month.make_roster(session, Month(2026, 11))
    assert all(not day.names for day in view.days if day.day < date(2026, 11, 21))
    assert on(view, 20).why == "缺2人：没有登记"
    assert on(view, 23).names
    with pytest.raises(Refused, match="已经过去"):
        service_month.make_roster(session, Month(2026, 10))


def test_nobody_serves_while_on_leave(session, village):
    for name in NAMES[:4]:
        leave = Leave(village[name], date(2026, 12, 1), date(2026, 12, 11), "外出")
        service.add_leave(session, leave)
    view, _ = service_month.make_roster(session, DECEMBER)
    away = {name for day in view.days[:11] for name in day.names} & set(NAMES[:4])
    assert away == set()
    assert view.spread <= 1


def test_a_leave_entered_later_shows_as_a_clash_until_rostered_again(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    turn = on(view, 16).turns[0]
    service.add_leave(session, Leave(turn.member, date(2026, 12, 15), date(2026, 12, 18), None))
    clash = on(service_month.view(session, DECEMBER), 16).turns[0].clash
    assert clash == "12-15至12-18 请假"
    view, _ = service_month.make_roster(session, DECEMBER)
    assert turn.name not in on(view, 16).names


def test_a_day_that_cannot_be_filled_is_named_with_the_reason(session):
    members.add(session, Member("陈志强", joined="1995-07", full="1996-07", party_post="书记"))
    one = members.add(session, Member("林秀兰", joined="2001-03", full="2002-03")).id
    members.add(session, Member("周桂芳", joined="2001-03", full="2002-03"))
    service.add_leave(session, Leave(one, date(2026, 12, 2), date(2026, 12, 2), "住院"))
    view, _ = service_month.make_roster(session, DECEMBER)
    assert on(view, 2).names == ("周桂芳",)
    assert on(view, 2).why == "缺1人：可排的2人中 林秀兰 12-02 请假（住院）"
    assert on(view, 1).why is None


def test_a_month_in_which_nobody_can_serve_says_so_on_every_day(session, village):
    for member in village.values():
        service.add_leave(session, Leave(member, date(2026, 12, 1), date(2026, 12, 31), "住院"))
    view, _ = service_month.make_roster(session, DECEMBER)
    assert not view.rostered
    assert all("请假（住院）" in day.why for day in view.days)


def test_without_a_secretary_the_weekends_say_so(session):
    members.add(session, Member("林秀兰", joined="2001-03", full="2002-03"))
    members.add(session, Member("周桂芳", joined="2001-03", full="2002-03"))
    view, _ = service_month.make_roster(session, DECEMBER)
    assert on(view, 5).names == ()
    assert on(view, 5).why == "缺1人：党员册里没有书记"


def test_an_empty_register_cannot_be_rostered(session):
    with pytest.raises(Refused, match="还没有可以值班的党员"):
        service_month.make_roster(session, DECEMBER)


def test_a_change_made_by_hand_survives_the_next_rostering(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    turn = on(view, 8).turns[0]
    free = next(one for one in service_hand.substitutes(session, date(2026, 12, 8)))
    service_hand.stand_in(session, turn.id, free.member, "家里有事")
    view, _ = service_month.make_roster(session, DECEMBER)
    assert free.name in on(view, 8).names
    assert turn.name not in on(view, 8).names
    by_hand = next(one for one in on(view, 8).turns if one.name == free.name)
    assert (by_hand.origin, by_hand.note) == ("手工", f"替{turn.name}")
    assert view.spread <= 1


def test_a_change_by_hand_goes_only_when_asked(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    before = [set(day.names) for day in view.days]
    turn = on(view, 8).turns[0]
    free = service_hand.substitutes(session, date(2026, 12, 8))[0]
    service_hand.stand_in(session, turn.id, free.member, "家里有事")
    view, _ = service_month.make_roster(session, DECEMBER, keep_hand=False)
    assert [set(day.names) for day in view.days] == before


def test_who_was_taken_off_by_hand_is_not_put_back(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    turn = on(view, 8).turns[0]
    service.void(session, turn.id, "身体不适")
    assert on(service_month.view(session, DECEMBER), 8).why == "缺1人：还没有排人"
    view, _ = service_month.make_roster(session, DECEMBER)
    assert turn.name not in on(view, 8).names
    assert len(on(view, 8).names) == 2


def test_a_swap_exchanges_two_people_and_is_one_step_to_undo(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    one = on(view, 1).turns[0]
    other = next(turn for day in view.days[1:] for turn in day.turns
                 if day.day.weekday() < 5 and one.name not in day.names
                 and turn.name not in on(view, 1).names)  # fmt: skip
    day = service.get(session, other.id).day
    service_hand.swap(session, one.id, other.id, "互换")
    after = service_month.view(session, DECEMBER)
    assert other.name in on(after, 1).names
    assert one.name in on(after, day.day).names
    moved = next(turn for turn in on(after, 1).turns if turn.name == other.name)
    assert moved.note == f"与{one.name}（12月{day.day}日）换班"
    session.undo()
    assert service_month.view(session, DECEMBER).days == view.days
    assert check.check_ledger(session).ok


def test_a_swap_that_cannot_be_is_refused_with_the_reason(session, village):
    view, _ = service_month.make_roster(session, DECEMBER)
    one, other = on(view, 1).turns
    with pytest.raises(Refused, match="同一天"):
        service_hand.swap(session, one.id, other.id, "互换")
    later = next(turn for day in view.days[1:] for turn in day.turns
                 if day.day.weekday() < 5 and one.name not in day.names)  # fmt: skip
    there = service.get(session, later.id).day
    service.add_leave(session, Leave(one.member, there, there, None))
    with pytest.raises(Refused, match="不能值班"):
        service_hand.swap(session, one.id, later.id, "互换")
    assert on(service_month.view(session, DECEMBER), 1).names == on(view, 1).names


def test_nobody_is_put_on_one_day_twice(session, village):
    service.add(session, Turn(date(2026, 12, 1), village["林秀兰"]))
    with pytest.raises(Refused, match="同一天不能排两次"):
        service.add(session, Turn(date(2026, 12, 1), village["林秀兰"]))


def test_fixed_days_are_kept(session, village):
    service.add_fixed(session, Fixed(village["林秀兰"], "星期一"))
    with pytest.raises(Refused, match="没有重复登记"):
        service.add_fixed(session, Fixed(village["林秀兰"], "星期一"))
    view, _ = service_month.make_roster(session, DECEMBER)
    assert all("林秀兰" in day.names for day in view.days if day.day.weekday() == 0)


def test_days_without_duty_stay_empty_and_say_why(session, village):
    service.add_closure(session, Closure(date(2026, 12, 24), date(2026, 12, 25), "搬家"))
    view, _ = service_month.make_roster(session, DECEMBER)
    assert (on(view, 24).names, on(view, 24).why) == ((), "不值班（搬家）")
    sheet = service_outlook.month_sheet(session, DECEMBER)
    assert "不值班" in sheet.text()


def closed_later(session, day):
    """Days without duty from ``day`` to the next, entered when December is rostered already."""
    service_month.make_roster(session, DECEMBER)
    since, until = date(2026, 12, day), date(2026, 12, day + 1)
    service.add_closure(session, Closure(since, until, "会场维修"))
    return service_month.view(session, DECEMBER)


def test_days_closed_after_rostering_are_a_contradiction_until_rostered_again(session, village):
    view = closed_later(session, 24)
    assert [day.day.day for day in view.shut()] == [24, 25]
    assert on(view, 24).why == "不值班（会场维修）"
    assert len(on(view, 24).names) == 2
    view, _ = service_month.make_roster(session, DECEMBER)
    assert view.shut() == ()
    assert on(view, 24).names == ()


def test_who_was_put_by_hand_on_a_day_the_settings_leave_free_is_meant(session, village):
    service_month.make_roster(session, DECEMBER)
    session.set_setting("duty.weekends", "不值班")
    assert len(service_month.view(session, DECEMBER).shut()) == 8
    service_month.make_roster(session, DECEMBER)
    service_hand.put_on(session, date(2026, 12, 5), village["林秀兰"])
    assert service_month.view(session, DECEMBER).shut() == ()
    saturday = date(2026, 12, 5)
    service.add_closure(session, Closure(saturday, saturday, "停电"))
    assert len(service_month.view(session, DECEMBER).shut()) == 1


def test_who_served_on_a_day_that_is_over_is_no_contradiction(session, village):
    service.add(session, Turn(date(2026, 11, 16), village["林秀兰"]))
    service.add_closure(session, Closure(date(2026, 11, 16), date(2026, 11, 16), "停电"))
    assert service_month.view(session, Month(2026, 11)).shut() == ()


def test_a_contradiction_of_this_month_is_a_finding(session, village):
    service.add(session, Turn(date(2026, 11, 24), village["林秀兰"]))
    service.add_closure(session, Closure(date(2026, 11, 24), date(2026, 11, 24), "停电"))
    found = [one.what for one in service_outlook.findings(session) if one.key == "duty.shut"]
    assert found == ["11月24日不值班（停电），还排着人"]


def test_public_holidays_belong_to_the_secretary_and_shifted_days_to_the_members(session, village):
    session.set_setting("duty.people", "2")
    view, _ = service_month.make_roster(session, Month(2027, 1))
    assert on(view, 1).holiday == "元旦"
    assert on(view, 1).names == ("陈志强",)
    assert view.provisional


def test_mobile_and_frail_members_do_not_serve_while_marked(session, village):
    standing.mark(session, Mark(village["林秀兰"], "流动党员", since="2026-05", place="广东"))
    standing.mark(session, Mark(village["周桂芳"], "年老体弱"))
    view, _ = service_month.make_roster(session, DECEMBER)
    served = {name for day in view.days for name in day.names}
    assert not served & {"林秀兰", "周桂芳"}
    assert {name for name, _ in view.turns} == set(NAMES) - {"林秀兰", "周桂芳"}


def test_who_leaves_or_comes_within_the_month_serves_only_while_here(session, village):
    standing.leave(session, village["林秀兰"], "转出", "2026-12-10", "搬走")
    new = Member("新党员", joined="2026-12-14")
    members.add(session, new)
    view, _ = service_month.make_roster(session, DECEMBER)
    served = {name: [day.day.day for day in view.days if name in day.names]
              for name in ("林秀兰", "新党员")}  # fmt: skip
    assert max(served["林秀兰"]) < 10
    assert min(served["新党员"]) >= 14


def test_joining_late_in_the_year_does_not_mean_catching_up(session, village):
    for number in range(2, 12):  # everyone has served in the months before
        for name in NAMES:
            service.add(session, Turn(date(2026, number, 1), village[name], "排班"))
    members.add(session, Member("新党员", joined="2026-11-25"))
    view, _ = service_month.make_roster(session, DECEMBER)
    turns = dict(view.turns)
    assert 3 <= turns["新党员"] <= 4
    assert view.spread <= 1


def test_the_conduct_of_a_member_is_the_turns_served_up_to_today(session, village):
    service.add(session, Turn(date(2026, 11, 3), village["林秀兰"]))
    service.add(session, Turn(date(2026, 12, 3), village["林秀兰"]))
    found = service_conduct.conduct(session, village["林秀兰"], 2026)
    assert [fact.day for fact in found] == [date(2026, 11, 3)]


def test_next_months_roster_is_due_from_the_twentieth_until_it_is_made(session, village):
    assert [due.what for due in service_outlook.due(session)] == ["排2026年12月值班表"]
    service_month.make_roster(session, DECEMBER)
    assert service_outlook.due(session) == []


def test_the_sheet_has_every_day_its_people_and_no_private_number(session, village):
    session.set_setting("branch.name", "青山村党支部")
    session.set_setting("branch.township", "柳河镇")
    session.set_setting("branch.phone", "0000-2560000")
    view, _ = service_month.make_roster(session, DECEMBER)
    sheet = service_outlook.month_sheet(session, DECEMBER)
    assert sheet.filename() == "2026年12月党员值班表.pdf"
    assert sheet.branch == "中共柳河镇青山村支部委员会"
    for day in view.days:
        for name in day.names:
            assert name in sheet.text()
    assert not list(sheet.offences())


def test_two_people_of_one_name_are_told_apart_on_the_wall_without_their_birth(session, village):
    for birth, group in (("1962-03", "第一党小组"), ("1985-06", "第三党小组")):
        twin = Member("张伟", birth=birth, joined="2005-03", full="2006-03", party_group=group)
        service.add(session, Turn(date(2026, 12, 1), members.add(session, twin).id))
    text = service_outlook.month_sheet(session, DECEMBER).text()
    assert "张伟（一组）" in text
    assert "张伟（三组）" in text
    assert "1962" not in text


@pytest.mark.parametrize("text", ["2026-12", "2026.12", "202612", "２０２６年12月", " 2026-12 "])
def test_a_month_is_read_however_it_is_written(text):
    assert entries.read_month(text) == DECEMBER


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "12", "下个月"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(entries.NotAMonth):
        entries.read_month(text)


def test_a_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(InvalidForm, match="不能早于"):
        entries.parse_leave({"member": "1", "since": "2026-12-05", "until": "2026-12-01"})


def test_nothing_is_missing_before_the_books_first_turn(session, village):
    def short():
        found = service_outlook.findings(session)
        return [one.what for one in found if one.key == "duty.short"]

    assert short() == []
    service.add(session, Turn(date(2026, 11, 26), village["林秀兰"]))
    assert [words[:6] for words in short()][:2] == ["11月26日", "11月27日"]


def test_only_a_month_rostered_before_is_rostered_again(session, village):
    service_month.make_roster(session, DECEMBER)
    away = Leave(village["林秀兰"], date(2026, 12, 1), date(2026, 12, 31), None)
    service.add_leave(session, away)
    service_month.make_roster(session, DECEMBER)
    acts = session.entries("what = '排2026年12月值班表'")
    assert [one.reason for one in (acts[0], acts[-1])] == [None, "重新排班"]
