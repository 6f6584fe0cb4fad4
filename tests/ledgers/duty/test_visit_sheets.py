"""What the visit log prints, read back from the PDF."""

import io
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from jdzb.core import sheet
from jdzb.core.sheet import PrivateNumberOnSheet
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.duty.entries import Month
from jdzb.ledgers.duty.entries_visits import parse_visit
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.press import pdf
from jdzb.store import printout
from jdzb.store.branch import save_branch

NOVEMBER = Month(2026, 11)
NAMES = ("尤宝山", "䶮小堃", "欧阳建国", "王强")


@pytest.fixture
def village(session):
    save_branch(session, {"name": "青山村党支部", "township": "柳河镇", "phone": "0000-2560000"})
    return members.add(session, Member("林秀兰", joined="2001-03", full="2002-03")).id


def come(session, count, member, **more):
    """So many visits in November, of every way of handling."""
    with session.together("登记来访"):
        for n in range(count):
            raw = {
                "day": f"2026-11-{1 + n % 20:02d}", "time": "9:30", "visitor": NAMES[n % 4],
                "home": "三组", "phone": "13812341027", "matter": f"第{n + 1}件，巷口路灯不亮",
                "handling": ("当场办", "支部办", "总支办")[n % 3], "receiver": str(member),
                "answer": "换了灯头", "answered_on": "2026-11-20", "satisfaction": "满意",
            } | more  # fmt: skip
            service_visits.add_visit(session, parse_visit(raw))


def read(page):
    """The pages of a sheet as text, blanks and line feeds gone."""
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(page)))
    return ["".join(one.extract_text().split()).replace("\u3000", "") for one in reader.pages]


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_the_log_of_a_month_holds_every_visit_with_names_and_masked_telephones(
    session, village, count
):
    come(session, count, village)
    page = service_visits.log_sheet(session, NOVEMBER)
    text = "".join(read(page))
    assert not page.public
    assert "内部使用" in text
    assert all(f"第{n + 1}件" in text for n in range(count))
    assert "13812341027" not in text
    if count:
        assert "138****" in text
        assert "林秀兰" in text
        assert f"本月登记来访{count}件" in text
    else:
        assert "这个月没有来访登记" in text


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_the_summary_for_the_wall_has_figures_and_answers_and_nobodys_name(session, village, count):
    matter = "欧阳建国和王 强吵架，尤宝山劝了"
    come(session, count, village, matter=matter, answer="已到尤宝山、䶮小堃家看过")
    page = service_visits.public_sheet(session, NOVEMBER)
    page.refuse_private_numbers()
    text = "".join(read(page))
    assert page.public
    assert not [name for name in NAMES[:count] if name in text]
    assert "13812" not in text
    assert "138*" not in text
    assert text.count("吵架") == count
    assert f"登记来访{count}件" in text or (not count and "本月没有来访登记" in text)


def test_the_one_visitor_of_a_month_is_not_named_on_the_wall_either(session, village):
    come(session, 1, village, matter="尤宝山家的水渠", answer="已到尤宝山家修好")
    text = "".join(read(service_visits.public_sheet(session, NOVEMBER)))
    assert "尤宝山" not in text
    assert "已到来访人家修好" in text


def test_a_private_number_in_a_matter_stops_the_wall_sheet_and_says_where(session, village):
    come(session, 1, village, matter="请回电 138 1234 1027")
    with pytest.raises(PrivateNumberOnSheet) as caught:
        service_visits.public_sheet(session, NOVEMBER).refuse_private_numbers()
    assert "反映事项" in str(caught.value)


def test_a_private_number_inside_a_matter_is_masked_on_the_log_and_in_excel(session, village):
    come(session, 1, village, matter="请回电 13987654321", answer="打了13987654321")
    (case,) = service_visits.cases(session)
    text = "".join(read(service_visits.log_sheet(session, NOVEMBER)))
    grid = service_visits.visits_grid(session, [case], "来访登记")
    for told in (text, str(grid.rows)):
        assert "13987654321" not in told
        assert told.count("139****") == 2


def test_an_open_matter_stands_on_the_log_with_its_last_day_and_not_on_the_wall(session, village):
    come(session, 1, village, handling="支部办", answer="", answered_on="", satisfaction="")
    assert "最后一天11月6日，已超期" in "".join(read(service_visits.log_sheet(session, NOVEMBER)))
    wall = "".join(read(service_visits.public_sheet(session, NOVEMBER)))
    assert "路灯" not in wall
    assert "正在办理1件（其中超期1件）" in wall


def test_what_is_not_known_prints_as_to_be_filled_in(session, village):
    come(session, 1, village, receiver="", answer="", satisfaction="", answered_on="")
    text = "".join(read(service_visits.log_sheet(session, NOVEMBER)))
    assert text.count("待补充") == 3


@pytest.mark.parametrize("rows", [1, 12, 30, 200])
def test_the_form_to_write_on_has_as_many_numbered_rows_as_asked_for(session, village, rows):
    pages = read(service_visits.blank_sheet(session, rows))
    text = "".join(pages)
    assert text.count("□当场办") == text.count("□基本满意") == rows
    assert all("来访事项" in page for page in pages[:-1])
    assert service_visits.blank_sheet(session, rows).paper == sheet.A4


def test_a_matter_of_three_times_the_length_prints_whole(session, village):
    long = "因为巷口的路灯坏了三个月，晚上走路看不清，老人摔过两次，请村里想想办法。" * 8
    come(session, 3, village, matter=long, answer=long)
    for page in (service_visits.log_sheet, service_visits.public_sheet):
        text = "".join(read(page(session, NOVEMBER)))
        assert text.count("老人摔过两次") == 48


def test_a_later_answer_makes_the_posted_summary_out_of_date_and_what_it_does_not_show_does_not(
    session, village
):
    come(session, 1, village, handling="支部办", answer="", answered_on="", satisfaction="")
    stamped = printout.stamp(session, service_visits.public_sheet(session, NOVEMBER))
    assert (stamped.footer.since, stamped.footer.until) == (date(2026, 11, 1), date(2026, 11, 30))
    printed = session.entries()[-1]
    members.amend(session, village, Member("林秀芝", joined="2001-03", full="2002-03"), "写错了")
    assert printout.changed_since(session, printed) == []
    (case,) = service_visits.cases(session)
    noted = replace(case.visit, note="电话打不通", phone=None)
    service_visits.amend_visit(session, case.visit.id, noted, "补充内容")
    assert printout.changed_since(session, printed) == []
    answered = replace(noted, answer="换了灯头", answered_on=date(2026, 11, 20))
    service_visits.answer(session, case.visit.id, answered)
    assert [one.table for one in printout.changed_since(session, printed)] == ["duty_visits"]
