"""What one operator typed and did not save, kept for him when another takes the PC.

It is never saved under the other's name, and the other does not get it to see: pages that keep a
draft of their own keep it, everything else is written down field by field and shown to him when he
is back. The files lie in ``drafts/`` beside the ledger; they are no records.
"""

from __future__ import annotations

import json
import logging
import tkinter as tk
from collections.abc import Iterator
from pathlib import Path
from tkinter import ttk

from jdzb.core import clock
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.page import Page
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import SearchBox
from jdzb.store import disk
from jdzb.store.session import Session

FOLDER = "drafts"
ABOUT = "您上次离开时没有保存的内容，原样留着；要用的，请复制到原来的地方再保存。"
log = logging.getLogger(__name__)


def unsaved(root: tk.Misc, page: Page) -> list[tuple[str, str]]:
    """(where, what) of everything typed and not saved: the page in front, and the open windows.

    ``what`` is '' for a page that has put a draft of its own beside the ledger.
    """
    draft = page.session.path.parent / FOLDER / f"{page.KEY}.json"
    words = "" if draft.is_file() or not page.unsaved() else told(page)
    found = [(page.TITLE, words)] if page.unsaved() else []
    open_ = [window for window in _dialogs(root) if window.unsaved()]
    return [*found, *((window.title(), told(window.body)) for window in open_)]


def told(widget: tk.Misc) -> str:
    """Every filled field inside a widget on a line of its own, with its label."""
    lines = []
    for field in _fields(widget):
        text = (field.get("1.0", "end") if isinstance(field, tk.Text) else field.get()).strip()
        hidden = isinstance(field, ttk.Entry) and str(field.cget("show"))
        if text and not hidden and not isinstance(field, SearchBox):
            lines.append(f"{_label_of(field)}：{text}")
    return "\n".join(lines)


def keep(session: Session, who: str, found: list[tuple[str, str]]) -> bool:
    """Write it down so that it lasts; False when the disk refuses, which is logged."""
    file = _file(session.path.parent, who)
    now = clock.now().isoformat(" ", "minutes")
    known = [*_read(file), *([now, where, what] for where, what in found if what)]
    if not any(what for _, what in found):
        return True
    try:
        file.parent.mkdir(mode=0o700, exist_ok=True)
        new = file.with_suffix(".new")
        new.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")
        disk.sync_file(new)
        disk.replace(new, file)
    except OSError:
        log.warning("what was typed is not kept", exc_info=True)
        return False
    return True


def hand_over(folder: Path, before: str, now: str) -> None:
    """The drafts of the pages go aside for who worked before; those of who works now come back."""
    drafts = folder / FOLDER
    if before == now or not drafts.is_dir():
        return
    for source, target in (
        (drafts, drafts / f"of-{before or 0}"),
        (drafts / f"of-{now or 0}", drafts),
    ):
        for file in sorted(source.glob("*.json")):
            if not file.name.startswith("kept-") and not (target / file.name).exists():
                target.mkdir(mode=0o700, exist_ok=True)
                file.rename(target / file.name)


def offer(root: tk.Misc, session: Session, who: str) -> None:
    """Show somebody what was kept for him; it goes when he says that he has it."""
    file = _file(session.path.parent, who)
    found = _read(file)
    if found and KeptDialog(root, found).run():
        file.unlink(missing_ok=True)


class KeptDialog(Dialog[bool]):
    """The texts, to be selected and copied."""

    def __init__(self, parent: tk.Misc, found: list[list[str]]) -> None:
        self.found = found
        super().__init__(parent, "没有保存的内容")

    def build(self, body: ttk.Frame) -> None:
        """Everything in one text; three ways on."""
        ttk.Label(body, text=ABOUT, style="Subtle.TLabel").pack(anchor="w", pady=(0, px(self, 8)))
        self.area = tk.Text(body, width=64, height=14, wrap="char", padx=px(self, 8))
        self.area.insert("1.0", "\n\n".join(f"【{w}，{at}】\n{t}" for at, w, t in self.found))
        self.area.configure(state="disabled")
        self.area.pack(fill="both", expand=True)
        self.add_button("以后再看", self.cancel, primary=True)
        self.add_button("全部复制", self.copy)
        self.add_button("已经用过，删掉", self.drop)

    def copy(self) -> None:
        """All of it to the clipboard."""
        self.clipboard_clear()
        self.clipboard_append(self.area.get("1.0", "end").strip())

    def drop(self) -> None:
        """It is not needed any more."""
        if dialogs.ask_yes_no(self, "删掉以后就找不回来了。", "删掉", "返回"):
            self.close(True)


def _dialogs(root: tk.Misc) -> Iterator[Dialog[object]]:
    for child in root.winfo_children():
        if isinstance(child, Dialog):
            yield child
        yield from _dialogs(child)


def _fields(widget: tk.Misc) -> Iterator[ttk.Entry | tk.Entry | tk.Text]:
    for child in widget.winfo_children():
        if isinstance(child, ttk.Entry | tk.Entry | tk.Text):
            yield child
        yield from _fields(child)


def _label_of(field: tk.Misc) -> str:
    """The words of the label before a field, or of the one above what holds it."""
    inside, holder = field, field.master
    for _ in range(3):
        if holder is None:
            break
        labels = [one for one in holder.winfo_children() if isinstance(one, ttk.Label)]
        texts = [str(one.cget("text")).strip(" 　*") for one in labels if one is not inside]
        if texts and texts[0]:
            return texts[0]
        inside, holder = holder, holder.master
    return "内容"


def _file(folder: Path, who: str) -> Path:
    return folder / FOLDER / f"kept-{who}.json"


def _read(file: Path) -> list[list[str]]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return [[str(at), str(where), str(text)] for at, where, text in found]
    except (OSError, ValueError, TypeError):
        return []
