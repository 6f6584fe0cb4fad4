"""The text size changes everything on the screen at once, and is kept for this machine."""

import json
from tkinter import ttk

import pytest

from jdzb.gui.kit import scaling, theme
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.textfit import shorten, shorten_cells, wrap
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Elided, Pill, SearchBox, Wrapped
from jdzb.gui.settings import OPERATOR
from tests.gui import clipping


@pytest.fixture
def page(tk_root):
    card = Card(tk_root, "花名册", "52 人")
    card.pack(fill="both", expand=True, padx=px(tk_root, 20))
    form = Form(card.body, (OPERATOR,))
    form.add("operator", 0)
    form.show({"operator": "林秀兰"})
    form.pack(fill="x", pady=(px(tk_root, 4), 0))
    button = ttk.Button(card.body, text="保存")
    button.pack(anchor="w")
    Pill(card.body, "已签到 8:26", "green").pack(anchor="w")
    tk_root.update()
    return card, form, button


def test_everything_grows_and_shrinks_back_without_a_restart(page, tk_root):
    card, form, button = page

    def sizes():
        tk_root.update()
        return (
            card.pack_info()["padx"], str(card.cget("padding")[0]), form.pack_info()["pady"],
            button.winfo_reqheight(), button.winfo_reqwidth(), theme.line_height(tk_root),
        )  # fmt: skip

    before = sizes()
    scaling.set_text_size(tk_root, 150)
    after = sizes()
    assert after[0] == 1.5 * before[0]
    assert all(large != small for large, small in zip(after, before, strict=True))
    assert clipping.offences(tk_root) == []
    scaling.set_text_size(tk_root, 100)
    assert sizes() == before


def test_the_size_is_kept_for_this_machine_and_a_spoilt_file_is_no_harm(home):
    assert scaling.saved_text_size() == 100
    scaling.save_text_size(150)
    assert scaling.saved_text_size() == 150
    assert json.loads((home / "machine.json").read_text("utf-8")) == {"text_size": "150"}
    (home / "machine.json").write_text("{", "utf-8")
    assert scaling.saved_text_size() == 100
    scaling.save_text_size(125)
    assert scaling.saved_text_size() == 125


def test_the_sizes_end_at_both_ends():
    assert [scaling.next_size(100, -1), scaling.next_size(100, 1)] == [100, 125]
    assert scaling.next_size(175, 1) == 175


def test_text_is_broken_the_chinese_way(tk_root):
    text = "《12月值班表》要上墙公开，但12月3日有手机号（138****27），已停止，没有打印。" * 3
    for width in range(120, 600, 23):
        lines = wrap(tk_root, text, width).split("\n")
        assert "".join(lines) == text
        assert not any(line[0] in "，。）》、" or line[-1] in "（《" for line in lines)


def test_a_shortened_text_fits_and_ends_in_dots(tk_root):
    measure = theme.text_font(tk_root, "Body").measure
    for width in range(10, 200, 9):
        short = shorten(tk_root, "青山村党支部值班安排", width)
        assert measure(short) <= width or not short
        assert short.endswith("…") or not short or short == "青山村党支部值班安排"


@pytest.mark.parametrize("percent", [100, 150])
def test_a_cell_cut_in_a_narrow_column_fits_and_is_whole_again_in_a_wide_one(tk_root, percent):
    theme.set_scale(tk_root, percent)
    tree, texts = ttk.Treeview(tk_root, columns=("what",)), {"a": "已按计划完成", "b": "修渠" * 9}
    for row, text in texts.items():
        tree.insert("", "end", row, values=(text,))
    sides = 2 * (theme.px(tree, 8) + 4)  # what the style and Tk keep of a cell
    measure = theme.text_font(tree, "Body").measure
    for width in range(theme.px(tree, 60), theme.px(tree, 330), 7):
        shorten_cells(tree, "what", texts, width)
        assert all(measure(tree.set(row, "what")) <= width - sides for row in texts)
    assert {row: tree.set(row, "what") for row in texts} == texts


def test_a_line_too_long_for_its_place_shows_all_of_itself_as_a_tip(tk_root):
    label = Elided(tk_root, "正式党员 49 · 预备党员 3 · 积极分子 6")
    label.place(x=0, y=0, width=120)
    tk_root.update()
    assert label["text"].endswith("…")
    label._tip.show()
    assert label._tip._window.winfo_children()[0]["text"] == label.whole
    label._tip.hide()
    label.place(width=600)
    tk_root.update()
    assert label["text"] == label.whole


def test_a_wrapped_label_grows_with_its_text(tk_root):
    label = Wrapped(tk_root, "每天两名党员值班，周末书记值守。" * 4)
    label.pack(fill="x")
    tk_root.geometry("300x300")
    tk_root.update()
    assert label["text"].count("\n") >= 3
    assert clipping.offences(tk_root) == []


def test_the_side_goes_below_in_a_narrow_window_and_the_page_scrolls(tk_root):
    split = Split(tk_root)
    split.pack(fill="both", expand=True)
    for part, count in ((split.main, 8), (split.side, 20)):
        for number in range(count):
            ttk.Button(part, text=f"按钮 {number}").pack(fill="x")
    tk_root.geometry("1280x640")
    tk_root.update()
    assert not split.stacked
    assert clipping.offences(tk_root) == []
    tk_root.geometry("800x500")
    tk_root.update()
    assert split.stacked
    assert split.side.winfo_rooty() > split.main.winfo_rooty()
    assert clipping.offences(tk_root) == []


def test_the_widget_with_the_focus_is_scrolled_into_sight(tk_root):
    part = ScrollFrame(tk_root)
    part.pack(fill="both", expand=True)
    entries = [ttk.Entry(part.body) for _ in range(60)]
    for entry in entries:
        entry.pack()
    tk_root.update()
    for place in (59, 0, 30):
        entries[place].focus_force()
        tk_root.update()
        top = entries[place].winfo_rooty() - part.winfo_rooty()
        assert 0 <= top <= part.winfo_height() - entries[place].winfo_height()


def test_the_wheel_scrolls_what_is_under_the_pointer(tk_root):
    part = ScrollFrame(tk_root)
    part.pack(fill="both", expand=True)
    for _ in range(60):
        ttk.Entry(part.body).pack()
    tk_root.update()
    child = part.body.winfo_children()[3]
    child.event_generate("<Button-5>")
    tk_root.update()
    assert part.canvas.yview()[0] > 0
    child.event_generate("<Button-4>")
    tk_root.update()
    assert part.canvas.yview()[0] == 0


def test_a_search_waits_for_a_pause_and_hides_its_hint(tk_root):
    asked = []
    box = SearchBox(tk_root, asked.append)
    box.pack()
    tk_root.update()
    assert box._hint.winfo_ismapped()
    for character in "czq":
        box.insert("end", character)
    tk_root.update()
    assert not box._hint.winfo_ismapped()
    while not asked:
        tk_root.update()
    assert asked == ["czq"]
    box.focus_force()
    tk_root.update()
    box.event_generate("<Escape>")
    assert box.text == ""


TEXT = (
    "· 林秀兰（第一党小组）全年 12 次，比周桂芳多 2 次：12月3日—12月20日外出；“四议两公开”要她主持。"
    "· 买买提·吐尔逊：没有可以换的日子！《值班表》已于2026年11月21日贴出，校验码 5RH8X-4YNTJ-JMWBU。"
)


@pytest.mark.parametrize("width", range(60, 600, 9))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(tk_root, width):
    lines = wrap(tk_root, TEXT, width).split("\n")
    measure = theme.text_font(tk_root, "Body").measure
    assert "".join(lines).replace(" ", "") == TEXT.replace(" ", "")
    assert [line for line in lines[1:] if line[0] in "，。；：！）”》·—"] == []
    assert [line for line in lines[:-1] if line[-1] in "（“《"] == []
    assert width < 130 or [line for line in lines if measure(line) > width] == []


def test_a_word_that_no_line_can_hold_is_broken(tk_root):
    path = "/media/usb/" + "chenzhiqiang" * 8
    lines = wrap(tk_root, path, 200).split("\n")
    assert "".join(lines) == path
    assert max(map(theme.text_font(tk_root, "Body").measure, lines)) <= 200
