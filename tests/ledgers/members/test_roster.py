"""Rosters as villages keep them, read into a plan."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdzb.core.cells import Merged, RawSheet, Workbook
from jdzb.core.errors import JdzbError
from jdzb.ledgers.members import labels, matching, roster, rules
from jdzb.press import xlsx
from tests.ledgers.members.books import HEADER, id_number, people_of, planned, told, write

SECRET = "11010519491231002X"
DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("姓　名", "name"), ("党员姓名", "name"), ("出生年月", "birth"), ("出生日期", "birth"),
        ("入党时间", "joined"), ("入党日期（年月日）", "joined"), ("组别", "party_group"),
        ("所在党小组", "party_group"), ("手机号码", "phone"), ("联系电话", "phone"), ("手机", "phone"),
        ("转为正式党员时间", "full"), ("转正时间", "full"), ("加入中国共产党时间", "joined"),
        ("文化程度", "education"), ("家庭住址", "address"), ("党内职务", "party_post"), ("职务", "party_post"),
        ("村内职务", "village_post"), ("身份证号码", "id_number"), ("公民身份号码", "id_number"),
        ("入党介绍人", ""), ("联系方式", "phone"), ("性 别 *", "sex"), ("是否流动党员", "mobile"),
        ("申请入党时间", "applied"), ("列为积极分子时间", "activist_since"), ("党员类别", "status"),
        ("外出地点", "place"), ("年龄", "ignored"), ("设岗定责", "assigned_posts"), ("村民小组", ""),
    ],
)  # fmt: skip
def test_a_column_is_known_by_its_many_names(label, target):
    assert labels.target_of(label) == target


def test_every_target_can_be_shown_to_the_user():
    assert all(key and label for key, label in roster.targets())
    assert {target for target, _ in labels._PATTERNS} <= set(labels.TARGETS)


def test_the_sample_comes_in_whole_with_three_doubts():
    plan = roster.plan(xlsx.read_workbook(DATA / "党员花名册.xlsx"))
    people = people_of(plan)
    assert len(people) == 52
    assert people["梁燚"].member.joined == "1994-07-28"
    assert people["孙立新"].member.joined == "2023-06"
    assert people["高小龙"].member.birth == "1945-11"
    assert people["唐学军"].member.phone == "18757450782"
    assert people["郭金水"].member.party_post == "书记"
    assert people["陈四海"].marks == ("流动党员",)
    assert all(p.member.birth and p.member.joined and p.member.phone for p in people.values())
    assert [row for row, _, _ in told(plan)] == [15, 35, 49]


def test_an_xls_with_two_header_rows_and_merged_groups_is_read():
    people = people_of(roster.plan(xlsx.read_workbook(DATA / "两行表头.xls")))
    assert set(people) == {"单小明", "曾英", "买买提·吐尔逊"}
    assert people["曾英"].member.party_group == "第一党小组"
    assert people["买买提·吐尔逊"].member.party_group == "第二党小组"
    assert people["单小明"].member.birth == "1970-05-01"
    assert people["曾英"].member.birth == "1970-01-01"
    assert people["曾英"].marks == ("困难党员",)


def test_a_header_far_down_under_titles_is_found(tmp_path):
    rows = [["青山村党员花名册"], [], ["填报单位：青山村"], [None, "说明"], []]
    rows += [["序号", *HEADER], [1, "王强", "男", "1970.05", "1995.07", "1996.07", 13812340001.0]]
    plan = roster.plan(xlsx.read_workbook(write(tmp_path / "a.xlsx", 一=rows)))
    assert plan.parts[0].header_row == 6
    assert people_of(plan)["王强"].row == 7


def test_each_sheet_tells_the_status_of_its_people(tmp_path):
    book = write(
        tmp_path / "a.xlsx",
        正式党员=[("姓名", "入党时间"), ("王强", "1995.07")],
        预备党员=[("姓名", "入党时间"), ("李梅", "2026.03")],
        入党积极分子=[
            ("姓名", "性别", "列为积极分子时间"),
            ("赵敏", "女", "2026.05"),
            ("孙亮", "男", None),
        ],
        会议室=[("名称", "面积"), ("一号", 30)],
    )
    people = people_of(roster.plan(xlsx.read_workbook(book)))
    assert people["王强"].statuses == (("正式党员", None),)
    assert people["李梅"].statuses == ()
    assert people["赵敏"].statuses == (("入党积极分子", "2026-05"),)
    assert people["孙亮"].statuses == (("入党积极分子", None),)


def test_sections_inside_a_sheet_tell_the_status_too(tmp_path):
    plan = planned(
        tmp_path,
        ["一、正式党员"],
        ["王强", "男", "1970.05", "1995.07"],
        ["二、预备党员"],
        ["李梅", "女", "1999.05", "2026.03"],
        ["三、入党积极分子"],
        ["赵敏", "女", "2001.05"],
    )
    people = people_of(plan)
    assert people["王强"].statuses == (("正式党员", None),)
    assert people["李梅"].statuses == ()
    assert people["赵敏"].statuses == (("入党积极分子", None),)


def test_two_rosters_side_by_side_are_both_read(tmp_path):
    header = ("序号", "姓名", "性别", "序号", "姓名", "性别")
    plan = planned(tmp_path, [1, "王强", "男", 3, "李梅", "女"], [2, "赵敏", "女"], header=header)
    assert set(people_of(plan)) == {"王强", "李梅", "赵敏"}
    assert all("没有这一栏" in expected for _, _, expected in told(plan))


def test_totals_footers_numbered_blanks_and_repeated_headers_are_no_people(tmp_path):
    plan = planned(
        tmp_path,
        [1, "王强", "男"],
        ["序号", "姓　名", "性别"],
        [2, "李梅", "女"],
        [3, None, None],
        ["合计", "2人", None],
        [None, "合 计", "2"],
        ["填表人：王强", None, "审核人：李梅"],
        ["注：本表一式两份"],
        header=("序号", "姓名", "性别"),
    )
    assert set(people_of(plan)) == {"王强", "李梅"}
    assert len(plan.people) == 2
    assert [expected for *_, expected in told(plan)] == [
        "没有这一栏：2 人的身份（正式、预备）待补充"
    ]


def test_a_row_without_a_name_is_listed(tmp_path):
    plan = planned(tmp_path, ["王强", "男"], [None, "女", "1970.05"], ["李□", "男"])
    assert set(people_of(plan)) == {"王强"}
    assert [(row, column) for row, column, _ in told(plan) if column == "姓名"] == [
        (3, "姓名"),
        (4, "姓名"),
    ]


def test_every_unreadable_cell_is_named_with_its_place_and_left_empty(tmp_path):
    plan = planned(tmp_path, ["王强", "不详男", "1985.13", "1995.7", "96.8", "138****1027", None])
    (person,) = plan.people
    assert [(p.sheet, p.row, p.column, p.value) for p in person.problems] == [
        ("花名册", 2, "性别", "不详男"), ("花名册", 2, "出生年月", "1985.13"),
        ("花名册", 2, "联系电话", "138****1027"),
    ]  # fmt: skip
    assert (person.member.sex, person.member.birth, person.member.phone) == (None, None, None)
    assert person.member.full == "1996-08"


def test_a_cell_that_the_form_of_a_card_would_refuse_is_listed_and_left_empty(tmp_path):
    labels = ["姓名", "学历", "联系电话", "岗位", "村内职务"]
    cells = ["王强", "2025.07", "12345", "护林" * 1500, "2025.07"]
    (person,) = planned(tmp_path, cells, header=labels).people
    assert [(p.column, p.expected) for p in person.problems if p.column in labels] == [
        ("学历", "应为文字，不是日期或号码"),
        ("联系电话", "应为11位手机号，或区号加座机号"),
        ("岗位", "最多 60 字，现有 3000 字"),
        ("村内职务", "应为文字，不是日期或号码"),
    ]
    member = person.member
    assert (member.education, member.phone, member.assigned_posts, member.village_post) == (
        None, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize("note", ["丈夫病故", "其妻已去世", "父母均去世", "2019年老伴因病去世"])
def test_the_death_of_a_relative_is_not_the_member_s(tmp_path, note):
    (person,) = planned(tmp_path, ["王强", "男", "1950.1", "1985.3", "1986.3", None, note]).people
    assert (person.left, person.member.note) == ("", note)


def test_an_ambiguous_october_is_left_empty_and_listed(tmp_path):
    plan = planned(tmp_path, ["王强", "男", 1970.1, "1995.7", "1996.8"])
    assert people_of(plan)["王强"].member.birth is None
    assert "1970-01 或 1970-10" in told(plan)[0][2]


def test_ways_of_writing_nothing_are_nothing(tmp_path):
    plan = planned(
        tmp_path, ["王强", "男", "1970.5", "1995.7", "1996.8", "无", "—"], ["李梅", "女", "/"]
    )
    assert people_of(plan)["王强"].member.phone is None
    assert [row for row, *_ in told(plan)] == [3]  # 李梅 has no joining date


def test_id_numbers_give_birth_and_sex_and_go_nowhere(tmp_path):
    number, other = id_number("34112219850612123"), id_number("34112219900101124")
    header = ("姓名", "性别", "出生年月", "身份证号", "入党时间", "转正时间", "备注")
    plan = planned(
        tmp_path,
        ["王强", None, None, number, "2010.5", "2011.5", f"身份证{number}"],
        ["李梅", "男", "1990.02", other, "2015.5", "2016.5"],
        ["赵敏", None, "1985.06", "341122198506121230", "2010.5", "2011.5"],
        header=header,
    )
    people = people_of(plan)
    assert (people["王强"].member.birth, people["王强"].member.sex) == ("1985-06-12", "男")
    assert people["李梅"].member.birth == "1990-02"
    assert {(row, column) for row, column, _ in told(plan)} >= {
        (3, "出生年月"),
        (3, "性别"),
        (4, "身份证号"),
    }
    shown = repr([(p.member, p.texts, p.problems, p.statuses) for p in plan.people])
    for secret in (number, other, "341122198506121230"):
        assert secret not in shown


def test_an_id_number_column_without_a_label_is_recognised(tmp_path):
    number = id_number("34112219850612123")
    plan = planned(tmp_path, ["王强", "男", number], header=("姓名", "性别", "证件"))
    assert people_of(plan)["王强"].member.birth == "1985-06-12"
    assert plan.parts[0].columns[2].target == "id_number"


def test_a_column_nobody_knows_is_named_and_can_be_mapped(tmp_path):
    row = ["王强", "2026.5", "青山一组"]
    plan = planned(tmp_path, row, header=("姓名", "入党时间", "居住的地方"))
    assert [(row, column) for row, column, _ in told(plan)] == [(1, "居住的地方")]
    again = roster.map_column(plan, "花名册", 2, "address")
    assert people_of(again)["王强"].member.address == "青山一组"
    assert told(again) == []
    assert people_of(roster.map_column(again, "花名册", 1, ""))["王强"].member.joined is None


def test_a_cell_can_be_corrected_and_the_row_is_read_anew(tmp_path):
    plan = planned(tmp_path, ["王强", "男", "1985.13", "2010.5", "2011.5"], ["李□", "女"])
    plan = roster.correct(plan, plan.people[0].key, "birth", "1985.12")
    plan = roster.correct(plan, plan.people[1].key, "name", "李䶮")
    assert people_of(plan)["王强"].member.birth == "1985-12"
    assert people_of(plan)["李䶮"].fault == ""


def test_remarks_become_status_and_marks_and_the_rest_stays_a_remark(tmp_path):
    plan = planned(
        tmp_path,
        ["王强", "男", "1970.5", "2026.3", None, None, "预备党员、困难党员"],
        ["李梅", "女", "1970.5", "1995.7", "1996.7", None, "流动党员，在深圳务工"],
        ["赵敏（女）", None, "1970.6", "1995.7", "1996.7", None, "烈属"],
        ["钱进（预备）", "男", "2000.6", "2026.1"],
    )
    people = people_of(plan)
    assert (people["王强"].marks, people["王强"].member.note) == (("困难党员",), None)
    assert (people["李梅"].marks, people["李梅"].member.note) == (("流动党员",), "在深圳务工")
    assert (people["赵敏"].member.sex, people["赵敏"].member.note) == ("女", "烈属")
    assert people["钱进"].statuses == ()
    assert told(plan) == []


def test_the_status_is_concluded_only_where_the_rules_leave_no_choice(tmp_path):
    plan = planned(
        tmp_path,
        ["甲一", "男", "1970.5", "1995.7"],
        ["乙二", "男", "1999.5", "2025.07"],
        ["丙三", "男", "1999.5", "2026.07"],
        ["丁四", "男", "1970.5", None, None, None, "正式党员"],
    )
    people = people_of(plan)
    assert people["甲一"].statuses == (("正式党员", None),)
    assert not people["甲一"].certain
    assert people["乙二"].statuses == people["丙三"].statuses == ()
    assert people["丁四"].statuses == (("正式党员", None),)
    assert [row for row, *_ in told(plan)] == [2, 3, 5]


def test_who_left_is_told_from_the_remark(tmp_path):
    plan = planned(tmp_path, ["王强", "男", "1970.5", "1995.7", "1996.7", None, "已去世"])
    assert plan.people[0].left == "去世"


def test_a_column_missing_for_everybody_is_named_once(tmp_path):
    rows = [[name, "1995.07"] for name in ("王强", "李梅", "赵敏")]
    plan = planned(tmp_path, *rows, header=("姓名", "入党时间"))
    assert [(row, column) for row, column, _ in told(plan)] == [(1, "转正日期")]
    assert "3 人按正式党员登记" in told(plan)[0][2]


def test_yes_columns_and_same_as_above(tmp_path):
    header = ("姓名", "党小组", "是否流动党员", "流动去向", "困难党员")
    plan = planned(
        tmp_path,
        ["王强", "第一党小组", "√", "深圳", None],
        ["李梅", "同上", 1, None, "是"],
        ["赵敏", "〃", "否", None, "也许"],
        header=header,
    )
    people = people_of(plan)
    assert people["赵敏"].member.party_group == "第一党小组"
    assert (people["王强"].marks, people["王强"].place) == (("流动党员",), "深圳")
    assert people["李梅"].marks == ("流动党员", "困难党员")
    assert people["赵敏"].marks == ()
    assert (4, "困难党员", "应为 是 或 空白") in told(plan)


def test_same_name_people_are_told_apart_and_double_rows_are_listed(tmp_path):
    plan = planned(
        tmp_path,
        ["张伟", "男", "1970.05", "1995.7", "1996.7", "13812340001"],
        ["张伟", "男", "1985.05", "2010.7", "2011.7", "13812340002"],
        ["张 伟", "男", "1985.05.12", "2010.7", "2011.7", "13812340002"],
    )
    assert [bool(person.fault) for person in plan.people] == [False, False, True]
    assert any(row == 4 and "第 3 行" in expected for row, _, expected in told(plan))


def test_a_list_of_mobile_members_only_adds_its_marks(tmp_path):
    book = write(
        tmp_path / "a.xlsx",
        花名册=[HEADER, ["王强", "男", "1970.05", "1995.7", "1996.7"]],
        流动党员=[("姓名", "性别", "流动去向"), ("王强", "男", "深圳")],
    )
    plan = roster.plan(xlsx.read_workbook(book))
    assert (people_of(plan)["王强"].marks, people_of(plan)["王强"].place) == (("流动党员",), "深圳")
    assert told(plan) == []


@pytest.mark.parametrize(
    "rows", [[], [["费用", "金额"], ["水费", 12]], [["姓名"], ["王强"]], [["标题"]]]
)
def test_a_file_without_a_roster_is_refused_naming_what_was_looked_for(tmp_path, rows):
    book = xlsx.read_workbook(write(tmp_path / "账.xlsx", 甲=rows, 乙=[]))
    with pytest.raises(roster.NoRoster, match=r"账\.xlsx.*姓名.*“甲”、“乙”"):
        roster.plan(book)


def test_a_header_with_nobody_under_it_is_refused(tmp_path):
    with pytest.raises(roster.NobodyInRoster, match="没有人"):
        planned(tmp_path, ["合计", "0人"])


def test_twenty_thousand_rows_are_no_branch():
    header = ("姓名", "性别")
    many = tuple(("王强", "男") for _ in range(20_000))
    book = Workbook("大表.xlsx", "", (RawSheet("一", (header, *many)),))
    with pytest.raises(roster.TooManyPeople, match="20000 行"):
        roster.plan(book)


def test_hidden_sheets_are_left_alone_unless_there_is_nothing_else():
    rows = (("姓名", "性别"), ("王强", "男"))
    shown = RawSheet("一", (("姓名", "性别"), ("李梅", "女")))
    hidden = RawSheet("二", rows, visible=False)
    assert set(people_of(roster.plan(Workbook("a", "", (shown, hidden))))) == {"李梅"}
    assert set(people_of(roster.plan(Workbook("a", "", (hidden,))))) == {"王强"}


LABELS = ("序号", "姓名", "性别", "出生年月", "入党时间", "转正时间", "电话", "备注", "身份证号",
          "人员类别", "奇怪", "流动去向", "申请入党时间", None)  # fmt: skip
CELLS = (None, "王强", "李　梅", "李梅（女）", "男", "85.6", 1985.1, 31204, "同上", "合计", "是", "预备党员", "去世",
         "138 1234 1027", SECRET, 3.4e17, True, date(1985, 6, 12), time(3), "二、预备党员", "=A1", "1985.13",
         "一九八五年十三月", "（）", -1, 1e308, float("nan"), float("inf"), "x" * 300, "²", "٣٤٥", "\n")  # fmt: skip


@given(st.data())
def test_no_sheet_however_odd_breaks_the_plan_or_lets_an_id_number_through(data):
    header = data.draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=9))
    row = st.tuples(*[st.sampled_from(CELLS)] * len(header))
    rows = [("姓名", *header[1:]), *data.draw(st.lists(row, max_size=7))]
    top, down = data.draw(st.tuples(st.integers(0, 3), st.integers(0, 2)))
    merged = (Merged(top, 1, top + down, 1),) if top + down < len(rows) else ()
    try:
        plan = roster.plan(Workbook("a", "", (RawSheet("一", tuple(rows), merged),)))
    except JdzbError:
        return
    for line in matching.compare(plan, rules.Register()).lines:
        assert line.action == "skip" or line.person.member.name
        assert SECRET not in repr((line.person, line.problems))


@pytest.mark.parametrize("text", ["未转正", "预备期", "待转", "尚未转正", "2028年3月（预计）"])
def test_words_in_the_confirmation_column_do_not_confirm_anybody(tmp_path, text):
    plan = planned(tmp_path, ["王强", "男", "1990.1", "2024.3", text])
    person = people_of(plan)["王强"]
    assert ("正式党员", None) not in person.statuses
    assert (2, "转正时间") in {(row, column) for row, column, _ in told(plan)}


def test_a_year_alone_in_the_confirmation_column_confirms(tmp_path):
    plan = planned(tmp_path, ["王强", "男", "1960.1", "1985.3", "1986年"])
    assert people_of(plan)["王强"].statuses == (("正式党员", None),)


def test_a_formula_that_failed_is_listed_and_nothing_is_stored_for_it(tmp_path):
    plan = planned(
        tmp_path, ["王强", "男", "#REF!", "2010.5", "2011.5", "#N/A", "#VALUE!"], ["#NAME?", "女"]
    )
    member = people_of(plan)["王强"].member
    assert (member.birth, member.phone, member.note) == (None, None, None)
    assert {row_column[:2] for row_column in told(plan)} >= {
        (2, "出生年月"), (2, "联系电话"), (2, "备注"), (3, "姓名"),
    }  # fmt: skip


def test_a_card_number_of_nineteen_digits_is_masked_even_when_mistyped(tmp_path):
    plan = planned(
        tmp_path, ["王强", "男", "1970.1", "1995.7", "1996.8", None, "卡6222020200112345678"]
    )
    assert "6222020200112345678" not in repr(people_of(plan)["王强"])


@pytest.mark.parametrize("note", ["已故", "2026年3月去世", "2026.3.15因病去世", "2025年12月转出"])
def test_who_has_left_by_the_remark_does_not_come_in_unasked(tmp_path, note):
    plan = planned(tmp_path, ["王强", "男", "1950.1", "1985.3", "1986.3", None, note])
    assert people_of(plan)["王强"].left
