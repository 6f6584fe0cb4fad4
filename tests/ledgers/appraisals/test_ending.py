"""Nothing begins with nobody, nothing is final unseen: the notice, the township, the empty list."""

import re
from datetime import date

import pytest

from jdzb.core import errors, rules
from jdzb.ledgers.appraisals import (
    LEDGER,
    reading,
    service,
    service_ballots,
    service_marks,
    service_notice,
    service_people,
    service_scores,
    service_stages,
    service_standings,
)
from jdzb.ledgers.appraisals.entries import Ballot, Mark, Round, StageDone, Subject
from jdzb.ledgers.appraisals.service_scores import Cell
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

NOTICE = re.compile(r'\[\[stage\]\]\n(?:key = "\w+"\n)?title = "公示"\n(?:\w+ = .*\n)+\n')
TABLE = rules.standard()


@pytest.fixture
def village(session):
    return people(session)


# -- the notice ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", reading.standard())
def test_every_shipped_scheme_posts_its_result_right_before_the_end(key):
    scheme = reading.standard()[key]
    assert [one.kind for one in scheme.stages[-2:]] == ["notice", "final"]
    assert scheme.notice_days == 7


@pytest.mark.parametrize("key", reading.standard())
def test_a_scheme_without_a_notice_is_refused_by_file_and_line(key):
    text, count = NOTICE.subn("", reading.text_of(key))
    assert count == 1
    with pytest.raises(reading.BadScheme) as caught:
        reading.read(text, "本县.toml", TABLE)
    last = max(n for n, line in enumerate(text.splitlines(), 1) if line == "[[stage]]")
    assert f"本县.toml 有误：第 {last} 行“stage”：缺公示这一步" in str(caught.value)
    assert "没有公示、没有答复意见不能定档" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ('kind = "vote"', 'kind = "notice"\ndays = 3', "kind", "公示只有一步，应在最后一步"),
        ('kind = "vote"', 'kind = "final"', "kind", "定档只能是最后一步"),
        ('kind = "notice"', 'kind = "notice"\neach_period = true', "each_period",
         "公示和定档全年只有一次"),
    ],
)  # fmt: skip
def test_one_notice_and_one_end(old, new, where, said):
    with pytest.raises(reading.BadScheme) as caught:
        reading.read(reading.text_of("flag").replace(old, new), "本县.toml", TABLE)
    assert [one.key for one in caught.value.faults if one.expected.startswith(said)] == [where]


def test_a_round_frozen_before_a_notice_was_demanded_is_still_read_and_cannot_end(session, village):
    round_id = opened(session, "党员积分制")
    (row,) = session.rows(service.SCHEMES, "round = ?", (round_id,))
    old = NOTICE.sub("", row["text"])
    session.amend(service.SCHEMES, row["id"], {"text": old}, what="旧办法", reason="旧办法")
    stages_done(session, round_id)
    assert [one.title for one in service_stages.steps(service.whole(session, round_id))] == [
        "党员申报", "支部审核", "定档",
    ]  # fmt: skip
    with pytest.raises(errors.Refused, match="“党员积分制”没有公示这一步，没有公示不能定档"):
        service_notice.finish(session, round_id)
    assert not service.get(session, round_id).closed


# -- handed to the township ------------------------------------------------------------------------


@pytest.fixture
def reported(session, village):
    """A 合格党员评定 scored, voted on, and handed to the township."""
    round_id = opened(session, "合格党员评定")
    voted(session, round_id, dict.fromkeys(NAMES, (8, 0, 0, 0)))
    entered(session, round_id, "tasks", {"陈志强": -2.5})
    for stage in ("self", "check", "vote"):
        service_stages.put_stage(session, round_id, StageDone(stage, "", done_on="2026-11-12"))
    service_stages.put_stage(session, round_id, StageDone("report", "", begun_on="2026-11-13"))
    return round_id


def test_a_score_typed_after_it_was_handed_in_wants_a_reason(session, reported):
    who = subjects(session, reported)["林秀兰"]
    cell = Cell(who, "year", "tasks", "-5")
    with pytest.raises(service.NeedsReason) as caught:
        service_scores.write(session, reported, [cell])
    assert str(caught.value) == (
        "“2026年度评定”的结果已经上报（乡镇审批），没有改动。"
        "确实要改，请写明理由，理由会留在历史里。"
    )
    service_scores.write(session, reported, [cell], "乡镇退回，补记两次脱岗")
    (mark,) = [one for one in service.whole(session, reported).marks if one.subject == who]
    assert mark.points == 500
    assert session.entries("tbl = 'appraisal_marks'")[-1].reason == "乡镇退回，补记两次脱岗"


def test_a_cell_that_cannot_be_is_told_before_a_reason_is_asked(session, reported):
    who = subjects(session, reported)["林秀兰"]
    with pytest.raises(service_scores.BadCells, match=r"不能填“\+3”"):
        service_scores.write(session, reported, [Cell(who, "year", "tasks", "+3")])


def test_every_other_change_of_the_result_wants_one_too(session, reported):
    who = subjects(session, reported)["林秀兰"]
    mark = Mark(who, "year", "tasks", 250, "2026-05-06", "脱岗", evidence="值班登记本")
    papers = Ballot("vote", "year", "2026-11-10", 9, 8, 0, 0)
    doors = (
        lambda why: service_marks.add_mark(session, reported, mark, why),
        lambda why: service_people.add_subject(session, reported, Subject("新来的"), why),
        lambda why: service_people.excuse(session, who, "不参加", "住院", why),
        lambda why: service_ballots.put_ballot(session, reported, papers, why),
    )
    for door in doors:
        with pytest.raises(service.NeedsReason, match="已经上报"):
            door("")
        assert door("乡镇退回重核").rows


def test_before_it_is_handed_in_no_reason_is_asked(session, village):
    round_id = opened(session, "合格党员评定")
    assert service.out(session, round_id) == ""
    entered(session, round_id, "tasks", {"陈志强": -2.5})
    for stage in ("self", "check"):
        service_stages.put_stage(session, round_id, StageDone(stage, "", done_on="2026-11-12"))
    entered(session, round_id, "tasks", {"陈志强": -5})
    assert [one.points for one in service.whole(session, round_id).marks] == [500]


def test_once_it_hangs_that_is_said(session, reported):
    done = StageDone("report", "", begun_on="2026-11-13", done_on="2026-11-13")
    service_stages.put_stage(session, reported, done)
    assert service.out(session, reported) == "结果已经上报（乡镇审批）"
    (tie,) = service_standings.standings(session, reported).ties
    chosen = tie.who[: tie.places]
    service_notice.decide(session, reported, tie, chosen, "支部大会表决")
    posted(session, reported)
    assert service.out(session, reported) == "结果已经公示"


# -- nobody ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "who", "todo"),
    [
        ("党员积分制", "党员", "请先在“党员”里登记"),
        ("直评村官", "村干部", "请先在党员的卡片上填写村内职务"),
        ("流动红旗", "党小组", "请先在党员的卡片上填写党小组"),
    ],
)
def test_a_round_of_nobody_does_not_begin(session, scheme, who, todo):
    if who != "党员":
        people(session)
    with pytest.raises(errors.Refused) as caught:
        opened(session, scheme)
    told = f"2026年11月1日的名册里没有“{scheme}”要评定的{who}，没有开始。{todo}"
    assert str(caught.value).startswith(told)
    assert service.browse(session) == []


def test_a_round_in_which_all_are_excused_does_not_begin(session, village):
    used = reading.standard()["points"]
    listed = service.subjects_for(session, used, date(2026, 11, 1))
    excused = [one for one in listed if not one.assessed]
    head = Round("2026年积分", "党员积分制", 2026, "2026-11-01")
    assert excused
    with pytest.raises(errors.Refused, match="都不评定，没有开始"):
        service.open_round(session, head, excused)


def test_a_round_whose_last_one_was_excused_cannot_end(session, village):
    round_id = opened(session, "党员积分制")
    for one in service.whole(session, round_id).assessed:
        service_people.excuse(session, one.id, "不参加", "外出", "支委会同意")
    stages_done(session, round_id)
    for act in (posted, service_notice.finish):
        with pytest.raises(errors.Refused, match="名单里没有要评定的党员，请先列入，或作废这一次"):
            act(session, round_id)
    assert service.whole(session, round_id).results == ()
    assert LEDGER.due(session)  # it waits, it is not over
