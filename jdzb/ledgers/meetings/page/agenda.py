"""The items of the agenda: title, what was said, what was decided, the vote."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core.fields import Field
from jdzb.gui.kit import dialogs, tooltip
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Elided
from jdzb.ledgers.meetings.columns import PUBLIC
from jdzb.ledgers.meetings.entries import Item
from jdzb.ledgers.meetings.page.fields import Fields, Place
from jdzb.ledgers.meetings.page.typed import ITEM_SPECS, ItemText, item_text

if TYPE_CHECKING:
    from jdzb.ledgers.meetings.page.editor import Acts

TALK_LINES = 5
WRITTEN = ("title", "talk", "decision", "yes", "no", "abstain")
ASK_DROP = "删去议题“{}”？写好的发言要点、决定和票数也一起删去。"
BASE = Field("base", "应到表决权", "whole")
PRESENT = Field("present", "实到表决权", "whole")
_SPECS = tuple(
    replace(spec, required=True) if spec.name == "publish" else spec for spec in ITEM_SPECS
)
_PLACES = (Place("talk", 1, 0, 1, TALK_LINES), Place("decision", 2, 0, 1, 2))
_WIDE = (
    Place("base", 3, 0, 4), Place("present", 3, 1, 4), Place("yes", 3, 2, 3), Place("no", 3, 3, 3),
    Place("abstain", 3, 4, 3), Place("way", 3, 5, 5), Place("publish", 3, 6, 5),
)  # fmt: skip
_NARROW = (
    Place("base", 3, 0, 7), Place("present", 3, 1, 7), Place("yes", 3, 2, 4), Place("no", 3, 3, 4),
    Place("abstain", 3, 4, 4), Place("way", 4, 0, 1), Place("publish", 4, 1, 1),
)  # fmt: skip


class ItemBlock(ttk.Frame):
    """One item; the numbers of who may vote and is present are the frame's and only shown."""

    def __init__(
        self,
        parent: tk.Misc,
        acts: Acts,
        on_drop: Callable[[ItemBlock], object],
    ) -> None:
        super().__init__(parent)
        self.kept, self._acts = Item(""), acts
        head = ttk.Frame(self)
        head.pack(fill="x", pady=(0, px(self, 2)))
        self.number = ttk.Label(head, style="Field.TLabel")
        self.number.pack(side="left")
        self.step = Elided(head, style="Strong.TLabel")
        self.drop = ttk.Button(
            head, text="删去", style="Small.TButton", command=lambda: on_drop(self)
        )
        self.drop.pack(side="right")
        self.matter = ttk.Button(
            head, text="四议…", style="Small.TButton", command=lambda: acts.matter(self)
        )
        self.matter.pack(side="right", padx=px(self, 8))
        self.step.pack(side="left", fill="x", expand=True, padx=px(self, 12))
        tooltip.attach(self.matter, "把这个议题算作四议两公开的一步")
        title = Fields(self, _SPECS[:1], acts.changed)
        title.add((Place("title", 0, 0),))
        title.pack(fill="x")
        self.title = title
        self.fields = Fields(self, (*_SPECS[1:], BASE, PRESENT), self._changed)
        self.fields.add((*_PLACES, *_WIDE))
        self.fields.pack(fill="x")
        head.lift()  # Tab comes to the buttons after the fields
        self.drop.lift()
        self._build_public()

    def _build_public(self) -> None:
        """Whether the decision has been made public, and the button that says it was."""
        self.foot = ttk.Frame(self)
        self.publish = ttk.Button(
            self.foot, text="登记公开…", style="Small.TButton",
            command=lambda: self._acts.publish(self),
        )  # fmt: skip
        self.publish.pack(side="right")
        tooltip.attach(self.publish, "哪一天公开的，公开栏里是哪一份")
        self.public = Elided(self.foot)
        self.public.pack(side="left", fill="x", expand=True)

    def _changed(self) -> None:
        self._show_public()
        self._acts.changed()

    def _show_public(self) -> None:
        """The line of the publication, while the decision is to be made public."""
        if self.fields.inputs["publish"].text() != PUBLIC:
            self.foot.pack_forget()
            return
        text, style = self._acts.public_words(self.kept)
        self.public.configure(style=style)
        self.public.show(text)
        if not self.foot.winfo_manager():
            self.foot.pack(fill="x", pady=(px(self, 6), 0))

    def show(self, number: int, text: ItemText, step: str) -> None:
        """Show an item; ``step`` says which step of which matter it is."""
        self.kept = text.kept
        self.entitle(number, step)
        self.title.show(text.raw)
        self.fields.show({**self._numbers(), **text.raw})
        self._show_public()

    def entitle(self, number: int, step: str) -> None:
        """Its number, and the step it is."""
        self.number.configure(text=f"议题 {number}")
        self.step.show(f"（四议：{step}）" if step else "")

    def _numbers(self) -> dict[str, str]:
        return {name: self.fields.inputs[name].text() for name in ("base", "present")}

    def count(self, base: int | None, present: int | None) -> None:
        """Who may vote and should attend, and who of them is present."""
        numbers = {"base": self.kept.base if self.kept.base is not None else base}
        for name, value in (numbers | {"present": present}).items():
            self.fields.tell_only(name, "" if value is None else str(value))

    def text(self) -> ItemText:
        """What stands here."""
        raw = self.title.read() | self.fields.read()
        return ItemText({spec.name: raw[spec.name] for spec in ITEM_SPECS}, self.kept)

    def enable(self, on: bool) -> None:
        """Let it be changed, or only be read."""
        self.title.enable(on)
        self.fields.enable(on)
        for button in (self.drop, self.matter):
            button.state(["!disabled" if on else "disabled"])

    def arrange(self, *, narrow: bool) -> None:
        """One row for the vote, or two where there is less room."""
        self.fields.arrange(_NARROW if narrow else _WIDE)

    def start(self) -> None:
        """Typing begins in the title."""
        self.title.inputs["title"].focus_set()


class Agenda(ttk.Frame):
    """All items, and the button for the next."""

    def __init__(self, parent: tk.Misc, acts: Acts) -> None:
        super().__init__(parent)
        self._acts = acts
        self.blocks: list[ItemBlock] = []
        self._narrow = False
        self.more = ttk.Button(self, text="＋ 下一个议题", style="Small.TButton", command=self.add_)
        tooltip.attach(self.more, "F7")
        self.more.pack(anchor="w", pady=(px(self, 4), 0))

    def show(self, items: Sequence[ItemText]) -> None:
        """Show these; widgets that are there already are used again."""
        while len(self.blocks) > len(items):
            self.blocks.pop().destroy()
        while len(self.blocks) < len(items):
            self._grow()
        for number, (block, text) in enumerate(zip(self.blocks, items, strict=True), 1):
            block.show(number, text, self._acts.step_words(text.kept))

    def texts(self) -> tuple[ItemText, ...]:
        """What stands in all of them."""
        return tuple(block.text() for block in self.blocks)

    def next(self) -> None:
        """To the last item while it is empty, else to one more."""
        if self.blocks and not self.blocks[-1].title.read()["title"].strip():
            self.blocks[-1].start()
        else:
            self.add_()

    def add_(self) -> None:
        """One more, and the focus goes there."""
        self._grow().show(len(self.blocks), item_text(Item("")), "")
        self._acts.changed()
        self.update_idletasks()
        self.blocks[-1].start()

    def drop(self, block: ItemBlock) -> None:
        """Take an item away; one in which something is written is asked for."""
        typed = block.text().raw
        if any(typed[name].strip() for name in WRITTEN) and not dialogs.ask_yes_no(
            self, ASK_DROP.format(typed["title"].strip()), yes="删去", no="保留"
        ):
            return
        self.blocks.remove(block)
        block.destroy()
        self.relabel()
        self._acts.changed()
        (self.blocks[-1].start if self.blocks else self.more.focus_set)()

    def relabel(self) -> None:
        """Numbers and steps anew."""
        for number, block in enumerate(self.blocks, 1):
            block.entitle(number, self._acts.step_words(block.kept))

    def count(self, base: int | None, present: int | None) -> None:
        """Who may vote and should attend, and who of them is present, at every item."""
        for block in self.blocks:
            block.count(base, present)

    def enable(self, on: bool) -> None:
        """Let them be changed, or only be read."""
        for block in self.blocks:
            block.enable(on)
        self.more.state(["!disabled" if on else "disabled"])

    def arrange(self, *, narrow: bool) -> None:
        """For the room there is."""
        self._narrow = narrow
        for block in self.blocks:
            block.arrange(narrow=narrow)

    def _grow(self) -> ItemBlock:
        block = ItemBlock(self, self._acts, self.drop)
        block.pack(fill="x", pady=(px(self, 6), px(self, 4)), before=self.more)
        block.arrange(narrow=self._narrow)
        self.more.lift()  # Tab comes to it after the items
        self.blocks.append(block)
        return block
