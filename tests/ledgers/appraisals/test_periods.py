"""A period that does not count for one person: said with a reason, and the others weigh the whole."""

import json
from dataclasses import replace
from datetime import date

import pytest

from jdzb.core import errors
from jdzb.core.ledger import Conduct
from jdzb.ledgers.appraisals import (
    LEDGER,
    grading,
    service,
    service_marks,
    service_notice,
    service_people,
    service_sheets,
    service_stages,
    service_standings,
    sheets,
)
from jdzb.ledgers.appraisals.entries import Mark
from jdzb.ledgers.appraisals.scoring import Entered, Tally, score
from jdzb.ledgers.appraisals.service_scores import BadCells
from jdzb.store import check
from tests.ledgers.appraisals.entering import scheme
from tests.ledgers.appraisals.rounds import (
    NAMES,
    entered,
    finished,
    opened,
    people,
    posted,
    stages_done,
    subjects,
    table,
    voted,
)

NEW = "徐海燕"
THERE = NAMES[:-1]
WHY = "2026年7月组织关系转入"


@pytest.fixture
def village(session):
    return people(session)


@pytest.fixture
def round_id(session, village):
    return opened(session)


def filled(session, round_id):
    """Everything but the first half of the one who came in July."""
    views = dict(zip(THERE, (9, 8, 7, 6, 5, 4), strict=True))
    entered(session, round_id, "view", views, "first")
    entered(session, round_id, "view", views | {NEW: 8.5}, "second")
    came = [("党员", 9, 8)]
    who = subjects(session, round_id)[NEW]
    mark = Mark(who, "second", "life", 200, "2026-08-05", "缺席一次", evidence="签到表")
    service_marks.add_mark(session, round_id, mark)
    service_people.leave_out(session, who, "first", WHY)
    for period, names in (("first", THERE), ("second", NAMES)):
        votes = dict.fromkeys(names, (8, 0, 0))
        voted(session, round_id, votes, period=period, ballot="paper", came=came)
    return who


# -- the points ------------------------------------------------------------------------------------


def test_the_weights_of_the_other_periods_are_scaled_to_the_whole():
    # Quarters of 10, 20, 30, 40 %; the first left out, 20 + 30 + 40 = 90 are the whole. One mark:
    # (20 × 90 + 30 × 60 + 40 × 75) ÷ 90 = 6600 ÷ 90 = 73.33…; the other four 80: no matter how.
    # Total (73.33… + 4 × 80) ÷ 5 = 78.66…, shown 78.7; stars: four, the first mark is below 80.
    used = scheme("stars")
    weights = (1000, 2000, 3000, 4000)
    periods = [replace(q, weight=w) for q, w in zip(used.periods, weights, strict=True)]
    used = replace(used, periods=tuple(periods))
    first = {"q2": 90, "q3": 60, "q4": 75}
    values = {
        (quarter, item.key, ""): (points if item.key == "team" else 80) * 100
        for quarter, points in first.items()
        for item in used.items
    }
    one = score(used, Entered(values, apart=frozenset({"q1"})))
    assert (one.missing, one.total, len(one.stars)) == ((), 7870, 4)
    assert "team" not in one.stars
    whole = score(used, Entered(values))
    assert len(whole.missing) == 5  # without the word all of the first quarter is missing
    # what was entered there before the word was said is left aside
    before = {("q1", item.key, ""): 10000 for item in used.items}
    assert score(used, Entered(values | before, apart=frozenset({"q1"}))) == one


def test_the_key_points_are_scaled_alike():
    # 重点任务 in 年中 and 年末 of 50 % each; 55 × 80 % = 44 in the one that counts: 44, not 22.
    used = scheme("steps")
    halves = tuple(replace(scheme("indices").periods[n], weight=5000) for n in (0, 1))
    parts = tuple(replace(one, periods=("mid", "end")) for one in used.parts)
    used = replace(used, periods=halves, parts=parts)
    values = {("end", "main", ""): 8000, ("end", "base", ""): 10000}
    one = score(used, Entered(values, apart=frozenset({"mid"})))
    assert (one.important, one.total) == (4400, 8900)  # 44 + 45


def test_votes_of_a_period_that_does_not_count_do_not_count():
    used = scheme("review")
    halves = tuple(replace(one, weight=5000) for one in scheme("indices").periods)
    parts = tuple(replace(one, periods=("mid", "end")) for one in used.parts)
    used = replace(used, periods=halves, parts=parts)
    tallies = {("mid", "vote"): Tally((0, 0, 0, 9)), ("end", "vote"): Tally((5, 3, 0, 0))}
    one = score(used, Entered(tallies=tallies, apart=frozenset({"mid"})))
    assert (one.majority, one.total) == (0, 6250)  # 5 of 8 is more than half, 62.5 %
    assert score(used, Entered(tallies=tallies)).majority == 3  # 5, 8, 8 of 17: only then above


def test_the_award_of_a_period_is_not_his_for_whom_it_does_not_count():
    used = scheme("stars")
    values = {(q.key, item.key, ""): 9000 for q in used.periods for item in used.items}
    less = dict.fromkeys(values, 8000)
    entrants = [
        grading.Entrant(n, one)
        for n, one in enumerate(
            (
                score(used, Entered(values, apart=frozenset({"q1"}))),
                score(used, Entered(less)),
                score(used, Entered(less)),
            )
        )
    ]
    assert grading.best_of_period("q1", entrants) == (1, 2)
    assert grading.best_of_period("q2", entrants) == (0,)


# -- the round -------------------------------------------------------------------------------------


def test_a_round_does_not_wait_for_the_points_of_a_period_that_does_not_count(session, round_id):
    who = filled(session, round_id)
    found = service_standings.standings(session, round_id)
    # second half alone: 60 - 2 + 8.5 + 30 = 96.5; the others 60 + view + 30 in both halves
    assert table(session, round_id)[:4] == [
        (1, "陈志强", "99.0", "优秀"), (2, "林秀兰", "98.0", "优秀"), (3, "周桂芳", "97.0", "合格"),
        (4, NEW, "96.5", "合格"),
    ]  # fmt: skip
    line = found.line(who)
    assert {line.told(one) for one in found.columns("first")} == {"不计"}
    assert [line.told(one) for one in found.columns("second")] == ["-2", "·", "8.5", "30"]
    assert service_notice.unready(found) == []
    steps = service_stages.steps(found.whole)
    assert [one.said for one in steps if one.stage.kind == "self"] == ["0/7", "0/8"]


def test_the_reason_stands_in_the_frozen_result_and_on_the_score_sheet(session, round_id):
    who = filled(session, round_id)
    finished(session, round_id)
    (kept,) = [one for one in service.whole(session, round_id).results if one.subject == who]
    assert (kept.total, kept.grade) == (9650, "合格")
    assert service_notice.parts_of(kept) == [
        ("上半年", "不计", WHY),
        ("下半年", "日常表现", "58.0"), ("下半年", "支部评价", "8.5"), ("下半年", "民主评议", "30.0"),
    ]  # fmt: skip
    assert json.loads(kept.parts)[0] == ["上半年", "不计", WHY]
    sheet = service_sheets.score_sheets(session, round_id, who)
    told = repr(sheet.blocks)
    assert f"上半年（40%）不计：{WHY}，其余时段按比例折成全年" in told
    assert "上半年（40%）日常表现" not in told
    assert "不计" in repr(service_sheets.ranking(session, round_id).blocks)
    assert LEDGER.findings(session) == []
    with pytest.raises(service.Frozen):
        service_people.count_again(session, who, "first", "弄错了")
    assert check.check_ledger(session).ok


@pytest.mark.parametrize(("typed", "told"), [(WHY, "其他原因"), ("年中转入", "年中转入")])
def test_the_notice_with_points_says_why_but_nothing_typed_by_hand(session, round_id, typed, told):
    who = filled(session, round_id)
    facts = service_sheets.known(session, service_standings.standings(session, round_id))
    open_ = replace(facts.scheme, public=replace(facts.scheme.public, points=True))
    lines = [
        replace(one, subject=replace(one.subject, apart=f"上半年：{typed}"))
        if one.subject.id == who else one
        for one in facts.lines
    ]  # fmt: skip
    since, until = date(2026, 11, 21), date(2026, 11, 28)

    def notice(scheme):
        known = replace(facts, scheme=scheme, lines=tuple(lines))
        return repr(sheets.result_notice(known, since, until, ("优秀", "合格")).blocks)

    assert f"徐海燕的上半年不计（{told}），其余时段按比例折成全年。" in notice(open_)
    assert "不计" not in notice(facts.scheme)


def test_it_is_said_with_a_reason_kept_in_the_history_and_undone(session, round_id):
    who = subjects(session, round_id)[NEW]
    with pytest.raises(errors.ReasonNeeded):
        service_people.leave_out(session, who, "first", " ")
    changed = service_people.leave_out(session, who, "first", WHY)
    assert changed.what == "徐海燕的上半年不计"
    entry = session.entries("tbl = 'appraisal_subjects'")[-1]
    assert (entry.new["apart"], entry.reason) == (f"上半年：{WHY}", WHY)
    session.undo()
    assert service.whole(session, round_id).subject(who).apart is None


def test_it_counts_again_for_a_reason(session, round_id):
    who = subjects(session, round_id)[NEW]
    with pytest.raises(errors.Refused, match="徐海燕的上半年本来就计分"):
        service_people.count_again(session, who, "first", "弄错了")
    service_people.leave_out(session, who, "first", WHY)
    service_people.count_again(session, who, "first", "人一直在")
    assert service.whole(session, round_id).subject(who).apart is None
    line = service_standings.standings(session, round_id).line(who)
    assert ("first", "view") in line.score.missing


def test_what_cannot_be_left_out_is_told(session, round_id):
    who = subjects(session, round_id)
    with pytest.raises(errors.Refused, match="何永贵不参加，没有要计的时段"):
        service_people.leave_out(session, who["何永贵"], "first", WHY)
    with pytest.raises(errors.Refused, match="没有分开的时段“third”"):
        service_people.leave_out(session, who[NEW], "third", WHY)
    service_people.leave_out(session, who[NEW], "first", WHY)
    with pytest.raises(
        errors.Refused, match=r"徐海燕除了下半年没有别的时段计分.*改为“参加但不评定”"
    ):
        service_people.leave_out(session, who[NEW], "second", WHY)
    single = opened(session, "党员积分制", "2026年积分")
    one = subjects(session, single)[NEW]
    with pytest.raises(errors.Refused, match="没有分开的时段“year”"):
        service_people.leave_out(session, one, "year", WHY)


def test_nothing_is_entered_in_a_period_that_does_not_count(session, village, round_id):
    who = subjects(session, round_id)[NEW]
    service_people.leave_out(session, who, "first", WHY)
    with pytest.raises(BadCells, match=f"徐海燕的上半年不计（{WHY}），不打分"):
        entered(session, round_id, "view", {NEW: 9}, "first")
    mark = Mark(who, "first", "life", 200, "2026-05-06", "缺席", evidence="签到表")
    with pytest.raises(errors.Refused, match=r"徐海燕的上半年不计.*不登记扣分加分"):
        service_marks.add_mark(session, round_id, mark)
    facts = [
        Conduct("meetings", village[NEW], day, "缺席", ("meeting_attendance", 3), "meetings.absent")
        for day in (date(2026, 5, 6), date(2026, 8, 6))
    ]
    found = service_marks.propose(session, round_id, facts)
    assert [one.period for one in found] == ["second"]


def test_after_posting_it_is_a_change_like_any_other(session, round_id):
    filled(session, round_id)
    stages_done(session, round_id)
    posted(session, round_id)
    who = subjects(session, round_id)["吴春生"]
    service_people.leave_out(session, who, "first", "上半年在外地党校")
    assert [one.key for one in LEDGER.findings(session)] == []  # 96 as before: 60 + 6 + 30
    other = subjects(session, round_id)[NEW]
    service_people.count_again(session, other, "first", "查实上半年在村")
    found = {one.key: one.what for one in LEDGER.findings(session)}
    assert set(found) == {"appraisals.changed", "appraisals.ballots"}  # nobody voted on him then
    # he has no place now, so those behind him move up
    told = "2026年度评定公示以后有改动：吴春生、郑德福、孙明义、徐海燕"
    assert found["appraisals.changed"] == told


def test_a_veto_is_kept_in_the_period_of_its_day(session, round_id):
    who = subjects(session, round_id)[NEW]
    days = {
        "2025-12-31": "first", "2026-06-30": "first", "2026-07-01": "second", "2027-01-05": "second",
    }  # fmt: skip
    for day in days:
        mark = Mark(who, "second", "punished", 0, day, "党内警告", evidence="决定书")
        service_marks.add_mark(session, round_id, mark)
    assert {one.day: one.period for one in service.whole(session, round_id).marks} == days
