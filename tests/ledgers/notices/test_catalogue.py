"""公开目录: what is due, what has been posted for it, and files written by hand."""

from datetime import date

import pytest

from jdzb.core.branch import Branch
from jdzb.core.sheet import Table
from jdzb.ledgers.notices import catalogue
from jdzb.ledgers.notices.catalogue import BadCatalogue
from jdzb.ledgers.notices.sheets import catalogue as sheet_of
from jdzb.press import layout

ITEMS = catalogue.standard()
GOOD = """[[item]]
key = "village.accounts"
title = "财务"
every = "month"
words = ["财务"]
source = "本程序默认"
article = ""
level = "L"
status = "own"
"""


def of(key, dues):
    return [one for one in dues if one.item.key == key]


def test_the_items_say_their_source_and_a_default_says_that_it_is_one():
    assert {item.kind for item in ITEMS} == {"村务公开", "党务公开"}
    for item in ITEMS:
        assert item.basis
        assert (item.status == "own") == ("没有统一规定" in item.basis)
    accounts = next(item for item in ITEMS if item.key == "village.accounts")
    assert accounts.basis.endswith("第三十五条")


def test_a_quarter_has_its_months_its_quarter_and_what_is_due_once_a_year():
    dues = catalogue.due(ITEMS, 2028, 1)
    assert [(one.since, one.until) for one in of("party.duty", dues)] == [
        (date(2028, 1, 1), date(2028, 1, 31)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2028, 3, 31)),
    ]
    assert [(one.since, one.until) for one in of("party.dues", dues)] == [
        (date(2028, 1, 1), date(2028, 3, 31))
    ]
    assert len(of("party.commitments", dues)) == 1
    assert not of("party.appraisal", dues)
    assert of("party.appraisal", catalogue.due(ITEMS, 2028, 4))[0].until == date(2028, 12, 31)
    assert [one.posted for one in dues] == [()] * len(dues)


@pytest.mark.parametrize(
    ("title", "posted", "months"),
    [
        ("2026年12月党员值班表", date(2026, 11, 28), [12]),
        ("12月党员值班表", date(2026, 11, 28), [12]),
        ("党员值班表", date(2026, 11, 28), [11]),
        ("值班安排（11月3日调整）", date(2026, 11, 3), [11]),
        ("1月值班表", date(2026, 12, 28), []),
        ("2025年12月党员值班表", date(2026, 12, 1), []),
        ("2026年10月村级财务", date(2026, 10, 9), []),
    ],
)
def test_a_title_that_names_a_month_answers_that_month(title, posted, months):
    dues = catalogue.answered(catalogue.due(ITEMS, 2026, 4), [(title, posted)])
    assert [one.since.month for one in of("party.duty", dues) if one.posted] == months


def test_a_title_that_names_a_quarter_answers_that_quarter():
    titled = [("2026年第三季度党费收缴情况", date(2026, 10, 8))]
    assert of("party.dues", catalogue.answered(catalogue.due(ITEMS, 2026, 3), titled))[0].posted
    assert not of("party.dues", catalogue.answered(catalogue.due(ITEMS, 2026, 4), titled))[0].posted


def test_the_sheet_shows_the_day_of_posting_what_is_late_and_what_is_still_to_come():
    dues = catalogue.answered(
        catalogue.due(ITEMS, 2026, 4),
        [
            ("2026年10月村级财务收支", date(2026, 11, 5)),
            ("关于某某为发展对象的公示", date(2026, 11, 3)),
        ],
    )
    sheet = sheet_of(dues, 2026, 4, Branch("青山村党支部"), date(2026, 12, 10))
    (table,) = (block for block in sheet.blocks if isinstance(block, Table))
    rows = {row[1]: row for row in table.rows if len(row) > 2}
    states = [(cell.text, cell.accent) for cell in rows["村集体财务收支情况"][3:-1]]
    assert states == [("11月5日", False), ("待补充", True), ("12月底前", False)]
    assert rows["发展党员各环节的情况"][3].text == "11月3日"
    assert rows["换届选举、班子分工"][3].text == "有则随时公布"
    assert rows["党费收缴和使用情况"][3].columns == 3
    assert "本程序默认，没有统一规定" in sheet.text()
    assert "公开期：2026年10月1日至12月31日" in sheet.text()
    assert sheet.public


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_a_quarter_is_one_page(quarter):
    sheet = sheet_of(catalogue.due(ITEMS, 2027, quarter), 2027, quarter, Branch("青山村党支部"))
    assert len(layout.pages(sheet)) == 1


def test_a_catalogue_without_items_is_an_empty_table():
    sheet = sheet_of((), 2027, 2, Branch(), date(2027, 4, 1))
    assert "（无）" in sheet.text()


def test_a_file_written_by_hand_is_read(tmp_path):
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (item,) = catalogue.load(tmp_path)
    assert (item.title, item.kind, item.by) == ("财务", "村务公开", 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace('"month"', '"weekly"'), "every 应为 month、quarter、year、event 之一"),
        (GOOD.replace("village.", "town."), "key 应以 village. 或 party. 开头"),
        (GOOD.replace('["财务"]', '"财务"'), "words 应为几个词"),
        (GOOD.replace('title = "财务"', "title = 3"), "title 应为文字"),
        (GOOD + "by = 13\n", "by 应为 1 至 12 的月份"),
        (GOOD + GOOD, "重复出现"),
        (GOOD.replace('status = "own"', ""), "status 应为文字"),
        ("[[item]", "格式不对"),
        ("title = 1", "应以 [[item]] 开头"),
    ],
)
def test_a_slip_in_a_file_is_named(tmp_path, text, said):
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadCatalogue) as stopped:
        catalogue.load(tmp_path)
    assert said in str(stopped.value)
