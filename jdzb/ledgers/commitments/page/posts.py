"""岗位: the posts, who holds them; claimed and left. Who holds one stands on the member's card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from tkinter import ttk

from jdzb.core import clock, people, rules
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, tooltip
from jdzb.gui.kit.rows import ButtonRows
from jdzb.gui.kit.split import Split
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox, Wrapped
from jdzb.ledgers.commitments import parsing, service_sheets, service_wishes
from jdzb.ledgers.commitments.entries import Post
from jdzb.ledgers.commitments.page import paper
from jdzb.ledgers.commitments.page.newkey import on_new
from jdzb.ledgers.commitments.page.post_forms import ClaimPost, post_form
from jdzb.ledgers.commitments.service_wishes import LEAST, MOST, Held, posts_of
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member

CARD_WIDTH, LIST_HEIGHT = 330, 330  # units
VOIDING, LEAVING = ("不设了", "登记错了"), ("本人提出", "岗位调整", "登记错了")
REASONS = ("登记错了", "职责调整")
CHOOSE = "先在名单上选一个岗位。"
NOTHING = "还没有岗位。\n先列岗位和职责，再登记谁认领。"
COLUMNS = (
    Col("name", "岗位", 6, sort=people.sort_key), Col("duties", "职责", 8, elastic=True),
    Col("seats", "需要", 3, "e", rank=2), Col("held", "在岗", 3, "e", rank=1),
    Col("who", "在岗的人", 7, elastic=True),
)  # fmt: skip


class PostsView(View):
    """List and card; a new post by Ctrl+N, claimed by Enter."""

    KEY, TITLE = "posts", "岗位"

    def build(self) -> None:
        """The two cards and the keys."""
        self.every: Sequence[Held] = ()
        self.shown: list[Held] = []
        self.split = Split(self.body, CARD_WIDTH, main_height=LIST_HEIGHT)
        self.split.pack(fill="both", expand=True)
        card = Card(self.split.main)
        card.pack(fill="both", expand=True)
        self.search = SearchBox(card.body, lambda _: self._redraw(), "岗位、职责或姓名、拼音")
        self.search.pack(fill="x", pady=(0, px(self, 8)))
        self.figures = Wrapped(card.body, "", "Faint.TLabel")
        self.figures.configure(width=1)
        self.figures.pack(side="bottom", fill="x", pady=(px(self, 8), 0))
        self.table = Table(card.body, COLUMNS, lambda _: self.claim(), lambda _: self._chosen())
        self.table.pack(fill="both", expand=True)
        self._nobody = EmptyState(self.table, NOTHING, Action("新岗位", self.add_, True))
        self._none = EmptyState(self.table, "没有找到。换个词再找。")
        self.card = Card(self.split.side, "岗位")
        self.card.pack(fill="both", expand=True)
        self.cards: dict[str, ttk.Button] = {}
        for key, act in (("<F2>", self.amend), ("<Delete>", self.void), ("<Insert>", self.add_)):
            self.table.tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]
        for key in ("<Down>", "<Return>"):
            self.search.bind(key, lambda _: self.table.start())
        on_new(self, self.add_)

    def buttons(self) -> Sequence[Action]:
        """Excel, paper, a new post."""
        return (
            Action("导出Excel", self.export, tip="导出正在显示的岗位"),
            Action("打印", self.print_, tip="Ctrl+P：设岗定责公示"),
            Action("新岗位", self.add_, primary=True, tip="Ctrl+N"),
        )

    # -- showing ---------------------------------------------------------------------------------

    def refresh(self, changed: Changed | None) -> None:
        """Read the posts and who holds them; one just added is chosen."""
        before = {one.post.name for one in self.every}
        self.every = service_wishes.posts(self.session)
        new = [one.post.name for one in self.every if one.post.name not in before]
        holders = {member.id for one in self.every for member in one.holders}
        missing = sum(one.missing for one in self.every)
        parts = [f"{len(self.every)} 个岗位 · {len(holders)} 人在岗"]
        parts += [f"还缺 {missing} 人"] if missing else []
        self.header.show("设岗定责", " · ".join(parts) if self.every else "还没有岗位")
        if changed and before and len(new) == 1:
            self.search.clear()
        self._tell_without()
        self._redraw()
        if changed and len(new) == 1:
            self.table.select(new[0])

    def _tell_without(self) -> None:
        party = members.register(self.session).party_on(clock.today())
        least, most = rules.standard().whole(LEAST), rules.standard().rule(MOST)
        free = [one for one in party if len(posts_of(one)) < least and not one.party_post]
        told = f"没有党内职务、岗位不到 {least} 个的党员 {len(free)} 人" if free else "人人有岗"
        self.figures.show(f"{told} · 每人 {least} 到 {most.figure} 个岗（{most.basis}）")

    def _redraw(self) -> None:
        self.shown = [one for one in self.every if self._lets(one)]
        for one in (self._nobody, self._none):
            one.place_forget()
        self.table.set_empty(self._none if self.every else self._nobody)
        self.table.show([_line(one) for one in self.shown])
        if self.shown and not self.table.selected():
            self.table.select(self.shown[0].post.name)
        self._chosen()

    def _lets(self, one: Held) -> bool:
        texts = (one.post.name, one.post.duties or "")
        return all(
            any(word in text for text in texts)
            or any(people.match(word, member.name) for member in one.holders)
            for word in self.search.text.split()
        )

    @property
    def chosen(self) -> Held | None:
        """The post chosen."""
        name = self.table.selected()
        return next((one for one in self.shown if one.post.name == name), None)

    def _chosen(self) -> None:
        for child in self.card.body.winfo_children():
            child.destroy()
        self.cards = {}
        held = self.chosen
        if held is None:
            self.card.entitle("岗位")
            self._line("在左边选一个岗位，这里看谁在岗。", "Subtle.TLabel")
            return
        seats = f"{len(held.holders)} / {held.post.seats} 人" if held.post.seats else ""
        self.card.entitle(held.post.name, seats)
        if not held.post.id:
            self._line(
                "党员卡片上写着这个岗，岗位目录里没有。按“列入目录”补上职责。", "Amber.TLabel"
            )
        self._line(
            held.post.duties or "没有写职责", "TLabel" if held.post.duties else "Faint.TLabel"
        )
        for member in held.holders:
            self._holder(member)
        if not held.holders:
            self._line("还没有人认领。", "Subtle.TLabel", 8)
        if held.missing:
            self._line(f"还缺 {held.missing} 人", "Amber.TLabel", 8)
        if held.post.note:
            self._line(held.post.note, "Subtle.TLabel", 8)
        self._show_buttons(held)

    def _holder(self, member: Member) -> None:
        row = ttk.Frame(self.card.body)
        row.pack(fill="x", pady=(px(self, 6), 0))
        ttk.Label(row, text=member.name).pack(side="left")
        button = ttk.Button(
            row, text="退岗", style="Small.TButton", command=lambda: self.leave(member)
        )
        button.pack(side="right")
        self.cards[f"退岗 {member.name}"] = button

    def _line(self, text: str, style: str, above: int = 0) -> None:
        line = Wrapped(self.card.body, text, style)
        line.configure(width=1)  # its width is the card's, not the text's
        line.pack(fill="x", pady=(px(self, above), 0))

    def _show_buttons(self, held: Held) -> None:
        row = ButtonRows(self.card.body)
        row.pack(fill="x", pady=(px(self, 12), 0))
        offered = [("认领", self.claim, "回车")]
        if held.post.id:
            offered += [("修改", self.amend, "F2"), ("撤销岗位", self.void, "Delete")]
            offered.append(("历史", self.history, "Ctrl+H"))
        else:
            offered.append(("列入目录", self.amend, "F2"))
        held_buttons = []
        for place, (text, command, tip) in enumerate(offered):
            style = "Small.TButton" if place else "SmallPrimary.TButton"
            self.cards[text] = button = ttk.Button(row, text=text, command=command, style=style)
            tooltip.attach(button, tip)
            held_buttons.append(button)
        row.hold(held_buttons)

    def start(self) -> None:
        """The list; the search box while it is empty."""
        if self.shown:
            self.table.start()
        else:
            self.search.focus_set()

    def focus_search(self) -> None:
        """F3."""
        self.search.focus_set()
        self.search.selection_range(0, "end")

    # -- acts ------------------------------------------------------------------------------------

    def add_(self) -> None:
        """A new post."""
        self._tell(post_form(self, "新岗位", Post(""), self._added))

    def _added(self, raw: dict[str, str]) -> Changed:
        return service_wishes.add_post(self.session, parsing.parse_post(raw))

    def claim(self) -> None:
        """Enter: a member takes the post."""
        held = self.chosen
        if held is None:
            self.shell.say(CHOOSE)
        else:
            self._tell(ClaimPost(self, self.session, held).run())

    def leave(self, member: Member) -> None:
        """A member leaves the post, for a reason."""
        held = self.chosen
        if held is None:
            return
        name = held.post.name
        if reason := dialogs.ask_reason(self, f"{member.name}退出{name}", LEAVING):
            self._tell(service_wishes.leave_post(self.session, member.id, name, reason))

    def amend(self) -> None:
        """F2; a post that stands on cards alone goes into the catalogue."""
        held = self.chosen
        if held is None:
            self.shell.say(CHOOSE)
        elif not held.post.id:
            self._tell(post_form(self, "列入岗位目录", held.post, self._added))
        else:
            write = partial(self._amended, held.post)
            self._tell(post_form(self, f"修改岗位：{held.post.name}", held.post, write))

    def _amended(self, post: Post, raw: dict[str, str]) -> Changed | None:
        new = parsing.parse_post(raw)
        if replace(new, id=post.id) == post:
            return Changed("没有改动")
        reason = dialogs.ask_reason(self, f"修改岗位 {post.name}", REASONS)
        return service_wishes.amend_post(self.session, post.id, new, reason) if reason else None

    def void(self) -> None:
        """Delete: take the post out of the catalogue."""
        held = self.chosen
        if held is None or not held.post.id:
            self.shell.say("这个岗位不在目录里，没有可撤销的。" if held else CHOOSE)
        elif reason := dialogs.ask_reason(self, f"撤销岗位 {held.post.name}", VOIDING):
            self._tell(service_wishes.void_post(self.session, held.post.id, reason))

    def history(self) -> None:
        """Ctrl+H."""
        held = self.chosen
        if held is None or not held.post.id:
            self.shell.say("先在名单上选一个岗位，再看历史。")
        else:
            title = f"岗位 {held.post.name}"
            self.shell.show_history(((service_wishes.POSTS, held.post.id),), title)

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.shell.on_changed(changed)
        self.after_idle(self._back)

    def _back(self) -> None:
        if self.winfo_exists() and self.shown:
            self.table.start()

    def print_(self) -> None:
        """Ctrl+P."""
        if self.every:
            paper.show(self, self.shell, self.session, lambda: service_sheets.posts(self.session))
        else:
            self.shell.say("还没有岗位，没有可打印的。")

    def export(self) -> None:
        """The posts shown, as Excel."""
        paper.export(self, self.shell, self.table, "设岗定责")


def _line(held: Held) -> Line:
    post = held.post
    who = "、".join(member.name for member in held.holders)
    cells = (
        post.name, " ".join((post.duties or "").split()), str(post.seats or ""),
        str(len(held.holders)), who,
    )  # fmt: skip
    return Line(post.name, cells)
