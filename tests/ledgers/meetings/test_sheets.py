"""Meetings on paper: whole minutes, forms, the wall, the year, and the text for the platform."""

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
from jdzb.core.sheet import PrivateNumberOnSheet
from jdzb.ledgers.meetings import (
    kinds,
    platform,
    service,
    service_matters,
    service_plan,
    service_sheets,
    sheets,
    sheets_minutes,
    sheets_year,
    told,
)
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED, HANDS, PUBLIC
from jdzb.ledgers.meetings.entries import (
    Attendance,
    Criticism,
    Excluded,
    Guest,
    Item,
    Matter,
    Meeting,
    Minutes,
    Plan,
    Step,
)
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.press import pdf
from tests.press import samples

BRANCH = Branch("青山村党支部", "柳河镇", complaint_phone="0000-2560000")
GENERAL, THEME, LECTURE, VILLAGERS = "支部党员大会", "主题党日", "党课", "村民代表会议"
KINDS = {kind.name: kind for kind in kinds.standard()}
MEETING = Meeting(
    GENERAL, "2026-11-20", "19:30", "21:10", "支部活动室", "陈志强", "林秀兰",
    completed_on="2026-11-21", id=7,
)  # fmt: skip
ITEM = Item(
    "修缮南沟水渠资金筹措方案", talk="陈志强介绍方案。\n郑德福：先修上段。", decision="同意。",
    way=HANDS, yes=9, no=1, abstain=0, publish=PUBLIC,
)  # fmt: skip


def people(count):
    states = [(CAME, None), (CAME, None), (EXCUSED, "外出务工"), (ABSENT, None)]
    return tuple(
        Attendance(n, samples.PEOPLE[n % 15], "正式党员", "有", *states[n % 4])
        for n in range(1, count + 1)
    )


def whole(count=12, **changes):
    found = Minutes(
        MEETING, people(count), (Excluded(99, "罗四海", "流动党员"),), (Guest("赵镇长", "镇里"),),
        (ITEM,), (Criticism(1, text="到组里走得少", remedy="每月去一次"),),
    )  # fmt: skip
    return replace(found, **changes)


def minutes(found=None):
    found = found or whole()
    return sheets_minutes.minutes(found, KINDS[found.meeting.kind], BRANCH, {1: "周桂芳"})


def pages_of(sheet):
    pages = pypdfium2.PdfDocument(pdf.render(sheet))
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in pages]


# -- the minutes -----------------------------------------------------------------------------------


def test_the_minutes_tell_everything():
    (words,) = ("".join(pages_of(minutes())),)
    for part in (
        "2026年11月20日（星期五）19:30至21:10", "支部活动室", "主持人：陈志强", "记录人：林秀兰",
        "应到12人，实到6人，请假3人，缺席3人", "（外出务工）", "（原因待补充）", "流动党员：罗四海",
        "赵镇长（镇里）", "一、修缮南沟水渠资金筹措方案", "郑德福：先修上段。", "赞成9票，反对1票",
        "周桂芳（自我批评）：到组里走得少", "主持人签字", "中共柳河镇青山村支部委员会",
    ):  # fmt: skip
        assert part in words, part


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        (GENERAL, ("起止时间", "地点：", "主持人：", "应到", "实到", "议题", "发言要点", "决议")),
        (THEME, ("主题：", "一、学", "二、会", "三、做", "四、工", "五、课")),
        (LECTURE, ("主讲人：", "课件：", "授课内容")),
        (VILLAGERS, ("应到", "实到")),
    ],
)
def test_empty_minutes_say_what_is_missing_in_every_place(kind, places):
    sheet = minutes(Minutes(Meeting(kind, "2026-11-20")))
    words = "".join(pages_of(sheet))
    assert all(re.search(rf"{place}\W*待补充", words) for place in places)
    assert "None" not in words
    assert "0人" not in words
    assert "日期待补充" in words


def test_twenty_thousand_characters_have_header_pages_and_a_signature_with_text_above_it():
    long = "陈志强：对照党章党规，对照群众期盼，逐条列出问题清单和整改措施。\n" * 625
    found = whole(items=(replace(ITEM, talk=long[:20_000]),))
    pages = pages_of(minutes(found))
    assert len(pages) > 30
    assert "".join(pages).count("逐条列出问题清单") == 606
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"第{number}页共{len(pages)}页")
        if number > 1:
            assert page.startswith("中共柳河镇青山村支部委员会2026-11-20支部党员大会记录")
    assert_held(pages)


def assert_held(pages):
    """The signature stands whole on the last page, under a line of the text."""
    before, sign, after = pages[-1].partition("主持人签字")
    text = before.removeprefix("中共柳河镇青山村支部委员会2026-11-20支部党员大会记录")
    assert text
    assert sign
    assert "2026年11月21日" in after


@pytest.mark.parametrize("extra", range(0, 24, 3))
def test_the_signature_is_never_alone_on_a_page(extra):
    found = whole(
        items=(replace(ITEM, talk="\n".join(f"第{n}句话。" for n in range(extra)) or "话"),)
    )
    assert_held(pages_of(minutes(found)))


@pytest.mark.parametrize("count", [0, 1, 30, 200])
@pytest.mark.parametrize("make", [minutes, "sign_in"])
def test_any_number_of_people_prints_with_fonts_of_its_own(count, make, tmp_path):
    found = whole(count)
    sheet = minutes(found) if make is minutes else sheets.sign_in(found, KINDS[GENERAL], BRANCH)
    content = pdf.render(sheet)
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "FontFile2" in str(font.get_object()["/FontDescriptor"])
    if shutil.which("qpdf"):
        path = tmp_path / "a.pdf"
        path.write_bytes(content)
        assert (
            subprocess.run(["qpdf", "--check", path], capture_output=True, check=False).returncode
            == 0
        )


def test_a_vote_that_fails_says_so():
    sixteen = tuple(replace(one, state=CAME if one.member <= 8 else ABSENT) for one in people(16))
    failed = whole(attendance=sixteen, items=(replace(ITEM, yes=8, no=0),))
    words = "".join(pages_of(minutes(failed)))
    assert "没有通过" in words
    assert f"决议{ITEM.title}：没有通过" in words
    assert f"{ITEM.title}：没有通过" in platform.text(failed, KINDS[GENERAL])


def test_the_wall_never_calls_a_lost_vote_a_decision():
    eight = tuple(replace(one, state=CAME if one.member <= 8 else ABSENT) for one in people(16))
    lost = replace(ITEM, yes=8, no=0)
    carried = replace(ITEM, title="打扫卫生", decision="每月一次。", yes=None, no=None, way=None)
    found = whole(attendance=eight, items=(lost, carried))
    words = sheets.resolution(found, KINDS[GENERAL], BRANCH).text()
    assert "没有通过" in words
    assert "每月一次。" in words
    assert ITEM.decision not in words
    assert "形成以下决议" not in words


# -- forms and the wall ----------------------------------------------------------------------------


def test_the_sign_in_form_has_everyone_once_and_lines_to_spare():
    sheet = sheets.sign_in(whole(15), KINDS[GENERAL], BRANCH, blanks=6)
    (table,) = [block for block in sheet.blocks if hasattr(block, "rows")]
    names = [row[place] for row in table.rows for place in (1, 4)]
    assert sorted(filter(None, names)) == sorted(
        [one.name for one in people(15)] + ["赵镇长（列席）"]
    )
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, 23, 2)]


def test_the_form_of_a_big_meeting_runs_on_from_page_to_page():
    sheet = sheets.sign_in(
        whole(52, meeting=replace(MEETING, until=None)), KINDS[GENERAL], BRANCH, blanks=5
    )
    (table,) = [block for block in sheet.blocks if hasattr(block, "rows")]
    numbers = [row[place] for row in table.rows for place in (0, 3)]
    assert numbers == [str(n) for n in range(1, 59)]
    pages = pages_of(sheet)
    assert len(pages) == 2
    assert "19:30地点" in pages[0]
    assert "应到52人" in pages[0]


def test_a_meeting_without_names_has_a_form_of_empty_lines():
    found = Minutes(Meeting(VILLAGERS, "2026-11-20"))
    sheet = sheets.sign_in(found, KINDS[VILLAGERS], BRANCH)
    assert "30" in sheet.text()


def test_the_call_names_day_place_and_agenda():
    words = sheets.agenda(whole(), KINDS[GENERAL], BRANCH, date(2026, 11, 16)).text()
    assert "定于2026年11月20日（星期五）19:30在支部活动室召开支部党员大会" in words
    assert "1. 修缮南沟水渠资金筹措方案" in words
    assert "公开期：2026年11月16日至11月20日" in words
    bare = sheets.agenda(Minutes(Meeting(GENERAL, "2026-11-20")), KINDS[GENERAL], BRANCH, date.min)
    assert bare.text().count("待补充") >= 3


def test_the_wall_sees_public_decisions_alone():
    secret = replace(ITEM, title="内部事项", publish="不公开")
    sheet = sheets.resolution(whole(items=(ITEM, secret)), KINDS[GENERAL], BRANCH)
    words = sheet.text()
    assert sheet.public
    assert "修缮南沟水渠资金筹措方案" in words
    assert "赞成 9 票" in words
    for hidden in ("内部事项", "到组里走得少", "外出务工", "郑德福", "罗四海"):
        assert hidden not in words


def test_a_private_number_in_a_decision_stops_the_wall():
    item = replace(ITEM, decision="补助发到 13812345627 名下。")
    with pytest.raises(PrivateNumberOnSheet, match="手机号"):
        pdf.render(sheets.resolution(whole(items=(item,)), KINDS[GENERAL], BRANCH))


def test_a_group_is_named_once():
    assert told.grouped("第一党小组", "党小组会") == "第一党小组会"
    assert told.numeral(10) + told.numeral(21) == "十二十一"


# -- read from the file ----------------------------------------------------------------------------


@pytest.fixture
def held(session):
    """Two members, a general meeting at which one was away, a plan and a matter."""
    for name in ("陈志强", "林秀兰"):
        members.add(session, Member(name, joined="2001-01", full="2002-01"))
    fresh = service.fresh(session, replace(MEETING, completed_on=None, id=0))
    there, away = fresh.attendance
    found = replace(
        fresh,
        attendance=(replace(there, state=CAME), replace(away, state=ABSENT)),
        items=(ITEM,),
    )
    meeting = service.record(session, found).id
    service.complete(session, meeting)
    return meeting


def test_the_year_of_attendance_counts_everybody(session, held):
    text = service_sheets.attendance(session, 2026).text()
    assert re.search(r"陈志强\t.*1/1\t\t1\t1\t0\t0\t0\t1\t100%", text)
    assert re.search(r"林秀兰\t.*0/1\t\t1\t0\t0\t1\t1\t0\t0%", text)
    assert not service_sheets.attendance(session, 2026).public


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_attendance_of_any_number_fits_its_page(count):
    names = [(n, samples.PEOPLE[n % 15]) for n in range(count)]
    assert pdf.render(sheets_year.attendance(2026, [], names, BRANCH)).startswith(b"%PDF")


def test_what_may_be_posted_is_the_decision_the_plan_and_the_year(session, held):
    service_plan.add_plan(session, Plan(2026, 12, THEME, "2026-12-05", "回头看"))
    made = service_sheets.sheets_now(session)
    titles = [sheet.title for sheet in made]
    assert titles == ["支部党员大会决议", "2026年组织生活计划表", "2026年组织生活一览表"]
    assert all(sheet.public for sheet in made)
    assert "回头看" in made[1].text()
    assert "20日" in made[2].text()
    item = service.minutes(session, held).items[0].id
    service.published(session, item, "2026-11-21")
    assert len(service_sheets.sheets_now(session)) == 2


def test_a_missing_meeting_stands_in_the_year(session, held):
    old = replace(MEETING, day="2026-01-10", completed_on=None, id=0)
    service.record(session, service.fresh(session, old))
    assert "待补充" in service_sheets.overview(session, 2026).blocks[0].rows[0][6].text


def test_a_matter_has_six_pages(session, held):
    matter = service_matters.add_matter(session, Matter("修缮南沟水渠", "2026-11-01")).id
    step = Step(matter, 1, "2026-11-02", should=5, present=4, yes=4, no=0, abstain=0)
    service_matters.add_step(session, step)
    pages = service_sheets.matter_pages(session, matter)
    assert [len(pages_of(page)) for page in pages] == [1] * 6
    words = [page.text() for page in pages]
    assert all("修缮南沟水渠" in one for one in words)
    assert "赞成\t4 票" in words[0]
    assert "通过" in words[0]
    assert "村务监督委员会签字" in words[5]
    assert words[5].count("待补充") == 3 + 1  # the branch has no name yet


def test_the_six_pages_print_as_one_in_order_numbered_through(session, held):
    matter = service_matters.add_matter(session, Matter("修缮南沟水渠", "2026-11-01")).id
    book = service_sheets.matter_book(session, matter)
    assert book.filename() == "四议两公开记录修缮南沟水渠.pdf"
    assert not book.public
    singly = service_sheets.matter_pages(session, matter)
    for number, (text, page) in enumerate(zip(pages_of(book), singly, strict=True), 1):
        assert "“四议两公开”工作记录" in text
        assert re.sub(r"\s", "", page.subtitle) in text
        assert "修缮南沟水渠" in text
        assert f"第{number}页共6页" in text


# -- the platform ----------------------------------------------------------------------------------


def test_the_platform_gets_its_order():
    words = platform.text(whole(), KINDS[GENERAL])
    order = (
        "主题：", "时间：", "地点：", "主持人：", "记录人：", "应到：", "实到：", "缺席及原因：",
        "列席：", "议题与发言：", "决议：",
    )  # fmt: skip
    places = [words.index(f"\n{label}") for label in order]
    assert places == sorted(places)
    assert "到组里走得少" not in words
    assert "6 人。" in words


def test_the_platform_is_told_what_is_missing():
    words = platform.text(Minutes(Meeting(GENERAL, "2026-11-20")), KINDS[GENERAL])
    assert words.count("待补充") >= 8
