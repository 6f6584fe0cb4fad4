"""The visit log: what is read from a form, the last day by the calendar, what is said and counted."""

from datetime import date, timedelta

import pytest

from jdzb.core import rules
from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.duty import LEDGER, rules_visits, service, service_visits
from jdzb.ledgers.duty.entries import Month, Turn
from jdzb.ledgers.duty.entries_visits import (
    BRANCH,
    DISSATISFIED,
    FAIRLY,
    GENERAL,
    ON_THE_SPOT,
    SATISFIED,
    Visit,
    parse_visit,
    read_time,
)
from jdzb.ledgers.duty.rules_visits import Terms
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import check
from jdzb.store.session import NoSuchRow

TERMS = Terms(branch=5, general=10, soon=1)
RAW = {"day": "2026-11-20", "visitor": "尤宝山", "matter": "申请低保", "handling": BRANCH}


def day(text):
    return date.fromisoformat(text)


def handed(text, **more):
    """A matter handed to the branch on the day of the visit."""
    return Visit(day(text), "尤宝山", "申请低保", BRANCH, handed_on=day(text), **more)


def stands(visit, today):
    return rules_visits.case(visit, service.calendar(), TERMS, day(today))


@pytest.fixture
def pretend(monkeypatch):
    return lambda text: monkeypatch.setenv("JDZB_TODAY", text)


def problems(raw):
    with pytest.raises(InvalidForm) as caught:
        parse_visit(raw)
    return {one.field: one.expected for one in caught.value.problems}


# -- what is typed ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30", "09:30"), ("0930", "09:30"), ("930", "09:30"), ("９：３０", "09:30"),
        ("9点半", "09:30"), ("9点", "09:00"), ("下午3点05分", "15:05"), ("下午 2:10", "14:10"),
        ("23.59", "23:59"), ("", None), (" ", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, meant):
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "9:60", "早上", "93", "12:345", "-3", "上午", "9999"])
def test_what_is_no_time_is_said_at_the_field(typed):
    assert "9:30" in problems({**RAW, "time": typed})["time"]


def test_on_the_spot_is_answered_on_the_day_and_runs_no_term():
    raw = {**RAW, "handling": ON_THE_SPOT, "handed_on": "2026-11-20", "answer": "开了证明"}
    visit = parse_visit(raw)
    assert (visit.answered_on, visit.handed_on, visit.raised_on) == (day("2026-11-20"), None, None)
    assert stands(visit, "2026-11-21").last is None


def test_a_matter_is_handed_on_and_raised_on_its_day_unless_another_is_given():
    assert parse_visit(RAW).handed_on == day("2026-11-20")
    assert parse_visit({**RAW, "handed_on": "2026-11-21"}).handed_on == day("2026-11-21")
    raised = parse_visit({**RAW, "handling": GENERAL})
    assert (raised.handed_on, raised.raised_on) == (None, day("2026-11-20"))


def test_days_that_contradict_each_other_are_named_all_at_once():
    raw = {
        **RAW, "handed_on": "2026-11-19", "answered_on": "2026-11-18", "satisfaction": "满意",
        "time": "三更", "visitor": "", "phone": "123",
    }  # fmt: skip
    found = problems(raw)
    assert set(found) == {"handed_on", "answered_on", "answer", "time", "visitor", "phone"}
    assert "早于" in found["handed_on"]


def test_nothing_is_written_of_a_day_to_come():
    assert "还没有到" in problems({**RAW, "day": "2026-11-22"})["day"]
    late = {**RAW, "answer": "办了", "answered_on": "2026-11-22"}
    assert "还没有到" in problems(late)["answered_on"]


def test_an_answer_without_its_day_and_a_word_without_an_answer_are_refused():
    assert set(problems({**RAW, "answer": "办了"})) == {"answered_on"}
    assert set(problems({**RAW, "satisfaction": SATISFIED})) == {"satisfaction"}
    assert set(problems({**RAW, "handling": GENERAL, "handed_on": "2026-11-20"})) == {"raised_on"}


# -- the last day ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came", "last", "provisional"),
    [
        ("2026-09-25", "2026-10-09", False),  # the Friday of the mid-autumn days before the week
        ("2026-09-30", "2026-10-13", False),  # the day before National Day; 10-10 is worked
        ("2026-02-13", "2026-02-27", False),  # the Friday before Spring Festival; 02-14 is worked
        ("2026-02-27", "2026-03-05", False),  # Saturday 02-28 is worked
        ("2026-04-30", "2026-05-11", False),  # Saturday 05-09 is worked
        ("2026-11-20", "2026-11-27", False),  # an ordinary Friday
        ("2026-11-21", "2026-11-27", False),  # a Saturday
        ("2026-12-30", "2027-01-07", True),  # into a year not yet published
        ("2027-09-30", "2027-10-08", True),
    ],
)
def test_the_last_day_follows_the_holiday_calendar(came, last, provisional):
    found = stands(handed(came), came)
    assert (found.last, found.left, found.provisional) == (day(last), 5, provisional)


def test_how_the_last_day_was_found_names_holidays_worked_weekends_and_the_unpublished_year():
    told = rules_visits.reckoning(
        stands(handed("2026-09-30"), "2026-09-30"), service.calendar(), TERMS
    )
    assert "国庆节" in told
    assert "10月10日调休上班" in told
    assert "暂算" not in told
    case = stands(handed("2026-12-30"), "2026-12-30")
    assert "暂算" in rules_visits.reckoning(case, service.calendar(), TERMS)


@pytest.mark.parametrize(
    ("today", "words", "tone"),
    [
        ("2026-11-20", "剩5个工作日", ""), ("2026-11-25", "剩2个工作日", ""),
        ("2026-11-26", "剩1个工作日", "amber"), ("2026-11-27", "今天到期", "amber"),
        ("2026-11-28", "已超期", "red"), ("2026-11-30", "超期1个工作日", "red"),
        ("2026-12-01", "超期2个工作日", "red"),
    ],
)  # fmt: skip
def test_an_open_matter_says_what_is_left_and_turns_amber_then_red(today, words, tone):
    found = stands(handed("2026-11-20"), today)
    assert (found.left_words, found.tone) == (words, tone)
    assert found.late == (tone == "red")


def test_answered_on_the_last_day_is_on_time_and_a_day_later_is_late():
    for answered, late in (("2026-11-27", False), ("2026-11-28", True)):
        visit = handed("2026-11-20", answer="修好了", answered_on=day(answered))
        assert stands(visit, "2026-12-20").late == late


def test_a_raised_matter_has_its_own_term_and_raising_it_too_late_is_late():
    def raised(text):
        return Visit(
            day("2026-11-02"), "尤宝山", "申请低保", GENERAL, handed_on=day("2026-11-02"),
            raised_on=day(text),
        )  # fmt: skip

    in_time = stands(raised("2026-11-09"), "2026-11-10")
    assert (in_time.last, in_time.late) == (day("2026-11-23"), False)
    assert stands(raised("2026-11-10"), "2026-11-10").late


def test_open_matters_come_first_by_what_is_left_then_the_newest():
    answered = [
        handed(text, answer="好了", answered_on=day("2026-11-20"), id=n)
        for n, text in enumerate(("2026-11-16", "2026-11-18"), 1)
    ]
    waiting = [handed("2026-11-19", id=3), handed("2026-11-10", id=4)]
    cases = [stands(one, "2026-11-21") for one in (*answered, *waiting)]
    assert [one.visit.id for one in rules_visits.ordered(cases)] == [4, 3, 2, 1]


def test_the_terms_stand_in_the_rule_table_with_their_source():
    table = rules.standard()
    assert rules_visits.terms(table) == TERMS
    assert table.rule("duty.answer_workdays").source == "大理市做法"
    assert table.rule("duty.general_workdays").status == "own"


# -- search, frequent matters, counts --------------------------------------------------------------


def test_a_visit_is_found_by_name_pinyin_and_any_words_of_its_matter():
    cases = [
        stands(Visit(day("2026-11-20"), "尤宝山", "巷口路灯不亮", receiver=1), "2026-11-20"),
        stands(Visit(day("2026-11-20"), "金桂香", "申请低保", home="四组"), "2026-11-20"),
    ]
    names = {1: "林秀兰"}

    def found(query):
        return [one.visit.visitor for one in rules_visits.search(query, cases, names)]

    for query in ("尤宝", "ybs", "youbaoshan", "路灯", "路灯 巷口", "路灯 ybs", "lxl", ""):
        assert "尤宝山" in found(query)
    for query in ("四组", "低保 jgx", "当场"):
        assert "金桂香" in found(query)
    assert found("路灯 低保") == []
    assert found("路灯") == ["尤宝山"]


def test_frequent_matters_come_from_the_book_itself_the_commonest_first():
    texts = [
        "路灯不亮",
        "开证明",
        "路灯不亮",
        "很长的一段话" * 10,
        "两行\n的话",
        "开证明",
        "开证明",
    ]
    first = day("2026-11-02")
    visits = [Visit(first + timedelta(n), f"某{n}", text) for n, text in enumerate(texts)]
    own = [Visit(first, "金桂香", "丈夫住院花费大")] * 3  # hers alone, however often
    assert rules_visits.frequent([*visits, *own]) == ["开证明", "路灯不亮"]
    assert rules_visits.frequent([]) == []


def test_counts_say_how_it_was_handled_whether_in_time_and_what_visitors_said():
    spot = Visit(day("2026-11-02"), "甲", "证明", answered_on=day("2026-11-02"))
    visits = [
        spot,
        handed("2026-11-02", answer="好", answered_on=day("2026-11-05"), satisfaction=SATISFIED),
        handed("2026-11-02", answer="好", answered_on=day("2026-11-16"), satisfaction=FAIRLY),
        handed("2026-11-02"),
        handed("2026-11-20"),
        Visit(
            day("2026-11-02"), "乙", "修路", GENERAL, raised_on=day("2026-11-02"), answer="好",
            answered_on=day("2026-11-16"), satisfaction=DISSATISFIED,
        ),
    ]  # fmt: skip
    found = rules_visits.count(stands(one, "2026-11-21") for one in visits)
    assert (found.total, found.spot, found.branch, found.general) == (6, 1, 4, 1)
    assert (found.answered, found.waiting, found.overdue) == (4, 2, 1)
    assert (found.on_time, found.late) == (2, 2)
    assert (found.satisfied, found.fairly, found.dissatisfied, found.unrated) == (1, 1, 1, 1)


def test_no_visitor_is_named_in_a_text_for_the_wall():
    others = ["王强", "王强生", "李 梅", "尤宝山"]
    text = "王强反映：王 强生家排水，李梅和尤宝山都在场；王强满意"
    told = rules_visits.unnamed(text, "王强", others)
    assert told == "来访人反映：某某家排水，某某和某某都在场；来访人满意"


# -- in the file -----------------------------------------------------------------------------------


@pytest.fixture
def receiver(session):
    return members.add(session, Member("林秀兰", joined="2001-03", full="2002-03")).id


def test_a_visit_lives_from_the_form_to_its_answer_and_every_step_can_be_undone(session, receiver):
    raw = {
        **RAW,
        "time": "9点半",
        "home": "二组",
        "phone": "13812341027",
        "receiver": str(receiver),
    }
    visit_id = service_visits.add_visit(session, parse_visit(raw)).id
    kept = service_visits.get_visit(session, visit_id)
    assert (kept.time, kept.phone, kept.receiver) == ("09:30", "13812341027", receiver)
    answered = parse_visit({**RAW, "answer": "已受理", "answered_on": "2026-11-21"})
    changed = service_visits.answer(session, visit_id, answered)
    assert changed.what == "答复11月20日尤宝山的来访事项"
    assert not service_visits.get_visit(session, visit_id).open
    assert service_visits.get_visit(session, visit_id).home == "二组"
    session.undo()
    assert service_visits.get_visit(session, visit_id).open
    service_visits.void_visit(session, visit_id, "登记错了")
    with pytest.raises(NoSuchRow):
        service_visits.get_visit(session, visit_id)
    assert service_visits.visits(session) == []
    assert check.check_ledger(session).ok


def test_a_raised_matter_keeps_both_days_and_only_an_open_one_of_the_branch_is_raised(session):
    visit_id = service_visits.add_visit(session, parse_visit(RAW)).id
    with pytest.raises(ReasonNeeded):
        service_visits.raise_visit(session, visit_id, day("2026-11-21"), " ")
    service_visits.raise_visit(session, visit_id, day("2026-11-21"), "超出支部职权")
    kept = service_visits.get_visit(session, visit_id)
    assert (kept.handling, kept.handed_on) == (GENERAL, day("2026-11-20"))
    assert kept.raised_on == day("2026-11-21")
    (case,) = service_visits.cases(session)
    assert case.last == day("2026-12-04")
    with pytest.raises(Refused):
        service_visits.raise_visit(session, visit_id, day("2026-11-21"), "再报一次")


def test_an_answer_that_is_none_is_refused_and_the_matter_stays_open(session):
    visit_id = service_visits.add_visit(session, parse_visit(RAW)).id
    with pytest.raises(Refused):
        service_visits.answer(session, visit_id, parse_visit(RAW))
    assert service_visits.get_visit(session, visit_id).open


def test_matters_near_their_day_are_due_and_overdue_ones_are_found(session, pretend):
    near = service_visits.add_visit(session, parse_visit({**RAW, "day": "2026-11-16"})).id
    late = service_visits.add_visit(session, parse_visit({**RAW, "day": "2026-11-11"})).id
    service_visits.add_visit(session, parse_visit(RAW))
    dues = [one for one in LEDGER.due(session) if "反映" in one.what]
    assert [(one.subject, one.when) for one in dues] == [
        (late, day("2026-11-18")), (near, day("2026-11-23")),
    ]  # fmt: skip
    assert "超期2个工作日" in dues[0].what
    assert dues[0].basis == "大理市做法"
    overdue = [one for one in LEDGER.findings(session) if one.key == "duty.visit_overdue"]
    assert [one.rows for one in overdue] == [(("duty_visits", late),)]
    assert "11月18日前答复" in overdue[0].what
    raw = {**RAW, "day": "2026-11-11", "answer": "修好了", "answered_on": "2026-11-20"}
    service_visits.answer(session, late, parse_visit(raw))
    found = LEDGER.findings(session)
    assert [one.key for one in found if "visit" in one.key] == ["duty.visit_late"]
    pretend("2027-01-04")
    assert [one.key for one in service_visits.visits_findings(session)].count(
        "duty.visit_late"
    ) == 0


def test_figures_are_of_a_month_a_year_and_each_receiver(session, receiver, pretend):
    for text in ("2026-10-12", "2026-11-02", "2026-11-20"):
        raw = {**RAW, "day": text, "handling": ON_THE_SPOT, "receiver": str(receiver)}
        service_visits.add_visit(session, parse_visit(raw))
    service_visits.add_visit(session, parse_visit(RAW))
    assert service_visits.visit_counts(session, 2026, 11).total == 3
    assert service_visits.visit_counts(session, 2026).total == 4
    assert service_visits.visit_counts(session, 2025).total == 0
    figures = service_visits.visit_figures(session, day("2026-11-01"), day("2026-11-30"))
    assert {who: one.total for who, one in figures.receivers.items()} == {receiver: 2, 0: 1}


def test_who_serves_today_received_first(session, receiver):
    assert service_visits.on_duty(session, day("2026-11-21")) == []
    service.add(session, Turn(day("2026-11-21"), receiver))
    assert service_visits.on_duty(session, day("2026-11-21")) == [receiver]


def test_the_spreadsheet_has_names_last_day_and_a_masked_telephone(session, receiver):
    raw = {**RAW, "phone": "13812341027", "receiver": str(receiver), "day": "2026-11-11"}
    service_visits.add_visit(session, parse_visit(raw))
    grid = service_visits.visits_grid(session, service_visits.cases(session), "来访登记")
    (row,) = grid.rows
    assert len(row) == len(grid.headers)
    found = dict(zip(grid.headers, row, strict=True))
    assert (found["接待人"], found["联系电话"]) == ("林秀兰", "138****1027")
    assert (found["最后一天"], found["剩余"]) == ("2026-11-18", "超期2个工作日")


def test_the_months_visits_are_counted_by_calendar_months(session):
    assert Month(2026, 2).last == day("2026-02-28")
    service_visits.add_visit(session, parse_visit({**RAW, "day": "2026-02-28"}))
    assert service_visits.visit_counts(session, 2026, 2).total == 1
    assert service_visits.visit_counts(session, 2026, 3).total == 0
