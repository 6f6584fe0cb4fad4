"""测评票: handed out, returned, counted; every sum stands beside what was handed out."""

from __future__ import annotations

from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.fields import Field, InvalidForm, Value, read_fields
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.choicedialog import ChoiceDialog
from jdzb.gui.kit.dialog import Dialog
from jdzb.gui.kit.form import Form
from jdzb.gui.kit.gridcells import GridCol, GridRow, Typed
from jdzb.gui.kit.scoregrid import ScoreGrid
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.ledgers.appraisals import columns, parsing, schemes, service, service_ballots
from jdzb.ledgers.appraisals.entries import Attended, Ballot, Tally
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_stages import YEAR

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

_KNOWN = {spec.name: spec for spec in columns.BALLOT_FIELDS}
_NAMES = ("day", "handed", "returned", "invalid", "blank")
BLANK, SUM = "未填", "合计"
HEIGHT, REST, LINE = 420, 400, 75  # units: the grid at most, the screen beside it, a turnout
UNSAVED = "改动还没有保存。"
PAPERS = "已经登记了得票的合计。录入一张以后就只按逐张录入的票统计，合计不再算数。要逐张录入吗？"
WAITING = "先填发出、收回的票数并保存，再填得票。"


def ask(deeds: Deeds, whole: Whole, period: str = YEAR) -> None:
    """Open the ballot; where there are several, of the one chosen."""
    titles = {one.key: one.title for one in whole.scheme.periods}
    several = len(titles) > 1
    known = {
        f"{titles[key] if several else ''}{spec.title}": (key, spec)
        for key, spec in service_ballots.expected(whole)
        if period in (YEAR, key)
    }
    if not known:
        dialogs.inform(deeds.page, f"“{whole.scheme.title}”不投票，没有测评票要计。")
        return
    chosen: str | None = next(iter(known))
    if len(known) > 1:
        question = "哪一次测评？按数字键，或单击。"
        chosen = ChoiceDialog(deeds.page, "测评票", question, list(known)).run()
    if chosen:
        key, spec = known[chosen]
        BallotDialog(deeds, whole, key, spec, chosen).run()


class BallotDialog(Dialog[None]):
    """The numbers of the papers, who came, the votes; what does not add up is said at once."""

    writes = True

    def __init__(
        self, deeds: Deeds, whole: Whole, period: str, spec: schemes.Ballot, title: str
    ) -> None:
        self.deeds, self.session, self.whole = deeds, deeds.session, whole
        self.period, self.spec = period, spec
        self.typed: dict[int, list[str]] = {}  # lines changed and not saved, by place
        self._read()
        super().__init__(deeds.page, title)

    def _read(self) -> None:
        self.whole = service.whole(self.session, self.whole.id)
        found = service_ballots.ballot_of(self.whole, self.spec.key, self.period)
        self.ballot = found or Ballot(self.spec.key, self.period)
        self.lines = service_ballots.lines(self.whole, self.ballot)
        self.by_paper = any(one.ballot == self.ballot.id for one in self.whole.papers if found)

    def build(self, body: ttk.Frame) -> None:
        """The form, the grid, what does not add up."""
        ttk.Frame(body, width=min(px(self, 820), self.winfo_screenwidth() - px(self, 100))).pack()
        self._build_form(body)
        self.said = Wrapped(body, style="Subtle.TLabel")
        self.said.configure(width=1)
        self.said.pack(fill="x", pady=(px(self, 4), px(self, 6)))
        screen, rest = self.winfo_screenheight(), REST + LINE * len(self.spec.turnout)
        room = max(screen // 3, screen - px(self, rest))
        holder = ttk.Frame(body, height=min(px(self, HEIGHT), room))
        holder.pack(fill="both", expand=True)
        holder.pack_propagate(False)
        self.grid_ = ScoreGrid(holder, "票面", 9 if self._several else 6, self._votes)
        self.grid_.pack(fill="both", expand=True)
        self.grid_.shape(_columns(self.spec))
        self.add_button("逐张录入…", self.papers)
        self.add_button("保存（Ctrl+S）", self.save, primary=True)
        self.add_button("关闭", self.cancel)
        for key in ("<Control-s>", "<Control-S>"):
            self.bind(key, lambda _: self.save())
        self.first = self.form.input("handed")
        self.fill()

    @property
    def _several(self) -> bool:
        return len({item for _, item in self.lines}) > 1

    def _build_form(self, body: ttk.Frame) -> None:
        fields = [_KNOWN[name] for name in _NAMES]
        for place, one in enumerate(self.spec.turnout):
            fields += [
                Field(f"should{place}", f"{one.who}应到", "whole", hint="人数，例如 49"),
                Field(f"present{place}", "实到", "whole", hint="人数，例如 41"),
            ]
        self.fields = tuple(fields)
        self.form = Form(body, self.fields, on_save=self.save, on_cancel=self.cancel)
        self.form.pack(fill="x")
        for column, name in enumerate(_NAMES):
            self.form.add(name, 0, column)
        for place in range(len(self.spec.turnout)):
            self.form.add(f"should{place}", 1 + place, 0, 2)
            self.form.add(f"present{place}", 1 + place, 2, 2)
        self.form.show(self._values())

    def _values(self) -> dict[str, Value]:
        values: dict[str, Value] = {name: getattr(self.ballot, name) for name in _NAMES}
        values["day"] = self.ballot.day or clock.today().isoformat()
        came = {one.who: one for one in self.whole.attended if one.ballot == self.ballot.id}
        for place, spec in enumerate(self.spec.turnout):
            if known := came.get(spec.who):
                values |= {f"should{place}": known.should, f"present{place}": known.present}
        return values

    # -- showing -----------------------------------------------------------------------------------

    def fill(self) -> None:
        """The votes as they are stored or typed, with their sums; what is wrong below the form."""
        self.grid_.show([self._line(place) for place in range(len(self.lines))])
        self._tell()

    def _tell(self) -> None:
        if not self.ballot.id:
            self.said.show(WAITING)
            return
        if self.typed:
            self._tell_typed()
            return
        wrong = service_ballots.faults(self.whole, self.ballot)
        came = [one for one in service_ballots.turnout(self.whole, self.ballot) if not one.enough]
        wrong += [f"{one.words}，不能测评。" for one in came]
        by = "按逐张录入的票统计。" if self.by_paper else ""
        more = f"另有 {len(wrong) - 3} 处。" if len(wrong) > 3 else ""
        told = "".join(wrong[:3]) + more if wrong else "票数都对得上。"
        self.said.configure(style="Problem.TLabel" if wrong else "Green.TLabel")
        self.said.show(by + told)

    def _tell_typed(self) -> None:
        """What was typed and does not add up, before it is saved."""
        rows = [self._line(place) for place in self.typed]
        wrong = [f"“{one.head}”" for one in rows if "red" in one.tones.values()]
        more = f"等 {len(wrong)} 行" if len(wrong) > 3 else ""
        told = f"{''.join(wrong[:3])}{more}的票数对不上。" if wrong else ""
        self.said.configure(style="Problem.TLabel" if wrong else "Subtle.TLabel")
        self.said.show(told + UNSAVED)

    def _stored(self, place: int) -> list[str]:
        found = service_ballots.counted(self.whole, self.ballot) if self.ballot.id else {}
        tally = found.get(self.lines[place])
        if self.spec.pick:
            return [str(tally.counts[0]) if tally else ""]
        if tally is None:
            return [""] * (len(self.spec.choices) + 1)
        blank = str(tally.blank) if tally.blank else ""
        return [*(str(count) for count in tally.counts), blank]

    def _line(self, place: int) -> GridRow:
        who, item = self.lines[place]
        titles = {one.key: one.title for one in self.whole.scheme.items}
        name = self.whole.subject(who).name
        head = f"{name} {titles[item]}" if self._several else name
        cells = self.typed.get(place) or self._stored(place)
        told, tone = self._sum(cells)
        shown = tuple(cells) if self.spec.pick else (*cells, told)
        return GridRow(place, head, shown, {len(shown) - 1: tone} if tone else {})

    def _sum(self, cells: Sequence[str]) -> tuple[str, str]:
        counts = [int(one) for one in cells if one.isdigit()]
        if not counts or not self.ballot.id:
            return "", ""
        valid = service_ballots.papers_of(self.whole, self.ballot).valid
        if self.spec.pick:
            return "", "red" if counts[0] > valid else ""
        blank = self.ballot.blank or 0
        enough = sum(counts) in (valid, valid - blank)
        return (str(sum(counts)), "green") if enough else (f"{sum(counts)} / {valid}", "red")

    # -- typing ------------------------------------------------------------------------------------

    def unsaved(self) -> bool:
        """Typed numbers or votes that are not saved."""
        return bool(self.typed) or self.form.dirty or self.grid_.editing

    def _votes(self, typed: Sequence[Typed]) -> bool:
        wrong = next((one for one in typed if one.text and not one.text.isdigit()), None)
        if self.by_paper:
            dialogs.warn(self, "这次测评是一张一张录入的，得票由程序统计。要改，请按“逐张录入…”。")
            return False
        if wrong:
            head = self._line(wrong.row).head
            dialogs.warn(self, f"{head}的“{wrong.text}”应为票数，例如 41。没有填入。")
            return False
        for one in typed:
            cells = self.typed.get(one.row) or self._stored(one.row)
            self.typed[one.row] = [*cells[: one.column], one.text, *cells[one.column + 1 :]]
        self.fill()
        return True

    def save(self) -> None:
        """Write numbers, people, votes as one act."""
        if not self.grid_.finish():
            return
        raw = self.form.read()
        try:
            ballot = parsing.parse_ballot(
                {name: raw[name] for name in _NAMES}, self.spec.key, self.period
            )
            came = self._came(raw)
            changed = self.deeds.with_reason(
                "更正票数", lambda why: self._write(ballot, came, why), self
            )
        except InvalidForm as error:
            self.form.tell(error.problems)
            return
        except JdzbError as error:
            dialogs.warn(self, str(error))
            return
        if changed is not None:
            self.typed = {}
            self._read()
            self.form.show(self._values())
            self.fill()

    def _came(self, raw: dict[str, str]) -> list[Attended]:
        specs = [spec for spec in self.fields if spec.name not in _NAMES]
        values = read_fields(specs, {spec.name: raw[spec.name] for spec in specs})
        found = []
        for place, one in enumerate(self.spec.turnout):
            should, present = values[f"should{place}"], values[f"present{place}"]
            if should is not None or present is not None:
                found.append(Attended(0, one.who, _whole(should), _whole(present)))
        return found

    def _write(self, ballot: Ballot, came: list[Attended], why: str) -> Changed:
        with self.session.together(f"登记{self.spec.title}", why) as batch:
            changed = service_ballots.put_ballot(self.session, self.whole.id, ballot, why)
            id_ = self.ballot.id or changed.id
            if came:
                service_ballots.put_attended(self.session, id_, came, why)
            tallies = [self._tally(id_, place, cells) for place, cells in self.typed.items()]
            if tallies:
                service_ballots.put_tallies(self.session, id_, tallies, why)
        changed_: Changed = batch.changed
        return changed_

    def _tally(self, ballot: int, place: int, cells: Sequence[str]) -> Tally:
        who, item = self.lines[place]
        *votes, blank = (*cells, "") if self.spec.pick else cells
        counts = tuple(int(one or 0) for one in votes)
        return Tally(ballot, who, item, counts, int(blank) if blank else None)

    def papers(self) -> None:
        """Enter the papers one by one."""
        from jdzb.ledgers.appraisals.page.papers import PaperDialog

        if self.unsaved() or not self.ballot.id:
            self.save()
        if self.ballot.id and not self.unsaved() and self._replaces():
            PaperDialog(self, self.deeds, self.whole, self.ballot, self.spec).run()
            self._read()
            self.fill()

    def _replaces(self) -> bool:
        """Votes entered as sums no longer count once papers are entered: asked before."""
        summed = any(one.ballot == self.ballot.id for one in self.whole.tallies)
        return (
            self.by_paper
            or not summed
            or dialogs.ask_yes_no(self, PAPERS, yes="逐张录入", no="不录入")
        )


def _columns(spec: schemes.Ballot) -> list[GridCol]:
    """The choices, who was left blank, the sum; on a paper that picks one, the votes alone."""
    if spec.pick:
        return [GridCol("得票", 4, True)]
    names = [GridCol(one.title, max(3.5, len(one.title)), True) for one in spec.choices]
    return [*names, GridCol(BLANK, 3.5, True), GridCol(SUM, 5)]


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) else None
