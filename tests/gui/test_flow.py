"""Widgets in rows: they break where the width ends, and go back when there is room again."""

from tkinter import ttk

from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.widgets import TabBar
from tests.gui.driving import settle

TABS = (("all", "全部 117"), ("late", "超期落后 24"), ("near", "快到期 21"), ("none", "没有承诺 0"))


def test_tabs_in_a_row_that_was_narrow_stand_in_one_line_again(tk_root):
    tools = Flow(tk_root)
    label = ttk.Label(tools, text="全部党小组　　　")
    tabs = TabBar(tools, TABS, lambda _: None)
    for part in (label, tabs):
        tools.push(part)
    line = tabs.winfo_reqheight()
    for width, lines in ((900, 1), (260, 2), (900, 1)):
        tools.place(x=0, y=0, width=width)
        settle(tk_root)
        assert (tabs.winfo_height() >= 2 * line) == (lines == 2)
        assert tabs.winfo_height() == tabs.winfo_reqheight()
        assert tools.winfo_height() >= tabs.winfo_y() + tabs.winfo_height()
    assert tabs.winfo_y() == label.winfo_y()
