"""Facts and proofs on a real window: who waits, the record itself, files of a mark, results."""

from datetime import date

import pytest

from jdzb.core.ledger import Conduct
from jdzb.gui.kit import scaling
from jdzb.gui.pages import entry
from jdzb.ledgers.appraisals import (
    service,
    service_files,
    service_marks,
    service_standings,
)
from jdzb.ledgers.appraisals.columns import NOT_COUNTED
from jdzb.ledgers.appraisals.entries import Mark
from jdzb.ledgers.members.page import MembersPage
from tests.gui.driving import in_turn, press, settle
from tests.ledgers.appraisals import rounds

PHOTO = rounds.OWN.parents[1] / "公开栏.jpg"


@pytest.fixture
def village(session):
    """A round of seven with nothing entered."""
    ids = rounds.people(session)
    return ids, rounds.opened(session)


def marked(session, round_id, name="吴春生", evidence=None):
    """A deduction entered by hand; its id."""
    who = rounds.subjects(session, round_id)[name]
    mark = Mark(who, "first", "life", 200, "2026-03-05", "缺席", evidence=evidence)
    return service_marks.add_mark(session, round_id, mark).id


def test_a_photo_is_added_to_a_mark_opened_and_taken_off(
    page, session, village, tk_root, answers, monkeypatch
):
    mark = marked(session, village[1])
    opened = page()
    shown = []
    monkeypatch.setattr(opened.shell, "open_file", shown.append)
    opened.card.grid_.select(rounds.subjects(session, village[1])["吴春生"])
    settle(opened)

    def prove(dialog):
        assert dialog.proofs.more.winfo_viewable()
        answers.append(PHOTO)
        press(dialog, "<F8>")
        settle(dialog, until=lambda: dialog.proofs.images)
        assert dialog.table.lines()[0].cells[-1] == "附件 1"
        (file,) = service_files.files(session, village[1])
        assert file.mark == mark
        answers.append("打开")
        dialog.proofs.buttons[file.id].invoke()
        assert shown[0].read_bytes() == PHOTO.read_bytes()
        dialog.cancel()

    in_turn(tk_root, opened.deeds.evidence, prove)
    settle(opened)
    row = opened.person.lines.winfo_children()[0]
    assert row.winfo_children()[-1]._whole.endswith("（附件 1）")

    def take_off(dialog):
        (button,) = dialog.proofs.buttons.values()
        answers.extend(["作废…", "加错了"])
        button.invoke()
        assert dialog.proofs.buttons == {}
        assert dialog.table.lines()[0].cells[-1] == ""
        dialog.cancel()

    in_turn(tk_root, row.winfo_children()[0].invoke, take_off)
    assert service_files.files(session, village[1]) == []


def test_the_evidence_opens_the_record_in_its_own_book(page, session, village):
    ids, round_id = village
    marked(session, round_id, evidence=f"members:{ids['吴春生']}")
    opened = page(entry(MembersPage))
    opened.card.grid_.select(rounds.subjects(session, round_id)["吴春生"])
    settle(opened)
    opened.person.lines.winfo_children()[0].winfo_children()[0].invoke()
    settle(opened)
    assert isinstance(opened.shell.page, MembersPage)


def test_of_several_records_one_is_chosen(page, session, village, tk_root):
    ids, round_id = village
    for name in ("吴春生", "林秀兰"):
        marked(session, round_id, evidence=f"members:{ids[name]}")
    opened = page(entry(MembersPage))
    opened.card.grid_.select(rounds.subjects(session, round_id)["吴春生"])
    settle(opened)
    link = opened.person.lines.winfo_children()[0].winfo_children()[0]

    def choose(dialog):
        assert len(dialog.buttons) == 2
        dialog.buttons[1].invoke()

    in_turn(tk_root, link.invoke, choose)
    assert isinstance(opened.shell.page, MembersPage)


def test_a_long_evidence_is_read_whole_below_the_list(page, session, village, tk_root):
    words = "会议签到册第三页，书记和组织委员签名确认"
    marked(session, village[1], evidence=words)
    opened = page()
    seen = []

    def read(dialog):
        seen.append(dialog.detail._whole)
        dialog.cancel()

    in_turn(tk_root, opened.deeds.all_evidence, read)
    assert seen == [f"2026-03-05　缺席　凭据、理由：{words}"]


def told(member, row):
    return Conduct(
        "meetings", member, date(2026, 3, 5), "主题党日无故缺席", ("meetings", row),
        "meetings.absent",
    )  # fmt: skip


def test_how_many_facts_wait_is_told_and_a_key_leads_to_the_next(
    page, session, village, tk_root, monkeypatch
):
    ids, _ = village
    opened = page()
    assert not opened.card.buttons["下一个待定"].winfo_viewable()
    facts = [told(ids["吴春生"], 7), told(ids["林秀兰"], 8), told(ids["林秀兰"], 9)]
    monkeypatch.setattr(
        opened.shell.board, "facts_of",
        lambda members, _: [one for one in facts if one.member in members], raising=False,
    )  # fmt: skip
    opened.count()
    settle(opened)
    assert opened.card.buttons["依据…"]["text"] == "依据：3 条待定…"
    assert opened.card.buttons["下一个待定"].winfo_viewable()
    seen = []

    def accept(dialog):
        seen.append(dialog.title())
        dialog.table.select(*[line.id for line in dialog.table.lines()])
        dialog.accept()
        dialog.cancel()

    for _ in range(2):
        in_turn(tk_root, opened.deeds.next_waiting, accept)
        opened.count()
    assert sorted(seen) == ["吴春生：评议的依据", "林秀兰：评议的依据"]
    settle(opened)
    assert opened.card.buttons["依据…"]["text"] == "依据…"
    assert not opened.card.buttons["下一个待定"].winfo_viewable()


def test_a_period_that_does_not_count_is_set_in_the_list_and_seen_in_the_grid(
    page, session, village, tk_root, answers
):
    opened = page()
    who = rounds.subjects(session, village[1])["吴春生"]

    def leave_out(dialog):
        dialog.table.select(who)
        answers.extend(["上半年", "年中转入"])
        dialog.part()
        line = next(one for one in dialog.table.lines() if str(one.id) == str(who))
        assert "上半年不计：年中转入" in line.cells
        dialog.cancel()

    in_turn(tk_root, opened.deeds.people, leave_out)
    settle(opened)
    row = next(one for one in opened.card.grid_.rows if one.id == who)
    assert NOT_COUNTED in row.cells

    def count_again(dialog):
        dialog.table.select(who)
        answers.extend(["上半年", "写错了"])
        dialog.part()
        dialog.cancel()

    in_turn(tk_root, opened.deeds.people, count_again)
    settle(opened)
    assert service.whole(session, village[1]).apart(_subject(session, village[1], who)) == {}
    row = next(one for one in opened.card.grid_.rows if one.id == who)
    assert NOT_COUNTED not in row.cells


def _subject(session, round_id, who):
    return next(one for one in service.whole(session, round_id).subjects if one.id == who)


# -- the results at the right ------------------------------------------------------------------------


def drawn(grid):
    """What stands in the results, line by line: (text, font) of each."""
    body = grid.tail.body
    lines = []
    for number in sorted(grid.tail._drawn):
        items = [one for one in body.find_withtag(f"r{number}") if body.type(one) == "text"]
        lines.append([(body.itemcget(one, "text"), body.itemcget(one, "font")) for one in items])
    return lines


@pytest.mark.parametrize(
    ("percent", "size"), [(100, "1366x708"), (150, "1366x708"), (150, "1280x600")]
)
def test_totals_and_grades_are_in_sight_bold_and_as_pills(
    page, village, session, tk_root, percent, size
):
    rounds.entered(session, village[1], "view", dict.fromkeys(rounds.NAMES, 9), "first")
    tk_root.geometry(size)
    opened = page()
    scaling.set_text_size(tk_root, percent)
    settle(tk_root)
    grid = opened.card.grid_
    shown = service_standings.standings(session, village[1])
    totals = {one.subject.name: (shown.total(one), one.grade) for one in shown.lines}
    lines = drawn(grid)
    assert lines
    for row, line in zip(grid.rows, lines, strict=False):
        total, grade = totals[row.head.split()[-1]]
        assert line[0] == (total, "Strong")
        if grade in {one.title for one in shown.scheme.grades}:
            assert line[1] == (grade, "Small")
    tail = grid.tail.body
    assert tail.winfo_viewable()
    assert tail.winfo_rootx() + tail.winfo_width() <= tk_root.winfo_rootx() + tk_root.winfo_width()


def test_the_results_scroll_with_the_lines_and_a_click_there_chooses(page, village, tk_root):
    tk_root.geometry("1280x600")
    opened = page()
    scaling.set_text_size(tk_root, 150)
    settle(tk_root)
    grid = opened.card.grid_
    grid._edge(-1, 0)
    settle(tk_root)
    assert grid.tail.body.canvasy(0) == grid.sheet.MT.canvasy(0) > 0
    first = next(iter(grid.tail._drawn))
    y = grid.sheet.MT.row_positions[first + 1] - 4 - int(grid.tail.body.canvasy(0))
    grid.tail.body.event_generate("<Button-1>", x=5, y=y)
    settle(tk_root)
    assert grid.selected == grid.rows[first].id


def test_the_heading_sorted_by_has_an_arrow(page, village):
    opened = page()
    card = opened.card
    card._by_head(0)
    assert str(card.grid_.sheet.headers()[0]).endswith("▼")
    card._by_head(0)
    assert str(card.grid_.sheet.headers()[0]).endswith("▲")
    card.sort()
    assert not str(card.grid_.sheet.headers()[0]).endswith(("▲", "▼"))


def test_a_cell_typed_leaves_the_sheet_as_if_it_had_been_drawn_whole(page, session, village):
    opened = page()
    card = opened.card
    card.tabs.choose(card.sights[1].key)
    settle(opened)
    for text in ("8", "9.5", ""):
        rounds.entered(session, village[1], "view", {"吴春生": text or "7"}, "first")
        opened.refresh(None)
        settle(opened)
        table = card.grid_.sheet.MT
        seen = texts_of(table)
        card.grid_.sheet.refresh()
        settle(opened)
        assert texts_of(table) == seen


def texts_of(table):
    """Every text in sight with its colour and place."""
    return sorted(
        (tuple(table.coords(one)), table.itemcget(one, "text"), table.itemcget(one, "fill"))
        for one in table.disp_text
        if table.itemcget(one, "text")
    )
