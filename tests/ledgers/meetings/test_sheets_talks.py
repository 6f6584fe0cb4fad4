"""The talks on paper and in Excel, from the window too; who holds a meeting heads its sheets."""

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from jdzb.core.branch import Branch
from jdzb.gui.kit import scaling
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.ledgers.meetings import (
    kinds,
    service_sheets,
    service_talks,
    sheets,
    sheets_minutes,
    sheets_talks,
)
from jdzb.ledgers.meetings.entries import Item, Meeting, Minutes, Talk
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.press import pdf, xlsx
from tests.gui import clipping
from tests.gui.driving import settle, windows
from tests.ledgers.meetings.test_page import page  # noqa: F401 - the fixture

BRANCH = Branch("青山村党支部", "柳河镇", complaint_phone="0000-2560000")
NAMES = {1: "林秀兰", 2: "𬭎䶮", 3: "欧阳明月", 4: "陈堃"}
TODAY = date(2026, 11, 21)
LONG = "缺席两次主题党日，经了解在外务工没有请假，今后外出先向支部书记请假。" * 3


def words(sheet):
    document = pypdfium2.PdfDocument(pdf.render(pdf.check(sheet)))
    return re.sub(r"\s", "", "".join(one.get_textpage().get_text_range() for one in document))


@pytest.fixture
def talked(session):
    """Two talks of two people; the second says what was promised."""
    ids = [members.add(session, Member(name, joined="2001-03")).id for name in ("林秀兰", "𬭎䶮")]
    service_talks.add_talk(session, Talk("2026-03-05", ids[0], talker=ids[1], text="谈近况"))
    late = Talk("2026-11-02", ids[1], "缺席谈话", ids[0], "活动室", "两次缺席", "先请假")
    service_talks.add_talk(session, late)
    return service_talks.browse_talks(session)


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_the_list_of_talks_holds_every_talk_and_is_internal(count):
    found = [Talk("2026-03-05", n % 4 + 1, talker=1, text=f"{n}号：{LONG}") for n in range(count)]
    sheet = sheets_talks.talk_list(found, NAMES, BRANCH, TODAY)
    assert not sheet.public
    text = words(sheet)
    assert text.count("号：缺席两次") == count
    assert "内部使用，不上墙" in text
    assert f"共{count}次" in text
    assert ("还没有谈话记录" in text) == (count == 0)


def test_the_list_of_talks_is_read_from_the_file(session, talked):
    text = words(service_sheets.talks(session, talked))
    assert "12026年11月2日𬭎䶮缺席谈话林秀兰活动室两次缺席先请假" in text
    assert "22026年3月5日林秀兰谈心谈话𬭎䶮谈近况" in text


def test_the_talks_go_to_excel_with_names(session, talked, tmp_path):
    file = tmp_path / "谈心.xlsx"
    xlsx.write_grid(file, service_talks.to_grid(session, talked))
    (sheet,) = xlsx.read_workbook(file).sheets
    _, head, *rows = [[str(cell or "") for cell in row] for row in sheet.rows]
    assert head[:6] == ["日期", "种类", "谈话人", "谈话对象", "地点", "谈话内容"]
    assert "组织生活会" not in head
    assert rows[0][1:6] == ["缺席谈话", "林秀兰", "𬭎䶮", "活动室", "两次缺席"]
    assert len(rows) == 2


def test_what_is_found_is_what_is_printed(page, session, talked, tk_root):  # noqa: F811
    view = page().page.turn("talks")
    view.search.insert(0, "近况")
    settle(tk_root, until=lambda: len(view.talks) == 1)
    assert [one.text for one in view.talks] == ["谈近况"]
    seen = []

    def look():
        for window in windows(tk_root):
            if isinstance(window, PrintDialog) and window.view.pages:
                seen.append((window.sheet.title, len(window.sheet.blocks[1].rows)))
                window.cancel()
                return
        tk_root.after(30, look)

    tk_root.after(30, look)
    view.print_()
    assert seen == [("谈心谈话登记表", 1)]
    del talked


@pytest.mark.parametrize("size", ["1366x708", "1280x640"])
def test_the_buttons_of_the_talks_are_whole_at_large_text(page, session, talked, tk_root, size):  # noqa: F811
    page().page.turn("talks")
    tk_root.geometry(size)
    scaling.set_text_size(tk_root, 150)
    settle(tk_root)
    assert clipping.offences(tk_root) == []
    del talked


# -- who holds it ----------------------------------------------------------------------------------

KINDS = {kind.name: kind for kind in kinds.standard()}


@pytest.mark.parametrize("name", ["村民代表会议", "村民会议"])
def test_a_meeting_of_the_villagers_is_headed_by_the_villagers_committee(name):
    meeting = Meeting(name, "2026-11-20", "19:30", "21:10", "村部", "陈志强", should=40, present=36)
    item = Item("修缮水渠", decision="同意", publish="公开")
    found = Minutes(meeting, items=(item,))
    made = (
        sheets_minutes.minutes(found, KINDS[name], BRANCH),
        sheets.sign_in(found, KINDS[name], BRANCH),
        sheets.agenda(found, KINDS[name], BRANCH, TODAY),
        sheets.resolution(found, KINDS[name], BRANCH),
    )
    for sheet in made:
        text = words(sheet)
        assert "柳河镇青山村村民委员会" in text, sheet.title
        assert "支部委员会" not in text, sheet.title
    called = "各位代表：" if name == "村民代表会议" else "各位村民："
    assert called in words(made[2])


def test_all_other_meetings_are_the_branchs_own():
    for name, kind in KINDS.items():
        if not kind.by_hand:
            assert sheets_minutes.holder(kind, BRANCH) == "中共柳河镇青山村支部委员会", name
    by = replace(KINDS["村民会议"], by="村民委员会")
    assert sheets_minutes.holder(by, Branch()) == "支部名称待补充"


def test_there_is_a_line_to_sign_for_everybody_who_should_come():
    meeting = Meeting("村民代表会议", "2026-11-20", should=46)
    (table,) = sheets.sign_in(Minutes(meeting), KINDS["村民代表会议"], BRANCH).blocks[2:]
    assert table.rows[-1][3] == "46"
    (table,) = sheets.sign_in(
        Minutes(replace(meeting, should=None)), KINDS["村民代表会议"], BRANCH
    ).blocks[2:]
    assert table.rows[-1][3] == "30"


def test_numbers_that_nobody_wrote_down_are_not_none_at_all():
    found = Minutes(Meeting("支部党员大会", "2026-11-20"), items=(Item("修渠", publish="公开"),))
    text = words(sheets.resolution(found, KINDS["支部党员大会"], BRANCH))
    assert "应到待补充人、实到待补充人" in text


@pytest.mark.parametrize(
    ("kind", "until"), [("村民代表会议", "12月6日"), ("支部党员大会", "11月28日")]
)
def test_a_decision_on_the_wall_says_from_when_to_when(session, kind, until):
    found = Minutes(Meeting(kind, "2026-11-20"), items=(Item("修渠", publish="公开"),))
    assert f"公开期：2026年11月21日至{until}" in words(service_sheets.resolution(session, found))
    hung = replace(found.items[0], published_on="2026-11-01")
    text = words(service_sheets.resolution(session, replace(found, items=(hung,))))
    assert "公开期：2026年11月1日至11月" in text
