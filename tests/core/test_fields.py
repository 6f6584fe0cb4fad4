"""Typed text becomes stored values; what is not readable is said."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdzb.core import dates, fields
from jdzb.core.fields import Field, InvalidForm, Unreadable


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1985.06", "1985-06"), ("1985年6月", "1985-06"), ("19850612", "1985-06-12"), ("1985-6-12", "1985-06-12"),
        ("1985/06/12", "1985-06-12"), ("１９８５．６．１２", "1985-06-12"), ("198506", "1985-06"), ("85.6", "1985-06"),
        ("1985年6月12日", "1985-06-12"), ("1985-06-12 00:00:00", "1985-06-12"), (" 1985 . 6 ", "1985-06"),
        ("", None), ("　", None), ("2026-12-31", "2026-12-31"),
    ],
)  # fmt: skip
def test_a_date_is_read_to_the_day_or_the_month(typed, stored):
    assert fields.read_month(typed) == stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1985", "应为日期"), ("1985.13", "应为日期"), ("2001.2.29", "应为日期"), ("23.6", "四位数"),
        ("昨天", "应为日期"), ("850612", "应为日期"), ("1885.6", "应为日期"), ("9999-01-01", "应为日期"), ("1985.0", "应为日期"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(typed, said):
    with pytest.raises(Unreadable, match=said):
        fields.read_month(typed)


def test_a_day_must_be_whole():
    assert fields.read_day("2026.12.5") == "2026-12-05"
    with pytest.raises(Unreadable, match="哪一天"):
        fields.read_day("2026.12")


def test_a_two_digit_year_has_one_century_or_two():
    assert dates.candidates("97.3") == ("1997-03",)
    assert dates.candidates("23.6") == ("1923-06", "2023-06")
    assert dates.candidates("26.12") == ("1926-12",)
    assert dates.candidates("850612") == ()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_stored_date_reads_back_as_itself(day):
    assert fields.read_day(day.isoformat()) == day.isoformat()
    assert fields.read_day(fields.show_date(day.isoformat())) == day.isoformat()


@given(st.text(alphabet="0123456789０９.-/年月日元+,()²③٣ 　\n王a𬭎", max_size=16))
def test_a_reader_reads_or_says_what_it_expected_and_never_breaks(text):
    for kind in fields._READERS:
        with contextlib.suppress(Unreadable):
            fields.read_field(Field("x", "栏", kind), text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13812341027", "13812341027"), ("138 1234 1027", "13812341027"), ("１３８１２３４１０２７", "13812341027"),
        ("138-1234-1027", "13812341027"), ("+8613812341027", "13812341027"), ("0000-2560000", "0000-2560000"),
        ("（0556）2560000", "05562560000"), ("0556-2560000-12", "0556-2560000-12"), ("", None),
        ("+86 138 1234 1027", "13812341027"), ("0556—2560000", "0556-2560000"),
    ],
)  # fmt: skip
def test_a_telephone_number_is_read(typed, stored):
    assert fields.read_phone(typed) == stored


@pytest.mark.parametrize(
    "typed",
    ["123", "12345", "2560000", "1381234102", "138123410277", "电话", "12812341027", "1381234102a"],
)
def test_what_is_no_telephone_number_is_refused(typed):
    with pytest.raises(Unreadable, match="手机号"):
        fields.read_phone(typed)


@pytest.mark.parametrize("kind", ["phone", "office"])
@pytest.mark.parametrize("typed", ["11010119900307233X", "110101 19900307 2339", "110101900307233"])
def test_an_id_number_typed_for_a_telephone_is_not_kept(kind, typed):
    with pytest.raises(Unreadable, match="身份证号不保存"):
        fields.read_field(Field("phone", "电话", kind), typed)


@pytest.mark.parametrize("typed", ["0556-2560000", "2560000", "12388", "400-123-4567"])
def test_a_number_that_may_be_posted_is_read(typed):
    assert fields.read_office_phone(typed) == typed


@pytest.mark.parametrize("typed", ["13812341027", "+86 138 1234 1027", "138-1234-1027"])
def test_a_mobile_number_is_no_number_to_post(typed):
    with pytest.raises(Unreadable, match="请填座机，不填手机"):
        fields.read_office_phone(typed)


@pytest.mark.parametrize("typed", ["2025.07", "2025年7月", "20250701", "123", "？"])
def test_words_are_no_date_and_no_number(typed):
    with pytest.raises(Unreadable, match="应为文字"):
        fields.read_words(typed)


@pytest.mark.parametrize("typed", ["大专", "高中（1985年毕业）", "MBA"])
def test_words_may_hold_numbers(typed):
    assert fields.read_words(typed) == typed


@pytest.mark.parametrize(
    ("kind", "most", "whole"), [("text", 60, 60), ("text", 0, 100), ("note", 0, 1000)]
)
def test_a_text_has_a_maximum_that_the_sentence_names(kind, most, whole):
    spec = Field("x", "岗位", kind, most=most)
    assert fields.read_field(spec, "岗" * whole) == "岗" * whole
    with pytest.raises(Unreadable, match=f"最多 {whole} 字，现有 3000 字"):
        fields.read_field(spec, "岗" * 3000)


def test_a_long_wrong_text_is_not_repeated_whole():
    with pytest.raises(InvalidForm) as caught:
        fields.read_fields((Field("x", "岗位"),), {"x": "岗" * 3000})
    assert len(str(caught.value)) < 100


def test_who_types_no_number_hears_the_range():
    spec = Field("people", "每天人数", "whole", hint="1 到 6 人")
    assert fields.read_field(spec, "2") == 2
    with pytest.raises(Unreadable, match="应为1 到 6 人"):
        fields.read_field(spec, "两")


def test_what_can_be_read_of_a_form_is_given_with_what_is_wrong():
    values, problems = fields.read_known(FORM, {"birth": "1985.6", "pay": "x"})
    assert values == {"name": None, "birth": "1985-06", "pay": None}
    assert [problem.field for problem in problems] == ["name", "pay"]


def test_whole_numbers_and_amounts():
    assert (fields.read_whole("１２"), fields.read_whole(" "), fields.read_whole("0")) == (
        12,
        None,
        0,
    )
    assert (fields.read_fen("12.5"), fields.read_fen("1,200元"), fields.read_fen("")) == (
        1250,
        120000,
        None,
    )
    for wrong in ("-1", "1.5", "一", "12345678901"):
        with pytest.raises(Unreadable):
            fields.read_whole(wrong)
    for wrong in ("1.234", "-1", "１２元5"):
        with pytest.raises(Unreadable):
            fields.read_fen(wrong)


def test_names_lose_their_padding_and_digits_are_refused():
    assert fields.read_name("梁　燚") == "梁燚"
    assert fields.read_name(" ") is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("王强2", "姓名里不能有数字"), ("王强😀", "姓名里不能有“😀”"), ("王" * 16, "最多 15 字，现有 16 字"),
        ("a" * 41, "最多 40 个字母，现有 41"), ("王", "应为姓名，例如 陈志强"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_name_is_said(typed, said):
    with pytest.raises(Unreadable) as caught:
        fields.read_name(typed)
    assert said in str(caught.value)


def test_texts_are_one_line_and_notes_may_be_several():
    assert fields.read_text("　甲\n 乙　") == "甲 乙"
    assert fields.read_note("甲\r\n乙\n") == "甲\n乙"
    assert fields.read_text(" ") is None


def test_a_choice_is_one_of_its_words():
    spec = Field("sex", "性别", "choice", choices=("男", "女"))
    assert fields.read_field(spec, " 男 ") == "男"
    assert fields.read_field(spec, "") is None
    with pytest.raises(Unreadable, match="男、女"):
        fields.read_field(spec, "M")


FORM = (
    Field("name", "姓名", "name", required=True, hint="请填写姓名"),
    Field("birth", "出生日期", "month"),
    Field("pay", "金额", "fen"),
)


def test_a_form_tells_all_its_problems_at_once_in_order():
    with pytest.raises(InvalidForm) as caught:
        fields.read_fields(FORM, {"birth": "某日", "pay": "x"})
    assert [problem.field for problem in caught.value.problems] == ["name", "birth", "pay"]
    assert "姓名没有填写：请填写姓名；出生日期“某日”：应为日期" in str(caught.value)
    assert "填写的内容还在" in str(caught.value)


def test_a_form_is_read_whole_with_missing_fields_empty():
    assert fields.read_fields(FORM, {"name": "王强"}) == {
        "name": "王强",
        "birth": None,
        "pay": None,
    }


def test_a_key_that_is_no_field_is_a_programming_error():
    with pytest.raises(KeyError):
        fields.read_fields(FORM, {"nmae": "王强"})


@given(st.integers(min_value=0, max_value=10**11))
def test_an_amount_shown_reads_back_as_itself(fen):
    assert fields.read_field(FORM[2], fields.shown(FORM[2], fen)) == fen


def test_dates_are_shown_in_chinese():
    assert fields.show_date("1985-06") == "1985年6月"
    assert fields.show_date("1985-06-12") == "1985年6月12日"
    assert fields.show_date(None) == ""


@pytest.mark.parametrize(
    "text",
    [
        "013812341027",
        "+8613812341027",
        "86-13812341027",
        "0086 138 1234 1027",
        "０１３８１２３４１０２７",
    ],
)
def test_what_is_dialled_before_a_mobile_number_is_left_out(text):
    assert fields.read_phone(text) == "13812341027"


@pytest.mark.parametrize("text", ["010-82341027", "0875-2560000", "02582341027"])
def test_a_landline_keeps_its_area_code(text):
    assert fields.read_phone(text) == text
