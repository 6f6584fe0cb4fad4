"""After the result: talks, 2+1 help, the member's page, the years beside each other, what is due."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from jdzb.core import clock, errors
from jdzb.core.fields import InvalidForm
from jdzb.ledgers.appraisals import (
    LEDGER,
    parsing,
    reading,
    service,
    service_files,
    service_marks,
    service_notice,
    service_people,
    service_schemes,
    service_stages,
    service_talks,
    service_years,
)
from jdzb.ledgers.appraisals.entries import Help, HelpNote, Mark, StageDone, Subject, Talk
from jdzb.store import figures
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
    voted,
)

WEAK = "吴春生"


@pytest.fixture
def village(session):
    return people(session)


@pytest.fixture
def closed(session, village):
    """A final round in which 吴春生 failed: 20 + 0 + 15 = 35 in both halves."""
    round_id = opened(session)
    scored(session, round_id)
    finished(session, round_id)
    return round_id


def scored(session, round_id):
    votes = dict.fromkeys(NAMES, (8, 0, 0)) | {WEAK: (0, 0, 8)}
    for period in ("first", "second"):
        views = dict(zip(NAMES, (9, 8, 7, 0, 5, 4, 3), strict=True))
        entered(session, round_id, "view", views, period)
        voted(session, round_id, votes, period=period, ballot="paper", came=[("党员", 9, 8)])
        who = subjects(session, round_id)[WEAK]
        day = "2026-05-01" if period == "first" else "2026-08-01"
        mark = Mark(who, period, "task", 4000, day, "脱岗多次", evidence="值班登记本")
        service_marks.add_mark(session, round_id, mark)


def told(session):
    return [(one.button, one.what, one.subject, one.filled) for one in LEDGER.due(session)]


# -- talks and help --------------------------------------------------------------------------------


def test_who_failed_is_to_be_talked_to_and_helped_until_both_are_recorded(session, village, closed):
    member = village[WEAK]
    assert told(session) == [
        ("登记谈话", "与吴春生谈话", member, (str(closed),)),
        ("登记帮教", "安排对吴春生的2+1帮教", member, (str(closed),)),
    ]
    talk = parsing.parse_talk(
        {
            "member": str(member),
            "day": "2026-11-21",
            "kind": "谈话",
            "talker": str(village["陈志强"]),
            "text": "谈了三点不足。",
        },
        closed,
    )
    service_talks.add_talk(session, talk)
    help_ = Help(
        member,
        village["陈志强"],
        village["林秀兰"],
        "驻村干部 尤建业",
        "2026-11-21",
        "2027-11-20",
        closed,
    )
    service_talks.add_help(session, help_)
    assert told(session) == []
    with pytest.raises(errors.Refused, match="吴春生已经有一项帮教在进行"):
        service_talks.add_help(session, help_)


def test_a_help_form_wants_three_people_and_an_end_after_its_beginning():
    raw = {"member": "1", "first": "2", "second": "2", "third": "亲属", "since": "2026-11-21"}
    with pytest.raises(InvalidForm) as caught:
        parsing.parse_help(raw | {"until": "2026-01-01"})
    sentences = [one.sentence() for one in caught.value.problems]
    assert sentences == [
        "帮教党员二“2”：帮教对象和两名帮教党员应是三个人",
        "结束日期“2026-01-01”：早于开始的 2026-11-21",
    ]


def test_help_of_a_year_ends_the_day_before(village):
    help_ = service_talks.proposed(village[WEAK], None, date(2026, 2, 28))
    assert (help_.since, help_.until) == ("2026-02-28", "2027-02-27")


def test_months_of_help_without_a_note_are_due_and_found(session, village):
    help_ = Help(
        village[WEAK], village["陈志强"], village["林秀兰"], "亲属", "2026-08-10", "2027-08-09"
    )
    help_id = service_talks.add_help(session, help_).id
    service_talks.add_note(session, HelpNote(help_id, "2026-08", "2026-08-30", "上门两次。"))
    (found,) = service_talks.helps(session)
    assert found.missing == ("2026-09", "2026-10")  # November is not over, nor in its last week
    assert told(session) == [
        ("写帮教记录", "写9月对吴春生的帮教情况", help_id, ("2026-09",)),
        ("写帮教记录", "写10月对吴春生的帮教情况", help_id, ("2026-10",)),
    ]
    (finding,) = LEDGER.findings(session)
    assert finding.what == "对吴春生的2+1帮教有 2 个月没有记录"
    for month, why in (
        ("2026-08", "已经有一条"),
        ("2026-07", "不在帮教的 2026-08 至 2027-08 之内"),
    ):
        with pytest.raises(errors.Refused, match=why):
            service_talks.add_note(session, HelpNote(help_id, month, "2026-11-01", "补记"))


def test_help_longer_than_correcting_oneself_may_take_is_refused(session, village):
    # Begun on 10 August 2026, one year: the last day is 9 August 2027.
    others = village["陈志强"], village["林秀兰"], "亲属", "2026-08-10"
    with pytest.raises(errors.Refused) as caught:
        service_talks.add_help(session, Help(village[WEAK], *others, "2027-08-10"))
    assert str(caught.value).startswith(
        "限期改正最长 1 年（《中国共产党党员教育管理工作条例》第三十条"
    )
    assert "应到2027年8月9日为止，没有保存" in str(caught.value)
    help_id = service_talks.add_help(session, Help(village[WEAK], *others, "2027-08-09")).id
    with pytest.raises(errors.Refused, match="限期改正最长 1 年"):
        service_talks.amend_help(
            session, help_id, Help(village[WEAK], *others, "2028-01-01"), "写错了"
        )


def test_a_second_review_of_a_year_is_found_and_the_first_is_not(session, village):
    first = opened(session, "review", "2026年民主评议")
    opened(session, "党员积分制", "2026年积分")
    opened(session, "党员积分制", "2026年积分（二）")  # nothing says how often
    assert LEDGER.findings(session) == []
    second = opened(session, "review", "2026年第二次民主评议", day="2026-11-10")
    (finding,) = LEDGER.findings(session)
    assert (finding.key, finding.rows) == ("appraisals.often", (("appraisal_rounds", second),))
    told = "2026年第二次民主评议是2026年第 2 次民主评议党员，每年 1 次"
    assert finding.what.startswith(f"{told}（《中国共产党党员教育管理工作条例》第十八条")
    service.void(session, first, "重复登记")
    assert LEDGER.findings(session) == []


def test_help_that_is_over_wants_its_outcome(session, village):
    help_ = Help(
        village[WEAK], village["陈志强"], village["林秀兰"], "亲属", "2025-11-01", "2026-10-31"
    )
    help_id = service_talks.add_help(session, help_).id
    for number in range(12):
        month = f"{2025 + (10 + number) // 12}-{(10 + number) % 12 + 1:02}"
        service_talks.add_note(session, HelpNote(help_id, month, f"{month}-20", "上门。"))
    assert told(session) == [("写帮教结果", "写对吴春生的帮教结果", help_id, ())]
    with pytest.raises(errors.Refused, match="帮教结果应为"):
        service_talks.end_help(session, help_id, "好了", "2026-11-01")
    service_talks.end_help(session, help_id, "转为合格", "2026-11-01")
    assert told(session) == []
    assert LEDGER.findings(session) == []


def test_a_talk_of_tomorrow_is_refused(session, village, closed):
    with pytest.raises(errors.Refused, match="2026-11-22 还没有到，不能先登记谈话"):
        service_talks.add_talk(session, Talk(closed, village[WEAK], "2026-11-22"))


# -- the member's page and the years ---------------------------------------------------------------


def test_the_members_page_tells_grade_talk_and_help(session, village, closed):
    member = village[WEAK]
    service_talks.add_talk(session, Talk(closed, member, "2026-11-21", text="谈话。"))
    help_ = Help(
        member, village["陈志强"], village["林秀兰"], "亲属", "2026-11-21", "2027-11-20", closed
    )
    service_talks.add_help(session, help_)
    facts = [(one.what, one.key) for one in LEDGER.conduct(session, member, 2026)]
    assert facts == [
        ("2026年度评定：不合格", "appraisals.result"),
        ("评议后谈话", "appraisals.talk"),
        ("开始2+1帮教", "appraisals.help"),
    ]
    remarks = [(one.label, one.text, one.tone) for one in LEDGER.remarks(session, member, 2026)]
    assert remarks == [
        ("2026年评议", "不合格", "amber"), ("2+1帮教", "2026-11-21 至 2027-11-20", "amber"),
    ]  # fmt: skip
    assert LEDGER.conduct(session, member, 2025) == []
    (other,) = LEDGER.remarks(session, village["陈志强"], 2026)
    assert (other.text, other.tone) == ("优秀", "")


def test_a_round_that_is_not_final_tells_nothing(session, village):
    scored(session, opened(session))
    assert LEDGER.conduct(session, village[WEAK], 2026) == []
    assert service_years.years_of(session, OWN_TITLE) == ()


def test_years_stand_beside_each_other(session, village, closed):
    years = service_years.years_of(session, OWN_TITLE)
    lines = service_years.compare(session, OWN_TITLE, years)
    assert years == (2026,)
    assert [(one.name, one.results[0].grade) for one in lines[:4]] == [
        ("陈志强", "优秀"), ("林秀兰", "优秀"), ("周桂芳", "合格"), ("吴春生", "不合格"),
    ]  # fmt: skip


# -- due and findings of a running round -----------------------------------------------------------


def test_a_running_round_waits_at_its_stage_and_then_for_the_end_of_its_notice(session, village):
    round_id = opened(session)
    scored(session, round_id)
    (due,) = LEDGER.due(session)
    assert (due.what, due.button, due.when) == (
        "2026年度评定：上半年党员自评（0/8）", "去评议", date(2026, 6, 30),
    )  # fmt: skip
    stages_done(session, round_id)
    posted(session, round_id, "2026-11-14")
    assert told(session) == []  # it hangs until today
    with clock.pretended(datetime(2026, 11, 22, 8)):
        assert told(session) == [("去定档", "2026年度评定公示已满，定档", round_id, ())]


def test_a_round_of_last_year_that_never_ended_is_found(session, village):
    round_id = opened(session)
    with clock.pretended(datetime(2027, 3, 1, 8)):
        (finding,) = LEDGER.findings(session)
    assert finding.what == "2026年度评定还没有定档，停在“上半年党员自评”"
    assert finding.rows == (("appraisal_rounds", round_id),)


def test_stages_without_the_record_they_want_are_found(session, village):
    round_id = opened(session)
    scored(session, round_id)
    for stage in ("self", "vote"):
        service_stages.put_stage(session, round_id, StageDone(stage, "first", done_on="2026-11-02"))
    (finding,) = LEDGER.findings(session)
    assert (finding.key, finding.what) == (
        "appraisals.link", "2026年度评定“民主评议”没有关联会议记录",
    )  # fmt: skip


def test_a_typed_number_is_proved_by_the_paper_put_to_it(session, village, tmp_path):
    round_id = opened(session)
    entered(session, round_id, "life", {"陈志强": -2}, "first")
    assert [one.key for one in LEDGER.findings(session)] == ["appraisals.evidence"]
    paper = tmp_path / "证明.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n")
    (mark,) = service.whole(session, round_id).marks
    service_files.add_file(session, round_id, paper, mark=mark.id)
    assert LEDGER.findings(session) == []
    (kept,) = service_files.files(session, round_id)
    assert service_files.content(kept) == paper.read_bytes()


def test_the_head_goes_out_to_excel_and_comes_back(session, village, closed):
    grid = LEDGER.to_grid(session)
    (raw,) = LEDGER.from_grid(session, grid)
    assert LEDGER.parse(raw).title == "2026年度评定"
    assert raw["closed_on"] == "2026-11-21"


def test_a_round_goes_by_the_scheme_and_day_it_was_opened_with(session, village):
    round_id = opened(session)
    old = service.get(session, round_id)
    with pytest.raises(errors.Refused, match="这两项不能改"):
        service.amend(session, round_id, replace(old, day="2026-10-01"), "写错了")
    service.amend(session, round_id, replace(old, note="补一句"), "漏写")
    assert service.get(session, round_id).note == "补一句"


def test_a_void_round_asks_for_nothing_and_tells_nothing(session, village, closed):
    service.void(session, closed, "重复登记")
    assert told(session) == []
    assert LEDGER.findings(session) == []
    assert LEDGER.conduct(session, village[WEAK], 2026) == []


def test_the_reason_of_a_public_notice_cut_short_stays(session, village):
    round_id = opened(session)
    scored(session, round_id)
    stages_done(session, round_id)
    entry = StageDone("posted", "", since="2026-11-18", until="2026-11-20", link="notices:1")
    service_notice.post(session, round_id, entry, "乡镇统一安排")
    assert service.whole(session, round_id).notice.note == "乡镇统一安排"


def test_who_is_taken_off_the_list_is_gone_with_his_points(session, village):
    round_id = opened(session)
    entered(session, round_id, "life", {"陈志强": -2, "林秀兰": -4}, "first")
    who = subjects(session, round_id)["陈志强"]
    with pytest.raises(errors.ReasonNeeded):
        service_people.void_subject(session, who, " ")
    service_people.void_subject(session, who, "已转出，列错了")
    whole = service.whole(session, round_id)
    assert [one.name for one in whole.assessed] == list(NAMES[1:])
    assert [one.subject for one in whole.marks] == [subjects(session, round_id)["林秀兰"]]
    (finding,) = LEDGER.findings(session)
    assert finding.what.endswith("有 1 处扣分或加分没有凭据（林秀兰）")
    session.undo()
    assert len(service.whole(session, round_id).marks) == 2


def test_somebody_left_out_is_put_on_the_list_once(session, village):
    round_id = opened(session)
    service_people.add_subject(session, round_id, Subject("新来的", member=None))
    with pytest.raises(errors.Refused, match="新来的已经在名单里"):
        service_people.add_subject(session, round_id, Subject("新来的", member=None))
    assert service.whole(session, round_id).subjects[-1].name == "新来的"


def test_more_excellent_than_the_quota_after_two_were_excused_is_found(session, village):
    round_id = opened(session)
    scored(session, round_id)
    stages_done(session, round_id)
    posted(session, round_id)  # 优秀 at most 7/3 = 2
    for name in NAMES[5:]:
        who = subjects(session, round_id)[name]
        with pytest.raises(service.NeedsReason):
            service_people.excuse(session, who, "不参加", "长期外出", "")
        service_people.excuse(session, who, "不参加", "长期外出", "公示意见查实")
    found = {one.key: one.what for one in LEDGER.findings(session)}
    assert set(found) == {"appraisals.quota", "appraisals.changed"}
    told = "“优秀”2 人，超过规定的最多 1 人（评定 5 人）"
    assert found["appraisals.quota"] == f"2026年度评定{told}"


# -- the county's own schemes ----------------------------------------------------------------------


def test_an_own_scheme_comes_from_a_file_and_replaces_the_shipped_one_of_its_key(session, tmp_path):
    text = reading.text_of("flag").replace('title = "流动红旗"\nabout', 'title = "季度红旗"\nabout')
    file = tmp_path / "红旗.toml"
    file.write_text(text, encoding="utf-8-sig")
    service_schemes.add_own(session, service_schemes.text_from(file), file.name)
    offered = [one.title for one in service.schemes(session)]
    assert "季度红旗" in offered
    assert "流动红旗" not in offered
    (own,) = service_schemes.own(session)
    service_schemes.retire_own(session, own.id, "不再评")
    assert "流动红旗" in [one.title for one in service.schemes(session)]


def test_an_own_scheme_goes_by_the_rules_in_force_and_a_frozen_one_by_those_of_its_day(
    session, village
):
    text = OWN.read_text(encoding="utf-8").replace("line = 60", 'line = "appraisals.score.passing"')
    service_schemes.add_own(session, text, OWN.name)
    before = opened(session)
    figures.change_rules(session, {"appraisals.score.passing": "65"}, "县委组织部通知", "县里改了")
    after = opened(session, title="改规定以后")
    lines = [service.scheme_of(session, one).grades[1].line for one in (before, after)]
    assert lines == [6000, 6500]


def test_a_changed_figure_that_makes_a_scheme_senseless_is_found_and_stops_nothing_else(
    session, village
):
    text = OWN.read_text(encoding="utf-8").replace("line = 60", 'line = "appraisals.score.passing"')
    service_schemes.add_own(session, text, OWN.name)
    running = opened(session)
    figures.change_rules(session, {"appraisals.score.passing": "95"}, "写错了", "写错了")
    titles = {one.title for one in service.schemes(session)}
    # 优秀 of three of them begins at 90 or 70, below 合格 now; 清单台阶 knows no 合格
    assert titles == {"民主评议党员", "党员两个指数", "清单台阶", "星级支部", "流动红旗"}
    assert service.whole(session, running).scheme.grades[1].line == 6000
    found = [one.what for one in LEDGER.findings(session) if one.key == "appraisals.scheme"]
    assert [what.split("“")[1].split("”")[0] for what in found] == [
        "2_standard.toml", "4_points.toml", "7_direct.toml", OWN_TITLE,
    ]  # fmt: skip
    assert "“合格”的分数线 95.0 不低于上一等次“优秀”的 70.0" in found[0]
    with pytest.raises(reading.BadScheme, match="4_points"):
        opened(session, "points", "2026年积分")
    session.undo()
    assert len(service.schemes(session)) == 9
    assert "appraisals.scheme" not in [one.key for one in LEDGER.findings(session)]


def test_a_file_that_is_no_text_is_told_by_its_name(session, tmp_path):
    file = tmp_path / "办法.toml"
    file.write_bytes('key = "办法"'.encode("gbk"))
    with pytest.raises(reading.BadScheme, match=r"办法\.toml.*应存为 UTF-8 编码"):
        service_schemes.text_from(file)
    with pytest.raises(errors.Refused, match=r"“没有\.toml”读不出来"):
        service_schemes.text_from(tmp_path / "没有.toml")


def test_another_scheme_does_not_take_the_place_of_an_own_one(session):
    text = OWN.read_text(encoding="utf-8")
    own = service_schemes.add_own(session, text, OWN.name).id
    with pytest.raises(errors.Refused, match="已经有本地办法“青山村评定办法”"):
        service_schemes.add_own(session, text, OWN.name)
    other = reading.text_of("flag")
    with pytest.raises(errors.Refused, match="这份文件是“流动红旗”，不是“青山村评定办法”"):
        service_schemes.amend_own(session, own, other, "flag.toml", "换")


def test_the_history_calls_a_record_by_whom_and_what_it_is_about(session, village):
    round_id = opened(session)
    entered(session, round_id, "view", {"陈志强": 9}, "first")
    score = session.entries("tbl = 'appraisal_scores'")[-1].new
    assert (score["name"], score["title"]) == ("陈志强", "上半年·支部评价")
    voted(session, round_id, dict.fromkeys(NAMES, (8, 0, 0)), period="first", ballot="paper")
    assert session.entries("tbl = 'appraisal_ballots'")[-1].new["title"] == "上半年·民主测评票"
    heads = [spec.name for spec in LEDGER.tables[3].fields if spec.required][:2]
    assert (LEDGER.tables[3].name, heads) == ("appraisal_scores", ["name", "title"])


def test_a_round_that_another_hand_spoilt_is_a_finding_and_hides_no_other(session, village):
    spoilt = opened(session, title="改坏的评定")
    round_id = opened(session)
    entered(session, round_id, "life", {"陈志强": -2}, "first")
    session.connection.execute(
        "UPDATE appraisal_schemes SET text = 'key = 3' WHERE round = ?", (spoilt,)
    )
    found = [(one.key, one.what) for one in LEDGER.findings(session)]
    assert found == [
        ("appraisals.evidence", "2026年度评定有 1 处扣分或加分没有凭据（陈志强）"),
        ("appraisals.spoilt", "改坏的评定的记录读不全，不像是程序写的"),
    ]
