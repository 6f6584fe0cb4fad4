"""The life of a round by a county's own scheme: opened, scored, proposed, posted, frozen."""

import random
import re
from datetime import date, datetime

import pytest

from jdzb.core import clock, errors
from jdzb.core.fields import InvalidForm
from jdzb.core.ledger import Conduct
from jdzb.ledgers.appraisals import (
    LEDGER,
    parsing,
    reading,
    service,
    service_marks,
    service_notice,
    service_people,
    service_schemes,
    service_scores,
    service_stages,
    service_standings,
)
from jdzb.ledgers.appraisals.entries import Mark, Round, StageDone
from jdzb.ledgers.appraisals.service_scores import BadCells, Cell
from jdzb.store import check
from tests.ledgers.appraisals.rounds import (
    NAMES,
    OWN,
    OWN_TITLE,
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

SAME = dict.fromkeys(NAMES, 8)
VOTES = dict.fromkeys(NAMES, (8, 0, 0))


@pytest.fixture
def village(session):
    return people(session)


@pytest.fixture
def round_id(session, village):
    return opened(session)


def filled(session, round_id, view=SAME, votes=VOTES):
    for period in ("first", "second"):
        entered(session, round_id, "view", view, period)
        voted(session, round_id, votes, period=period, ballot="paper", came=[("党员", 9, 8)])


def absent(member, day, row=1, what="主题党日无故缺席"):
    day = date.fromisoformat(day)
    return Conduct("meetings", member, day, what, ("meeting_attendance", row), "meetings.absent")


# -- opening ---------------------------------------------------------------------------------------


def test_a_round_lists_the_members_of_its_day_and_says_why_some_get_no_grade(session, round_id):
    whole = service.whole(session, round_id)
    assert [one.name for one in whole.assessed] == list(NAMES)
    others = {one.name: (one.takes, one.why) for one in whole.subjects if not one.assessed}
    assert others == {
        "严建国": ("参加但不评定", "预备党员不评定等次"),
        "何永贵": ("不参加", "年老体弱"),
    }


def test_a_round_keeps_the_text_its_scheme_had_when_it_opened(session, village, round_id):
    (own,) = service_schemes.own(session)
    text = OWN.read_text(encoding="utf-8").replace("line = 60", "line = 80")
    service_schemes.amend_own(session, own.id, text, OWN.name, "县里改了分数线")
    later = opened(session, title="另一次评定")
    lines = [service.scheme_of(session, one).grades[1].line for one in (round_id, later)]
    assert lines == [6000, 8000]


def test_a_round_by_an_unknown_scheme_is_refused_with_those_there_are(session, village):
    with pytest.raises(errors.Refused, match=r"没有“随便评”这种评议办法.*合格党员评定"):
        service.add(session, Round("随便", "随便评", 2026, "2026-11-01"))
    assert service.browse(session) == []


def test_a_second_round_of_the_same_name_is_refused(session, village, round_id):
    with pytest.raises(errors.Refused, match="已经有“2026年度评定”"):
        opened(session)


def test_a_scheme_with_a_misspelt_key_is_not_kept(session):
    text = OWN.read_text(encoding="utf-8").replace("decimals", "decimal")
    with pytest.raises(reading.BadScheme, match=r"own\.toml.*第 9 行“decimal”"):
        service_schemes.add_own(session, text, OWN.name)
    assert service_schemes.own(session) == []


def test_an_own_scheme_of_a_title_that_is_taken_is_refused(session):
    text = OWN.read_text(encoding="utf-8").replace(OWN_TITLE, "合格党员评定")
    with pytest.raises(errors.Refused, match="已经有“合格党员评定”"):
        service_schemes.add_own(session, text, OWN.name)


def test_who_is_excused_by_hand_needs_a_why_and_is_never_ranked(session, round_id):
    who = subjects(session, round_id)["徐海燕"]
    with pytest.raises(errors.Refused, match="要写明原因"):
        service_people.excuse(session, who, "不参加", " ", "长期住院")
    service_people.excuse(session, who, "不参加", "长期住院", "支委会同意")
    filled(session, round_id, dict.fromkeys(NAMES[:6], 8))
    found = service_standings.standings(session, round_id)
    assert found.line(who).rank is None
    assert found.line(who).grade == "长期住院"
    assert found.graded.assessed == 6


# -- scores ----------------------------------------------------------------------------------------


def test_a_pasted_block_is_one_act_and_one_undo_takes_it_back(session, round_id):
    who = subjects(session, round_id)
    cells = [Cell(who[name], "first", "view", "9.5") for name in NAMES]
    cells += [Cell(who[name], "first", "life", "-2") for name in NAMES[:2]]
    before = session.rows("appraisal_scores") + session.rows("appraisal_marks")
    changed = service_scores.write(session, round_id, cells)
    assert changed.what == "填写2026年度评定陈志强、林秀兰等7人的分数"
    whole = service.whole(session, round_id)
    assert [one.points for one in whole.scores] == [950] * 7
    assert [(one.points, one.kind, one.evidence) for one in whole.marks] == [
        (200, "扣分", None)
    ] * 2
    session.undo()
    assert session.rows("appraisal_scores") + session.rows("appraisal_marks") == before


def test_of_a_block_with_bad_cells_nothing_is_written_and_each_is_named(session, round_id):
    who = subjects(session, round_id)
    cells = [
        Cell(who["陈志强"], "first", "view", "9"),
        Cell(who["林秀兰"], "first", "view", "很好"),
        Cell(who["周桂芳"], "first", "view", "10.5"),
        Cell(who["何永贵"], "first", "view", "9"),
        Cell(who["吴春生"], "first", "vote", "90"),
    ]
    with pytest.raises(BadCells) as caught:
        service_scores.write(session, round_id, cells)
    assert caught.value.problems == (
        "林秀兰的“支部评价”“很好”应为分值，例如 2 或 0.5，最多两位小数。",
        "周桂芳的“支部评价”应在 0 到 10.0 分之间。",
        "何永贵不参加，不打分。",
        "“民主评议”由测评票得出，不能直接填写。",
    )
    assert "没有保存" in str(caught.value)
    assert session.rows("appraisal_scores") == []


def test_a_number_takes_off_in_a_column_that_takes_off_and_a_wrong_sign_is_refused(
    session, village
):
    round_id = opened(session, "党员积分制")
    who = subjects(session, round_id)["陈志强"]
    wrong = {
        "conduct": ("+3", "是扣分的，填几就扣几分，不能填“+3”。要加分，请填在加分的栏里。"),
        "deed": ("−2分", "是加分的，填几就加几分，不能填“−2分”。要扣分，请填在扣分的栏里。"),
    }
    for item, (text, told) in wrong.items():
        with pytest.raises(BadCells, match=f"陈志强的“其他.分”{re.escape(told)}"):
            service_scores.write(session, round_id, [Cell(who, "year", item, text)])
    good = [Cell(who, "year", "conduct", "3"), Cell(who, "year", "deed", "+2")]
    service_scores.write(session, round_id, good)
    service_scores.write(session, round_id, [Cell(who, "year", "broken", "-5")])
    # 100 - 3 - 5 + 2
    assert service_standings.standings(session, round_id).line(who).score.total == 9400


def test_a_minus_is_no_score(session, round_id):
    who = subjects(session, round_id)["陈志强"]
    with pytest.raises(BadCells, match="是打分的，填得几分，不能填“-9”"):
        service_scores.write(session, round_id, [Cell(who, "first", "view", "-9")])
    assert service.whole(session, round_id).scores == ()


def test_the_form_of_a_deduction_takes_no_sign():
    raw = {"points": "-2", "day": "2026-05-06", "what": "缺席"}
    with pytest.raises(InvalidForm, match="不写正负号：扣分的项目写几就扣几分"):
        parsing.parse_mark(raw, 1, "life", "first")
    assert parsing.parse_mark(raw | {"points": "2"}, 1, "life", "first").points == 200


def test_a_cleared_cell_is_missing_again(session, round_id):
    who = subjects(session, round_id)["陈志强"]
    service_scores.write(session, round_id, [Cell(who, "first", "view", "9")])
    service_scores.write(session, round_id, [Cell(who, "first", "view", "")])
    found = service_standings.standings(session, round_id)
    assert ("first", "view") in found.line(who).score.missing
    assert check.check_ledger(session).ok


def test_a_number_typed_over_deductions_is_the_whole_of_the_cell(session, village, round_id):
    facts = [absent(village["陈志强"], "2026-03-05")]
    service_marks.accept(session, round_id, service_marks.propose(session, round_id, facts))
    who = subjects(session, round_id)["陈志强"]
    service_scores.write(session, round_id, [Cell(who, "first", "life", "-5")])
    marks = service.whole(session, round_id).marks
    assert [(one.points, one.evidence) for one in marks] == [
        (200, "meeting_attendance:1"), (300, None),
    ]  # fmt: skip
    service_scores.write(session, round_id, [Cell(who, "first", "life", "2")])
    assert [one.points for one in service.whole(session, round_id).marks] == [200]
    with pytest.raises(BadCells, match="有凭据的已有 2 分，比填写的 1 分多"):
        service_scores.write(session, round_id, [Cell(who, "first", "life", "1")])


def test_an_edited_cell_gives_the_same_standings_as_everything_read_again(session, round_id):
    filled(session, round_id)
    before = service_standings.standings(session, round_id)
    who = subjects(session, round_id)["孙明义"]
    service_scores.write(session, round_id, [Cell(who, "second", "view", "3")])
    now = service_standings.refreshed(session, before, {who})
    again = service_standings.standings(session, round_id)
    assert now.lines == again.lines
    assert now.graded == again.graded
    assert now != before


# -- evidence --------------------------------------------------------------------------------------


def test_facts_are_proposed_by_the_keys_of_the_scheme_in_their_period(session, village, round_id):
    facts = [
        absent(village["吴春生"], "2026-08-05", 7),
        absent(village["陈志强"], "2026-03-05", 3),
        absent(village["陈志强"], "2025-03-05", 2),
        absent(village["何永贵"], "2026-03-05", 4),
        Conduct("duty", village["陈志强"], date(2026, 9, 1), "值班脱岗（上午）", ("duty_attendance", 5), "duty.away"),
        Conduct("duty", village["陈志强"], date(2026, 9, 2), "值班到岗", ("duty_attendance", 6), "duty.served"),
    ]  # fmt: skip
    found = service_marks.propose(session, round_id, facts)
    assert [(one.name, one.period, one.item, one.points, one.evidence) for one in found] == [
        ("陈志强", "first", "life", 200, "meeting_attendance:3"),
        ("陈志强", "second", "task", 250, "duty_attendance:5"),
        ("吴春生", "second", "life", 200, "meeting_attendance:7"),
    ]
    assert found[0].words == "组织生活 −2：3月5日主题党日无故缺席"


def test_judged_facts_are_not_proposed_again(session, village, round_id):
    facts = [absent(village["陈志强"], f"2026-0{n}-05", n) for n in (2, 3, 4)]
    first, second, _ = service_marks.propose(session, round_id, facts)
    service_marks.accept(session, round_id, [first])
    with pytest.raises(errors.ReasonNeeded):
        service_marks.refuse(session, round_id, [second], " ")
    service_marks.refuse(session, round_id, [second], "当天送孩子看病，事后补了假")
    left = service_marks.propose(session, round_id, facts)
    assert [one.evidence for one in left] == ["meeting_attendance:4"]
    line = service_standings.standings(session, round_id).line(first.subject)
    assert line.score.cells["first", "life"] == 200
    assert [(one.verdict, one.reason) for one in line.marks] == [
        ("采纳", None), ("不采纳", "当天送孩子看病，事后补了假"),
    ]  # fmt: skip


def test_a_second_click_does_not_take_the_points_off_twice(session, village, round_id):
    facts = [absent(village["陈志强"], f"2026-0{n}-05", n) for n in (2, 3)]
    first, second = service_marks.propose(session, round_id, facts)
    service_marks.accept(session, round_id, [first])
    with pytest.raises(errors.Refused, match="已经处理过了"):
        service_marks.accept(session, round_id, [first])
    service_marks.refuse(session, round_id, [first, second], "补了假条")
    marks = service.whole(session, round_id).marks
    assert [(one.evidence, one.verdict) for one in marks] == [
        ("meeting_attendance:2", "采纳"), ("meeting_attendance:3", "不采纳"),
    ]  # fmt: skip


def test_two_facts_of_one_row_are_judged_one_by_one(session, village, round_id):
    row, day = ("duty_turns", 9), date(2026, 9, 1)
    facts = [
        Conduct("duty", village["陈志强"], day, f"值班未签到（{half}）", row, "duty.unsigned")
        for half in ("上午", "下午")
    ]
    proposals = service_marks.propose(session, round_id, facts)
    assert len(proposals) == 2
    service_marks.accept(session, round_id, proposals[:1])
    assert service_marks.propose(session, round_id, facts) == proposals[1:]


def test_a_mark_whose_fact_was_corrected_away_is_told(session, village, round_id):
    facts = [absent(village["陈志强"], "2026-03-05")]
    service_marks.accept(session, round_id, service_marks.propose(session, round_id, facts))
    whole = service.whole(session, round_id)
    assert service_marks.outdated(whole, facts) == ()
    assert [one.evidence for one in service_marks.outdated(whole, [])] == ["meeting_attendance:1"]


def test_a_veto_is_entered_with_its_day_and_decides_the_grade(session, round_id):
    filled(session, round_id)
    who = subjects(session, round_id)["陈志强"]
    mark = Mark(who, "first", "punished", 500, "2026-05-06", "党内警告")
    service_marks.add_mark(session, round_id, mark)
    line = service_standings.standings(session, round_id).line(who)
    assert (line.grade, line.outcome.why) == ("不合格", ("punished",))
    assert [(one.kind, one.points) for one in line.marks] == [("否决", 0)]


# -- ballots ---------------------------------------------------------------------------------------


# -- stages, notice, end ---------------------------------------------------------------------------


def test_stages_go_in_order_period_by_period(session, round_id):
    steps = service_stages.steps(service.whole(session, round_id))
    assert [(one.number, one.title, one.period, one.state, one.said) for one in steps] == [
        (1, "党员自评", "first", "进行中", "0/8"),
        (2, "民主评议", "first", "未开始", ""),
        (3, "党员自评", "second", "未开始", "0/8"),
        (4, "民主评议", "second", "未开始", ""),
        (5, "公示", "", "未开始", "7 天"),
        (6, "定档", "", "未开始", ""),
    ]
    with pytest.raises(errors.Refused, match="第 1 步“上半年党员自评”还没有完成"):
        service_stages.put_stage(
            session, round_id, StageDone("vote", "first", done_on="2026-11-01")
        )


def test_who_has_done_a_stage_is_counted(session, round_id):
    who = subjects(session, round_id)
    service_stages.done_by(session, round_id, "self", "first", list(who.values())[:8], "2026-11-02")
    step = service_stages.step_of(service.whole(session, round_id), "self", "first")
    assert (step.said, step.over) == ("8/8", False)
    service_stages.put_stage(session, round_id, StageDone("self", "first", done_on="2026-11-02"))
    assert service_stages.step_of(service.whole(session, round_id), "self", "first").over
    with pytest.raises(errors.Refused, match="何永贵不参加这次评议"):
        service_stages.done_by(session, round_id, "self", "first", [who["何永贵"]], "2026-11-02")


def test_a_vote_that_does_not_add_up_does_not_end_its_stage(session, round_id):
    service_stages.put_stage(session, round_id, StageDone("self", "first", done_on="2026-11-02"))
    voted(
        session,
        round_id,
        VOTES | {"林秀兰": (6, 1, 0)},
        period="first",
        ballot="paper",
        came=[("党员", 9, 4)],
    )
    done = StageDone("vote", "first", done_on="2026-11-03")
    with pytest.raises(errors.Refused) as caught:
        service_stages.put_stage(session, round_id, done)
    assert "“林秀兰”各项合计 7 票，与有效票 8 张对不上（少 1）。" in str(caught.value)
    assert "到会党员 4 人，须 5 人以上（9 人的 1/2），不能测评。" in str(caught.value)


def test_a_whole_round_ends_frozen(session, round_id):
    filled(session, round_id)
    # everybody the same: 60 + 8 + 30 = 98, all 优秀 by points; 优秀 at most 7/3 = 2, a tie
    (tie,) = service_standings.standings(session, round_id).ties
    assert (tie.better, tie.places, tie.settled) == ("优秀", 2, False)
    with pytest.raises(errors.Refused, match="第 1 步“上半年党员自评”还没有完成，“公示”没有登记"):
        posted(session, round_id)
    stages_done(session, round_id)
    with pytest.raises(errors.Refused, match="同分，“优秀”只剩 2 个名额，请先裁定"):
        posted(session, round_id)
    who = subjects(session, round_id)
    with pytest.raises(errors.Refused, match="中选 2 人"):
        service_notice.decide(session, round_id, tie, [who["陈志强"]], "支部大会表决")
    service_notice.decide(session, round_id, tie, [who["林秀兰"], who["徐海燕"]], "支部大会表决")
    posted(session, round_id)
    early = pytest.raises(errors.Refused, match="公示到2026年11月20日，还没有结束")
    with clock.pretended(datetime(2026, 11, 20, 9)), early:
        service_notice.finish(session, round_id)
    with pytest.raises(errors.Refused, match="有 1 条意见没有答复（对吴春生的等次有意见）"):
        service_notice.finish(session, round_id, ["对吴春生的等次有意见"])
    service_notice.finish(session, round_id)
    assert table(session, round_id)[:3] == [
        (1, "陈志强", "98.0", "合格"), (1, "林秀兰", "98.0", "优秀"), (1, "周桂芳", "98.0", "合格"),
    ]  # fmt: skip
    cell = Cell(who["陈志强"], "first", "view", "1")
    with pytest.raises(service.Frozen, match="“2026年度评定”已经定档，结果不能再改"):
        service_scores.write(session, round_id, [cell])
    with pytest.raises(service.Frozen):
        service_notice.decide(session, round_id, tie, [who["陈志强"], who["徐海燕"]], "改")
    assert LEDGER.findings(session) == []
    assert check.check_ledger(session).ok


def test_a_change_after_posting_wants_a_reason_and_is_found(session, round_id):
    filled(session, round_id, dict(zip(NAMES, (9, 8, 7, 6, 5, 4, 3), strict=True)))
    stages_done(session, round_id)
    posted(session, round_id)
    cell = Cell(subjects(session, round_id)["徐海燕"], "second", "view", "10")
    with pytest.raises(service.NeedsReason, match="结果已经公示"):
        service_scores.write(session, round_id, [cell])
    service_scores.write(session, round_id, [cell], "公示意见查实，登记错了")
    with pytest.raises(errors.Refused, match="徐海燕的结果与公示的不一样"):
        service_notice.finish(session, round_id)
    service_notice.finish(session, round_id, reason="按查实的意见改正")
    (finding,) = LEDGER.findings(session)
    assert finding.key == "appraisals.changed"
    assert "徐海燕" in finding.what


def test_a_short_notice_wants_a_reason_and_is_found(session, round_id):
    filled(session, round_id, dict(zip(NAMES, (9, 8, 7, 6, 5, 4, 3), strict=True)))
    stages_done(session, round_id)
    short = StageDone("posted", "", since="2026-11-13", until="2026-11-16", link="notices:4")
    with pytest.raises(errors.Refused, match="至少公示 7 天，应到2026年11月20日"):
        service_notice.post(session, round_id, short)
    service_notice.post(session, round_id, short, "乡镇催报")
    assert [one.key for one in LEDGER.findings(session)] == ["appraisals.notice"]
    assert "只有 3 天，应为 7 天（乡镇催报）" in LEDGER.findings(session)[0].what


def test_a_round_without_evidence_is_found(session, round_id):
    who = subjects(session, round_id)["陈志强"]
    service_scores.write(session, round_id, [Cell(who, "first", "life", "-4")])
    (finding,) = LEDGER.findings(session)
    assert finding.what == "2026年度评定有 1 处扣分或加分没有凭据（陈志强）"


def test_opening_and_the_end_can_be_undone(session, village):
    round_id = opened(session)
    filled(session, round_id, dict(zip(NAMES, (9, 8, 7, 6, 5, 4, 3), strict=True)))
    finished(session, round_id)
    session.undo()
    assert not service.get(session, round_id).closed
    finished_again = service_notice.finish(session, round_id)
    assert finished_again.what == "2026年度评定定档"
    assert check.check_ledger(session).ok


def test_a_notice_is_taken_back_for_a_reason_and_the_scores_are_free_again(session, round_id):
    filled(session, round_id, dict(zip(NAMES, (9, 8, 7, 6, 5, 4, 3), strict=True)))
    with pytest.raises(errors.Refused, match="还没有公示"):
        service_notice.withdraw(session, round_id, "贴错了")
    stages_done(session, round_id)
    posted(session, round_id)
    with pytest.raises(errors.ReasonNeeded):
        service_notice.withdraw(session, round_id, " ")
    service_notice.withdraw(session, round_id, "公示表印错，重新公示")
    cell = Cell(subjects(session, round_id)["徐海燕"], "second", "view", "10")
    service_scores.write(session, round_id, [cell])
    posted(session, round_id, "2026-11-14")
    assert LEDGER.findings(session) == []
    assert len(service.whole(session, round_id).results) == 7


def test_any_order_of_entering_gives_the_same_standings(session, village):
    found = []
    for turn in range(3):
        round_id = opened(session, title=f"第{turn}次评定")
        who = subjects(session, round_id)
        cells = [
            Cell(who[name], period, item, points)
            for number, name in enumerate(NAMES)
            for period in ("first", "second")
            for item, points in (
                ("view", str(number + 0.5)),
                ("life", f"-{2 * number}"),
                ("task", "-1"),
            )
        ]
        random.Random(turn).shuffle(cells)
        for start in range(0, len(cells), 5):
            service_scores.write(session, round_id, cells[start : start + 5])
        for period in ("second", "first"):
            voted(session, round_id, VOTES, period=period, ballot="paper", came=[("党员", 9, 8)])
        found.append(table(session, round_id))
    assert found[0] == found[1] == found[2]
    # the last one: 60 - 12 - 1 + 6.5 + 30 = 83.5 in both halves
    assert found[0][-1] == (7, "徐海燕", "83.5", "合格")
