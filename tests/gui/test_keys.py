"""Keys that mean the same everywhere, and where Tab stops."""

import tkinter as tk
from tkinter import ttk

import pytest

from jdzb.cli.demo import village
from jdzb.gui.kit import dialogs, keys
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.widgets import Action, EmptyState, SearchBox, TabBar
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell


def press(root, widget, *keys):
    root.focus_force()
    root.update()
    widget.focus_force()
    root.update()
    for key in keys:
        (root.focus_get() or root).event_generate(f"<{key}>")
        root.update()


@pytest.mark.parametrize("key", ["Return", "KP_Enter", "space"])
def test_enter_presses_the_button_of_an_empty_list(tk_root, key):
    pressed = []
    action = Action("导入花名册", lambda: pressed.append(key), primary=True)
    empty = EmptyState(tk_root, "还没有党员。", action)
    empty.pack(fill="both", expand=True)
    tk_root.update()
    press(tk_root, empty.button, key)
    assert pressed == [key]


def test_enter_presses_once_where_a_button_has_an_enter_of_its_own(tk_root):
    pressed = []
    button = ttk.Button(tk_root, text="甲", command=lambda: pressed.append("command"))
    button.bind("<Return>", lambda _: button.invoke())
    button.pack()
    press(tk_root, button, "Return")
    button.state(["disabled"])
    press(tk_root, button, "Return")
    assert pressed == ["command"]


def test_enter_in_a_text_is_a_new_line(tk_root):
    text = tk.Text(tk_root, height=3)
    text.pack()
    press(tk_root, text, "Return")
    assert text.get("1.0", "end-1c") == "\n"


@pytest.mark.parametrize("kind", [ttk.Entry, ttk.Combobox, SearchBox, tk.Text])
def test_ctrl_a_takes_all_of_a_text(tk_root, kind):
    widget = SearchBox(tk_root, lambda _: None) if kind is SearchBox else kind(tk_root)
    widget.pack()
    widget.insert("1.0" if kind is tk.Text else 0, "陈志强czq")
    press(tk_root, widget, "Control-a")
    chosen = widget.get("sel.first", "sel.last") if kind is tk.Text else widget.selection_get()
    assert chosen.strip() == "陈志强czq"


def stops(window):
    """Every widget at which Tab stops."""
    found, widget = [], window.tk_focusNext()
    while widget is not None and widget not in found:
        found.append(widget)
        widget = widget.tk_focusNext()
    return found


def test_tab_stops_once_at_a_row_of_choices_and_arrows_move(tk_root):
    told = []
    tabs = TabBar(tk_root, [("a", "甲"), ("b", "乙"), ("c", "丙")], told.append)
    tabs.pack()
    tk_root.update()
    assert [widget["text"] for widget in stops(tk_root)] == ["甲"]
    press(tk_root, tabs._tabs["a"], "Right", "Down", "Left")
    assert told == ["b", "c", "b"]
    assert tk_root.focus_get() is tabs._tabs["b"]
    assert stops(tk_root) == [tabs._tabs["b"]]


def test_tab_passes_by_a_list_that_is_empty(tk_root):
    table = Table(tk_root, (Col("name", "姓名"),))
    empty = EmptyState(table, "还没有党员。", Action("导入花名册", print))
    table.set_empty(empty)
    table.pack(fill="both", expand=True)
    table.show([])
    tk_root.update()
    assert stops(tk_root) == [empty.button]
    table.show([Line(1, ("陈志强",))])
    tk_root.update()
    assert stops(tk_root) == [table.tree]


def test_tab_stops_at_nothing_that_only_shows_words(tk_root, session):
    village(session)
    shell = Shell(tk_root, session, PAGES)
    for page in PAGES:
        shell.open_page(page.key)
        tk_root.update()
        found = stops(tk_root)
        assert len(found) > 5
        assert [widget for widget in found if isinstance(widget, ttk.Label)] == []
        assert len([widget for widget in found if widget.master is shell.rail]) == 4


def test_a_long_text_scrolls_by_keys(tk_root):
    seen = []

    def look(tries=100):
        tops = [w for w in tk_root.winfo_children() if isinstance(w, tk.Toplevel)]
        if not (tops and tops[-1].winfo_viewable()):
            assert tries
            tk_root.after(20, look, tries - 1)
            return
        window = tops[-1]
        window.update()
        for key in ("Down", "Next", "Prior", "End", "Home"):
            window.focus_get().event_generate(f"<{key}>")
            window.update()
            seen.append((key, window._scroll.canvas.canvasy(0)))
        window.cancel()

    tk_root.after(20, look)
    dialogs.show_text(
        tk_root, "说明", "每天两名党员值班。\n" * 90, (("F1", "说明"), ("F5", "刷新"))
    )
    places = dict(seen)
    assert 0 < places["Prior"] <= places["Down"] < places["Next"] < places["End"]
    assert places["Home"] == 0


def test_the_focus_in_a_dialog_of_tk_itself_is_nobodys(tk_root):
    tk_root.tk.eval("toplevel .__foreign; focus -force .__foreign")
    tk_root.update()
    assert keys.focused(tk_root) is None
    tk_root.tk.eval("destroy .__foreign")
