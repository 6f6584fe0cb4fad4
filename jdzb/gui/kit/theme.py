"""Colours, sizes and fonts of the window: named here and nowhere else.

``install(root)`` dresses a Tk root once; ``set_text_size`` changes fonts, row heights, paddings and
pictures of everything on the screen at once. Sizes are given in units of a 96 dpi screen at 100 %;
``px(widget, n)`` turns them into pixels.
"""

from __future__ import annotations

import sys
import tkinter as tk
from tkinter import font as tkfont

from jdzb.gui.kit import keys, rare

# Ground, text and lines.
PAGE = "#f7f4f0"
CARD = "#ffffff"
HEADER = "#ffffff"
MUTED = "#f3eee8"
TEXT = "#262220"
BUTTON_TEXT = "#3a332e"
SUBTLE = "#6d645c"
FAINT = "#8a8078"
CARD_EDGE = "#e4dcd3"
FIELD_EDGE = "#cfc4b8"
HAIRLINE = "#efe8e0"
HEAD_LINE = "#d8cec3"
PRESSED = "#f0e9e1"

# The accent.
ACCENT = "#a32020"
ACCENT_OVER = "#8e1a1a"
ACCENT_DARK = "#7a1717"
ACCENT_SOFT = "#d9a9a5"
ON_ACCENT = "#ffffff"
CHOSEN = "#fbefe6"
BAR = "#c9877f"

# The rail.
RAIL = "#7a1717"
RAIL_OVER = "#8a2020"
RAIL_TEXT = "#f3e3dc"
RAIL_SOFT = "#e5c9bf"
RAIL_BRAND = "#ffffff"
GOLD = "#d9a441"
ON_GOLD = "#4a2c05"

# Meanings: ink and ground.
GREEN, GREEN_SOFT = "#2c6e49", "#e3f0e7"
AMBER, AMBER_SOFT = "#a05a00", "#fcefd7"
RED, RED_SOFT = "#a32020", "#f9e0de"
GREY, GREY_SOFT = "#5c534c", "#eeeae5"
TONES = {
    "green": (GREEN, GREEN_SOFT),
    "amber": (AMBER, AMBER_SOFT),
    "red": (RED, RED_SOFT),
    "grey": (GREY, GREY_SOFT),
}

# Sizes in units.
RAIL_WIDTH = 148
RAIL_ITEM = 46
HEADER_HEIGHT = 61
STATUS_HEIGHT = 29
MARGIN = 24
GAP = 18
CARD_PAD = 16
ROW_PAD = 7
RADIUS = 3
PILL_RADIUS = 10

TEXT_SIZES = (100, 125, 150, 175)

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)

# Name: pixels at 100 %, weight, underline.
FONTS: dict[str, tuple[int, str, bool]] = {
    "Body": (15, "normal", False),
    "Strong": (15, "bold", False),
    "Title": (21, "bold", False),
    "Subtitle": (14, "normal", False),
    "Heading": (16, "bold", False),
    "Column": (14, "bold", False),
    "Label": (14, "normal", False),
    "Link": (14, "normal", True),
    "Small": (13, "normal", False),
    "SmallStrong": (13, "bold", False),
    "Rail": (16, "normal", False),
    "RailStrong": (16, "bold", False),
    "Brand": (19, "bold", False),
}
_TK_FONTS = {
    "TkDefaultFont": "Body",
    "TkTextFont": "Body",
    "TkFixedFont": "Body",
    "TkMenuFont": "Body",
    "TkHeadingFont": "Column",
    "TkCaptionFont": "Heading",
    "TkSmallCaptionFont": "Small",
    "TkIconFont": "Body",
    "TkTooltipFont": "Small",
}


def be_sharp() -> None:
    """Tell Windows, before the first Tk(), that the program draws every pixel itself."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shcore.SetProcessDpiAwareness(1)


def install(root: tk.Misc, percent: int = 100) -> None:
    """Dress the root at a text size of ``percent`` (one of TEXT_SIZES); done once for each root."""
    family = _family(root)
    root.setvar("::jdzb_family", family)
    root.setvar("::jdzb_refusal", "")
    for name in {*FONTS, *_TK_FONTS} - set(tkfont.names(root)):
        root.tk.call("font", "create", name)  # a Font object would take the font with it
    _options(root)
    set_scale(root, percent)
    _speak_chinese(root)
    keys.install(root)
    rare.install(root)


def set_scale(root: tk.Misc, percent: int) -> None:
    """Set fonts and styles to a text size; pictures are made on the first use of each size."""
    from jdzb.gui.kit import looks

    root.setvar("::jdzb_percent", str(percent))
    root.setvar("::jdzb_scale", str(root.winfo_fpixels("1i") / 96 * percent / 100))
    family = str(root.getvar("::jdzb_family"))
    for name in FONTS:
        _configure(root, name, name, family)
    for name, like in _TK_FONTS.items():
        _configure(root, name, like, family)
    looks.use(root, percent)


def percent(widget: tk.Misc) -> int:
    """The text size in force, in per cent."""
    return int(widget.getvar("::jdzb_percent"))


def px(widget: tk.Misc, units: float) -> int:
    """So many units as pixels on this screen at the text size in force."""
    return round(units * float(widget.getvar("::jdzb_scale")))


def text_font(widget: tk.Misc, name: str) -> tkfont.Font:
    """The named font as an object to measure with."""
    return tkfont.Font(widget, name=name, exists=True)


def line_height(widget: tk.Misc, name: str = "Body") -> int:
    """The height of a line of text, in pixels."""
    return int(text_font(widget, name).metrics("linespace"))


def characters(widget: tk.Misc, count: float, name: str = "Body") -> int:
    """The width of so many full-width characters, in pixels."""
    return round(text_font(widget, name).measure("国" * 10) * count / 10)


def _speak_chinese(root: tk.Misc) -> None:
    """Tk's own file dialogs in Chinese; what Tk has no word for stays English."""
    root.tk.call("package", "require", "msgcat")
    root.tk.call("::msgcat::mclocale", "zh_cn")
    folder = root.tk.call("file", "join", root.getvar("::tk_library"), "msgs")
    root.tk.call("namespace", "eval", "::tk", ("::msgcat::mcload", folder))
    missing = 'File "%1$s"  does not exist.'  # with two blanks, unlike Tk's own catalogue
    words = ("::msgcat::mcset", "zh_cn", missing, "没有“%1$s”这个文件，请从列表里选。")
    root.tk.call("namespace", "eval", "::tk", words)


def _family(root: tk.Misc) -> str:
    known = set(tkfont.families(root))
    for family in FAMILIES:
        if family in known:
            return family
    return str(tkfont.nametofont("TkDefaultFont", root).actual("family"))


def _configure(root: tk.Misc, name: str, like: str, family: str) -> None:
    size, weight, underline = FONTS[like]
    root.tk.call(
        "font", "configure", name, "-family", family, "-size", -px(root, size),
        "-weight", weight, "-underline", underline,
    )  # fmt: skip


def _options(root: tk.Misc) -> None:
    """Defaults of the widgets that ttk does not style."""
    for pattern, value in {
        "*Text.font": "Body",
        "*Text.foreground": TEXT,
        "*Text.background": CARD,
        "*Text.selectBackground": ACCENT_SOFT,
        "*Text.selectForeground": TEXT,
        "*Listbox.font": "Body",
        "*Listbox.foreground": TEXT,
        "*Listbox.background": CARD,
        "*Listbox.selectBackground": CHOSEN,
        "*Listbox.selectForeground": TEXT,
        "*Listbox.borderWidth": 0,
        "*Listbox.highlightThickness": 0,
        "*ComboboxPopdown*Listbox.borderWidth": 6,  # room around the words
        "*ComboboxPopdown*Listbox.relief": "flat",
        "*Canvas.background": CARD,
        "*Canvas.highlightThickness": 0,
        "*Menu.font": "Body",
        "*Menu.background": CARD,
        "*Menu.foreground": TEXT,
        "*Menu.activeBackground": CHOSEN,
        "*Menu.activeForeground": TEXT,
        "*Menu.borderWidth": 1,
        "*Menu.relief": "solid",
        "*Menu.tearOff": 0,
        "*Toplevel.background": PAGE,
    }.items():
        root.option_add(pattern, value)
