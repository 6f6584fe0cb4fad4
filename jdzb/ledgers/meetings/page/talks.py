"""谈心: talks with members, internal: 谈心谈话, talks after absences."""

from __future__ import annotations

from collections.abc import Sequence

from jdzb.core import clock, people
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs, exporting
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.table import Col, Line, Table
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.views import View
from jdzb.gui.kit.widgets import Action, Card, EmptyState, SearchBox
from jdzb.ledgers.meetings import columns, parsing, service_figures, service_sheets, service_talks
from jdzb.ledgers.meetings.columns import ABSENCE_TALK, HEART
from jdzb.ledgers.meetings.entries import Talk
from jdzb.ledgers.meetings.page import press
from jdzb.ledgers.meetings.page.people import everyone
from jdzb.ledgers.members import service as members

COLUMNS = (
    Col("day", "日期", 6), Col("member", "谈话对象", 5, sort=people.sort_key),
    Col("kind", "种类", 5), Col("talker", "谈话人", 5, rank=1),
    Col("place", "地点", 6, rank=2), Col("text", "内容", 12, elastic=True),
)  # fmt: skip
VOIDING = ("登记错了", "重复登记")
REASONS = ("写错了", "补充内容")
NOTHING = "还没有谈话记录。谈话内容只在台账里看，不上公开的表。"
LONGEST = 80  # characters of a text in the list, which cuts it to its room
_SPOTS = (
    Spot("day", 0, 0), Spot("kind", 0, 1), Spot("member", 1, 0), Spot("talker", 1, 1),
    Spot("place", 2, 0, 2), Spot("text", 3, 0, 2, 5), Spot("remedy", 4, 0, 2, 3),
    Spot("note", 5, 0, 2, 1),
)  # fmt: skip


class TalkForm(FormDialog):
    """A new talk (``talk.id`` 0), or a change."""

    def __init__(self, view: TalksView, talk: Talk) -> None:
        self.view, self.session, self.talk = view, view.session, talk
        fields = [spec for spec in columns.TALK_FIELDS if spec.name != "meeting"]
        values = {spec.name: getattr(talk, spec.name) or None for spec in fields}
        layout = Layout(fields, _SPOTS, 620)
        super().__init__(
            view, "登记谈话" if not talk.id else "修改谈话", layout, self._write, values
        )

    def decorate(self, form: Form) -> None:
        """Who may be named."""
        offered = everyone(self.session)
        form.offer("member", offered)
        form.offer("talker", offered)

    def _write(self, raw: dict[str, str]) -> Changed | None:
        meeting = str(self.talk.meeting or "")
        talk = parsing.parse_talk({**raw, "meeting": meeting})
        if not self.talk.id:
            return service_talks.add_talk(self.session, talk)
        reason = dialogs.ask_reason(self, "修改谈话记录", REASONS)
        if not reason:
            return None
        return service_talks.amend_talk(self.session, self.talk.id, talk, reason)


class TalksView(View):
    """The talks, the latest first; who is to be talked with is named above."""

    KEY, TITLE = "talks", "谈心"

    def build(self) -> None:
        """Search and table."""
        self.talks: Sequence[Talk] = ()
        card = Card(self.body)
        card.pack(fill="both", expand=True)
        self.search = SearchBox(card.body, lambda _: self.refresh(None))
        self.search.pack(fill="x", pady=(0, px(self, 8)))
        self.table = Table(card.body, COLUMNS, on_open=lambda _: self.amend())
        self.table.pack(fill="both", expand=True)
        self.table.set_empty(EmptyState(self.table, NOTHING, Action("登记谈话", self.add_, True)))
        for key, act in (("<Insert>", self.add_), ("<Delete>", self.void), ("<F2>", self.amend)):
            self.table.tree.bind(key, lambda _, act=act: act())  # type: ignore[misc]

    def buttons(self) -> Sequence[Action]:
        """Paper and Excel, change, put out of force, a new talk."""
        return (
            Action("导出Excel", self.export),
            Action("打印…", self.print_, tip="Ctrl+P"),
            Action("作废…", self.void, tip="Delete"),
            Action("修改…", self.amend, tip="F2"),
            Action("登记谈话", self.add_, primary=True, tip="Insert"),
        )

    def refresh(self, changed: Changed | None) -> None:
        """Read the talks again."""
        del changed
        names = members.names(self.session)
        typed = self.search.text
        every = service_talks.browse_talks(self.session)
        self.talks = [one for one in every if _found(typed, one, names.get(one.member, ""))]
        self.table.show([_line(one, names) for one in self.talks])
        waiting = service_figures.untalked(self.session, clock.today())
        who = "、".join(names[tally.member] for tally, _ in waiting)
        told = f" · 该谈话：{who}" if who else ""
        self.header.show("谈心谈话", f"{len(every)} 次（内部）{told}")

    def start(self) -> None:
        """The table; an empty one leaves the focus to its button."""
        self.table.start()

    def focus_search(self) -> None:
        """F3."""
        self.search.focus_set()

    def _chosen(self) -> Talk | None:
        key = self.table.selected()
        return next((one for one in self.talks if str(one.id) == key), None)

    def add_(self) -> None:
        """A new talk; the first who is to be talked with is proposed."""
        waiting = service_figures.untalked(self.session, clock.today())
        member = waiting[0][0].member if waiting else 0
        kind = ABSENCE_TALK if waiting else HEART
        self.begin(Talk(clock.today().isoformat(), member, kind))

    def begin(self, talk: Talk) -> None:
        """The form of a new talk, filled as far as is known."""
        changed = TalkForm(self, talk).run()
        self._tell(changed)
        if changed is not None:
            self.table.select(changed.id)

    def amend(self) -> None:
        """Change the talk chosen."""
        if one := self._chosen():
            self._tell(TalkForm(self, one).run())

    def void(self) -> None:
        """Put the talk chosen out of force."""
        one = self._chosen()
        if one and (reason := dialogs.ask_reason(self, "作废一次谈话记录", VOIDING)):
            self._tell(service_talks.void_talk(self.session, one.id, reason))

    def print_(self) -> None:
        """Ctrl+P: the talks shown, internal."""
        found = self.talks
        press.show(
            self, self.shell, self.session, lambda: service_sheets.talks(self.session, found)
        )

    def export(self) -> None:
        """The talks shown as a spreadsheet."""
        exporting.export(self, self.shell, service_talks.to_grid(self.session, self.talks))

    def history(self) -> None:
        """Ctrl+H."""
        if one := self._chosen():
            self.shell.show_history([("meeting_talks", one.id)], "谈话记录")

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.shell.on_changed(changed)


def _found(typed: str, one: Talk, name: str) -> bool:
    return not typed or people.match(typed, name) or typed in (one.text or "") + one.day


def _line(one: Talk, names: dict[int, str]) -> Line:
    text = " ".join((one.text or "").split())
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    talker = names.get(one.talker or 0, "")
    cells = (one.day, names.get(one.member, ""), one.kind, talker, one.place or "", text)
    return Line(one.id, cells)
