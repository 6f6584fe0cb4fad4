"""The register in a real file."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest

from jdzb.core import clock
from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.ledgers.members import LEDGER, rules, service, service_history, service_standing, sheets
from jdzb.ledgers.members.entries import Mark, Member
from jdzb.press import footer, pdf
from jdzb.store import check, printout
from jdzb.store.session import NoSuchRow

WANG = Member(
    "王强", sex="男", birth="1970-05", joined="1995-07-01", full="1996-07", phone="13812341027"
)


def add(session, *members):
    return [service.add(session, member).id for member in members]


def test_a_card_lives_is_changed_with_a_reason_and_put_out_of_force(session):
    (wang,) = add(session, WANG)
    with pytest.raises(ReasonNeeded):
        service.amend(session, wang, replace(WANG, phone=None), " ")
    service.amend(session, wang, replace(WANG, phone="13900000000"), "换号")
    assert service.get(session, wang) == replace(WANG, phone="13900000000", id=wang)
    service.void(session, wang, "重复登记")
    with pytest.raises(NoSuchRow):
        service.get(session, wang)
    assert service.browse(session) == ()
    assert service.name_of(session, wang) == "王强"
    assert check.check_ledger(session).ok


def test_people_are_found_by_name_pinyin_and_initials_best_first(session):
    add(session, Member("李志强"), Member("陈志强"), Member("单小明"))
    assert [m.name for m in service.browse(session, "czq")] == ["陈志强"]
    assert [m.name for m in service.browse(session, "志强")] == ["李志强", "陈志强"]
    assert [m.name for m in service.browse(session, "shan")] == ["单小明"]
    assert len(service.browse(session, "  ")) == 3


def test_the_lists_are_as_of_a_day(session):
    (wang, _) = add(session, WANG, Member("李梅", joined="2026-03-01"))
    service_standing.leave(session, wang, "转出", "2026-06-01", "随子女迁往县城")
    assert [m.name for m in service.browse(session, kind="党员")] == ["李梅"]
    before = service.browse(session, kind="党员", as_of=date(2026, 5, 31))
    assert [m.name for m in before] == ["王强", "李梅"]
    assert [m.name for m in service.browse(session, kind=rules.GONE)] == ["王强"]


def test_leaving_needs_a_day_and_a_status_of_leaving(session):
    (wang,) = add(session, WANG)
    with pytest.raises(Refused, match="日期"):
        service_standing.leave(session, wang, "去世", None)
    with pytest.raises(Refused, match="转出、去世、出党、停止党籍"):
        service_standing.leave(session, wang, "正式党员", "2026-01")
    assert len(service.browse(session, kind="党员")) == 1


def test_a_status_entered_by_mistake_is_taken_back(session):
    (wang,) = add(session, WANG)
    left = service_standing.leave(session, wang, "去世", "2026-01")
    service_standing.void_status(session, left.id, "登记错人")
    assert len(service.browse(session, kind="党员")) == 1


def test_an_activist_is_added_with_the_status(session):
    service.add(session, Member("赵敏"), status="入党积极分子", since="2026-05")
    assert [m.name for m in service.browse(session, kind="入党积极分子")] == ["赵敏"]
    assert service.browse(session, kind="党员") == ()
    session.undo()
    assert service.browse(session) == ()


def test_a_mark_is_entered_once_touched_and_ended(session):
    (wang,) = add(session, WANG)
    mobile = service_standing.mark(session, Mark(wang, "流动党员", "2026-01", place="深圳")).id
    with pytest.raises(Refused, match="已经标记"):
        service_standing.mark(session, Mark(wang, "流动党员"))
    service_standing.touch(session, mobile, "2026-10-01")
    service_standing.unmark(session, mobile, "2026-11-01", "回村")
    (mark,) = service.register(session).marks[wang]
    assert (mark.last_contact, mark.until) == ("2026-10-01", "2026-11-01")
    assert service.browse(session, kind="流动党员") == ()
    service_standing.mark(session, Mark(wang, "流动党员", "2026-11-15"))
    assert len(service.browse(session, kind="流动党员")) == 1


def test_the_history_of_a_person_names_each_field_from_and_to(session):
    (wang, _) = add(session, WANG, Member("李梅"))
    service.amend(session, wang, replace(WANG, phone="13900000000", note="烈属"), "换号")
    service_standing.leave(session, wang, "转出", "2026-06-01", "外迁")
    lines = [line.text() for line in service_history.history(session, wang)]
    assert len(lines) == 3
    assert "王强：转出（2026-06-01，外迁）" in lines[0]
    assert (
        "联系电话由“13812341027”改为“13900000000”；备注由“空”改为“烈属”（原因：换号）" in lines[1]
    )
    assert lines[2].endswith("文书：添加党员 王强")


def test_the_machine_list_has_exactly_its_keys(session):
    (wang,) = add(session, replace(WANG, party_post="书记", party_group="第一党小组"))
    service_standing.mark(session, Mark(wang, "流动党员"))
    assert service.as_json(session) == [
        {
            "name": "王强", "sex": "男", "birth": "1970-05", "joined": "1995-07-01", "full": "1996-07",
            "group": "第一党小组", "post": "书记", "phone": "13812341027", "status": "正式党员",
            "marks": ["流动党员"],
        }
    ]  # fmt: skip
    assert service.as_json(session, date(1996, 1, 1))[0]["status"] == "预备党员"
    assert service.as_json(session, date(1990, 1, 1)) == []


def test_out_to_a_grid_and_in_again_gives_the_same_cards(session):
    add(session, WANG, Member("李梅", note="两行\n备注", assigned_posts="甲、乙"))
    grid = service.to_grid(session)
    again = [LEDGER.parse(raw) for raw in service.from_grid(session, grid)]
    assert again == [replace(member, id=0) for member in service.browse(session)]


def test_same_name_people_bear_their_birth_year(session):
    (wang, other) = add(session, WANG, replace(WANG, birth="1985-01"))
    assert service.name_of(session, wang) == "王强（1970）"
    assert service.names(session)[other] == "王强（1985）"


def test_an_act_that_was_taken_back_leaves_nothing_in_the_register(session):
    add(session, WANG)

    def half():
        with session.together("登记两人"):
            service.add(session, replace(WANG, name="李强", phone=None))
            assert len(service.register(session).members) == 2
            raise Refused(why="第二个人不行。")

    with pytest.raises(Refused):
        half()
    assert [one.name for one in service.register(session).members] == ["王强"]
    add(session, replace(WANG, name="赵强", phone=None))
    assert [one.name for one in service.register(session).members] == ["王强", "赵强"]


def test_findings_name_what_the_register_lacks(session):
    assert service.findings(session) == ()
    add(session, Member("李梅"), Member("赵敏", joined="2000-01"))
    found = [finding.what for finding in service.findings(session)]
    assert found == [
        "李梅：没有入党日期，也没有写明身份",
        "赵敏：2000-01 入党，超过 2 年仍是预备党员，请核对转正日期",
        "党员册里没有党内职务为“书记”的党员",
    ]


def test_the_internal_list_has_whole_numbers_and_says_what_is_missing(session):
    add(session, WANG, Member("李梅"))
    known = service.register(session)
    sheet = sheets.member_list(known, known.members, date(2026, 11, 21), branch="青山村党支部")
    text = sheet.text()
    assert "13812341027" in text
    assert "内部资料，不上墙" in text
    assert "待补充" in text
    assert not sheet.public


def test_a_list_of_another_day_names_whose_status_has_no_date(session, today):
    add(session, WANG)
    activist = service.add(session, Member("李梅"), status="入党积极分子").id
    known = service.register(session)

    def text(day):
        return sheets.member_list(known, known.members, day, branch="").text()

    assert "李梅（1 人）的身份没有起始日期" in text(date(2020, 1, 1))
    assert "没有起始日期" not in text(today)
    service_standing.set_status(session, activist, "入党积极分子", "2019-03", "补日期")
    known = service.register(session)
    assert "没有起始日期" not in text(date(2020, 1, 1))


def test_the_page_that_is_looked_at_ends_where_the_printed_one_does(session):
    people = tuple(replace(WANG, id=n, phone=f"138123{n:05}") for n in range(200))
    sheet = sheets.member_list(rules.Register(people), people, date(2026, 11, 21), branch="青山村")
    draft = replace(sheet, footer=footer.pending(sheet.footer, clock.now()))

    def tables(page):
        read = pypdf.PdfReader(BytesIO(pdf.render(page))).pages
        return [re.findall(r"138123\d{5}", one.extract_text()) for one in read]

    seen, printed = tables(draft), tables(printout.stamp(session, sheet))
    assert len(printed) > 10
    assert seen == printed


def test_the_political_birthdays_print_with_years_or_say_there_are_none(session):
    add(session, WANG)
    found = service.register(session).anniversaries(7, 2026)
    assert "31" in sheets.anniversaries(found, 2026, 7, branch="").text()
    assert "本月没有党员过政治生日" in sheets.anniversaries((), 2026, 8, branch="").text()
