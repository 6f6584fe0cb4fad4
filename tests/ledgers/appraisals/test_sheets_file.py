"""Sheets read from the file: the days, who is named, what later changes them, what follows."""

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from jdzb.core.errors import Refused
from jdzb.ledgers.appraisals import (
    service,
    service_ballots,
    service_marks,
    service_notice,
    service_scores,
    service_sheets,
    service_talks,
)
from jdzb.ledgers.appraisals.entries import Ballot, Help, HelpNote, Mark, Talk
from jdzb.ledgers.appraisals.service_scores import Cell
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.press import pdf
from jdzb.store import printout
from tests.ledgers.appraisals import rounds

POINTS = {name: 9 - place for place, name in enumerate(rounds.NAMES)}
VOTES = dict.fromkeys(rounds.NAMES, (8, 0, 0))


@pytest.fixture
def village(session):
    return rounds.people(session)


@pytest.fixture
def round_id(session, village):
    """A round of the village's own scheme, everything entered; 徐海燕 has no points for 表现."""
    made = rounds.opened(session)
    for period in ("first", "second"):
        rounds.entered(session, made, "view", POINTS, period)
        rounds.voted(session, made, VOTES, period=period, ballot="paper", came=[("党员", 9, 8)])
    return made


def words(sheet):
    document = pypdfium2.PdfDocument(pdf.render(sheet))
    return re.sub(r"\s", "", "".join(one.get_textpage().get_text_range() for one in document))


def graded(session, round_id):
    return {name: grade for _, name, _, grade in rounds.table(session, round_id)}


# -- the notice ------------------------------------------------------------------------------------


def test_the_days_are_todays_until_it_is_posted_and_then_those_posted(session, round_id):
    text = words(service_sheets.result_notice(session, round_id))
    assert "自2026年11月21日起至2026年11月28日止（7天，张贴当天不算）" in text
    told = service_sheets.result_notice(session, round_id, date(2026, 12, 1), date(2026, 12, 10))
    assert "自2026年12月1日起至2026年12月10日止（9天，张贴当天不算）" in words(told)
    rounds.stages_done(session, round_id)
    rounds.posted(session, round_id, "2026-11-13")
    since, until = (
        service.whole(session, round_id).notice.since,
        service.whole(session, round_id).notice.until,
    )
    text = words(service_sheets.result_notice(session, round_id))
    first, last = (date.fromisoformat(day) for day in (since, until))
    assert f"自2026年11月{first.day}日起至2026年11月{last.day}日止" in text


def test_the_setting_of_the_branch_names_all_grades(session, round_id):
    poor = Mark(
        rounds.subjects(session, round_id)["林秀兰"], "first", "task", 6000, "2026-03-05", "受处分"
    )
    service_marks.add_mark(session, round_id, poor)
    again = replace(poor, period="second", day="2026-08-05")
    service_marks.add_mark(session, round_id, again)
    assert (
        graded(session, round_id)["林秀兰"]
        not in service.scheme_of(session, round_id).public.grades
    )
    assert "林秀兰" not in words(service_sheets.result_notice(session, round_id))
    session.set_setting("appraisals.public_fail", "公示", reason="支部大会决定")
    assert "林秀兰" in words(service_sheets.result_notice(session, round_id))


def test_what_hangs_is_out_of_date_after_a_change_and_not_by_being_posted_or_final(
    session, round_id
):
    rounds.stages_done(session, round_id)
    printout.stamp(session, service_sheets.result_notice(session, round_id))
    (printed,) = session.entries("tbl = 'print' AND op = 'X'")
    rounds.posted(session, round_id)
    assert printout.changed_since(session, printed) == []
    who = rounds.subjects(session, round_id)["林秀兰"]
    cells = [Cell(who, "first", "view", "7")]
    service_scores.write(session, round_id, cells, "登记错了")
    assert [one.table for one in printout.changed_since(session, printed)] == ["appraisal_scores"]


def test_the_end_of_a_round_leaves_its_notice_as_it_is(session, round_id):
    printout.stamp(session, service_sheets.result_notice(session, round_id))
    (printed,) = session.entries("tbl = 'print' AND op = 'X'")
    before = words(service_sheets.result_notice(session, round_id, date(2026, 11, 13)))
    rounds.finished(session, round_id)
    assert printout.changed_since(session, printed) == []
    assert words(service_sheets.result_notice(session, round_id, date(2026, 11, 13))) == before


def test_notices_of_two_rounds_are_two_sheets_of_the_register(session, round_id):
    first = service_sheets.result_notice(session, round_id)
    other = rounds.opened(session, "review", "2026年度民主评议党员")
    assert first.title != service_sheets.result_notice(session, other).title
    assert first.heads() == ("公示", first.title)


def test_what_may_be_posted_now_is_what_is_complete(session, round_id):
    rounds.opened(session, "review", "2026年度民主评议党员")  # nobody has voted
    found = service_sheets.sheets_now(session)
    assert [one.title for one in found] == ["2026年度评定结果"]


# -- ballots ---------------------------------------------------------------------------------------


def test_as_many_ballots_as_were_handed_out_else_as_take_part(session, village):
    round_id = rounds.opened(session, "review", "2026年度民主评议党员")
    before = words(service_sheets.ballot_papers(session, round_id, "vote"))
    assert "第9号共9张" in before  # the probationary member votes too
    assert "第10号" not in before
    assert "严建国" not in before  # and is not voted on
    service_ballots.put_ballot(session, round_id, Ballot("vote", "year", "2026-11-10", 15))
    assert "第15号共15张" in words(service_sheets.ballot_papers(session, round_id, "vote"))
    few = service_sheets.ballot_papers(session, round_id, "vote", count=2)
    assert "第2号共2张" in words(few)
    with pytest.raises(Refused, match="没有这种测评票"):
        service_sheets.ballot_papers(session, round_id, "nothing")


# -- inside ----------------------------------------------------------------------------------------


def test_score_sheets_of_one_and_of_all(session, round_id):
    who = rounds.subjects(session, round_id)
    mark = Mark(who["林秀兰"], "first", "life", 200, "2026-03-05", "主题党日无故缺席",
                evidence="meeting_attendance:12", fact="meetings.absent")  # fmt: skip
    service_marks.add_mark(session, round_id, mark)
    one = words(service_sheets.score_sheets(session, round_id, who["林秀兰"]))
    assert "无故缺席会议，第12号-2采纳" in one
    assert "徐海燕" not in one
    everybody = words(service_sheets.score_sheets(session, round_id))
    assert all(f"评分表{name}内部使用" in everybody for name in rounds.NAMES)
    assert "严建国" not in everybody
    excused = words(service_sheets.score_sheets(session, round_id, who["何永贵"]))
    assert "不参加。年老体弱" in excused


def test_the_ranking_and_the_distribution_are_never_public(session, round_id):
    for make in (service_sheets.ranking, service_sheets.distribution, service_sheets.score_sheets):
        assert not make(session, round_id).public
    assert "何永贵" in words(service_sheets.ranking(session, round_id))


def test_final_results_stand_beside_each_other_by_year(session, round_id):
    assert "还没有定档的结果" in words(service_sheets.comparison(session))
    rounds.finished(session, round_id)
    text = words(service_sheets.comparison(session))
    assert "2026年青山村评定办法结果对比" in text
    total = next(one[2] for one in rounds.table(session, round_id) if one[1] == "林秀兰")
    assert re.search(rf"林秀兰\w+{re.escape(total)}", text)


def test_groups_that_won_the_flag_stand_beside_each_other_by_year(session):
    groups = ("第一党小组", "第二党小组")
    for number, group in enumerate(groups):
        card = Member(f"党员{number}", joined="2001-03", full="2002-03", party_group=group)
        members.add(session, card)
    made = rounds.opened(session, "flag", "2026年流动红旗")
    rounds.voted(session, made, {groups[0]: (3,), groups[1]: (5,)})
    rounds.finished(session, made)
    text = words(service_sheets.comparison(session))
    assert "序号党小组2026年" in text
    assert "第二党小组流动红旗62.5" in text
    assert "姓名" not in text


def test_the_record_of_a_talk_names_the_line_he_fell_below(session, village):
    round_id = rounds.opened(session, "review", "2026年民主评议党员")
    made = service_talks.add_talk(
        session, Talk(round_id, village["林秀兰"], "2026-11-20", talker=village["陈志强"])
    )
    text = words(service_sheets.talk(session, made.id))
    assert "谈话对象林秀兰日期2026年11月20日谈话人陈志强" in text
    assert "评议2026年民主评议党员缘由待补充" in text


def test_the_record_of_help_is_read_from_the_file(session, village):
    ids = [village[name] for name in ("林秀兰", "周桂芳", "吴春生")]
    held = Help(*ids, "驻村干部李明", "2026-09-10", "2027-09-09", plan="每月谈一次")
    made = service_talks.add_help(session, held)
    service_talks.add_note(session, HelpNote(made.id, "2026-09", "2026-09-28", "能按时到会"))
    text = words(service_sheets.help_record(session, made.id))
    assert "帮教党员周桂芳、吴春生另一名帮教人驻村干部李明" in text
    assert "2026年9月2026年9月28日能按时到会" in text
    assert "2026年10月待补充" in text


# -- stars -----------------------------------------------------------------------------------------


def test_a_plaque_is_for_stars_and_flags_alone(session, round_id):
    assert not service_sheets.has_stars(service.whole(session, round_id))
    with pytest.raises(Refused, match="没有牌匾"):
        service_sheets.star_plaque(session, round_id)
    stars = rounds.opened(session, "stars", "2026年星级支部")
    assert service_sheets.has_stars(service.whole(session, stars))
    assert "还没有评完，不能悬挂" in words(service_sheets.star_plaque(session, stars))
    for period in ("q1", "q2", "q3", "q4"):
        for item, points in (
            ("team", 90),
            ("members", 85),
            ("life", 80),
            ("place", 79),
            ("role", 10),
        ):
            rounds.entered(session, stars, item, {"本支部": points}, period)
    text = words(service_sheets.star_plaque(session, stars))
    assert "★★★☆☆三星级党支部" in text
    assert "不能悬挂" not in text


def test_a_notice_cannot_be_finished_before_its_days_whatever_the_paper_says(session, round_id):
    rounds.stages_done(session, round_id)
    rounds.posted(session, round_id, "2026-11-20")
    with pytest.raises(Refused, match="还没有结束"):
        service_notice.finish(session, round_id)
