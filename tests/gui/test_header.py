"""The bar on top of a page: its buttons where there is room, and where there is not."""

import pytest

from jdzb.gui.kit.header import PageHeader
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Action


def nothing():
    """What a button of these tests does."""


@pytest.mark.parametrize(("width", "told"), [(900, "保存（Ctrl+S）"), (380, "保存")])
def test_a_button_names_its_key_only_where_there_is_room(tk_root, width, told):
    header = PageHeader(tk_root)
    header.set_actions([Action("before", nothing), Action("保存（Ctrl+S）", nothing, primary=True)])
    header.button("before").configure(text="◀ 10月")
    tk_root.deiconify()
    header.place(x=0, y=0, width=px(tk_root, width))
    header.show("支部党员大会", "2026年第四季度")
    tk_root.update()
    assert header.button("保存（Ctrl+S）")["text"] == told
    assert header.button("before")["text"] == "◀ 10月"
    right = header.button("保存（Ctrl+S）")
    assert right.winfo_rootx() + right.winfo_width() <= header.winfo_rootx() + header.winfo_width()
