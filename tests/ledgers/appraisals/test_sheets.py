"""Appraisals on paper: the notice names nobody it may not, ballots add up, sheets of any length."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pypdf
import pypdfium2
import pytest

from jdzb.core.branch import Branch
from jdzb.ledgers.appraisals import (
    grading,
    scoring,
    sheets,
    sheets_ballots,
    sheets_ranking,
    sheets_scores,
    sheets_talks,
)
from jdzb.ledgers.appraisals.entries import Help, HelpNote, Mark, Round, Subject, Talk
from jdzb.press import filling, layout, pdf, style
from jdzb.press.marks import Text
from tests.ledgers.appraisals import entering
from tests.press import samples

BRANCH = Branch("青山村党支部", "柳河镇", complaint_phone="0000-2560000")
TODAY, SINCE, UNTIL = date(2026, 11, 21), date(2026, 11, 21), date(2026, 11, 28)
AWAY = ("年老体弱免评", "外出务工免评", "肺癌化疗")


def known(key="standard", count=12, away=(), lows=()):
    """A round of so many, the last of them excused; ``lows`` are the numbers of who fails."""
    scheme = entering.scheme(key)
    people, found, entered = [], {}, {}
    for n in range(1, count + 1):
        why = away[count - n] if count - n < len(away) else None
        takes = "评定" if why is None else "参加但不评定" if "预备" in why else "不参加"
        name = samples.PEOPLE[(n - 1) % 15] if n <= 15 else f"{samples.PEOPLE[n % 15]}（{n}）"
        people.append(Subject(name, scheme.who, n, None, takes, why, place=n, id=n))
        entered[n] = filled(scheme, n, low=n in lows)
        found[n] = scoring.score(scheme, entered[n])
    entrants = [grading.Entrant(p.id, found[p.id], p.why or "") for p in people]
    graded = grading.grade(scheme, entrants)
    lines = [sheets.Line(p, found[p.id], graded.outcomes[p.id]) for p in people]
    lines.sort(key=lambda one: (not one.subject.assessed, one.outcome.rank or 999))
    round_ = Round(f"2026年度{scheme.title}", scheme.title, 2026, "2026-11-01", id=1)
    return sheets.Known(round_, scheme, tuple(lines), BRANCH, TODAY), entered, graded


def filled(scheme, number, *, low=False):
    """All points of one; everybody a little less than the one before."""
    values, tallies, marks = {}, {}, []
    for period, part, item in scoring.cells(scheme):
        if part.ballot and scheme.ballot(part.ballot).pick:
            tallies[period, item.key] = scoring.Tally((5 if number == 1 else 1,), of=20)
        elif part.ballot:
            tallies[period, item.key] = scoring.Tally((0, 0, 0, 40) if low else (39, 1, 0, 0))
        elif part.way == "deduct":
            marks.append(scoring.Mark(period, item.key, (1000 if low else number) * 10))
        elif part.way in ("points", "grade"):
            values |= {(period, item.key, one.key): item.full for one in scheme.sides}
            if part.way == "grade":
                values |= {(period, item.key, one.key): 8000 for one in scheme.sides}
    return scoring.Entered(values, marks, tallies)


def notice(facts, named=None):
    grades = facts.scheme.public.grades if named is None else named
    return sheets.result_notice(facts, SINCE, UNTIL, grades)


def words(sheet):
    return "".join(pages_of(sheet))


def pages_of(sheet):
    pages = pypdfium2.PdfDocument(pdf.render(sheet))
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]


# -- the notice ------------------------------------------------------------------------------------


def test_the_notice_says_who_took_part_both_dates_and_where_to_object():
    facts, *_ = known(count=13, away=("年老体弱免评", "年老体弱免评", "外出务工免评"))
    text = words(notice(facts))
    for part in (
        "公示", "青山村党支部2026年度合格党员评定结果",
        "按照党员自评、支部审核、民主评议、乡镇审批的程序，本支部应参加评定党员13名，",
        "实际参加10名，因外出务工免评1名、年老体弱免评2名。", "公示期自2026年11月21日起至2026年11月28日止（7天，张贴当天不算）",
        "以书面或电话方式向柳河镇党委或本村村务监督委员会反映",
        "序号姓名日常记实（60%）民主评议（40%）总分等次", "1林秀兰99.399.699.4优秀",
        "中共柳河镇青山村支部委员会2026年11月21日",
        "公开内容：合格党员评定公示期：2026年11月21日至11月28日", "监督电话：0000-2560000",
    ):  # fmt: skip
        assert part in text, part


def test_by_default_only_the_grades_the_scheme_allows_are_named():
    facts, *_ = known(count=10, lows=(3, 4))
    text = words(notice(facts))
    assert "吴春生" not in text
    assert "不合格" not in text
    assert "1林秀兰" in text
    assert "8宋有才" in text
    everybody = words(notice(facts, [one.title for one in facts.scheme.grades]))
    assert "9吴春生" in everybody
    assert "10郑德福" in everybody
    assert everybody.count("不合格") == 2


def test_a_reason_typed_by_hand_stays_off_the_wall():
    facts, *_ = known(count=13, away=AWAY)
    text = words(notice(facts))
    assert "其他原因免评1名" in text
    assert "肺癌" not in text
    assert "肺癌化疗" in words(sheets_ranking.ranking(facts))


def test_those_who_take_part_without_a_grade_are_counted_apart():
    why = entering.scheme("standard").excuses[0].why
    facts, *_ = known(count=12, away=(why, "年老体弱免评"))
    text = words(notice(facts))
    assert "应参加评定党员11名，实际参加10名" in text
    assert "另有预备党员1名参加、不评定等次。" in text


def test_a_scheme_that_keeps_its_points_shows_the_grade_alone():
    text = words(notice(known("review", 12)[0]))
    assert "序号姓名等次1林秀兰" in text
    assert "票率" not in text


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("standard", 0), ("standard", 1), ("standard", 49), ("standard", 200), ("review", 200),
        ("indices", 30), ("points", 30), ("steps", 30), ("direct", 5), ("flag", 4), ("stars", 1),
    ],
)  # fmt: skip
def test_a_notice_of_any_length_names_each_once(key, count):
    facts, *_ = known(key, count)
    sheet = notice(facts, [one.title for one in facts.scheme.grades])
    text = words(sheet)
    assert "None" not in text
    assert all(one.subject.name in text for one in facts.lines)
    last = pages_of(sheet)[-1]
    assert "2026年11月21日" in last
    if count == 0:
        assert "评定结果待补充" in text
    else:
        assert last.index("支部委员会") > 0  # the signature has text above it


def test_who_is_not_complete_is_not_on_the_wall():
    facts, *_ = known(count=3)
    (first, *rest) = facts.lines
    empty = scoring.score(facts.scheme, scoring.Entered())
    lines = (*rest, sheets.Line(first.subject, empty, grading.Outcome(first.subject.id)))
    waiting = sheets.Known(facts.round, facts.scheme, lines, BRANCH, TODAY)
    text = words(notice(waiting, [one.title for one in facts.scheme.grades]))
    assert first.subject.name not in text
    assert first.subject.name in words(sheets_ranking.ranking(waiting))


# -- the ballots -----------------------------------------------------------------------------------


def ballots(key, count, papers):
    facts, *_ = known(key, count)
    (ballot,) = facts.scheme.ballots
    items = [item for _, part, item in scoring.cells(facts.scheme) if part.ballot]
    people = sorted((one.subject for one in facts.lines), key=lambda one: one.place)
    return sheets_ballots.papers(facts, ballot, items, people, papers), people


@pytest.mark.parametrize(
    ("key", "count", "papers"),
    [
        ("review", 10, 3), ("review", 49, 2), ("review", 200, 1), ("standard", 10, 3),
        ("standard", 49, 2), ("standard", 200, 1), ("direct", 6, 5), ("flag", 4, 3),
    ],
)  # fmt: skip
def test_every_paper_holds_everybody_and_its_number_on_half_of_a4(key, count, papers):
    sheet, people = ballots(key, count, papers)
    document = pypdfium2.PdfDocument(pdf.render(sheet))
    assert {tuple(map(round, page.get_size())) for page in document} == {(842, 595)}
    text = words(sheet)
    for number in range(1, papers + 1):
        assert f"第{number}号共{papers}张" in text
    assert all(text.count(one.name) >= papers for one in people)
    spec = entering.scheme(key).ballots[0]
    lines = 6 if key == "standard" else 1
    boxes = 1 if spec.pick else len(spec.choices)
    told = 1 if not spec.pick else 0  # the rule names the box too
    assert text.count("□") == papers * (count * lines * boxes + told)
    assert "无记名" in text


def test_ballots_of_one_page_share_an_a4_page_and_longer_ones_begin_on_their_own():
    assert len(pages_of(ballots("direct", 5, 49)[0])) == 25
    long = pages_of(ballots("review", 49, 4)[0])
    assert len(long) == 4
    for number, page in enumerate(long, 1):
        assert page.count(f"第{number}号共4张") == 2  # on the first page, and above the second
        assert "第1页共2页" in page
        assert "第2页共2页" in page


def test_names_of_two_stand_under_names_of_three_also_beside_a_namesake():
    facts, *_ = known("review", 14)
    people = [replace(one.subject, name=name) for one, name in zip(
        facts.lines, ["王强", "张伟（三组）", "林秀兰", "欧阳明月"], strict=False
    )]  # fmt: skip
    (ballot,) = facts.scheme.ballots
    items = [item for _, part, item in scoring.cells(facts.scheme) if part.ballot]
    (page,) = layout.pages(sheets_ballots.papers(facts, ballot, items, people, 1))
    said = [mark.line.text for mark in page if isinstance(mark, Text)]
    assert {"王\u3000强", "张伟", "（三组）", "林秀兰", "欧阳明月"} <= {one.strip() for one in said}


def test_no_ballot_names_a_voter():
    text = words(ballots("review", 10, 1)[0])
    assert "投票人" not in text
    assert "签名" not in text


# -- score sheets ----------------------------------------------------------------------------------

MARKS = (
    Mark(1, "year", "meetings", 200, "2026-03-05", "3月5日主题党日无故缺席",
         evidence="meetings:12", fact="meetings.absent"),
    Mark(1, "year", "tasks", 250, "2026-04-06", "集体劳动没有到"),
    Mark(1, "year", "morals", 300, "2026-04-09", "受警告", evidence="镇纪委处分决定"),
    Mark(1, "year", "dues", 300, "2026-05-07", "党费迟交三天", evidence="dues:4",
         verdict="不采纳", reason="当月已补"),
)  # fmt: skip


def test_a_score_sheet_tells_every_deduction_with_its_evidence_and_has_places_to_sign():
    facts, entered, _ = known(count=3)
    line = next(one for one in facts.lines if one.subject.id == 1)
    line = sheets.Line(line.subject, line.score, line.outcome, MARKS)
    page = words(sheets_scores.score_sheets(facts, [(line, entered[1])]))
    for part in (
        "2026年度合格党员评定评分表林秀兰内部使用，不上墙", "总分：99.4第1名等次：合格",
        "日常记实（60%）：99.3分", "组织生活-0.11笔", "政治信念10099.63好39较好1一般0差0",
        "3月5日组织生活3月5日主题党日无故缺席无故缺席会议，第12号-2采纳",
        "4月9日公德受警告镇纪委处分决定-3采纳", "4月6日任务集体劳动没有到没有凭据-2.5采纳", "账本记录，第4号-3不采纳：当月已补",
        "本人意见：", "本人签名：", "支部书记签名：",
    ):  # fmt: skip
        assert part in page, part


def test_all_score_sheets_are_one_file_a_page_for_each():
    facts, entered, _ = known(count=15)
    given = [(one, entered[one.subject.id]) for one in facts.lines]
    found = pages_of(sheets_scores.score_sheets(facts, given))
    assert len(found) == 15
    for page, (line, _) in zip(found, given, strict=True):
        assert f"评分表{line.subject.name}内部使用" in page
        assert "本人签名：" in page


@pytest.mark.parametrize("count", [0, 2, 3, 5, 9, 40])
def test_the_facts_of_one_stand_together_with_his_name_and_the_places_to_sign(count):
    facts, entered, _ = known(count=3)
    line = next(one for one in facts.lines if one.subject.id == 1)
    what = "二、三季度党费未按时交纳，催后补齐"
    marks = tuple(
        Mark(1, "year", "dues", 200, "2026-03-05", what, evidence="党费收缴本", id=n)
        for n in range(count)
    )
    sheet = sheets_scores.score_sheets(facts, [(replace(line, marks=marks), entered[1])])
    found = [page for page in pages_of(sheet) if "党费收缴本" in page or "本人签名" in page]
    assert "林秀兰：扣分、加分和凭据" in found[0]
    assert all("林秀兰" in page for page in found)
    assert "本人签名：" in found[-1]
    if count < 40:
        assert len(found) == 1
        assert found[0].count("催后补齐") == count
    else:
        assert "催后补齐" in found[-1]  # never the places to sign alone


def test_each_period_stands_over_its_parts_once():
    facts, entered, _ = known("indices", 2)
    text = words(sheets_scores.score_sheets(facts, [(facts.lines[0], entered[1])]))
    assert "年中（40%）：100.0分共性指标（80分）：80.0分忠诚指数" in text
    assert text.count("年中（40%）") == text.count("年末（60%）") == 1
    quarters, entered, _ = known("stars", 1)
    text = words(sheets_scores.score_sheets(quarters, [(quarters.lines[0], entered[1])]))
    assert text.count("一季度（25%）：100.0分班子建设（20%）") == 1


def test_what_is_not_complete_has_no_sum_yet():
    facts, *_ = known("indices", 1)
    (line,) = facts.lines
    empty = scoring.Entered()
    line = replace(line, score=scoring.score(facts.scheme, empty))
    text = words(sheets_scores.score_sheets(facts, [(line, empty)]))
    assert "年中（40%）：待补充共性指标（80分）：待补充" in text


@pytest.mark.parametrize("key", ["review", "indices", "points", "steps", "stars", "direct", "flag"])
def test_a_score_sheet_of_every_scheme_prints(key):
    facts, entered, _ = known(key, 2)
    text = words(sheets_scores.score_sheets(facts, [(facts.lines[0], entered[1])]))
    assert all(item.title in text for item in facts.scheme.items)
    assert "None" not in text


# -- inside ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "count"),
    [("standard", 0), ("standard", 1), ("standard", 200), ("indices", 30), ("review", 30),
     ("stars", 1), ("flag", 4)],
)  # fmt: skip
def test_the_ranking_is_internal_and_names_everybody(key, count):
    facts, _, graded = known(key, count, away=AWAY if key == "standard" and count > 9 else ())
    sheet = sheets_ranking.ranking(facts, graded.ties)
    assert not sheet.public
    text = words(sheet)
    assert "内部使用，不上墙" in text
    assert all(one.subject.name in text for one in facts.lines)


def test_the_ranking_says_what_follows_and_who_is_tied():
    facts, _, graded = known("standard", 10, lows=(9, 10))
    text = words(sheets_ranking.ranking(facts, graded.ties))
    assert "不合格已过警戒线，谈话提醒；“2+1”帮教" in text
    tie = grading.Tie("优秀", "合格", (1, 2), 1)
    text = words(sheets_ranking.ranking(facts, [tie]))
    assert "同分：林秀兰、周桂芳，“优秀”还有1个名额，还没有裁定。" in text


@pytest.mark.parametrize("count", [0, 1, 49, 200])
def test_the_distribution_counts_everybody_and_names_nobody(count):
    facts, *_ = known("indices", count)
    text = words(sheets_ranking.distribution(facts))
    assert not any(name in text for name in samples.PEOPLE)
    if count == 49:  # 4.9, 14.7, 44.1 of all with a better band: 5, 10, 29, 5
        assert "好5" in text
        assert "较好10" in text
        assert f"合计{count}100.0%" in text


def test_shares_of_votes_are_not_told_as_points():
    assert "得分（每段" not in words(sheets_ranking.distribution(known("flag", 4)[0]))
    assert "得分（每段" in words(sheets_ranking.distribution(known("indices", 4)[0]))


def test_groups_are_not_called_people_over_the_years():
    flags = {2025: sheets_ranking.Year(2500, "流动红旗")}
    sheet = sheets_ranking.comparison(
        "流动红旗", [2025], [("第一党小组", flags)], BRANCH, "党小组", 1
    )
    text = words(sheet)
    assert "序号党小组2025年1第一党小组流动红旗25.0各等次个数" in text
    assert "姓名" not in text


def test_of_many_years_the_grade_stands_whole_above_the_points():
    years = range(2021, 2027)
    held = {year: sheets_ranking.Year(8768, "基本合格") for year in years}
    sheet = sheets_ranking.comparison("合格党员评定", list(years), [("林秀兰", held)], BRANCH)
    assert words(sheet).count("基本合格87.68") == 6
    (page, *_) = layout.pages(layout.turned(sheet))
    assert [mark.line.text for mark in page if isinstance(mark, Text)].count("基本合格") == 6 + 1


def test_the_years_stand_beside_each_other():
    people = [
        ("林秀兰", {2025: sheets_ranking.Year(9510, "优秀"), 2026: sheets_ranking.Year(9000, "合格")}),
        ("王强", {2026: sheets_ranking.Year(None, "合格")}),
    ]  # fmt: skip
    sheet = sheets_ranking.comparison("合格党员评定", [2025, 2026], people, BRANCH)
    text = words(sheet)
    assert not sheet.public
    assert "2025—2026年合格党员评定结果对比" in text
    assert "1林秀兰优秀95.1合格90.02王强合格" in text
    assert "各等次人数等次2025年2026年优秀10合格02" in text
    turned = sheets_ranking.comparison("合格党员评定", [2025, 2026], people[::-1], BRANCH)
    assert "优秀10合格02" in words(turned)  # the better first, whoever stands first
    assert "还没有定档的结果" in words(sheets_ranking.comparison("积分", [], [], BRANCH))


# -- stars -----------------------------------------------------------------------------------------


def reds(sheet):
    marks = [mark for _, page in filling.filled(sheet) for mark in page]
    return {
        one.line.text for one in marks if isinstance(one, Text) and one.style.color == style.RED
    }


def test_the_plaque_shows_the_stars_on_one_page_of_a3():
    facts, *_ = known("stars", 1)
    sheet = sheets.plaque(facts, facts.lines[0])
    document = pypdfium2.PdfDocument(pdf.render(sheet))
    assert [tuple(map(round, page.get_size())) for page in document] == [(1191, 842)]
    assert "★★★★★五星级党支部" in words(sheet)
    assert reds(sheet) == {"★★★★★"}
    flag, *_ = known("flag", 3)
    assert reds(sheets.plaque(flag, flag.lines[0])) == {"流动红旗"}
    assert "林秀兰流动红旗" in words(sheets.plaque(flag, flag.lines[0]))
    assert [sheets.has_plaque(entering.scheme(key)) for key in ("stars", "flag", "review")] == [
        True, True, False,
    ]  # fmt: skip


# -- what follows ----------------------------------------------------------------------------------

NAMES = {1: "林秀兰", 2: "𬭎䶮", 3: "陈堃", 4: "王强"}


def test_the_record_of_a_talk_has_everything_and_says_what_is_missing():
    held = Talk(1, 1, "2026-12-01", talker=2, text="缺席两次。\n说明原因。", id=1)
    text = words(sheets_talks.talk(held, "2026年度合格党员评定", "谈话提醒", NAMES, BRANCH))
    for part in (
        "谈话记录", "谈话对象林秀兰日期2026年12月1日", "谈话人𬭎䶮种类谈话", "缘由谈话提醒",
        "谈话内容缺席两次。说明原因。", "整改措施和承诺待补充", "谈话人签名谈话对象签名日期",
    ):  # fmt: skip
        assert part in text, part


def test_the_record_of_help_has_a_line_for_each_month():
    held = Help(1, 2, 3, "驻村干部李明", "2026-09-10", "2027-09-09", 1, "每月谈一次", id=5)
    notes = [HelpNote(5, "2026-09", "2026-09-28", "能按时参加会议", "陈堃")]
    sheet = sheets_talks.help_record(held, notes, NAMES, BRANCH, TODAY, "2025年度评定")
    text = words(sheet)
    assert "帮教党员𬭎䶮、陈堃另一名帮教人驻村干部李明" in text
    assert "2026年9月2026年9月28日能按时参加会议陈堃" in text
    assert "2026年10月待补充2026年11月2026年12月" in text
    assert list(sheets_talks.months(held))[-1] == "2027-09"
    assert len(list(sheets_talks.months(held))) == 13
    assert "帮教人签名：日期：帮教对象签名：日期：支部书记签名：日期：" in text


@pytest.mark.parametrize("lines", range(1, 24, 2))
def test_the_places_to_sign_stand_below_a_month_or_a_line(lines):
    held = Help(1, 2, 3, None, "2026-09-10", "2027-09-09", plan="每月谈一次。\n" * lines, id=5)
    *_, last = pages_of(sheets_talks.help_record(held, [], NAMES, BRANCH, TODAY))
    assert "2027年9月帮教人签名：" in last
    talked = Talk(1, 1, "2026-12-01", talker=2, text="说明原因。\n" * lines, id=1)
    *_, last = pages_of(sheets_talks.talk(talked, "2026年度评定", "谈话提醒", NAMES, BRANCH))
    assert "待补充以上内容谈话双方都已看过。谈话人签名" in last


# -- the file --------------------------------------------------------------------------------------


def test_every_font_is_embedded_and_the_files_are_sound(tmp_path):
    facts, entered, graded = known(count=30)
    given = [(one, entered[one.subject.id]) for one in facts.lines]
    stars, *_ = known("stars", 1)
    made = (
        notice(facts), ballots("standard", 30, 2)[0], sheets_scores.score_sheets(facts, given),
        sheets_ranking.ranking(facts, graded.ties), sheets.plaque(stars, stars.lines[0]),
    )  # fmt: skip
    for number, sheet in enumerate(made):
        path = pdf.write(sheet, tmp_path / f"{number}.pdf")
        for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages:
            for font in page["/Resources"]["/Font"].values():
                assert "/FontFile2" in font.get_object()["/FontDescriptor"]
        if shutil.which("qpdf"):
            subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def long(facts):
    """The same round with every title three times as long, and names that fill a line."""
    scheme = facts.scheme
    parts = tuple(
        replace(part, title=part.title * 3, aspects=tuple(map(_long_aspect, part.aspects)))
        for part in scheme.parts
    )
    ballots_ = tuple(
        replace(
            one,
            title=one.title * 3,
            choices=tuple(replace(each, title=each.title * 3) for each in one.choices),
        )
        for one in scheme.ballots
    )
    lines = tuple(
        replace(one, subject=replace(one.subject, name=f"{one.subject.name}（第十二村民小组）"))
        for one in facts.lines
    )
    round_ = replace(facts.round, title=facts.round.title * 3)
    return replace(
        facts, round=round_, scheme=replace(scheme, parts=parts, ballots=ballots_), lines=lines
    )


def _long_aspect(aspect):
    items = tuple(replace(one, title=one.title * 3) for one in aspect.items)
    return replace(aspect, title=aspect.title * 3, items=items)


@pytest.mark.parametrize("key", ["review", "standard", "direct", "flag"])
def test_texts_three_times_as_long_still_fit_every_sheet(key):
    short, entered, graded = known(key, 14)
    facts = long(short)
    (ballot,) = facts.scheme.ballots
    items = [item for _, part, item in scoring.cells(facts.scheme) if part.ballot]
    people = [one.subject for one in facts.lines]
    given = [(facts.lines[0], entered[facts.lines[0].subject.id])]
    for sheet in (
        notice(facts, [one.title for one in facts.scheme.grades]),
        sheets_ballots.papers(facts, ballot, items, people, 2),
        sheets_scores.score_sheets(facts, given),
        sheets_ranking.ranking(facts, graded.ties),
        sheets_ranking.distribution(facts),
    ):
        text = words(sheet)
        assert re.sub(r"\s", "", facts.lines[0].subject.name) in text or "分布图" in text
