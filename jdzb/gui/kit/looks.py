"""The ttk styles of one text size: a Tk theme named ``jdzb-150``, made when it is first used.

Every size has its own theme, because Tk cannot change the pictures of a theme afterwards.
"""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.kit import corners, marks, theme
from jdzb.gui.kit.skin import Skin


def use(root: tk.Misc, percent: int) -> None:
    """Put the theme of this text size on, and tell every widget (<<ThemeChanged>>)."""
    style = ttk.Style(root)
    name = f"jdzb-{percent}"
    if name not in style.theme_names():
        style.theme_create(name, "clam")
        style.theme_use(name)
        skin = Skin(root, style, name)
        for part in (_plain, _buttons, _fields, marks.dress, _lists, _bars):
            part(skin)
    style.theme_use(name)


def _plain(skin: Skin) -> None:
    """Grounds and labels."""
    style = skin.style
    style.configure(
        ".", background=theme.CARD, foreground=theme.TEXT, font="Body", borderwidth=0,
        troughcolor=theme.MUTED, focuscolor=theme.CARD, selectbackground=theme.ACCENT_SOFT,
        selectforeground=theme.TEXT, insertcolor=theme.TEXT, lightcolor=theme.CARD,
        darkcolor=theme.CARD, bordercolor=theme.CARD_EDGE,
    )  # fmt: skip
    style.map(".", foreground=[("disabled", theme.FAINT)])
    for name, ground in {
        "Page": theme.PAGE, "Header": theme.HEADER, "Rail": theme.RAIL, "Line": theme.CARD_EDGE,
        "Hair": theme.HAIRLINE, "Choice": theme.CHOSEN,
    }.items():  # fmt: skip
        style.configure(f"{name}.TFrame", background=ground)
        style.configure(f"{name}.TLabel", background=ground)
    card = skin.box("card", theme.CARD, theme.CARD_EDGE, theme.PAGE)
    skin.element("Card.border", (card,), 3, middle=256)
    skin.layout("Card.TFrame", [("Card.border", {"sticky": "nswe"})])
    style.configure("Card.TFrame", background=theme.CARD)
    _labels(style)


def _labels(style: ttk.Style) -> None:
    for name, ink, font in (
        ("Title", theme.TEXT, "Title"), ("Subtitle", theme.SUBTLE, "Subtitle"),
        ("Heading", theme.TEXT, "Heading"), ("Strong", theme.TEXT, "Strong"),
        ("Subtle", theme.SUBTLE, "Label"), ("Faint", theme.FAINT, "Small"),
        ("Field", theme.SUBTLE, "Label"), ("Problem", theme.RED, "Small"),
        ("Green", theme.GREEN, "Body"), ("Amber", theme.AMBER, "Body"), ("Red", theme.RED, "Body"),
        ("Status", theme.SUBTLE, "Small"), ("Hint", theme.FAINT, "Body"),
        ("Column", theme.SUBTLE, "Column"),
    ):  # fmt: skip
        style.configure(f"{name}.TLabel", foreground=ink, font=font)
    style.configure("Subtle.Page.TLabel", foreground=theme.SUBTLE, font="Label")
    style.configure("Brand.Rail.TLabel", foreground=theme.RAIL_BRAND, font="Brand")
    style.configure("Soft.Rail.TLabel", foreground=theme.RAIL_SOFT, font="Small")
    style.configure("Tip.TLabel", background=theme.TEXT, foreground=theme.CARD, font="Small")


def _buttons(skin: Skin) -> None:
    style, card = skin.style, theme.CARD
    states = ("disabled", "pressed", "focus", "active")
    plain = (
        skin.box("button", card, theme.FIELD_EDGE),
        skin.box("button-off", theme.MUTED, theme.CARD_EDGE),
        skin.box("button-down", theme.PRESSED, theme.FIELD_EDGE),
        skin.box("button-focus", card, theme.ACCENT, line=2),
        skin.box("button-over", theme.PAGE, theme.FAINT),
    )
    skin.element("Plain.button", plain, 3, *states)
    first = (
        skin.box("first", theme.ACCENT, theme.ACCENT),
        skin.box("first-off", theme.ACCENT_SOFT, theme.ACCENT_SOFT),
        skin.box("first-down", theme.ACCENT_DARK, theme.ACCENT_DARK),
        skin.box("first-focus", theme.ACCENT, theme.TEXT, line=2),
        skin.box("first-over", theme.ACCENT_OVER, theme.ACCENT_OVER),
    )
    skin.element("First.button", first, 3, *states)
    big, small = (skin.px(16), skin.px(6)), (skin.px(12), skin.px(3))
    for name, element, padding, ink, font in (
        ("TButton", "Plain.button", big, theme.BUTTON_TEXT, "Body"),
        ("Primary.TButton", "First.button", big, theme.ON_ACCENT, "Strong"),
        ("Small.TButton", "Plain.button", small, theme.BUTTON_TEXT, "Label"),
        ("SmallPrimary.TButton", "First.button", small, theme.ON_ACCENT, "Column"),
    ):
        skin.button(name, element)
        style.configure(name, padding=padding, foreground=ink, font=font, anchor="center", width="")
        style.map(name, foreground=[("disabled", theme.FAINT if ink != theme.ON_ACCENT else card)])
    _flat_buttons(skin)


def _flat_buttons(skin: Skin) -> None:
    """Links and the keys in the status bar, the items of the rail, and the tabs of a choice."""
    style = skin.style
    skin.button("Status.TButton", "Button.fill")
    style.configure(
        "Status.TButton", background=theme.HEADER, font="Small", foreground=theme.SUBTLE,
        padding=(skin.px(7), 0), width="",
    )  # fmt: skip
    style.map(
        "Status.TButton",
        foreground=[("active", theme.ACCENT)],
        background=[("pressed", theme.PRESSED), ("active", theme.PAGE)],
    )
    skin.button("Link.TButton", "Button.fill")
    style.configure("Link.TButton", font="Link", foreground=theme.TEXT, padding=(skin.px(3), 1))
    style.map("Link.TButton", foreground=[("focus", theme.ACCENT), ("active", theme.ACCENT)])
    skin.button("Step.TButton", "Button.fill")
    for name, ink, font in (
        ("Step", theme.SUBTLE, "Label"), ("Done.Step", theme.GREEN, "Label"),
        ("Next.Step", theme.ACCENT, "Column"), ("Late.Step", theme.AMBER, "Column"),
    ):  # fmt: skip
        style.configure(f"{name}.TButton", font=font, foreground=ink, padding=(skin.px(3), 1))
    style.map("Step.TButton", background=[("focus", theme.CHOSEN), ("active", theme.PAGE)])
    _rail(skin)
    _tabs(skin)


def _rail(skin: Skin) -> None:
    style = skin.style
    rail = (
        skin.box("rail", theme.RAIL, theme.RAIL, theme.RAIL, radius=0),
        skin.box("rail-on-focus", theme.PAGE, theme.GOLD, theme.PAGE, radius=0, line=2, bar=5),
        skin.box("rail-on", theme.PAGE, theme.PAGE, theme.PAGE, radius=0, line=0, bar=5),
        skin.box("rail-focus", theme.RAIL_OVER, theme.GOLD, theme.RAIL, radius=0, line=2),
        skin.box("rail-over", theme.RAIL_OVER, theme.RAIL_OVER, theme.RAIL, radius=0),
    )
    skin.element("Rail.item", rail, 5, "selected focus", "selected", "focus", "active")
    skin.button("Rail.Toolbutton", "Rail.item", "Toolbutton")
    style.configure(
        "Rail.Toolbutton", font="Rail", padding=(skin.px(18), 0), foreground=theme.RAIL_TEXT
    )
    style.map(
        "Rail.Toolbutton",
        foreground=[("selected", theme.ACCENT_DARK)],
        font=[("selected", "RailStrong")],
    )
    skin.button("Rail.TButton", "Rail.item")
    style.configure(
        "Rail.TButton", font="Small", padding=(skin.px(18), skin.px(5)), anchor="w",
        foreground=theme.RAIL_SOFT,
    )  # fmt: skip


def _tabs(skin: Skin) -> None:
    style = skin.style
    tab = (
        skin.box("tab", theme.CARD, theme.CARD_EDGE),
        skin.box("tab-on-focus", theme.CHOSEN, theme.ACCENT, line=2),
        skin.box("tab-on", theme.CHOSEN, theme.ACCENT),
        skin.box("tab-focus", theme.CARD, theme.ACCENT, line=2),
        skin.box("tab-over", theme.PAGE, theme.FAINT),
    )
    skin.element("Tab.item", tab, 3, "selected focus", "selected", "focus", "active")
    skin.button("Tab.Toolbutton", "Tab.item", "Toolbutton")
    style.configure(
        "Tab.Toolbutton", font="Label", padding=(skin.px(12), skin.px(4)), foreground=theme.SUBTLE
    )
    style.map("Tab.Toolbutton", foreground=[("selected", theme.ACCENT)])


def _fields(skin: Skin) -> None:
    style = skin.style
    field = (
        skin.box("field", theme.CARD, theme.FIELD_EDGE),
        skin.box("field-off", theme.MUTED, theme.CARD_EDGE),
        skin.box("field-wrong", theme.CARD, theme.RED),
        skin.box("field-wrong-focus", theme.CARD, theme.RED, line=2),
        skin.box("field-focus", theme.CARD, theme.ACCENT_DARK),
    )
    skin.element("Round.field", field, 3, "disabled", "invalid !focus", "invalid", "focus")
    skin.style.element_create(
        "Round.arrow", "image", skin.picture("arrow", _arrow(skin, theme.SUBTLE)),
        border=0, sticky="", width=skin.px(24),
    )  # fmt: skip
    for kind in ("Entry", "Combobox"):
        area = [(f"{kind}.textarea", {"sticky": "nswe"})]
        inner: list[tuple[str, dict[str, object]]] = [
            (f"{kind}.padding", {"sticky": "nswe", "children": area})
        ]
        if kind == "Combobox":
            inner.insert(0, ("Round.arrow", {"side": "right", "sticky": "ns"}))
        skin.layout(f"T{kind}", [("Round.field", {"sticky": "nswe", "children": inner})])
        style.configure(f"T{kind}", padding=(skin.px(10), skin.px(5)), foreground=theme.TEXT)
        style.map(
            f"T{kind}",
            foreground=[("disabled", theme.SUBTLE)],
            selectbackground=[("!focus", theme.CARD)],
            selectforeground=[],
        )
    style.configure(
        "ComboboxPopdownFrame", relief="solid", borderwidth=1, bordercolor=theme.FIELD_EDGE
    )
    skin.layout("Field.TFrame", [("Round.field", {"sticky": "nswe"})])
    style.configure("Flat.TEntry", padding=(skin.px(10), skin.px(5)))
    style.configure("Small.TEntry", padding=(skin.px(6), skin.px(2)))


def _arrow(skin: Skin, colour: str) -> bytes:
    return corners.triangle(skin.px(13), colour, theme.CARD)


def _lists(skin: Skin) -> None:
    style = skin.style
    hair, head = skin.line("hair", theme.HAIRLINE), skin.line("head", theme.HEAD_LINE)
    style.element_create("Hair.line", "image", hair, border=0, sticky="we", width=1)
    style.element_create("Head.line", "image", head, border=0, sticky="we", width=1)
    skin.layout("Treeview", [("Treeview.treearea", {"sticky": "nswe"})])
    _row_mark(skin)
    row = [
        ("Treeitem.row", {"sticky": "nswe"}),
        ("Row.mark", {"side": "left", "sticky": "ns"}),
        ("Hair.line", {"side": "bottom", "sticky": "we"}),
    ]
    skin.layout("Treeview.Row", row)
    text = [("Treeheading.image", {"side": "right"}), ("Treeheading.text", {"sticky": "we"})]
    skin.layout(
        "Treeview.Heading",
        [
            ("Treeheading.cell", {"sticky": "nswe"}),
            ("Head.line", {"side": "bottom", "sticky": "we"}),
            ("Treeheading.padding", {"sticky": "nswe", "children": text}),
        ],
    )
    height = theme.line_height(skin.root) + 2 * skin.px(
        theme.ROW_PAD * 100 / theme.percent(skin.root)
    )
    style.configure(
        "Treeview", background=theme.CARD, fieldbackground=theme.CARD, foreground=theme.TEXT,
        rowheight=height, font="Body", indent=skin.px(18),
    )  # fmt: skip
    style.map(
        "Treeview",
        background=[("selected", theme.CHOSEN)],
        foreground=[("selected", theme.TEXT)],
    )
    style.configure(
        "Treeview.Heading", background=theme.CARD, foreground=theme.SUBTLE, font="Column",
        padding=(skin.px(12), skin.px(5), skin.px(8), skin.px(5)), relief="flat",
    )  # fmt: skip
    style.map("Treeview.Heading", background=[("active", theme.PAGE)])
    style.configure("Treeview.Cell", padding=(skin.px(8), 0))


def _row_mark(skin: Skin) -> None:
    """A bar at the left of the line that has the focus."""
    width = skin.px(3)
    blank = skin.blank("row", width)
    mark = skin.line("row-focus", theme.ACCENT, width)
    skin.style.element_create(
        "Row.mark", "image", blank, ("selected", "focus", mark), border=0, sticky="ns", width=width
    )


def _bars(skin: Skin) -> None:
    style = skin.style
    for prefix, ground in (("", theme.CARD), ("Page.", theme.PAGE)):
        thumb = (
            skin.box(f"{prefix}thumb", theme.HEAD_LINE, ground, ground, radius=5, line=2),
            skin.box(f"{prefix}thumb-over", theme.FAINT, ground, ground, radius=5, line=2),
        )
        skin.element(f"{prefix}Slim.thumb", thumb, 5, "active")
        for way, sticky in (("Vertical", "ns"), ("Horizontal", "we")):
            inner = [(f"{prefix}Slim.thumb", {"sticky": "nswe"})]
            trough = [(f"{way}.Scrollbar.trough", {"sticky": sticky, "children": inner})]
            skin.layout(f"{prefix}{way}.TScrollbar", trough)
            style.configure(
                f"{prefix}{way}.TScrollbar", troughcolor=ground, background=ground,
                bordercolor=ground, borderwidth=0, arrowsize=skin.px(12), gripcount=0,
            )  # fmt: skip
    style.configure(
        "TProgressbar", background=theme.GREEN, troughcolor=theme.GREY_SOFT, borderwidth=0,
        lightcolor=theme.GREEN, darkcolor=theme.GREEN, bordercolor=theme.GREY_SOFT,
        thickness=skin.px(14),
    )  # fmt: skip
