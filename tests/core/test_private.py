"""Private numbers: found in every disguise, in cells and over them; figures of a village are not."""

import random
import sys
from itertools import pairwise

import pytest

from jdzb.core import private
from jdzb.core.sheet import Cell, Column, Paragraph, Sheet, Table
from tests.core import village_texts

TEXTS, SEED = 10_000, 20261121
ID, PHONE = "11010519491231002X", "13812341027"


def test_of_ten_thousand_texts_every_hidden_number_is_stopped_and_hardly_a_clean_one(capsys):
    """Half hide a number, half do not; the false alarms are printed, each with its text."""
    rng = random.Random(SEED)
    missed, alarms = [], []
    for _ in range(TEXTS // 2):
        text = village_texts.clean(rng)
        alarms += [(one.kind, one.text, text) for one in private.private_numbers(text)]
        hiding = village_texts.hidden(rng)
        found = private.private_numbers(hiding.text)
        right = [one for one in found if stopped(one, hiding)]
        missed += [] if right else [(hiding, found)]
        alarms += [(one.kind, one.text, hiding.text) for one in found if one not in right]
    told = [f"{TEXTS} texts, half with a private number: {len(missed)} missed,"]
    told += [f"{len(alarms)} false alarms ({len(alarms) / TEXTS:.2%}):"]
    told += [f"  {kind} {number!r} in {around(text, number)!r}" for kind, number, text in alarms]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(told) + "\n")
    assert missed == []
    assert len(alarms) < TEXTS * 0.01


def around(text, number):
    """The number with a little of its text."""
    at = text.find(number)
    return text[max(at - 16, 0) : at + len(number) + 12]


def stopped(one, hiding):
    """True when what was found is the hidden number, all of it, and called what it is."""
    all_of_it = private.bare_number(hiding.written) in private.bare_number(one.text)
    return one.kind == hiding.kind and all_of_it


@pytest.mark.parametrize(
    ("text", "kind", "hit"),
    [
        (f"身份证{ID}。", "身份证号", ID),
        (f"{ID.lower()}号", "身份证号", ID.lower()),
        ("11010519491231002Ｘ", "身份证号", "11010519491231002Ｘ"),
        ("110105 19491231 002X", "身份证号", "110105 19491231 002X"),
        (
            "１１０１０５１９４９１２３１００２Ｘ",
            "身份证号",
            "１１０１０５１９４９１２３１００２Ｘ",
        ),
        ("电话13812341027（李）", "手机号", "13812341027"),
        ("电话：138 1234 1027", "手机号", "138 1234 1027"),
        ("138-1234-1027", "手机号", "138-1234-1027"),
        ("138.1234.1027", "手机号", "138.1234.1027"),
        ("１３８１２３４１０２７", "手机号", "１３８１２３４１０２７"),
        ("1 3 8 1 2 3 4 1 0 2 7", "手机号", "1 3 8 1 2 3 4 1 0 2 7"),
        ("+86 13812341027", "手机号", "86 13812341027"),
        ("8613812341027", "手机号", "8613812341027"),
        ("2026-12-05 13812341027", "手机号", "13812341027"),
        ("卡号6222020200112230009", "银行卡号", None),
        ("4111 1111 1111 1111", "银行卡号", "4111 1111 1111 1111"),
        ("4111-1111-1111-1111", "银行卡号", "4111-1111-1111-1111"),
    ],
)
def test_a_private_number_is_found_in_every_disguise(text, kind, hit):
    if hit is None:
        text = "卡号" + luhn("622202020011223000")
        hit = text[2:]
    (found,) = private.private_numbers(text)
    assert (found.kind, found.text) == (kind, hit)
    assert text[found.start :].startswith(hit)


def luhn(first):
    for last in "0123456789":
        digits = [int(d) * (1 + n % 2) for n, d in enumerate(reversed(first + last))]
        if sum(d - 9 if d > 9 else d for d in digits) % 10 == 0:
            return first + last
    raise AssertionError(first)


@pytest.mark.parametrize(
    "text",
    [
        "柳发〔2026〕12号", "0000-2560000", "电话：0000-2560000、2560001", "2026年12月1日至31日",
        "2026-12-01 2026-12-31", "8:30–12:00 14:00–17:00",
        "合计 12000000000 元", "15 16 17 18 19 2",
        "1500.00 15000", "110105194913310021", "校验码 7F3A9-2C1D0-12345-67890-ABCDE",
        "1234567890123456", "20261205123456", "13812341027123",
        "第13次 8 12 34", "12345678901", "", "12 13 14 15 16 17", "1-2-3-4-5-6-7-8-9-10-11",
    ],
)  # fmt: skip
def test_dates_document_numbers_and_landlines_are_no_private_numbers(text):
    assert private.private_numbers(text) == ()


def test_several_numbers_in_one_text_are_all_found_in_order():
    text = f"李 13812341027，{ID}，王 139 1234 1028"
    assert [hit.kind for hit in private.private_numbers(text)] == ["手机号", "身份证号", "手机号"]


def test_two_mobile_numbers_side_by_side_are_both_found():
    assert len(private.private_numbers("13812341027 13912341028")) == 2


@pytest.mark.parametrize(
    "text", ["013812341027", "0138 1234 1027", "008613812341027", "+86 13812341027"]
)
def test_a_mobile_number_with_something_dialled_before_it_is_found(text):
    assert [found.kind for found in private.private_numbers(f"电话{text}。")] == [private.MOBILE]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一三八一二三四一〇二七", "手机号"), ("幺三八 幺二三四 幺零二七", "手机号"),
        ("壹叁捌壹贰叁肆壹零贰柒", "手机号"), ("①③⑧①②③④①⓪②⑦", "手机号"),
        ("①13812341027", "手机号"), ("138\u200b1234\u200b1027", "手机号"), ("1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣1️⃣0️⃣2️⃣7️⃣", "手机号"),
        ("电话：138\n1234\n1027", "手机号"), ("13812\n341027", "手机号"), ("(138)12341027", "手机号"),
        ("+86（138）1234-1027", "手机号"), ("138。1234。1027", "手机号"), ("138·1234·1027", "手机号"),
        ("3组 138 1234 1027 139 1234 1028", "手机号"), ("1.138 1234 1027", "手机号"),
        ("110105 19491231\n002 Ｘ", "身份证号"), ("11010519491231002×", "身份证号"),
        ("１１０１０５－１９４９１２３１－００２ｘ", "身份证号"), ("一一〇一〇五一九四九一二三一〇〇二X", "身份证号"),
        ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "身份证号"), ("130102198506121234", "身份证号"),
        ("1 3 0 1 0 2 1 9 8 5 0 6 1 2 1 2 3 4", "身份证号"),
        ("6 2 2 2 0 2 0 2 0 0 1 1 2 2 3 0 0 0 4", "银行卡号"), ("622202 0200112230004", "银行卡号"),
        ("6222.0202.0011.2230.004", "银行卡号"), ("٦٢٢٢٠٢٠٢٠٠١١٢٢٣٠٠٠٤", "银行卡号"),
        ("序号\t138\t12341027", "手机号"),
    ],
)  # fmt: skip
def test_a_number_is_found_in_odd_digits_gaps_and_pieces(text, kind):
    found = private.private_numbers(text)
    assert {one.kind for one in found} == {kind}
    assert all(text[one.start :].startswith(one.text) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "13,812,341,027元", "156、1200、1350 亩", "156 1200 1350 1402", "13000-150000元", "1985-06-12-123",
        "19741203 146.5亩", "一九七八年十二月十八日", "一二三四五六七八九十", "①②③④⑤⑥⑦⑧⑨⑩", "4500 3200 5100 2800",
        "73.79  71.78  26.42  65.58", "统一社会信用代码51341122002852708", "云组发〔2026〕12号", "ISBN 9787115546081",
        "(0550)2560000", "010-13801234",
    ],
)  # fmt: skip
def test_amounts_rows_of_figures_days_and_codes_are_no_private_numbers(text):
    assert private.private_numbers(text) == ()


COLUMNS = (Column("姓名"), Column("甲"), Column("乙"), Column("丙"))


@pytest.mark.parametrize(
    ("row", "place", "kind"),
    [
        (("李", "138", "12341027", ""), "第 1 行“甲”栏", "手机号"),
        (("李", "1381234", "1027", ""), "第 1 行“甲”栏", "手机号"),
        (("李", "110105", "19491231", "002X"), "第 1 行“甲”栏", "身份证号"),
        (("李", "11010519491231002", "X", ""), "第 1 行“甲”栏", "身份证号"),
        (("4111", "1111", "1111", "1111"), "第 1 行“姓名”栏", "银行卡号"),
        (("李", "", "１３８", Cell("1234 1027")), "第 1 行“乙”栏", "手机号"),
    ],
)
def test_a_number_over_neighbouring_cells_is_found_and_its_first_cell_named(row, place, kind):
    (found,) = Sheet("公示", (Paragraph("甲"), Table(COLUMNS, (row,)))).offences()
    assert (place in found.place, found.kind) == (True, kind)


def test_pieces_of_a_telephone_are_looked_for_under_a_title_that_speaks_of_telephones():
    rows = (("1", "138", "1234", "1027"),)
    plain = (Column("组"), Column("户数"), Column("人口"), Column("面积"))
    told = (Column("组"), Column("联系电话"), Column("电话"), Column("电话"))
    assert Sheet("统计", (Table(plain, rows),)).offences() == ()
    assert [one.kind for one in Sheet("统计", (Table(told, rows),)).offences()] == ["手机号"]


@pytest.mark.parametrize(
    "row",
    [
        ("一组", "156", "1200", "1350"), ("一组", "1380000", "1200", "3"), ("1", "4", "9", "12"),
        ("1.5", "38.12", "34.10", "27"), ("2026", "12", "05", "138"),
    ],
)  # fmt: skip
def test_rows_of_figures_are_no_numbers_in_pieces(row):
    assert Sheet("统计", (Table(COLUMNS, (row,)),)).offences() == ()


@pytest.mark.parametrize(
    "row",
    [
        "165 180 195 210 225 240 150 165 120 135 90 105", "55 47 331 93 408 305 124",
        "285 210 195 405 225 180 15 240", "90 150 420 180 330 390 0",
    ],
)  # fmt: skip
def test_columns_of_plain_figures_are_no_id_number_though_its_check_digit_is_right(row):
    assert list(private.across(row.split())) == []
    assert private.private_numbers("一组\t" + row.replace(" ", "\t")) == ()


@pytest.mark.parametrize(
    "row",
    [
        "110105 1949 12 31 002X", "110 105 1949 1231 002 X", "1101 0519 4912 3100 2X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "11 01 05 19 49 12 31 00 2X", "11010 51949 12310 02X",
    ],
)  # fmt: skip
def test_an_id_number_over_cells_that_touch_is_found_in_whatever_pieces(row):
    assert [one.kind for _, one in private.across(row.split())] == ["身份证号"]


def test_figures_under_a_title_that_speaks_of_id_numbers_are_one_in_pieces():
    row = ["165", "180", "195", "210", "225", "240"]
    assert [one.kind for _, one in private.across(row, ["身份证号"] * 6)] == ["身份证号"]


def test_a_consent_counts_however_the_number_is_written():
    assert Sheet("联系人 138 1234 1027", allowed=(PHONE,)).offences() == ()
    assert Sheet(f"联系人 {PHONE}", allowed=("１３８-１２３４-１０２７",)).offences() == ()
    assert Sheet(f"联系人 {PHONE}", allowed=("13812341028",)).offences()


def test_an_internal_sheet_may_mask_what_a_public_one_refuses():
    text = f"李 138 1234 1027，{ID.lower()}；卡{luhn('622202020011223000')}，0550-2560000"
    shown = "李 138****1027，110105********002X；卡6222***********0004，0550-2560000"
    assert private.masked(text) == shown
    assert private.masked("没有号码") == "没有号码"


def test_neighbours_do_not_overlap_and_come_in_their_order():
    text = f"{PHONE} {ID} 一三九一二三四一〇二八"
    found = private.private_numbers(text)
    assert [one.kind for one in found] == ["手机号", "身份证号", "手机号"]
    assert all(a.start + len(a.text) <= b.start for a, b in pairwise(found))
