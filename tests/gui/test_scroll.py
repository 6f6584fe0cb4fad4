"""A part that scrolls: its bar comes when it is needed, and rests."""

from tkinter import ttk

import pytest

from jdzb.gui.kit.scroll import RESTLESS, ScrollFrame
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.theme import px, text_font
from jdzb.gui.kit.widgets import Wrapped


def settled(root, tries=400):
    """How often the window had to work until it had nothing left to do."""
    for count in range(tries):
        if not root.tk.dooneevent(2):  # what is waiting now, without waiting for more
            return count
    return None


@pytest.mark.parametrize("more", range(0, 24, 2))
def test_a_text_that_fits_only_without_the_bar_does_not_make_it_come_and_go(tk_root, more):
    words = "公示期到本月三十日为止村"
    width = text_font(tk_root, "Body").measure(words)
    part = ScrollFrame(tk_root)
    lines = [ttk.Label(part.body, text="第一行"), Wrapped(part.body, words)]
    for line in lines:
        line.pack(fill="x")
    height = sum(line.winfo_reqheight() for line in lines)
    part.place(x=0, y=0, width=width + more, height=height)
    assert settled(tk_root, 4000) is not None


def test_a_part_lower_than_its_bar_does_not_make_it_come_and_go(tk_root):
    part = ScrollFrame(tk_root)
    ttk.Frame(part.body, height=10, width=10).pack()
    part.pack(fill="x")
    assert settled(tk_root, 4000) is not None


def test_a_bar_that_came_while_the_content_was_being_made_goes_when_all_is_calm(tk_root):
    part = ScrollFrame(tk_root)
    part.place(x=0, y=0, width=300, height=100)
    block = ttk.Frame(part.body, height=60, width=10)
    block.pack()
    for height in (60, 400, 60, 400, 60):
        block.configure(height=height)
        tk_root.update()
    tk_root.after(2 * RESTLESS + 200, part.quit)
    part.mainloop()
    assert not part._bar.winfo_ismapped()


def test_the_wheel_over_a_choice_scrolls_the_form_and_leaves_the_choice(tk_root):
    part = ScrollFrame(tk_root)
    part.place(x=0, y=0, width=300, height=100)
    box = ttk.Combobox(part.body, values=("满意", "不满意"), state="readonly")
    box.pack()
    ttk.Frame(part.body, height=600).pack()
    tk_root.update()
    for wheel in ("<Button-5>", "<Button-4>", "<Button-5>"):
        box.event_generate(wheel, x=5, y=5)
        tk_root.update()
    assert (box.get(), part.canvas.yview()[0] > 0) == ("", True)


def test_a_list_wholly_in_sight_does_not_scroll_the_page_away(tk_root):
    part = ScrollFrame(tk_root)
    tree, below = ttk.Treeview(part.body), ttk.Frame(part.body, height=300, width=10)
    for line in (ttk.Label(part.body, text="上面"), tree, below):
        line.pack(fill="x")
    tk_root.update()
    part.place(x=0, y=0, width=400, height=tree.winfo_reqheight() + 40)
    tk_root.update()
    tree.focus_force()
    tk_root.update()
    assert part.canvas.canvasy(0) == 0
    below.event_generate("<FocusIn>")  # as a frame hears it when a dialog has closed
    tk_root.update()
    assert part.canvas.canvasy(0) == 0


def words_below(tk_root, lines):
    """A field with so many lines of text below it, in a part a hundred pixels high."""
    part = ScrollFrame(tk_root)
    part.place(x=0, y=0, width=300, height=100)
    field = ttk.Entry(part.body)
    field.pack()
    for number in range(lines):
        ttk.Label(part.body, text=f"第 {number} 条").pack()
    after = ttk.Entry(tk_root)
    after.place(x=0, y=120)
    tk_root.deiconify()
    tk_root.update()
    return part, field, after


def test_words_below_the_last_field_are_scrolled_by_the_keyboard(tk_root):
    part, field, after = words_below(tk_root, 30)
    after.focus_force()
    tk_root.update()
    after.event_generate("<Tab>")
    tk_root.update()
    assert tk_root.focus_get() is part.canvas
    ring = len(part.canvas.winfo_children())
    part.canvas.event_generate("<End>")
    tk_root.update()
    assert part.canvas.yview()[1] == 1
    part.canvas.event_generate("<Tab>")
    tk_root.update()
    assert tk_root.focus_get() is field
    assert part.canvas.yview()[0] == 0
    assert len(part.canvas.winfo_children()) == ring - 4


def test_a_part_that_tab_shows_whole_is_no_stop_of_its_own(tk_root):
    part, field, after = words_below(tk_root, 1)
    ttk.Frame(part.body, height=300).pack(before=field)
    tk_root.update()
    assert part.lacking() > 0
    after.focus_force()
    tk_root.update()
    after.event_generate("<Tab>")
    tk_root.update()
    assert tk_root.focus_get() is field


def test_a_part_that_is_not_in_sight_is_no_stop(tk_root):
    part, _, after = words_below(tk_root, 30)
    hidden = ttk.Frame(tk_root)
    inner = ScrollFrame(hidden)
    ttk.Label(inner.body, text="一行\n" * 50).pack()
    inner.pack()
    tk_root.update()
    after.focus_force()
    tk_root.update()
    after.event_generate("<Tab>")
    tk_root.update()
    assert tk_root.focus_get() is part.canvas


def test_a_side_below_the_main_part_shows_all_that_scrolls_beside_it(tk_root):
    split = Split(tk_root, side_width=200, narrow=600, main_height=100)
    part = ScrollFrame(split.side)
    part.pack(fill="both", expand=True)
    split.show_whole(part)
    label = ttk.Label(part.body, text="一行\n" * 30)
    label.pack()
    tk_root.deiconify()
    for width, all_seen in ((px(tk_root, 900), False), (px(tk_root, 500), True)):
        split.place(x=0, y=0, width=width, height=300)
        assert settled(tk_root, 4000) is not None
        assert (part.lacking() <= 0) is all_seen
    label.configure(text="一行")
    assert settled(tk_root, 4000) is not None
    assert part.winfo_height() < 100
