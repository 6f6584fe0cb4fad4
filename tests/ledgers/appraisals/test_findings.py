"""What the township is told of a round: each fact raised at its border, and not a step before."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from jdzb.core import clock
from jdzb.ledgers.appraisals import (
    LEDGER,
    service,
    service_marks,
    service_notice,
    service_people,
    service_stages,
)
from jdzb.ledgers.appraisals.entries import Mark, StageDone
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from tests.ledgers.appraisals.rounds import (
    NAMES,
    entered,
    opened,
    people,
    posted,
    stages_done,
    subjects,
    voted,
)

VIEWS = dict(zip(NAMES, (9, 8, 7, 6, 5, 4, 3), strict=True))


@pytest.fixture
def round_id(session):
    """Seven people scored and voted on, with all stages before the notice done."""
    people(session)
    made = opened(session)
    for period in ("first", "second"):
        entered(session, made, "view", VIEWS, period)
        votes = dict.fromkeys(NAMES, (8, 0, 0))
        voted(session, made, votes, period=period, ballot="paper", came=[("党员", 9, 8)])
    stages_done(session, made)
    return made


def keys(session):
    return [one.key for one in LEDGER.findings(session)]


def on(day):
    return clock.pretended(datetime.fromisoformat(f"{day}T08:00"))


# -- not closed ------------------------------------------------------------------------------------


def test_a_round_is_not_closed_from_the_first_day_of_the_next_year(session, round_id):
    with on("2026-12-31"):
        assert keys(session) == []
    with on("2027-01-01"):
        (finding,) = LEDGER.findings(session)
    assert (finding.key, finding.what) == ("appraisals.open", "2026年度评定还没有定档，停在“公示”")


def test_a_closed_round_and_a_void_one_are_never_open(session, round_id):
    other = opened(session, title="登记错的")
    posted(session, round_id)
    service_notice.finish(session, round_id)
    service.void(session, other, "登记错了")
    with on("2027-01-01"):
        assert keys(session) == []


# -- quotas ----------------------------------------------------------------------------------------


def test_a_quota_is_broken_by_one_and_not_at_its_border(session, round_id):
    # 优秀 at most a third, rounded down: 2 of 7, 2 of 6, 1 of 5. Two were posted as 优秀.
    posted(session, round_id)
    given = [one.grade for one in service.whole(session, round_id).results]
    assert given.count("优秀") == 2
    who = subjects(session, round_id)
    service_people.excuse(session, who["徐海燕"], "不参加", "外出", "公示意见查实")
    assert "appraisals.quota" not in keys(session)
    service_people.excuse(session, who["孙明义"], "不参加", "外出", "公示意见查实")
    (finding,) = [one for one in LEDGER.findings(session) if one.key == "appraisals.quota"]
    assert finding.what == "2026年度评定“优秀”2 人，超过规定的最多 1 人（评定 5 人）"


# -- the notice ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "raised"), [("2026-11-20", []), ("2026-11-19", ["appraisals.notice"])]
)
def test_a_notice_of_seven_days_is_long_enough_and_of_six_too_short(
    session, round_id, until, raised
):
    whole = service.whole(session, round_id)
    entry = service_notice.notice_entry(whole, date(2026, 11, 13))
    entry = replace(entry, until=until, link="notices:4")
    service_notice.post(session, round_id, entry, "" if not raised else "乡镇催报")
    assert keys(session) == raised
    service_notice.finish(session, round_id)
    assert keys(session) == raised


@pytest.mark.parametrize(
    ("since", "raised"), [("2026-11-07", []), ("2026-11-08", ["appraisals.notice"])]
)
def test_an_announcement_before_the_meeting_hangs_as_long_as_the_scheme_says(
    session, since, raised
):
    # 直评村官 is announced three days before: from the 7th to the 10th, not from the 8th.
    members.add(session, Member("李建国", joined="2001-03", village_post="村主任"))
    made = opened(session, "直评村官", "2026年直评村官")
    row = StageDone("before", "", done_on="2026-11-10", since=since, until="2026-11-10",
                    link="notices:1")  # fmt: skip
    service_stages.put_stage(session, made, row)
    assert keys(session) == raised


def test_an_end_without_a_notice_is_found(session, round_id):
    posted(session, round_id)
    service_notice.finish(session, round_id)
    assert keys(session) == []
    notice = service.whole(session, round_id).notice
    session.void(service_stages.TABLE, notice.id, what="撕掉公示", reason="另一只手")
    (finding,) = LEDGER.findings(session)
    assert (finding.key, finding.what) == (
        "appraisals.notice", "2026年度评定没有公示就定了档",
    )  # fmt: skip


# -- evidence --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidence", "raised"),
    [("会议记录第3号", []), ("meeting_attendance:3", []), (None, ["appraisals.evidence"])],
)
@pytest.mark.parametrize("item", ["life", "punished"])
def test_what_is_taken_off_or_vetoed_has_its_evidence(session, round_id, item, evidence, raised):
    who = subjects(session, round_id)["徐海燕"]
    mark = Mark(who, "first", item, 200, "2026-05-06", "缺席", evidence=evidence)
    service_marks.add_mark(session, round_id, mark)
    assert keys(session) == raised


def test_what_was_not_taken_needs_none(session, round_id):
    who = subjects(session, round_id)["徐海燕"]
    mark = Mark(who, "first", "life", 200, "2026-05-06", "缺席")
    id_ = service_marks.add_mark(session, round_id, mark).id
    assert keys(session) == ["appraisals.evidence"]
    service_marks.amend_mark(session, id_, 200, "缺席", "不采纳", "补了假条")
    assert keys(session) == []


# -- changes after posting -------------------------------------------------------------------------


def test_a_change_before_posting_is_none(session, round_id):
    entered(session, round_id, "view", {"徐海燕": 10}, "second")
    posted(session, round_id)
    assert keys(session) == []


def test_a_change_after_posting_is_found_and_put_back_it_is_none(session, round_id):
    posted(session, round_id)
    who = subjects(session, round_id)["徐海燕"]
    mark = Mark(who, "first", "life", 200, "2026-05-06", "缺席", evidence="签到表")
    id_ = service_marks.add_mark(session, round_id, mark, "公示意见").id
    (finding,) = LEDGER.findings(session)
    assert (finding.key, finding.what) == (
        "appraisals.changed", "2026年度评定公示以后有改动：徐海燕",
    )  # fmt: skip
    service_marks.void_mark(session, id_, "查实到会")
    assert keys(session) == []


def test_a_change_taken_into_the_end_stays_found(session, round_id):
    posted(session, round_id)
    who = subjects(session, round_id)["徐海燕"]
    mark = Mark(who, "first", "life", 200, "2026-05-06", "缺席", evidence="签到表")
    service_marks.add_mark(session, round_id, mark, "公示意见")
    service_notice.finish(session, round_id, reason="按查实的意见改正")
    assert keys(session) == ["appraisals.changed"]


def test_a_round_in_order_tells_nothing_to_its_end(session, round_id):
    assert keys(session) == []
    posted(session, round_id)
    assert keys(session) == []
    service_notice.finish(session, round_id)
    assert keys(session) == []
