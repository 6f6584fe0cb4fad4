"""The finder of cut-off text must catch what is planted, and be quiet where all is well."""

import tkinter as tk
from tkinter import ttk

import pytest

from jdzb.gui.kit.calendar import CellView, MonthGrid
from jdzb.gui.kit.table import Col, Line, Table
from tests.gui import clipping

LONG = "林秀兰与周桂芳同志的值班安排"


def squeezed_label(root):
    frame = ttk.Frame(root, width=60, height=40)
    frame.pack_propagate(False)
    frame.pack()
    ttk.Label(frame, text=LONG).pack(fill="x")


def flat_button(root):
    frame = ttk.Frame(root, width=300, height=12)
    frame.pack_propagate(False)
    frame.pack()
    ttk.Button(frame, text="打印值班表").pack(fill="both", expand=True)


def narrow_entry(root):
    entry = ttk.Entry(root, width=6)
    entry.insert(0, LONG)
    entry.pack()


def narrow_column(root):
    table = Table(root, (Col("name", "姓名", 3), Col("post", "职务", 4)))
    table.pack(fill="both", expand=True)
    table.show([Line(1, (LONG, "书记"))])


def button_beyond_the_window(root):
    ttk.Button(root, text="保存").place(x=1260, y=600)


def hidden_for_want_of_room(root):
    frame = ttk.Frame(root, width=200, height=60)
    frame.pack_propagate(False)
    frame.pack()
    ttk.Label(frame, text="一").pack(fill="both", expand=True, ipady=30)
    ttk.Button(frame, text="保存").pack()


def text_beyond_the_canvas(root):
    canvas = tk.Canvas(root, width=100, height=40)
    canvas.pack()
    canvas.create_text(50, 20, text=LONG, font="Body")


def overlapping_texts(root):
    canvas = tk.Canvas(root, width=400, height=40)
    canvas.pack()
    for x in (100, 110):
        canvas.create_text(x, 20, text="陈志强", font="Body")


def crowded_month(root):
    grid = MonthGrid(root)
    grid.place(x=0, y=0, width=300, height=400)
    grid.show(2026, 12, {1: CellView(("欧阳国强国强",))})


PLANTED = (
    squeezed_label, flat_button, narrow_entry, narrow_column, button_beyond_the_window,
    hidden_for_want_of_room, text_beyond_the_canvas, overlapping_texts, crowded_month,
)  # fmt: skip


@pytest.mark.parametrize("plant", PLANTED)
def test_a_planted_offence_is_caught(tk_root, plant):
    plant(tk_root)
    assert clipping.offences(tk_root)


def test_what_fits_is_no_offence(tk_root):
    ttk.Label(tk_root, text=LONG).pack()
    ttk.Button(tk_root, text="打印值班表").pack()
    entry = ttk.Entry(tk_root, width=40)
    entry.insert(0, LONG)
    entry.pack()
    table = Table(tk_root, (Col("name", "姓名", 16), Col("post", "职务", 4)))
    table.pack(fill="both", expand=True)
    table.show([Line(n, (LONG, "书记")) for n in range(40)])
    grid = MonthGrid(tk_root)
    grid.pack(fill="both", expand=True)
    grid.show(2026, 12, {1: CellView(("欧阳国强", "李𬭎"), badge="请假冲突")})
    assert clipping.offences(tk_root) == []
