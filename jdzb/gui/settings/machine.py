"""本机: what belongs to this PC: text size, who works here, the printer, the second backups."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk

from jdzb.core.fields import Field, InvalidForm, read_fields
from jdzb.gui.backups import SAME, same_disk
from jdzb.gui.kit import dialogs, machine, tasks, theme
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.printfoot import PRINTER
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import TabBar, Wrapped
from jdzb.gui.settings.part import Part
from jdzb.press import printing
from jdzb.press.printing import Printer
from jdzb.store import backup, trying

OPERATOR = Field("operator", "操作人", "name", required=True, hint="请填写操作人")
USUAL, ABSENT = "系统默认的打印机", "（现在没有接上）"
NOWHERE = "没有设置。最好是另一块盘：电脑坏了，那里还有一份。"


class MachinePart(Part):
    """All but the operator's name is kept at once."""

    KEY, TITLE = "machine", "本机"

    def build(self) -> None:
        """A line for each thing."""
        self.columnconfigure(1, weight=1)
        sizes = [(str(size), f"{size}%") for size in theme.TEXT_SIZES]
        self.sizes = TabBar(self, sizes, lambda key: self._resize(int(key)))
        self.sizes.mark(str(theme.percent(self)))
        self._line(0, "字号", self.sizes)
        self.person = Form(self, (OPERATOR,), on_save=self._save_all, on_cancel=self._cancel)
        self.person.add("operator", 0)
        self.person.show({"operator": self.session.actor})
        self.person.enable(not (self.session.read_only or self.session.role))
        self._line(1, "谁在用", self.person)
        self.printer = ttk.Combobox(self, state="readonly", width=2)
        self.printer.bind("<<ComboboxSelected>>", lambda _: self._keep_printer())
        self._line(2, "打印机", self.printer)
        self._show_printers(())
        place = ttk.Frame(self)
        self.place_words = Wrapped(place)
        self.place_words.configure(width=1)
        self.place_words.pack(fill="x")
        row = ttk.Frame(place)
        row.pack(anchor="w", pady=(px(self, 6), 0))
        self.pick = self._button(row, "选择文件夹…", self.pick_place)
        self.drop = self._button(row, "不用第二位置", self.drop_place)
        self._line(3, "备份的第二位置", place)
        self._show_place()
        self._asked = False

    def refresh(self) -> None:
        """Ask the system for its printers, once."""
        if not self._asked:
            self._asked = True
            tasks.run_task(self, lambda _: printing.printers(), self._show_printers, quiet=True)

    def start(self) -> None:
        """The printer."""
        self.printer.focus_set()

    def save(self) -> bool:
        """Keep who works."""
        try:
            name = str(read_fields((OPERATOR,), self.person.read())["operator"])
        except InvalidForm as error:
            self.person.tell(error.problems)
            return False
        if name != self.session.actor:
            self.host.set_operator(name)
        self.person.settle()
        return True

    # -- the second place --------------------------------------------------------------------------

    def pick_place(self) -> None:
        """Choose the folder of the second copies; it is tried at once. Raises CannotKeep."""
        folder = dialogs.choose_folder(self, "选择放第二份备份的文件夹")
        if folder is not None:
            trying.write_and_read(folder)
            machine.keep(backup.SECOND, str(folder))
            self._show_place("　已试写，可以用。从下次备份起写到这里。")

    def drop_place(self) -> None:
        """Do without; what lies there stays."""
        machine.keep(backup.SECOND, "")
        self._show_place("　那里已有的备份还在，没有删。")

    def _show_place(self, news: str = "") -> None:
        home = self.session.path.parent
        place: Path | None = backup.second_place(home)
        beside = place is not None and same_disk(place, home)
        words = f"{place}{news}" if place else NOWHERE + news
        self.place_words.show(f"{words}　{SAME}" if beside else words)
        self.place_words.configure(style="Amber.TLabel" if beside else "TLabel")
        self.drop.state(["!disabled" if place else "disabled"])

    # -- the printer -------------------------------------------------------------------------------

    def _show_printers(self, found: Sequence[Printer] | None) -> None:
        """The system's own first; the one that was chosen stays though it is not there now."""
        kept = machine.recall(PRINTER)
        self._names = ["", *(one.name for one in found or ())]
        labels = [USUAL, *(one.label for one in found or ())]
        if kept not in self._names:
            self._names.append(kept)
            labels.append(kept + ABSENT)
        self.printer.configure(values=labels)
        self.printer.current(self._names.index(kept))

    def _keep_printer(self) -> None:
        machine.keep(PRINTER, self._names[self.printer.current()])
        self.printer.selection_clear()

    # -- the rest ----------------------------------------------------------------------------------

    def _resize(self, percent: int) -> None:
        self.host.set_text_size(percent)
        self.event_generate("<<Resized>>")

    def _line(self, row: int, label: str, widget: tk.Misc) -> None:
        gap = px(self, 7)
        words = ttk.Label(self, text=label, style="Strong.TLabel")
        words.grid(row=row, column=0, sticky="nw", padx=(0, px(self, 18)), pady=gap)
        widget.grid(row=row, column=1, sticky="we", pady=gap)  # type: ignore[attr-defined]

    def _button(self, row: ttk.Frame, text: str, command: object) -> ttk.Button:
        button = ttk.Button(row, text=text, style="Small.TButton", command=command)  # type: ignore[arg-type]
        button.pack(side="left", padx=(0, px(self, 8)))
        return button

    def _save_all(self) -> None:
        self.event_generate("<<Save>>")

    def _cancel(self) -> None:
        self.event_generate("<<Cancel>>")
