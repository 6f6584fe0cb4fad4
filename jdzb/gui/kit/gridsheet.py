"""The sheet under a grid of scores: tksheet, dressed as everything else."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterable, Sequence
from typing import Any

from jdzb.gui.kit import theme
from jdzb.gui.kit.gridcells import NOTHING, GridCol, GridRow

_BINDINGS = (
    "single_select", "drag_select", "arrowkeys", "prior", "next", "copy", "delete", "edit_cell",
)  # fmt: skip
MOST, LITTLE = 50, 4  # units a column is wider than its text, at most and at least
FIGURE, HAIR = "\u2007", "\u200a"  # spaces
_FREE = ("<Tab>", "<Control-plus>", "<Control-equal>", "<Control-minus>", "<Control-MouseWheel>")


def read_ahead() -> None:
    """Import the library: 100 ms."""
    import tksheet  # noqa: F401


def made(parent: tk.Misc) -> Any:
    """An empty tksheet.Sheet; Tab and the keys of the text size are left to the window."""
    from tksheet import Sheet

    sheet = Sheet(
        parent, data=[], cell_auto_resize_enabled=False, empty_vertical=0,
        empty_horizontal=0, show_vertical_grid=False,
        horizontal_grid_to_end_of_window=True, rounded_boxes=False, align="center",
        header_align="center", index_align="w", table_wrap="", header_wrap="w", index_wrap="",
        page_up_down_select_row=False, tooltips=False, auto_resize_row_index=False,
        set_cell_sizes_on_zoom=False, outline_thickness=0, scrollbar_show_arrows=False,
        show_default_header_for_empty=False, show_default_index_for_empty=False,
        startup_focus=False, **_colours(),
    )  # fmt: skip
    sheet.enable_bindings(*_BINDINGS)
    sheet.extra_bindings("begin_edit_table", _opened)
    sheet.yscroll.configure(style="Vertical.TScrollbar")
    sheet.xscroll.configure(style="Horizontal.TScrollbar")
    for canvas in (sheet.MT, sheet.RI, sheet.CH, sheet.TL):
        for key in _FREE:
            canvas.unbind(key)
        canvas.bind("<Alt-Key>", lambda _: None)  # the window's own; tksheet would type the digit
        canvas.configure(takefocus=canvas is sheet.MT)
    early = f"early{sheet.MT}"  # asked before tksheet, which drops a key while a cell opens
    sheet.MT.bindtags((early, *sheet.MT.bindtags()))
    sheet.MT.bind_class(early, "<Key>", lambda event: _late(sheet.MT, event))
    return sheet


def _late(table: Any, event: tk.Event[tk.Misc]) -> str | None:
    """A key typed so soon after the first that the cell had not the keyboard yet."""
    if not table.text_editor.open or not event.char.isprintable() or not event.char:
        return None
    table.text_editor.tktext.insert("end", event.char)
    return "break"


def _opened(event: Any) -> str:
    return "" if event.value == NOTHING else str(event.value)


def copied(widget: tk.Misc) -> str:
    """The text on the clipboard; nothing when there is none."""
    try:
        return str(widget.clipboard_get())
    except tk.TclError:
        return ""


def fonts(widget: tk.Misc) -> dict[str, tuple[str, int, str]]:
    """The fonts of a sheet at the text size in force."""
    family = theme.text_font(widget, "Body").actual("family")
    plain, heading = (theme.px(widget, theme.FONTS[name][0]) for name in ("Body", "Column"))
    body = (family, -plain, "normal")
    return {"font": body, "index_font": body, "header_font": (family, -heading, "bold")}


def aligned(widget: tk.Misc, rows: Iterable[GridRow]) -> list[str]:
    """What stands left of the lines; figure spaces, which many fonts lack, as wide as a digit."""
    font = theme.text_font(widget, "Body")
    room, thick, fine = (max(font.measure(one), 1) for one in ("0", " ", HAIR))
    best = min(range(room // thick + 1), key=lambda count: (room - count * thick) % fine)
    blank = " " * best + HAIR * ((room - best * thick) // fine)
    return [one.head.replace(FIGURE, blank) for one in rows]


def laid(
    widget: tk.Misc, columns: Sequence[GridCol], room: int
) -> tuple[Sequence[GridCol], list[int]]:
    """The columns and their widths in pixels: headings in two lines where there is no room else."""
    for shown in (columns, [one.folded for one in columns]):
        needed = [theme.characters(widget, one.width, "Column") for one in shown]
        spare = (room - sum(needed)) // max(len(needed), 1)
        if spare >= theme.px(widget, LITTLE):
            break
    wider = max(min(spare, theme.px(widget, MOST)), theme.px(widget, LITTLE))
    return shown, [width + wider for width in needed]


def mended(sheet: Any, number: int, old: GridRow, one: GridRow, count: int) -> bool:
    """Draw the cells of a line that differ, without the rest; False where that cannot be."""
    if (old.cells, old.tones, old.tinted) == (one.cells, one.tones, one.tinted):
        return True
    if old.tinted != one.tinted:
        return False
    table, done = sheet.MT, True
    for place in range(count):
        before = old.cells[place], old.tones.get(place)
        text, tone = one.cells[place], one.tones.get(place)
        if (text, tone) != before:
            ink = theme.TONES[tone][0] if tone else theme.TEXT
            found = table.find_withtag(f"{number}_{place}")
            items = [item for item in found if item in table.disp_text]
            for item in items:
                table.itemconfigure(item, text=text, fill=ink)
            done &= bool(items)
    return done


def colour(sheet: Any, number: int, old: GridRow, one: GridRow, count: int) -> None:
    """Give the first ``count`` cells of a line their inks and its ground, where they differ."""
    if (old.tones, old.tinted) == (one.tones, one.tinted):
        return
    ground = theme.CHOSEN if one.tinted else None
    if old.tinted != one.tinted:
        sheet.dehighlight_rows([number], redraw=False)
        if ground:
            sheet.highlight_rows([number], bg=ground, end_of_screen=True, redraw=False)
    for place in {place for place in old.tones if place < count} - set(one.tones):
        sheet.dehighlight_cells(number, place, redraw=False)
    for place, tone in one.tones.items():
        ink = theme.TONES[tone][0]
        if place < count:
            sheet.highlight_cells(number, place, fg=ink, bg=ground, redraw=False)


def _colours() -> dict[str, Any]:
    card, text, line = theme.CARD, theme.TEXT, theme.HAIRLINE
    chosen, accent = theme.CHOSEN, theme.ACCENT
    found: dict[str, Any] = {
        "frame_bg": card, "table_bg": card, "table_fg": text, "table_grid_fg": line,
        "header_bg": card, "header_fg": theme.SUBTLE, "header_border_fg": theme.HEAD_LINE,
        "header_grid_fg": card, "index_bg": card, "index_fg": text, "index_border_fg": card,
        "index_grid_fg": line, "top_left_bg": card, "top_left_fg": card,
        "top_left_fg_highlight": card, "table_editor_bg": card, "table_editor_fg": text,
        "table_editor_select_bg": theme.ACCENT_SOFT, "table_editor_select_fg": text,
        "table_selected_box_cells_fg": accent,
    }  # fmt: skip
    for part in ("table", "header", "index"):
        found |= {f"{part}_selected_cells_bg": chosen, f"{part}_selected_cells_fg": text}
    for kind in ("cells", "rows", "columns"):
        found[f"table_selected_{kind}_border_fg"] = accent
    return found
