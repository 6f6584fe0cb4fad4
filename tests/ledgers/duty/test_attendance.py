"""Sign-in on a real file: plan and presence apart, what cannot be, the figures, what is told."""

from datetime import date, datetime

import pytest

from jdzb.core import clock
from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.core.fields import InvalidForm
from jdzb.ledgers import duty
from jdzb.ledgers.duty import figures, service, service_conduct, service_reviews
from jdzb.ledgers.duty import service_attendance as attendance
from jdzb.ledgers.duty import service_statistics as statistics
from jdzb.ledgers.duty.entries import Closure, Turn
from jdzb.ledgers.duty.entries_attendance import (
    AFTERNOON,
    AWAY,
    MORNING,
    ON_LEAVE,
    PRESENT,
    STOOD_IN,
    SWAPPED,
    Attendance,
    parse_attendance,
)
from jdzb.ledgers.duty.entries_reviews import NotAPeriod, Review, read_period
from jdzb.ledgers.duty.rules_attendance import NOW, REPLACED, UNSIGNED
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import check

FRIDAY, THURSDAY = date(2026, 11, 20), date(2026, 11, 19)
NAMES = ("林秀兰", "周桂芳", "吴春生", "郑德福")


@pytest.fixture(autouse=True)
def evening():
    """Friday evening: its half days are over."""
    with clock.pretended(datetime(2026, 11, 20, 18, 0)):
        yield


@pytest.fixture
def village(session):
    """Two on Thursday, two on Friday; ids by name."""
    groups = ("第一党小组", "第二党小组", "第一党小组", "第二党小组")
    ids = {
        name: members.add(session, Member(name, "男", joined="2001-03", party_group=group)).id
        for name, group in zip(NAMES, groups, strict=True)
    }
    for day, names in ((THURSDAY, NAMES[:2]), (FRIDAY, NAMES[2:])):
        for name in names:
            service.add(session, Turn(day, ids[name]))
    return ids


@pytest.fixture
def put(session, village):
    """put(day, half, name, state, …) signs in."""

    def sign(day, half, name, state=PRESENT, **more):
        if "instead_of" in more:
            more["instead_of"] = village[more["instead_of"]]
        reason = more.pop("reason", "")
        entry = Attendance(day, half, village[name], state, **more)
        return attendance.sign(session, entry, reason)

    return sign


def states(session, day):
    return [
        (place.half, place.state)
        for view in attendance.day_view(session, day)
        for place in view.places
    ]


def test_a_half_day_that_passed_without_sign_in_says_so_and_nothing_fills_it_in(session, village):
    unsigned = [(half, UNSIGNED) for half in (MORNING, AFTERNOON) for _ in range(2)]
    assert states(session, FRIDAY) == unsigned
    assert session.rows("duty_attendance") == []


def test_while_the_half_day_runs_it_waits(session, village):
    with clock.pretended(datetime(2026, 11, 20, 9, 0)):
        assert states(session, FRIDAY)[0] == (MORNING, NOW)
        assert [due.what for due in service_conduct.unsigned_today(session)] == []
        attendance.sign(session, Attendance(THURSDAY, MORNING, village["林秀兰"], came="08:30"))
        assert [due.what for due in service_conduct.unsigned_today(session)] == [
            "今天上午值班还没有签到：吴春生、郑德福"
        ]


def test_plan_and_presence_stay_apart(session, village, put):
    put(FRIDAY, MORNING, "林秀兰", STOOD_IN, instead_of="吴春生", came="08:20")
    turns = {turn.member for turn in service.browse(session) if turn.day == FRIDAY}
    assert turns == {village["吴春生"], village["郑德福"]}
    view = attendance.day_view(session, FRIDAY)[0]
    assert [place.state for place in view.places] == [REPLACED, UNSIGNED]
    assert view.places[0].cover.member == village["林秀兰"]
    assert view.extras == ()


def test_who_came_without_being_planned_is_not_lost(session, village, put):
    put(FRIDAY, MORNING, "周桂芳")
    assert [row.member for row in attendance.day_view(session, FRIDAY)[0].extras] == [
        village["周桂芳"]
    ]


@pytest.mark.parametrize(
    ("name", "state", "more", "why"),
    [
        ("郑德福", STOOD_IN, {"instead_of": "吴春生"}, "本人这半天也值班"),
        ("林秀兰", STOOD_IN, {"instead_of": "周桂芳"}, "这半天没有排班"),
        ("林秀兰", PRESENT, {"came": "18:01"}, "时间还没有到"),
        ("吴春生", PRESENT, {}, "已经登记过"),
        ("林秀兰", SWAPPED, {"instead_of": "吴春生"}, "已经签到"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(session, put, name, state, more, why):
    put(FRIDAY, AFTERNOON, "吴春生")
    head = session.head()
    with pytest.raises(Refused, match=why):
        put(FRIDAY, AFTERNOON, name, state, **more)
    assert session.head() == head


def test_nobody_signs_in_for_tomorrow(put):
    with pytest.raises(Refused, match="还没有到"):
        put(date(2026, 11, 21), MORNING, "林秀兰")


def test_an_entry_long_after_wants_its_reason_and_keeps_it(session, village, put):
    day = date(2026, 11, 12)
    with pytest.raises(Refused, match="补录要写明原因"):
        put(day, MORNING, "林秀兰")
    put(day, MORNING, "林秀兰", reason="停电，先写在本子上")
    assert session.entries()[-1].reason == "停电，先写在本子上"
    put(date(2026, 11, 13), MORNING, "林秀兰")


def test_a_correction_wants_a_reason_and_undo_takes_it_back(session, village, put):
    row = put(FRIDAY, MORNING, "吴春生", came="08:40").id
    later = Attendance(FRIDAY, MORNING, village["吴春生"], AWAY, came="08:40", note="接孩子")
    with pytest.raises(ReasonNeeded):
        attendance.amend(session, row, later, "")
    attendance.amend(session, row, later, "中途离开")
    assert states(session, FRIDAY)[0] == (MORNING, AWAY)
    session.undo()
    assert states(session, FRIDAY)[0] == (MORNING, PRESENT)
    attendance.void(session, row, "人弄错了")
    assert states(session, FRIDAY)[0] == (MORNING, UNSIGNED)
    assert attendance.ever_on(session, FRIDAY) == [("duty_attendance", row)]
    put(FRIDAY, MORNING, "吴春生", came="08:41")
    assert check.check_ledger(session).ok


def test_the_hour_of_leaving_is_added_once(session, put):
    row = put(FRIDAY, MORNING, "吴春生", came="08:30").id
    with pytest.raises(Refused, match="不能早于"):
        attendance.leave(session, row, "08:00")
    attendance.leave(session, row, "12:00")
    assert attendance.get(session, row).times == "8:30–12:00"
    with pytest.raises(Refused):
        attendance.leave(session, row, "12:10")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"state": STOOD_IN}, {"instead_of"}),
        ({"state": STOOD_IN, "instead_of": "1"}, {"instead_of"}),
        ({"state": PRESENT, "instead_of": "2"}, {"instead_of"}),
        ({"state": AWAY}, {"note"}),
        ({"state": ON_LEAVE, "note": "看病", "came": "8:30"}, {"came"}),
        ({"state": PRESENT, "came": "9点", "went": "8点半"}, {"went"}),
        ({"state": PRESENT, "came": "早上"}, {"came"}),
    ],
)
def test_what_is_wrong_with_a_sign_in_is_named_at_its_field(typed, wrong):
    raw = {"day": "2026-11-20", "half": MORNING, "member": "1", **typed}
    with pytest.raises(InvalidForm) as caught:
        parse_attendance(raw)
    assert {one.field for one in caught.value.problems} == wrong


def test_days_and_half_days_without_duty_are_not_asked_for(session, village, put):
    service.add_closure(session, Closure(FRIDAY, FRIDAY, "修房子"))
    assert states(session, FRIDAY) == []
    known = service.settings(session)
    texts = {name: str(getattr(known, name)) for name in known.__dataclass_fields__}
    service.save_settings(session, {**texts, "afternoon": ""})
    assert [half for half, _ in states(session, THURSDAY)] == [MORNING, MORNING]


# --- the figures --------------------------------------------------------------------------------


@pytest.fixture
def lived(put):
    """Two days with one of each."""
    put(THURSDAY, MORNING, "林秀兰", came="08:30")
    put(THURSDAY, AFTERNOON, "林秀兰", AWAY, note="接孩子")
    put(THURSDAY, MORNING, "周桂芳", ON_LEAVE, note="看病")
    put(FRIDAY, MORNING, "周桂芳", STOOD_IN, instead_of="吴春生")
    put(FRIDAY, AFTERNOON, "林秀兰", SWAPPED, instead_of="吴春生", note="换到11月19日")
    put(FRIDAY, MORNING, "郑德福")
    put(FRIDAY, AFTERNOON, "郑德福")


def counted(session, way, first=date(2026, 1, 1), last=date(2026, 12, 31)):
    found = statistics.statistics(session, first, last, way)
    return {line.name: line.cells() for line in found.lines}, found


def test_every_planned_half_day_is_counted_once(session, lived):
    lines, found = counted(session, figures.MEMBER)
    assert lines == {
        "林秀兰": ("2", "1", "0", "0", "0", "1", "0", "0", "50%"),
        "周桂芳": ("2", "0", "0", "0", "1", "0", "1", "1", "0%"),
        "吴春生": ("2", "0", "1", "1", "0", "0", "0", "0", "50%"),
        "郑德福": ("2", "2", "0", "0", "0", "0", "0", "0", "100%"),
    }
    one = found.total
    parts = (one.served, one.swapped, one.replaced, one.leave, one.away, one.unsigned)
    assert one.planned == sum(parts) == 8


def test_groups_months_and_years_are_the_same_figures_summed(session, lived):
    total = counted(session, figures.MEMBER)[1].total
    for way in (figures.GROUP, figures.MONTH, figures.YEAR):
        lines, found = counted(session, way)
        assert found.total == total
        assert len(lines) == (2 if way == figures.GROUP else 1)


def test_what_was_before_the_first_sign_in_does_not_count(session, village, lived):
    service.add(session, Turn(date(2026, 11, 10), village["林秀兰"]))
    lines, found = counted(session, figures.MEMBER)
    assert lines["林秀兰"][0] == "2"
    assert found.since == THURSDAY


def test_the_figures_go_to_excel_with_their_sum(session, lived):
    grid = figures.to_grid(counted(session, figures.MEMBER)[1])
    assert grid.title == "2026年值班情况统计"
    assert grid.rows[-1][:3] == ("合计", "", "8")
    assert {len(row) for row in grid.rows} == {len(grid.headers)}


# --- what the rest is told ------------------------------------------------------------------------


def test_conduct_names_every_half_day_with_its_row(session, village, lived):
    service.add(session, Turn(date(2026, 11, 3), village["周桂芳"]))
    found = duty.LEDGER.conduct(session, village["周桂芳"], 2026)
    assert [(fact.day.day, fact.what, fact.row[0]) for fact in found] == [
        (3, "值班", "duty_turns"),
        (19, "值班请假（上午）：看病", "duty_attendance"),
        (19, "值班未签到（下午）", "duty_turns"),
        (20, "替班：替吴春生值班（上午）", "duty_attendance"),
    ]
    assert all(session.row(*fact.row) for fact in found)
    kinds = [fact.key for fact in found]
    assert kinds == ["duty.served", "duty.leave", "duty.unsigned", "duty.stood_in"]


def test_a_village_that_keeps_no_sign_in_is_not_nagged(session, village):
    assert service_conduct.gaps(session) == []
    assert service_conduct.unsigned_today(session) == []


def test_a_day_without_any_sign_in_is_found_with_its_turns(session, village, put):
    put(date(2026, 11, 18), MORNING, "林秀兰")
    (found,) = service_conduct.gaps(session)
    assert found.what == "2026年11月有 1 天值班没有签到：19日"
    assert len(found.rows) == 2


# --- three-way appraisal --------------------------------------------------------------------------


def grade(session, member, side, given, reason=""):
    period = service_reviews.current()
    board = service_reviews.board(session, period)
    review = next(one.review for one in board if one.member == member)
    return service_reviews.grade(session, review, side, given, reason)


def test_the_result_waits_for_all_three_and_weighs_them(session, village, lived):
    one = village["郑德福"]
    for side, given in (("own", "好"), ("grp", "较好")):
        grade(session, one, side, given)
    board = {line.member: line for line in service_reviews.board(session, read_period("2026-Q4"))}
    assert (board[one].score, board[one].result) == (None, None)
    assert board[one].tally.served == 2
    grade(session, one, "branch", "好")
    board = {line.member: line for line in service_reviews.board(session, read_period("2026-Q4"))}
    assert (board[one].score, board[one].result) == (94, "好")  # 100×20% + 85×40% + 100×40%
    told = service_conduct.conduct(session, one, 2026)[-1]
    assert (told.what, told.key) == ("2026年四季度值班评议：好（94分）", "duty.review.好")


def test_what_was_said_is_changed_for_a_reason_only(session, village, lived):
    one = village["林秀兰"]
    grade(session, one, "own", "好")
    grade(session, one, "grp", "一般")
    with pytest.raises(ReasonNeeded):
        grade(session, one, "grp", "差")
    grade(session, one, "grp", "差", "重新评议")
    assert session.entries()[-1].reason == "重新评议"
    assert len(session.rows("duty_reviews")) == 1
    with pytest.raises(Refused, match="已经填过"):
        service_reviews.enter(session, Review(one, "2026-Q4", own="好"))


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("2026年四季度", "2026-Q4", "2026年四季度"),
        ("2026-q1", "2026-Q1", "2026年一季度"),
        ("2026年第2季度", "2026-Q2", "2026年二季度"),
        ("2026年3月", "2026-03", "2026年3月"),
        ("2026-11", "2026-11", "2026年11月"),
    ],
)
def test_a_period_is_a_month_or_a_quarter(typed, stored, words):
    period = read_period(typed)
    assert (str(period), period.words) == (stored, words)
    assert read_period(stored) == period


def test_what_is_no_period_is_refused():
    with pytest.raises(NotAPeriod):
        read_period("去年")
