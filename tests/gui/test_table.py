"""A list sorts, finds, copies and keeps its place."""

import pytest

from jdzb.gui.kit import theme
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.widgets import Action, EmptyState

PINYIN = {"陈志强": "chenzhiqiang czq", "林秀兰": "linxiulan lxl", "周桂芳": "zhouguifang zgf"}
LINES = (
    Line(1, ("陈志强", "12", "1985-06")),
    Line(2, ("林秀兰", "2", "")),
    Line(3, ("周桂芳", "31", "1958-01-02")),
)
COLUMNS = (
    Col("name", "姓名", 5, sort=PINYIN.get),
    Col("years", "党龄", 3, "e"),
    Col("birth", "出生日期", 8, rank=1),
)


def starts(typed, line):
    return any(word.startswith(typed) for word in (line.cells[0], *PINYIN[line.cells[0]].split()))


@pytest.fixture
def table(tk_root):
    opened = []
    made = Table(tk_root, COLUMNS, on_open=opened.append, find=starts)
    made.opened = opened
    made.pack(fill="both", expand=True)
    made.show(LINES)
    tk_root.update()
    made.tree.focus_force()
    tk_root.update()
    return made


def names(table):
    return [line.cells[0] for line in table.lines()]


def press(table, *keys):
    for key in keys:
        table.tree.event_generate(key)
        table.update()


def test_numbers_sort_by_value_and_a_second_click_turns_the_order(table):
    table.tree.tk.call(table.tree.heading("years", "command"))
    assert names(table) == ["林秀兰", "陈志强", "周桂芳"]
    table.tree.tk.call(table.tree.heading("years", "command"))
    assert names(table) == ["周桂芳", "陈志强", "林秀兰"]
    assert table.tree.heading("years", "text") == "党龄 ▼"


def test_empty_cells_come_last(table):
    table.sort_by("birth")
    assert names(table) == ["周桂芳", "陈志强", "林秀兰"]


def click_twice(widget, x, y):
    for kind in ("ButtonPress", "ButtonRelease") * 2:
        widget.event_generate(f"<{kind}-1>", x=x, y=y)
    widget.update()


def test_order_and_selection_survive_new_lines(table):
    table.sort_by("name", falling=True)
    table.select(2)
    table.show((*LINES, Line(4, ("周桂芳", "1", ""))))
    assert table.selected() == "2"
    assert names(table)[0] == "周桂芳"


def test_typing_initials_jumps_to_the_line(table):
    press(table, "z", "g")
    assert table.selected() == "3"


def test_a_command_key_is_not_typing(table):
    heard = []
    table.winfo_toplevel().bind("<Alt-Key-2>", lambda _: heard.append("Alt+2"))
    table.select(1)
    press(table, "<Alt-Key-2>", "<Alt-z>")
    table.winfo_toplevel().unbind("<Alt-Key-2>")
    assert (heard, table.selected()) == (["Alt+2"], "1")


def test_enter_opens_the_chosen_line(table):
    press(table, "<End>", "<Return>", "<Home>", "<Return>")
    assert table.opened == ["3", "1"]


def test_a_double_click_opens_a_line_and_on_a_heading_nothing(table):
    table.select(1)
    click_twice(table.tree, 20, 8)
    assert table.opened == []
    left, top, _, height = table.tree.bbox("2")
    click_twice(table.tree, left + 20, top + height // 2)
    assert table.opened == ["2"]


def test_chosen_lines_are_copied_as_a_spreadsheet_takes_them(table):
    table.select(1)
    press(table, "<Control-c>")
    assert table.clipboard_get() == "陈志强\t12\t1985-06"


def test_columns_of_less_weight_give_way_in_a_narrow_window(table, tk_root):
    assert "birth" in table.tree["displaycolumns"]
    tk_root.geometry("240x400")
    tk_root.update()
    assert "birth" not in table.tree["displaycolumns"]
    assert "years" in table.tree["displaycolumns"]


def test_an_empty_list_says_so_and_offers_what_to_do(table):
    done = []
    empty = EmptyState(table, "还没有党员。", Action("导入花名册", lambda: done.append(1)))
    table.set_empty(empty)
    assert not empty.winfo_manager()
    table.show(())
    table.update()
    assert empty.winfo_viewable()
    empty.button.invoke()
    assert done == [1]


def test_fifty_thousand_lines_are_shown_and_sorted(table):
    table.show([Line(n, (f"党员{n % 997}", str(n), "1985-06")) for n in range(50_000)])
    table.sort_by("years", falling=True)
    assert len(table.tree.get_children()) == 50_000
    assert table.lines()[0].cells[1] == "49999"


def test_a_row_is_as_high_as_its_text_needs_at_every_text_size(table, tk_root):
    for percent in theme.TEXT_SIZES:
        theme.set_scale(tk_root, percent)
        tk_root.update()
        height = table.tree.bbox("1")[3]
        assert height > theme.line_height(tk_root)


def test_a_long_text_ends_in_dots_and_comes_back_whole_with_the_room(tk_root):
    long = "申请临时救助，丈夫住院花费大，家里还有两个孩子上学"
    table = Table(tk_root, (Col("name", "姓名", 4), Col("matter", "事项", 6, elastic=True)))
    table.pack(fill="both", expand=True)
    tk_root.geometry("360x240")
    table.show([Line(1, ("丁有福", long)), Line(2, ("金桂香", "路灯不亮"))])
    tk_root.update()
    assert table.tree.set("1", "matter").endswith("…")
    assert table.tree.set("2", "matter") == "路灯不亮"
    table.select(1)
    table.copy()
    assert tk_root.clipboard_get() == f"丁有福\t{long}"
    tk_root.geometry("1200x240")
    tk_root.update()
    assert table.tree.set("1", "matter") == long
