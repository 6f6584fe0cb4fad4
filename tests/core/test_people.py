"""Names, pinyin and what ID numbers tell, with the cases real rosters hold."""

import subprocess
import sys

import pytest

from jdzb.core import people

ID_18 = "110105194912310021"  # a published example: born 1949-12-31, female
ID_X = "11010519491231002X"


def number_with_check_digit(first17):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(first17, weights, strict=True))
    return first17 + "10X98765432"[total % 11]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("梁　燚", "梁燚"),
        ("  陈 志 强\n", "陈志强"),
        ("王\u200b强\ufeff", "王强"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提・吐尔逊", "买买提·吐尔逊"),
        ("买买提．吐尔逊", "买买提·吐尔逊"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("Aygul  Memet", "Aygul Memet"),
        ("Ａｙｇｕｌ", "Aygul"),
        ("", ""),
    ],
)
def test_padding_goes_and_middle_dots_become_one(typed, stored):
    assert people.plain_name(typed) == stored


@pytest.mark.parametrize("name", ["䶮龑", "李堃", "𬭎𫖯", "郎\uf9dc", "葛\U000e0100城", "凉\ufa17"])
def test_rare_characters_and_their_shapes_stay_as_they_are(name):
    assert people.plain_name(name) == name
    assert people.is_name(name)


def test_a_character_from_the_private_area_of_old_windows_becomes_the_real_one():
    assert people.plain_name("刘\ue863") == "刘䶮"


@pytest.mark.parametrize("name", ["王强", "欧阳娜娜", "阿不都热依木·买买提", "Aygul Memet", "〇妹"])
def test_a_name_is_a_name(name):
    assert people.is_name(name)


@pytest.mark.parametrize(
    "text",
    ["王", "", "王强2", "52人", "１２", "·王强", "王强·", "王强（小）", "王" * 16, "A", "a1b"],
)
def test_what_is_no_name_is_refused(text):
    assert not people.is_name(text)


@pytest.mark.parametrize(
    "query",
    [
        "陈志强", "陈", "志强", "强", "chenzhiqiang", "czq", "cz", "c", "chen", "chenzq", "chzhq",
        "陈zq", "陈zhiq", "chen zhi qiang", "CZQ", "zhiqiang", "zq", "ｃｚｑ", "chenz", "chenzhiqi",
    ],
)  # fmt: skip
def test_a_name_is_found_by_a_part_by_pinyin_by_initials_and_by_mixtures(query):
    assert people.match(query, "陈志强")


@pytest.mark.parametrize("query", ["qzc", "chenq", "czqq", "李", "chenzhiqiangg", "x", "陈强"])
def test_what_does_not_spell_the_name_does_not_find_it(query):
    assert not people.match(query, "陈志强")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("shanxiaoming", "单小明"), ("danxm", "单小明"), ("zenggy", "曾桂英"), ("cgy", "曾桂英"),
        ("qiu", "仇和"), ("ou", "区志国"), ("zha", "查良镛"), ("piao", "朴正浩"), ("xie", "解放"),
        ("moqi", "万俟卨"), ("lvbu", "吕布"), ("lubu", "吕布"), ("lyu", "吕布"), ("lüb", "吕布"),
        ("he", "黑小亮"), ("yan", "刘䶮"), ("mmtt", "买买提·吐尔逊"), ("mmt·t", "买买提·吐尔逊"),
        ("ch", "单于"), ("aygul", "Aygul Memet"), ("yl", "张乐"), ("hong", "𬭎𫖯"),
    ],
)  # fmt: skip
def test_heteronyms_surnames_and_minority_names_are_found(query, name):
    assert people.match(query, name) is (query != "yl")


def test_better_hits_rank_before_worse_ones():
    names = ["李志强", "志强", "强志", "王强", "王志强强"]
    ranked = sorted(
        names, key=lambda name: (people.rank("志强", name) is None, people.rank("志强", name))
    )
    assert ranked[0] == "志强"
    assert people.rank("czq", "陈志强") < people.rank("zq", "陈志强")
    assert people.rank("", "陈志强") == 0


def test_names_sort_by_pinyin_and_surnames_by_their_own_sound():
    names = ["周桂芳", "单小明", "阿依古丽", "曾桂英", "陈志强", "吕布", "Bob Lee"]
    expected = ["阿依古丽", "Bob Lee", "陈志强", "吕布", "单小明", "曾桂英", "周桂芳"]
    assert sorted(names, key=people.sort_key) == expected


def test_the_pinyin_library_is_not_loaded_before_it_is_needed():
    code = (
        "import sys; from jdzb.core import people; people.is_name('王强');"
        "sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_id_number_with_a_wrong_check_digit_or_date_tells_nothing():
    assert people.id_facts(ID_X) == people.IdFacts("1949-12-31", "女")
    assert people.id_facts("110105194912310020") is None
    assert people.id_facts(number_with_check_digit("11010519490231002")) is None
    assert people.id_facts("王强") is None


def test_birth_and_sex_come_from_old_and_new_id_numbers():
    number = number_with_check_digit("34112219850612123")
    assert people.id_facts(f" {number} ") == people.IdFacts("1985-06-12", "男")
    assert people.id_facts("341122850612124") == people.IdFacts("1985-06-12", "女")


def test_a_mobile_number_is_masked_and_a_landline_is_not():
    assert people.mask_phone("13812341027") == "138****1027"
    assert people.mask_phone("0000-2560000") == "0000-2560000"
    assert people.mask_phone(None) == ""
