"""Characters like 𬭎 survive the keys of a line of text."""

import itertools
from tkinter import ttk

import pytest

from jdzb.gui.kit import rare, widgets

NAMES = ("王𬭎强", "𬭎𫖯甲", "李𬭎", "陈志强", "𬭎")


@pytest.fixture
def line(tk_root):
    entry = ttk.Entry(tk_root, width=20)
    entry.pack()
    entry.focus_force()
    tk_root.update()
    return entry


def press(entry, *keys):
    for key in keys:
        entry.event_generate(f"<{key}>")
        entry.update()


@pytest.mark.parametrize("name", NAMES)
def test_backspace_takes_one_whole_character_each_time(line, name):
    line.insert(0, name)
    for left in range(len(name) - 1, -1, -1):
        press(line, "BackSpace")
        assert line.get() == name[:left]


@pytest.mark.parametrize("name", NAMES)
def test_delete_takes_one_whole_character_each_time(line, name):
    line.insert(0, name)
    line.icursor(0)
    for gone in range(1, len(name) + 1):
        press(line, "Delete")
        assert line.get() == name[gone:]


@pytest.mark.parametrize("name", NAMES)
def test_the_cursor_never_stands_inside_a_character(line, name):
    line.insert(0, name)
    for _ in range(len(name)):
        press(line, "Left")
        line.insert("insert", "·")
        assert line.get().replace("·", "") == name
        press(line, "BackSpace")
        assert line.get() == name
    assert line.index("insert") == 0


def test_a_chosen_piece_goes_as_a_whole(line):
    line.insert(0, "王𬭎强")
    line.selection_range(1, 3)
    line.icursor(3)
    press(line, "BackSpace")
    assert (line.get(), line.index("insert")) == ("王强", 1)


def test_a_line_that_is_read_only_keeps_its_text(line):
    line.insert(0, "李𬭎")
    line.state(["readonly"])
    press(line, "BackSpace", "Delete")
    assert line.get() == "李𬭎"


def test_erasing_agrees_with_plain_text_everywhere():
    text = "甲𬭎乙𫖯丙"
    for first, last in itertools.combinations(range(len(text) + 1), 2):
        tk_first, tk_last = rare.units(text[:first]), rare.units(text[:last])
        rest, cursor = rare.erase(text, tk_first, tk_last, -1)
        assert rest == text[:first] + text[last:]
        assert cursor == tk_first


def test_a_search_box_is_emptied_by_backspace_and_shows_its_hint_again(tk_root):
    """The key works inside a procedure of Tk, where a variable of the program must be found too."""
    box = widgets.SearchBox(tk_root, on_change=lambda _: None, hint="找人")
    box.pack()
    box.focus_force()
    tk_root.update()
    box.insert(0, "陈")
    box.event_generate("<BackSpace>")
    tk_root.update()
    assert box.text == ""
    assert box._hint.winfo_ismapped()


@pytest.mark.parametrize(("key", "left"), [("<BackSpace>", "ac"), ("<Delete>", "ab")])
def test_lines_that_are_not_ours_as_in_tks_file_dialog_keep_their_keys(tk_root, key, left):
    line = tk_root.tk.call("ttk::entry", ".foreign")
    tk_root.tk.call("pack", line)
    tk_root.tk.call(line, "insert", 0, "abc")
    tk_root.tk.call(line, "icursor", 2)
    tk_root.tk.call("focus", "-force", line)
    tk_root.update()
    for event in (key, "<<PrevChar>>", "<<NextChar>>", "<ButtonRelease-1>"):
        tk_root.tk.call("event", "generate", line, event)
    tk_root.update()
    assert tk_root.tk.call(line, "get") == left
    tk_root.tk.call("destroy", line)
