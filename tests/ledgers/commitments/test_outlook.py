"""What the book tells the rest: what is due, what is amiss, facts of a member, its spreadsheet."""

from dataclasses import replace

import pytest

from jdzb.core.fields import InvalidForm
from jdzb.handover import findings as examined
from jdzb.ledgers.commitments import (
    LEDGER,
    service,
    service_outlook,
    service_progress,
    service_wishes,
    service_year,
)
from jdzb.ledgers.commitments.entries import Ballot, Progress, Step, Wish
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing
from jdzb.ledgers.members.entries import MOVED, Member

STEPS = (("提诺", "2026-02-20"), ("审诺", "2026-03-02"), ("公示", "2026-03-05"))


@pytest.fixture
def campaign(session, people):
    """A year properly begun: three steps taken, the review tied to its meeting."""
    values = {"kind": "支部委员会", "day": "2026-03-02"}
    meeting = session.add("meetings", values, what="登记会议").id
    for step, day in STEPS:
        link = f"meetings:{meeting}" if step == "审诺" else None
        service_year.take(session, Step(2026, step, day, link))


@pytest.fixture
def kept(session, promise, campaign):
    """Three promises of each of three members and the branch, all reached."""
    for name in ("", "林秀兰", "周桂芳", "郑德福"):
        for what in ("走访", "修灯", "植树"):
            one = promise(name, what)
            service_progress.add(session, Progress(one, "2026-11-01", "做完", 36))


def due(session):
    return [one.what for one in service_outlook.due(session)]


def keys(session):
    return [one.key for one in LEDGER.findings(session)]


# -- due -------------------------------------------------------------------------------------------


def test_an_empty_book_asks_for_nothing(session, people):
    assert (due(session), keys(session)) == ([], [])


def test_a_year_in_order_asks_for_nothing_before_its_last_month(session, kept, monkeypatch):
    assert (due(session), keys(session)) == ([], [])
    monkeypatch.setenv("JDZB_TODAY", "2026-12-01")
    (found,) = service_outlook.due(session)
    assert (found.what, found.when.isoformat()) == ("2026年承诺：述诺", "2026-12-31")
    assert (found.button, found.filled) == ("登记这一步", ("2026", "述诺"))


def test_a_step_left_out_is_asked_for_until_it_is_taken(session, promise):
    promise()
    service_year.take(session, Step(2026, "公示", "2026-03-05"))
    assert "2026年承诺：审诺" in due(session)
    service_year.take(session, Step(2026, "审诺", "2026-03-02"))
    assert "2026年承诺：审诺" not in due(session)


def test_the_new_year_asks_for_its_promises_and_the_old_one_for_its_end(session, kept, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2027-02-01")
    assert due(session) == ["2026年承诺：述诺", "2027年承诺：提诺"]


def test_who_begins_with_next_year_is_asked_nothing_of_this_one(session, promise):
    promise(year=2027)
    assert due(session) == keys(session) == []


def test_overdue_behind_and_soon_due_are_one_line_each_with_whose_they_are(
    session, promise, campaign
):
    for name in ("", "林秀兰", "周桂芳", "郑德福"):
        promise(name, "走访")
        promise(name, "收割", due="2026-10-31", unit="户")
        near = promise(name, "补种", due="2026-11-30", target=10)
        service_progress.add(session, Progress(near, "2026-11-01", "补种", 9))
    late, behind, near = service_outlook.due(session)
    assert late.what == "党支部、林秀兰、周桂芳等 4 人2026年的 4 条承诺到期没有完成"
    assert (late.when.isoformat(), late.filled) == ("2026-10-31", ("2026", "超期"))
    assert behind.what == "党支部、林秀兰、周桂芳等 4 人2026年的 4 条承诺进度落后"
    assert near.what.endswith("4 条承诺快到期")
    assert {one.button for one in (late, behind, near)} == {"去看承诺"}


def test_who_has_left_is_asked_for_nothing_more(session, promise, campaign, people, monkeypatch):
    promise()
    promise("周桂芳")
    service_standing.leave(session, people["林秀兰"], MOVED, "2026-06-01", "迁往县城")
    assert due(session) == ["周桂芳2026年的 1 条承诺进度落后"]
    monkeypatch.setenv("JDZB_TODAY", "2027-01-01")
    assert found(session, "commitments.silent") == ["2026年有 1 条承诺没有述诺：周桂芳"]


def test_a_wish_nobody_claimed_or_fulfilled_is_asked_for(session, people):
    open_ = service_wishes.add(session, Wish("2026-11-01", "董阿婆", "棉被")).id
    service_wishes.add(session, Wish("2026-11-20", "春桃", "老花镜"))
    service_wishes.add(session, Wish("2026-09-01", "老罗", "扶手", due="2026-10-01", claimed_by=1))
    first, second = service_outlook.due(session)
    assert (first.what, first.subject) == ("董阿婆微心愿还没有人认领", open_)
    assert (second.what, second.when.isoformat()) == ("老罗微心愿到期没有实现", "2026-10-01")


# -- findings --------------------------------------------------------------------------------------


def found(session, key):
    return [one.what for one in LEDGER.findings(session) if one.key == key]


def test_too_few_too_many_and_none_are_named_with_the_rule(session, promise, campaign):
    promise("林秀兰")
    for n in range(5):
        promise("周桂芳", f"走访{n}")
    assert found(session, "commitments.count") == [
        "林秀兰2026年的承诺只有 1 条，规定至少 3 条（大姚县做法）",
        "周桂芳2026年的承诺有 5 条，规定最多 4 条（大姚县做法）",
    ]
    assert found(session, "commitments.none") == [
        "2026年没有承诺的 1 人：郑德福（每人至少 3 条，大姚县做法）"
    ]


def test_nobody_is_counted_before_the_promises_were_to_be_reviewed(session, promise, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-03-31")
    promise()
    assert "commitments.count" not in keys(session)
    monkeypatch.setenv("JDZB_TODAY", "2026-04-01")
    assert "commitments.count" in keys(session)


def test_no_review_and_no_posting_are_found(session, promise):
    promise()
    assert found(session, "commitments.review") == [
        "2026年承诺没有审诺的记录（应在3月底前，本程序默认）"
    ]
    assert len(found(session, "commitments.posting")) == 1


def test_a_review_without_meeting_and_a_posting_out_of_order_are_found(session, promise):
    promise()
    service_year.take(session, Step(2026, "审诺", "2026-03-20"))
    service_year.take(session, Step(2026, "公示", "2026-03-05"))
    assert found(session, "commitments.unlinked") == ["2026年承诺审诺没有连着会议记录"]
    assert found(session, "commitments.order") == [
        "2026年承诺先公示（2026-03-05）后审诺（2026-03-20）"
    ]


def test_a_late_posting_is_found_with_its_days(session, promise):
    promise()
    service_year.take(session, Step(2026, "审诺", "2026-03-02"))
    service_year.take(session, Step(2026, "公示", "2026-03-13"))
    assert found(session, "commitments.posting_late") == [
        "2026年承诺审诺后 11 天才公示（10 天以内，本程序默认）"
    ]


def test_an_outcome_wants_ballots_and_progress_that_bears_it_out(session, promise, campaign):
    one, other = promise(what="走访"), promise(what="修灯", target=10, unit="盏")
    service_progress.add(session, Progress(one, "2026-05-01", "走访", 20))
    service_progress.add(session, Progress(other, "2026-05-01", "修灯", 10))
    service.settle_all(session, {one: "兑现", other: "兑现"}, "2026-11-20")
    assert found(session, "commitments.unheard") == [
        "2026年有 2 条承诺评了结果，没有评诺票数：林秀兰"
    ]
    assert found(session, "commitments.unproved") == [
        "林秀兰2026年的承诺“走访”评为兑现，践诺记录只有 20（目标 36 户次）"
    ]
    service_year.count(session, [Ballot(2026, "2026-11-20", 40, 38, 1, 38)])
    service.settle(session, one, "部分兑现", "2026-11-21")
    assert not {"commitments.unheard", "commitments.unproved"} & set(keys(session))


def test_ballots_are_wanted_where_their_day_is_recorded(session, kept):
    service_year.take(session, Step(2026, "评诺", "2026-11-20"))
    assert found(session, "commitments.uncounted") == ["2026年评诺已经登记，没有票数"]


def test_of_a_year_that_is_over_what_was_left_open_is_found(session, kept, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2027-01-01")
    assert found(session, "commitments.silent") == [
        "2026年有 12 条承诺没有述诺：党支部、林秀兰、周桂芳、郑德福"
    ]
    (left,) = found(session, "commitments.unsettled")
    assert left.startswith("2026年有 12 条承诺没有评定结果（其中 12 条已达到目标）")


def test_progress_entered_long_after_is_a_late_entry_for_the_township(session, promise):
    one = promise()
    service_progress.add(session, Progress(one, "2026-11-14", "走访", 3))
    service_progress.add(session, Progress(one, "2026-11-13", "走访", 3))
    told = [late.what for late in examined.late_entries(session, 0)]
    assert told[0].startswith("补录践诺记录 1 条")
    assert "最多晚了 8 天" in told[0]
    assert len(told) == 1


# -- facts -----------------------------------------------------------------------------------------


def test_a_members_year_is_told_as_facts_with_keys_and_rows(session, promise, people):
    ids = [promise(what=what) for what in ("走访", "修灯", "植树", "读书")]
    service_progress.add(session, Progress(ids[0], "2026-11-01", "做完", 36))
    service.settle_all(
        session, {ids[0]: "兑现", ids[1]: "未兑现", ids[2]: "部分兑现"}, "2026-11-20"
    )
    wish = service_wishes.add(session, Wish("2026-10-01", "董阿婆", "棉被")).id
    service_wishes.claim(session, wish, people["林秀兰"], "2026-10-02")
    service_wishes.fulfil(session, wish, "2026-10-20")
    service_year.count(session, [Ballot(2026, "2026-11-20", 40, 38, 1, 30, 5, 1, 1, 1)])
    told = [(one.key, one.what) for one in LEDGER.conduct(session, 1, 2026)]
    assert told == [
        ("commitments.wish", "实现董阿婆的微心愿"),
        ("commitments.kept", "兑现：走访"),
        ("commitments.broken", "未兑现：修灯"),
        ("commitments.partly", "部分兑现：植树"),
        ("commitments.ballot", "评诺满意率 92.1%（35/38 票）"),
        ("commitments.behind", "承诺落后（0/36 户次）：读书"),
    ]
    assert all(session.row(*one.row) for one in LEDGER.conduct(session, 1, 2026))
    assert LEDGER.conduct(session, 2, 2026) == LEDGER.conduct(session, 1, 2025) == []


def test_his_card_counts_his_promises_by_state(session, promise):
    assert LEDGER.remarks(session, 1, 2026) == ()
    one = promise(what="走访")
    promise(what="收割", due="2026-10-31")
    service_progress.add(session, Progress(one, "2026-11-01", "做完", 36))
    (told,) = LEDGER.remarks(session, 1, 2026)
    assert told.text == "2 条：超期 1，已达到 1（只有 2 条，规定至少 3 条）"
    assert (told.label, told.tone) == ("承诺", "red")


# -- spreadsheet -----------------------------------------------------------------------------------


def test_excel_out_and_in_tells_two_of_one_name_apart_and_knows_the_branch(session, promise):
    other = members.add(session, Member("林秀兰", joined="2005-01", party_group="第二党小组")).id
    promise("", "修水渠")
    promise("林秀兰")
    service.add(session, replace(service.get(session, 2), member=other, id=0))
    grid = service_outlook.to_grid(session)
    assert grid.rows[0][1] == "党支部"
    back = [LEDGER.parse(raw) for raw in service_outlook.from_grid(session, grid)]
    assert [one.member for one in back] == [None, 1, other]


def test_a_name_nobody_has_is_said(session, promise):
    promise()
    grid = service_outlook.to_grid(session)
    row = ("2026", "张三", *grid.rows[0][2:])
    (raw,) = service_outlook.from_grid(session, replace(grid, rows=(row,)))
    with pytest.raises(InvalidForm, match="承诺人“张三”：党员册里没有这个人"):
        LEDGER.parse(raw)
