"""The month grid walks by keys, opens by Enter or double click, and shows names whole."""

import pytest

from jdzb.gui.kit import theme
from jdzb.gui.kit.bars import BarList
from jdzb.gui.kit.calendar import CellView, MonthGrid
from tests.gui import clipping

NAMES = ("林秀兰", "周桂芳")


@pytest.fixture
def told():
    return []


@pytest.fixture
def grid(tk_root, told):
    made = MonthGrid(
        tk_root,
        on_select=lambda day: told.append(("select", day)),
        on_open=lambda day: told.append(("open", day)),
        on_menu=lambda day, x, y: told.append(("menu", day)),
        on_turn=lambda by: told.append(("turn", by)),
    )
    made.pack(fill="both", expand=True)
    made.show(
        2026, 12, {day: CellView(NAMES, badge="请假冲突" * (day == 16)) for day in range(1, 32)}
    )
    tk_root.update()
    made.canvas.focus_force()
    tk_root.update()
    return made


def press(grid, *keys):
    for key in keys:
        grid.canvas.event_generate(f"<{key}>")
        grid.update()


def texts(grid):
    canvas = grid.canvas
    return [canvas.itemcget(i, "text") for i in canvas.find_all() if canvas.type(i) == "text"]


@pytest.mark.parametrize(
    ("keys", "day"),
    [(("Right",), 17), (("Up", "Left"), 8), (("Home",), 1), (("End",), 31), (("Down", "Down"), 30)],
)
def test_arrows_walk_through_the_days(grid, told, keys, day):
    grid.select(16)
    press(grid, *keys)
    assert (grid.selected, told[-1]) == (day, ("select", day))


@pytest.mark.parametrize(
    ("start", "key", "by"), [(31, "Right", 1), (1, "Left", -1), (9, "Prior", -1), (9, "Next", 1)]
)
def test_over_the_edge_lies_another_month(grid, told, start, key, by):
    grid.select(start)
    press(grid, key)
    assert told[-1] == ("turn", by)


def test_enter_and_double_click_open_the_day(grid, told):
    grid.select(16)
    press(grid, "Return")
    left, top, _, _ = grid.bounds(17)
    for kind in ("ButtonPress", "ButtonRelease") * 2:
        grid.canvas.event_generate(f"<{kind}-1>", x=left + 20, y=top + 20)
    assert [one for one in told if one[0] == "open"] == [("open", 16), ("open", 17)]


def test_a_click_selects_and_a_right_click_offers_the_menu(grid, told):
    left, top, _, _ = grid.bounds(8)
    grid.canvas.event_generate("<Button-1>", x=left + 20, y=top + 20)
    grid.canvas.event_generate("<Button-3>", x=left + 20, y=top + 20)
    assert grid.selected == 8
    assert told[-1] == ("menu", 8)


def test_a_click_outside_the_month_does_nothing(grid, told):
    grid.canvas.event_generate("<Button-1>", x=5, y=5)
    assert told in ([], [("select", 1)])


@pytest.mark.parametrize("size", ["1100x600", "760x480", "560x420"])
@pytest.mark.parametrize("percent", [100, 150])
def test_names_are_never_cut_off(grid, tk_root, size, percent):
    theme.set_scale(tk_root, percent)
    tk_root.geometry(size)
    tk_root.update()
    assert texts(grid).count("林秀兰") == 31
    assert clipping.offences(tk_root) == []


def test_a_month_of_six_weeks_and_one_of_four_are_whole(grid, tk_root):
    for year, month, days in ((2026, 8, 31), (2027, 2, 28)):
        grid.show(year, month, {})
        tk_root.update()
        assert texts(grid)[-1] == str(days)
        assert clipping.offences(tk_root) == []


def test_the_selected_day_stays_within_a_shorter_month(grid):
    grid.select(31)
    grid.show(2027, 2, {})
    assert grid.selected == 28


@pytest.mark.parametrize("rows", [0, 1, 8, 200])
def test_bars_show_every_name_and_count(tk_root, rows):
    bars = BarList(tk_root)
    bars.pack(fill="both", expand=True)
    bars.show([("欧阳国强", number % 6) for number in range(rows)])
    tk_root.update()
    shown = [bars.canvas.type(item) for item in bars.canvas.find_all()]
    assert shown.count("text") == 2 * rows
    assert clipping.offences(tk_root) == []
