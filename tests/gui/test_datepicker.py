"""The month to pick from: by keys, by click, with 今天, 清空 and months alone."""

import tkinter as tk

import pytest

from jdzb.core.fields import Field
from jdzb.gui.kit.datepicker import DatePicker, add_months, parse_day
from jdzb.gui.kit.inputs import DateInput
from tests.gui.driving import settle


@pytest.fixture
def field(tk_root):
    made = DateInput(tk_root, Field("birth", "出生日期", "month"), lambda: None)
    made.pack()
    tk_root.focus_force()
    tk_root.update()
    return made


def press(picker, *keys):
    picker.update()
    for key in keys:
        if picker.winfo_exists():
            picker._canvas.event_generate(f"<{key}>")
            picker.update()


def buttons(widget):
    for child in widget.winfo_children():
        if child.winfo_class() == "TButton":
            yield child["text"], child
        yield from buttons(child)


@pytest.mark.parametrize(
    ("keys", "picked"),
    [
        (("Return",), "2026-12-16"),
        (("Right", "Down", "Return"), "2026-12-24"),
        (("Prior", "Return"), "2026-11-16"),
        (("Next", "Next", "Return"), "2027-02-16"),
        (("Control-Prior", "Return"), "2025-12-16"),
        (("Home", "Return"), "2026-11-21"),
        (("Escape",), "2026-12-16"),
    ],
)
def test_keys_walk_through_the_days(field, keys, picked):
    field.put("2026年12月16日")
    press(field.open(), *keys)
    if keys != ("Escape",):
        assert field.text() == picked
    else:
        assert field.text() == "2026年12月16日"


@pytest.mark.parametrize(
    ("button", "text"), [("今天", "2026-11-21"), ("清空", ""), ("只填年月", "1985-06")]
)
def test_the_buttons_at_the_foot(field, button, text):
    field.put("1985.06")
    dict(buttons(field.open()))[button].invoke()
    assert field.text() == text


def test_a_click_picks_the_day(field):
    field.put("2026-12-16")
    picker = field.open()
    picker.update()
    cell = picker._cell()
    picker._canvas.event_generate("<ButtonRelease-1>", x=cell * 3 // 2, y=cell * 3 // 2)
    assert field.text() == "2026-12-01"


def test_a_field_for_whole_days_offers_no_months(tk_root):
    field = DateInput(tk_root, Field("day", "日期", "day"), lambda: None)
    field.pack()
    tk_root.update()
    picker = field.open()
    assert "只填年月" not in dict(buttons(picker))
    picker.close()


def test_a_click_elsewhere_closes_it(field):
    picker = field.open()
    picker.event_generate("<ButtonPress-1>", rootx=1200, rooty=600, x=1100, y=500)
    picker.update()
    assert not any(isinstance(child, DatePicker) for child in field.winfo_children())


def test_after_that_click_one_can_type_though_the_desktop_took_the_keyboard(field):
    picker = field.open()
    picker.update()
    desktop = tk.Tk()
    desktop.update()
    desktop.focus_force()
    settle(field, lambda: field.focus_get() is None)
    picker.event_generate("<ButtonPress-1>", rootx=1200, rooty=600, x=1100, y=500)
    settle(field, lambda: field.focus_get() is field)
    desktop.destroy()


def test_the_last_day_of_a_month_stays_a_day_of_the_next(field):
    assert add_months(parse_day("2026-12-31"), 2).isoformat() == "2027-02-28"
    assert add_months(parse_day("2024-02-29"), -12).isoformat() == "2023-02-28"
    assert parse_day("1985-06").isoformat() == "1985-06-01"
    assert parse_day("昨天") is None
