"""Keys that mean the same everywhere: Enter presses a button, Ctrl+A takes all of a text.

And the mouse: a button that has just come up under it is not pressed by a second click.
"""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Mapping

KEYS = (
    ("Ctrl+F", "查找：所有台账一起找"),
    ("F3", "在这一页里找"),
    ("Ctrl+S", "保存"),
    ("Ctrl+P", "打印"),
    ("Ctrl+Z", "撤销今天最近的改动"),
    ("Ctrl+H", "选中记录的历史"),
    ("F6", "今日改动，可以逐条撤销"),
    ("Alt+1、2……", "左边的第一页、第二页……"),
    ("Ctrl+Tab", "左边的下一页；加 Shift 是上一页"),
    ("Ctrl+PageDown", "上面的下一个标签；Ctrl+PageUp 上一个"),
    ("F5", "刷新"),
    ("F1", "使用手册，翻到这一页"),
    ("Tab", "到下一处；Shift+Tab 回上一处"),
    ("Ctrl+N", "登记、新增这一页的"),
    ("Insert", "在名单、日历上添加"),
    ("Delete", "作废、撤销选中的"),
    ("方向键", "在列表、选项里移动"),
    ("回车", "打开一行，按下按钮"),
    ("Esc", "取消，关闭"),
    ("Ctrl+L", "锁屏"),
    ("Ctrl+加号", "放大字号；Ctrl+减号 缩小；Ctrl+0 还原"),
)

# Control and Alt in the state of an event; under Windows 0x8 is the NumLock that is always on.
COMMAND_KEYS = 0x4 | 0x20000 | (0 if sys.platform == "win32" else 0x8)
# A button with an Enter of its own keeps it; pressed twice it would do its work twice.
_PRESS = 'if {[bind %W <Return>] eq ""} {%W invoke; break}'
# Under X Tk deletes by Ctrl+H what BackSpace deletes; here it means the history.
_CTRL_H = ("Entry", "TEntry", "TCombobox", "Text")
_CTRL_A = ("<Control-Key-a>", "<Control-Lock-Key-A>")
# The second of two quick clicks must not press what has just come up under the pointer. The release
# is held back too: entering a button while the mouse is down presses it as well.
_CALM = 500  # milliseconds, as long as a double click may take
_SLOW = 2000  # milliseconds a slow PC may take from the click to the window
_BEGIN = (
    f"if {{[clock milliseconds] < $::jdzb_pressed + {_SLOW}}}"
    f" {{set ::jdzb_calm [expr {{[clock milliseconds] + {_CALM}}}]}}"
)
_GUARDS = (
    ("<Button-1>", "if {[set ::jdzb_idle [expr {[clock milliseconds] < $::jdzb_calm}]]} break\n"),
    ("<ButtonRelease-1>", "if {$::jdzb_idle} {%W state !pressed; break}\n"),
)


def install(root: tk.Misc) -> None:
    """Bind them for every widget of this root, those of Tk's own dialogs included."""
    for key in ("<Return>", "<KP_Enter>"):
        root.tk.call("bind", "TButton", key, _PRESS)
    for key in _CTRL_A:  # under X Tk means the beginning of the line by it
        root.tk.call("event", "delete", "<<LineStart>>", key)
        root.tk.call("event", "add", "<<SelectAll>>", key)
    root.tk.eval("set ::jdzb_calm 0; set ::jdzb_idle 0; set ::jdzb_pressed 0")
    root.tk.call("bind", "all", "<Button-1>", "+set ::jdzb_pressed [clock milliseconds]")
    for key, guard in _GUARDS:
        usual = root.tk.call("bind", "TButton", key)
        root.tk.call("bind", "TButton", key, guard + usual)
    for kind in _CTRL_H:
        root.tk.call("bind", kind, "<Control-h>", "# nothing")


def bind_digits(widget: tk.Misc, acts: Mapping[int, Callable[[], object]]) -> None:
    """What the digits do while a widget has the keyboard; Alt and a digit goes to another page."""
    for digit, act in acts.items():
        for key in (f"<Key-{digit}>", f"<KP_{digit}>"):
            widget.bind(key, lambda _, act=act: act())  # type: ignore[misc]
        for held in ("Alt", "Control"):
            widget.bind(f"<{held}-Key-{digit}>", lambda _: None)


def calm(widget: tk.Misc) -> None:
    """A window has come up: when by a click, no button is pressed by the mouse for a moment."""
    widget.tk.eval(_BEGIN)


def focused(widget: tk.Misc) -> tk.Misc | None:
    """The widget of ours that has the focus; None while one of Tk's own dialogs has it."""
    try:
        return widget.focus_get()
    except KeyError:  # Python does not know the widgets that Tk makes by itself
        return None
