"""The sheets, read back from their PDF: every row on paper, nobody named who did not agree."""

import re
from datetime import date

import pypdfium2
import pytest

from jdzb.core import rules
from jdzb.core.branch import Branch
from jdzb.core.errors import Refused
from jdzb.core.sheet import A3, FOLDED, PLAQUE, PrivateNumberOnSheet
from jdzb.ledgers.commitments import (
    service,
    service_progress,
    service_sheets,
    service_wishes,
    service_year,
    sheets,
    sheets_wishes,
    sheets_year,
)
from jdzb.ledgers.commitments.entries import Ballot, Commitment, Post, Progress, Step, Wish
from jdzb.ledgers.commitments.rules import Done, standing
from jdzb.ledgers.commitments.sheets_wishes import Holding
from jdzb.press import layout, pdf
from jdzb.press.marks import Text
from jdzb.store import printout

TODAY = date(2026, 11, 21)
BRANCH = Branch("青山村党支部", "柳河镇", complaint_phone="0000-2560000")
WORDS = (
    "每月走访留守老人 3 户",
    "清理垃圾池，每季度 1 次",
    "带头缴清党费并组织本小组按月缴纳，" * 5,
)


def words(sheet):
    document = pypdfium2.PdfDocument(pdf.render(pdf.check(sheet)))
    return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def campaign(names=()):
    return sheets.Campaign(2026, date(2026, 3, 2), "支部委员会", date(2026, 3, 5), dict(names))


def many(count):
    """Promises of four each, and where they stand."""
    found = [
        Commitment(2026, f"{WORDS[n % 3]}（{n + 1}号）", n // 4 + 1, None, 36, "户次", id=n + 1)
        for n in range(count)
    ]
    stand = [standing(one, Done(), rules.standard(), TODAY) for one in found]
    return found, stand, campaign((n, f"党员{n}") for n in range(1, 60))


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_every_promise_stands_on_paper_whole_however_many(count):
    found, stand, known = many(count)
    judged = [Ballot(2026, "2026-12-25", 40, 38, n + 1, 38) for n in range(count // 4)]
    made = (
        sheets.everybody(known, found, BRANCH, TODAY),
        sheets_year.progress(known, stand, BRANCH, TODAY),
        sheets_year.ballot_paper(known, stand, BRANCH),
        sheets_year.result(known, stand, judged, BRANCH, TODAY, date(2026, 11, 28)),
    )
    for sheet in made:
        text = words(sheet)
        assert ("还没有承诺" in text) == (count == 0)
        assert text.count("号）") == count


@pytest.mark.parametrize("count", [0, 1, 30, 200])
def test_every_wish_and_post_stands_on_paper(count):
    wishes = [(Wish("2026-10-01", "董阿婆", f"想要{n}床被", id=n), "待认领") for n in range(count)]
    posts = [Holding(Post(f"护林{n}岗", "职责" * (n % 20)), ("林秀兰",)) for n in range(count)]
    text = words(sheets_wishes.wish_list(2026, wishes, {}, BRANCH, TODAY))
    assert text.count("床被") == count
    text = words(sheets_wishes.post_list(posts, BRANCH, TODAY))
    assert text.count("护林") == count


def test_the_sheet_of_all_names_the_meeting_its_day_and_the_days_it_hangs(session, promise):
    values = {"kind": "支部委员会", "day": "2026-03-02"}
    meeting = session.add("meetings", values, what="登记会议").id
    promise("林秀兰", "走访留守老人", bound="不少于")
    promise("林秀兰", "修灯", target=10, unit="盏", due="2027-01-31")
    promise("", "修水渠")
    assert "审核会议待补充" in words(service_sheets.everybody(session, 2026))
    service_year.take(session, Step(2026, "审诺", "2026-03-01", f"meetings:{meeting}"))
    service_year.take(session, Step(2026, "公示", "2026-03-05"))
    sheet = service_sheets.everybody(session, 2026)
    text = words(sheet)
    assert "根据支部委员会3月2日审核意见，现将本支部党员2026年度承诺事项公开如下" in text
    assert "不少于36户次12-31" in text
    assert "10盏2027-01-31" in text
    assert "公开内容：党员公开承诺公示期：2026年3月5日至12月31日" in text
    assert "修水渠" not in text
    assert sheet.signature.day == date(2026, 3, 5)


def test_one_name_stands_for_all_rows_of_one_and_again_where_a_page_ends():
    found, _, known = many(12)
    (table,) = [
        one for one in sheets.everybody(known, found, BRANCH, TODAY).blocks if hasattr(one, "rows")
    ]
    named = [getattr(row[1], "text", row[1]) for row in table.rows if len(row) == 6]
    assert named == sorted(named)
    assert set(named) == {"党员1", "党员2", "党员3"}


def test_a_card_for_the_desk_shows_both_faces_with_posts(session, promise, people):
    promise("林秀兰", "每月走访留守老人 3 户，全年 36 户次")
    promise("林秀兰", "修灯", target=10, unit="盏")
    service_wishes.take_post(session, people["林秀兰"], "宣传岗")
    card = service_sheets.desk_card(session, people["林秀兰"], 2026)
    text = words(card)
    assert (card.paper, card.title) == (FOLDED, "林秀兰公开承诺")
    assert text.count("修灯（目标10盏，12月31日前）") == 2
    assert text.count("全年36户次（12月31日前）") == 2
    assert "岗位：宣传岗" in text


def test_the_cards_of_all_are_one_print(session, promise):
    with pytest.raises(Refused, match="没有桌签"):
        service_sheets.desk_cards(session, 2026)
    for name in ("", "林秀兰", "郑德福"):
        promise(name)
    sheet = service_sheets.desk_cards(session, 2026)
    assert len(pypdfium2.PdfDocument(pdf.render(pdf.check(sheet)))) == 2
    text = words(sheet)
    assert text.count("林秀兰公开承诺") == text.count("郑德福公开承诺") == 2


def test_the_branch_has_a_card_and_a_plaque(session, promise):
    promise("", "修水渠", target=1200, unit="米")
    assert service_sheets.desk_card(session, None, 2026).title == "党支部公开承诺"
    plaque = service_sheets.plaque(session, 2026)
    assert plaque.paper == PLAQUE
    assert (plaque.paper.width, plaque.paper.height) == (A3.width, A3.height)
    assert "修水渠（目标1200米，12月31日前）" in words(plaque)


def test_progress_shows_target_and_reached(session, promise):
    one = promise()
    promise("", "争取项目", target=None, unit=None)
    service_progress.add(session, Progress(one, "2026-05-01", "走访", 20))
    text = words(service_sheets.progress(session, 2026))
    assert "36户次20户次55%" in text  # 20/36 = 55.6 %, never said to be more than it is
    assert "党支部争取项目" in text


def test_the_result_shows_outcome_and_count_and_what_is_missing(session, promise):
    one = promise()
    promise("周桂芳")
    service_progress.add(session, Progress(one, "2026-05-01", "走访", 36))
    service.settle(session, one, "兑现", "2026-11-20")
    service_year.count(session, [Ballot(2026, "2026-11-20", 40, 38, 1, 30, 5, 1, 1, 1)])
    text = words(service_sheets.result(session, 2026))
    assert "2026年11月20日群众评诺。2026年度承诺共2条，其中兑现1条。" in text
    assert "林秀兰走访留守老人36/36户次兑现38/4030" in text
    assert "92.1%" in text
    assert "周桂芳走访留守老人0/36户次待补充待补充" in text


def test_the_result_says_from_when_to_when_it_hangs(session, promise):
    promise()
    text = words(service_sheets.result(session, 2026))
    assert "公示期：2026年11月21日至11月28日" in text


def test_no_name_of_who_holds_a_post_is_parted_at_the_end_of_a_line():
    names = ("宋有才", "唐国兴", "韩建民", "欧阳明月", "𬭎䶮", "陈堃", "张伟（三组）")
    posts = [Holding(Post("护林防火岗", "防火期每周巡山一次"), names[:n]) for n in range(1, 8)]
    (page,) = layout.pages(sheets_wishes.post_list(posts, BRANCH, TODAY))
    lines = [mark.line.text for mark in page if isinstance(mark, Text)]
    for n, name in enumerate(names):
        assert sum(name in line for line in lines) == 7 - n, name


def test_a_target_stands_on_one_line():
    one = Commitment(2026, "调解邻里纠纷", 1, "不少于", 36, "起", due="2026-12-31", id=1)
    sheet = sheets.everybody(campaign({1: "张伟（一组）"}), [one], BRANCH, TODAY)
    (page,) = layout.pages(layout.turned(sheet))
    lines = [re.sub(r"\s", "", mark.line.text) for mark in page if isinstance(mark, Text)]
    assert "不少于36起" in lines


def test_a_villager_who_did_not_agree_is_named_nowhere_on_the_wall(session, people):
    service_wishes.add(
        session,
        Wish(
            "2026-10-01", "董阿婆", "董阿婆想要棉被", claimed_by=1, fulfilled_on="2026-10-20",
            how="给董 阿婆送去", thanks="春桃也谢谢", naming="不公开",
        ),
    )  # fmt: skip
    service_wishes.add(session, Wish("2026-10-02", "春桃", "老花镜", naming="公开"))
    service_wishes.add(session, Wish("2026-10-03", "老罗", "扶手"))
    text = words(service_sheets.wish_list(session, 2026))
    assert "阿婆" not in text
    assert "老罗" not in text
    assert "村民想要棉被" in text
    assert text.count("春桃") == 2


def test_a_private_number_in_a_promise_stops_the_sheet(session, promise):
    promise(what="为老人代购，电话 13812341027")
    with pytest.raises(PrivateNumberOnSheet):
        pdf.check(service_sheets.everybody(session, 2026))


def test_a_posted_sheet_is_out_of_date_when_a_promise_changes_but_not_when_one_reports(
    session, promise
):
    one = promise()
    sheet = pdf.check(service_sheets.everybody(session, 2026))
    printout.stamp(session, sheet)
    seq = session.head().size

    def touched():
        later = session.entries("seq > ? AND op <> 'X'", (seq,))
        return any(printout.touches(entry, source) for entry in later for source in sheet.sources)

    service.report(session, one, "都走到了", "2026-11-20")
    service_progress.add(session, Progress(one, "2026-11-20", "走访", 3))
    assert not touched()
    draft = Commitment(2026, "走访留守老人", 1, target=12, unit="户次", due="2026-12-31")
    service.redraft(session, one, draft, "改少")
    assert touched()


def test_all_that_may_be_posted_now_prints(session, promise):
    promise()
    titles = [sheet.title for sheet in service_sheets.sheets_now(session)]
    assert titles == [
        "2026年度党员公开承诺",
        "2026年度承诺进展",
        "2026年微心愿认领和实现情况",
        "无职党员设岗定责一览表",
    ]
    promise("")
    service_year.count(session, [Ballot(2026, "2026-11-20", 40, 38, 1, 38)])
    assert len([words(sheet) for sheet in service_sheets.sheets_now(session)]) == 6
