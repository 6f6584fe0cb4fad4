"""The sheets of sign-in at every length: card of the day, form to sign, statistics."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from jdzb.core.branch import Branch
from jdzb.core.sheet import PrivateNumberOnSheet
from jdzb.ledgers.duty import service, service_sheets
from jdzb.ledgers.duty import sheets_attendance as sheets
from jdzb.ledgers.duty.entries import Closure, DutySettings, Turn
from jdzb.ledgers.duty.figures import GROUP, MEMBER, Line, Statistics
from jdzb.ledgers.duty.rules_attendance import Tally, halves
from jdzb.ledgers.duty.rules_visits import Counts
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.press import pdf

BRANCH = Branch("青山村党支部", "柳河镇", "", "0000-2560000", "0000-2560000", "0000-2550000")
SETTINGS = DutySettings(
    2, "书记", "书记", "8:30–12:00", "14:00–17:00", "支部活动室", "接待群众，代办民事。"
)
NAMES = dict(enumerate(("林秀兰", "王强", "欧阳建国", "𬭎䶮", "陈堃", "张伟（1962）")))
DAY = date(2026, 11, 20)


def pages(sheet):
    found = pypdfium2.PdfDocument(pdf.render(sheet))
    return [re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in found]


def counted(count, way=MEMBER):
    lines = tuple(
        Line(
            f"{NAMES[n % 6]}", Tally(20 + n % 7, 15, 1, 1, 1, 1, 1 + n % 7, n % 3), "第一党小组", n
        )
        for n in range(count)
    )
    since = date(2026, 9, 7) if count else None
    return Statistics(way, date(2026, 1, 1), date(2026, 12, 31), since, lines)


@pytest.mark.parametrize("count", [0, 1, 2, 6])
def test_the_card_of_the_day_is_one_page_with_every_name(count):
    made = sheets.day_card(DAY, list(NAMES.values())[:count], SETTINGS, BRANCH)
    (page,) = pages(made)
    assert made.public
    for words in (
        "今日值班党员",
        "2026年11月20日星期五",
        "上午8:30–12:00",
        "服务电话：0000-2560000",
    ):
        assert words in page
    assert all(name in page for name in list(NAMES.values())[:count])
    assert ("待补充" in page) == (count == 0)


def test_the_card_of_a_day_without_duty_says_why(session):
    member = members.add(session, Member("林秀兰", joined="2001-03", full="2002-03")).id
    service.add(session, Turn(DAY, member))
    assert "林秀兰" in service_sheets.day_card(session, DAY).text()
    service.add_closure(session, Closure(DAY, DAY, "村部修缮"))
    text = service_sheets.day_card(session, DAY).text()
    assert "今天不值班（村部修缮）" in text
    assert "林秀兰" not in text


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_the_form_has_a_row_for_everyone_and_its_head_on_every_page(count):
    turns = [Turn(date(2026, 11, 1) + timedelta(days=n // 7), n % 6) for n in range(count)]
    made = sheets.sign_form(
        date(2026, 11, 1), date(2026, 11, 30), turns, NAMES, halves(SETTINGS), SETTINGS, BRANCH
    )
    found = pages(made)
    assert "2026年11月党员值班签到表" in found[0]
    assert "".join(found).count("王强") == sum(turn.member == 1 for turn in turns)
    tables = [page for page in found if "周" in page or count == 0]
    assert all("到岗离岗签名" in page for page in tables)
    assert ("这些天还没有排班" in found[0]) == (count == 0)


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_the_statistics_hold_every_line_their_sum_and_a_chart(count):
    made = sheets.statistics(counted(count), BRANCH)
    found = pages(made)
    text = "".join(found)
    assert ("合计" in text) == (count > 0)
    assert text.count("王强") == 2 * sum(n % 6 == 1 for n in range(count))  # table and chart
    assert "各项半天数" in text
    assert ("还没有签到记录" in text) == (count == 0)


def test_the_statistics_tell_how_many_came():
    visits = Counts(total=3, spot=1, branch=2, answered=2, waiting=1, on_time=1, satisfied=2)
    text = "".join(pages(sheets.statistics(replace(counted(2), visits=visits), BRANCH)))
    assert "登记来访3件：当场办1件，支部办2件" in text
    assert "没有来访登记。" in "".join(pages(sheets.statistics(counted(2), BRANCH)))


def test_groups_are_counted_in_one_column():
    made = sheets.statistics(counted(3, GROUP), BRANCH)
    assert made.blocks[0].columns[0].title == GROUP
    assert len(made.blocks[0].columns) == 10


def test_a_private_number_among_the_duties_stops_the_card():
    made = sheets.day_card(
        DAY, ["林秀兰"], replace(SETTINGS, tasks="找我 13812345678"), BRANCH
    )  # fmt: skip
    with pytest.raises(PrivateNumberOnSheet):
        pdf.render(made)


@pytest.mark.parametrize(("way", "public"), [(MEMBER, False), (GROUP, True)])
def test_statistics_that_name_who_failed_are_not_for_the_wall(way, public):
    assert sheets.statistics(counted(3, way), BRANCH).public is public
