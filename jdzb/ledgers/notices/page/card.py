"""The right side of the noticeboard: the page itself, the steps, what came of it, what is next."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from jdzb.core.fields import show_date
from jdzb.gui.kit.flow import Flow
from jdzb.gui.kit.scroll import ScrollFrame
from jdzb.gui.kit.textfit import wrap
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Card, Pill, Wrapped
from jdzb.ledgers.notices import rules, service_voices
from jdzb.ledgers.notices.entries import Objection, Photo
from jdzb.ledgers.notices.page.photos import Strip
from jdzb.ledgers.notices.page.words import left, said
from jdzb.ledgers.notices.rules import STEPS
from jdzb.ledgers.notices.service_outlook import Shown
from jdzb.store import codes

WIDE, HIGH = 300, 230  # units of the page on the card
NEXT = {"审核": "审核…", "审批": "批准…", "实施": "张贴并打印…", "撤下": "撤下…"}
SHOWN_CHANGES = 4


@dataclass(frozen=True, slots=True)
class Acts:
    """What the card's buttons do with the chosen notice, or with one objection or photo of it."""

    next: Callable[[], object]
    look: Callable[[], object]
    edit: Callable[[], object]
    objection: Callable[[], object]
    answer: Callable[[Objection], object]
    photo: Callable[[], object]
    open_photo: Callable[[Photo], object]
    again: Callable[[], object]
    correct: Callable[[], object]
    back: Callable[[], object]
    history: Callable[[], object]
    void: Callable[[], object]
    leave: Callable[[], object]


class NoticeCard(Card):
    """``show(shown, photos)`` or ``show(None)``; ``put(image)`` brings the picture of its page."""

    def __init__(self, parent: tk.Misc, acts: Acts) -> None:
        super().__init__(parent)
        self.acts = acts
        self.shown: Shown | None = None
        self.photos: tuple[Photo, ...] = ()
        self._waiting = ""
        head = ttk.Frame(self.body)
        head.pack(fill="x")
        self.back = ttk.Button(head, text="◀ 回到登记簿", style="Small.TButton", command=acts.leave)
        self.name = Wrapped(head, style="Heading.TLabel")
        self.name.pack(side="left", fill="x", expand=True)
        self._pills = Flow(self.body)
        self._pills.pack(fill="x", pady=(px(self, 4), px(self, 8)))
        self._feet = Flow(self.body)
        self._feet.pack(side="bottom", fill="x", pady=(px(self, 10), 0))
        self.scroll = ScrollFrame(self.body)
        self.scroll.pack(fill="both", expand=True)
        self.page = ttk.Button(self.scroll.body, style="Small.TButton", command=acts.look)
        self.strip: Strip | None = None
        self._build_buttons()
        self.show(None)

    def _build_buttons(self) -> None:
        acts = self.acts
        self.buttons = {
            text: ttk.Button(self._feet, text=text, command=command, style=style)
            for text, command, style in (
                ("next", acts.next, "SmallPrimary.TButton"),
                ("出更正…", acts.correct, "Small.TButton"),
                ("修改…", acts.edit, "Small.TButton"),
                ("登记意见…", acts.objection, "Small.TButton"),
                ("加照片…", acts.photo, "Small.TButton"),
                ("补印", acts.again, "Small.TButton"),
                ("退回…", acts.back, "Small.TButton"),
                ("历史", acts.history, "Small.TButton"),
                ("作废…", acts.void, "Small.TButton"),
            )
        }
        for button in self.buttons.values():
            button.bind("<Return>", lambda event: event.widget.invoke())
            button.bind("<Escape>", lambda _: acts.leave())
            self._feet.push(button)
        self.back.bind("<Escape>", lambda _: acts.leave())

    @property
    def room(self) -> tuple[int, int]:
        """The pixels the picture of the page may have."""
        return px(self, WIDE), px(self, HIGH)

    def show(self, shown: Shown | None, photos: Sequence[Photo] = ()) -> None:
        """Show a notice, or that none is chosen; drawn when the keys rest."""
        self.shown, self.photos = shown, tuple(photos)
        if not self._waiting:
            self._waiting = self.after_idle(self._draw)

    def put(self, picture: tk.PhotoImage | str | None) -> None:
        """The page, or why there is none; None while it is being drawn."""
        if isinstance(picture, tk.PhotoImage):
            self.page.configure(image=picture, text="")
        else:
            text = picture or "正在排版……"
            self.page.configure(image="", text=wrap(self, text, px(self, WIDE)))

    def stand_alone(self, alone: bool) -> None:
        """Offer the way back to the list while it does not stand beside the card."""
        if not alone:
            self.back.pack_forget()
        elif not self.back.winfo_manager():
            self.back.pack(side="right", before=self.name)

    def _draw(self) -> None:
        self._waiting = ""
        if not self.winfo_exists():
            return
        shown = self.shown
        self.name.show(shown.notice.title if shown else "没有选中的公示")
        for child in self._pills.winfo_children():
            child.destroy()
        for child in self.scroll.body.winfo_children():
            if child is not self.page:
                child.destroy()
        self.page.pack_forget()
        self.scroll.canvas.yview_moveto(0)
        self._enable()
        if shown is None:
            text = "在左边选一份，这里显示它的样张和经过。"
            Wrapped(self.scroll.body, text, style="Subtle.TLabel").pack(fill="x")
            return
        self._draw_pills(shown)
        self._draw_steps(shown)
        self._draw_warnings(shown)
        self.page.pack(pady=(px(self, 8), 0))
        self._draw_objections(shown)
        self._draw_photos()

    def _enable(self) -> None:
        shown = self.shown
        step = rules.next_step(shown.notice) if shown else None
        on = {
            "next": step is not None,
            "出更正…": bool(shown and shown.changed and shown.correction is None),
            "登记意见…": bool(shown and shown.notice.posted_on),
            "补印": bool(shown and shown.notice.printed),
            "退回…": bool(shown and rules.last_step(shown.notice)),
        }
        text = NEXT[step.name] if step else "已撤下"
        if shown and shown.notice.printed and step and step.name == "实施":
            text = "登记张贴…"  # its print is there: nothing more is printed
        self.buttons["next"].configure(text=text)
        for text, button in self.buttons.items():
            button.state(["!disabled" if shown and on.get(text, True) else "disabled"])

    def _draw_pills(self, shown: Shown) -> None:
        words = [(shown.state, rules.TONES[shown.state])]
        if left(shown):
            words.append((left(shown), "amber" if shown.left is not None else "grey"))
        if shown.changed:
            words.append(("公示后改动", "red"))
        if shown.notice.corrects:
            words.append(("更正", "grey"))
        for text, tone in words:
            self._pills.push(Pill(self._pills, text, tone))

    def _draw_steps(self, shown: Shown) -> None:
        table = ttk.Frame(self.scroll.body)
        table.pack(fill="x")
        table.columnconfigure(2, weight=1)
        done = rules.taken(shown.notice)
        for number, step in enumerate(STEPS):
            taken = number < done
            style = "TLabel" if taken else "Faint.TLabel"
            mark = "✔" if taken else "○"
            cells = (mark, step.name, step.who(shown.notice) or "", _when(shown, number))
            for column, text in enumerate(cells):
                own = "Green.TLabel" if taken and not column else style
                ttk.Label(table, text=text, style=own).grid(
                    row=number, column=column, sticky="e" if column == 3 else "w",
                    padx=(0, px(self, 8)),
                )  # fmt: skip
        if period := rules.period(shown.notice):
            words = f"公示期：{period}"
            place = f"　{shown.notice.place}" if shown.notice.place else ""
            self._line(words + place, "Subtle.TLabel")
        if hung := rules.hung(shown.notice):
            self._line(hung, "Subtle.TLabel")

    def _draw_warnings(self, shown: Shown) -> None:
        lines = []
        if hand := rules.one_hand(shown.notice):
            lines.append(f"提出、审核、审批都是{hand}一人")
        if shown.short:
            reason = f"；原因：{shown.notice.short_reason}" if shown.notice.short_reason else ""
            lines.append(f"{shown.short}{reason}")
        if shown.changes:
            settled = "，已出更正" if not shown.changed else ""
            lines.append(f"贴出以后改动 {len(shown.changes)} 次{settled}：")
        for text in lines:
            self._line(f"▲ {text}", "Amber.TLabel")
        for entry in shown.changes[:SHOWN_CHANGES]:
            self._line(f"· {codes.change_words(entry)}", "Subtle.TLabel")
        if len(shown.changes) > SHOWN_CHANGES:
            self._line(f"· 还有 {len(shown.changes) - SHOWN_CHANGES} 次", "Subtle.TLabel")

    def _draw_objections(self, shown: Shown) -> None:
        if shown.objections:
            self._line(f"意见 {len(shown.objections)} 条", "Strong.TLabel")
        for one in shown.objections:
            style = "Amber.TLabel" if service_voices.is_open(one) else "TLabel"
            self._line(said(one), style)
            if service_voices.is_open(one):
                button = ttk.Button(
                    self.scroll.body, text="答复…", style="Small.TButton",
                    command=lambda one=one: self.acts.answer(one),  # type: ignore[misc]
                )  # fmt: skip
                button.pack(anchor="w", pady=(px(self, 2), 0))

    def _draw_photos(self) -> None:
        if not self.photos:
            self.strip = None
            return
        self._line(f"公开栏照片 {len(self.photos)} 张", "Strong.TLabel")
        self.strip = Strip(self.scroll.body, self.photos, self.acts.open_photo)
        self.strip.pack(fill="x", pady=(px(self, 4), 0))

    def _line(self, text: str, style: str) -> None:
        Wrapped(self.scroll.body, text, style=style).pack(fill="x", pady=(px(self, 4), 0))


def _when(shown: Shown, number: int) -> str:
    on = STEPS[number].when(shown.notice)
    return show_date(on.isoformat()) if on else ""
