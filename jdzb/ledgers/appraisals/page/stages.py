"""Doing and recording the stages of a round; the notice; the end that freezes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.fields import Field, Value
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.ledgers.appraisals import columns, parsing, service_notice, service_stages
from jdzb.ledgers.appraisals.entries import StageDone
from jdzb.ledgers.appraisals.service import Whole
from jdzb.ledgers.appraisals.service_stages import BY_EACH, Step
from jdzb.ledgers.appraisals.service_standings import Standings
from jdzb.ledgers.appraisals.terms import FINAL, NOTICE, VOTE

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.deeds import Deeds

_KNOWN = {spec.name: spec for spec in columns.STAGE_FIELDS}
RECORD, BACK, COUNT, AGAIN, VOICES, DAYS, WITHDRAW, CANCEL = (
    "登记这一步…", "退回…", "发票、计票…", "再打印", "登记意见…", "更改公示起止…",
    "没有张贴，撤回…", "取消",
)  # fmt: skip
SHORT = Field("short", "时间不足的原因", hint="公示不足天数时写明", most=200)
LINKS = {"meeting": ("meetings", "哪一次会议"), "notice": ("notices", "哪一份公示")}
HANGING = ("没有张贴", "内容有误，重新公示")
REASONS = ("登记错了", "意见核实，重新评定")


def take(deeds: Deeds, standings: Standings, step: Step) -> None:
    """What a stage asks for."""
    whole = standings.whole
    if whole.round.closed:
        dialogs.inform(deeds.page, f"“{whole.round.title}”已于 {whole.round.closed_on} 定档。")
    elif step.stage.kind == NOTICE:
        post(deeds, standings)
    elif step.stage.kind == FINAL:
        finish(deeds, standings)
    elif step.over:
        _again(deeds, whole, step)
    elif step.stage.kind == VOTE:
        _vote(deeds, whole, step)
    elif step.stage.kind in BY_EACH:
        from jdzb.ledgers.appraisals.page.turns import TurnsDialog

        TurnsDialog(deeds, whole, step).run()
    else:
        record(deeds, whole, step)


def record(deeds: Deeds, whole: Whole, step: Step) -> Changed | None:
    """The form of a stage as a whole."""
    changed = StageForm(deeds, whole, step).run()
    deeds.tell(changed)
    return changed


def _again(deeds: Deeds, whole: Whole, step: Step) -> None:
    day = step.done.done_on if step.done else ""
    answer = dialogs.ask_choice(
        deeds.page, f"“{step.title}”已于 {day} 完成。", (RECORD, BACK, CANCEL)
    )
    if answer == RECORD:
        record(deeds, whole, step)
    elif answer == BACK:
        reason = dialogs.ask_reason(deeds.page, f"退回“{step.title}”", REASONS)
        if reason:
            key, period = step.stage.key, step.period
            deeds.tell(service_stages.back(deeds.session, whole.id, key, period, reason))


def _vote(deeds: Deeds, whole: Whole, step: Step) -> None:
    from jdzb.ledgers.appraisals.page import voting

    told = "\n".join(service_stages.vote_faults(whole, step.period)[:3]) or "票数都对得上。"
    answer = dialogs.ask_choice(deeds.page, f"“{step.title}”：\n{told}", (COUNT, RECORD, CANCEL))
    if answer == COUNT:
        voting.ask(deeds, whole, step.period)
    elif answer == RECORD:
        record(deeds, whole, step)


class StageForm(FormDialog):
    """When it began and was done, by whom, with which meeting or notice."""

    def __init__(self, deeds: Deeds, whole: Whole, step: Step) -> None:
        self.deeds, self.whole, self.step = deeds, whole, step
        self.links = links(deeds, step.stage.link)
        kept = step.done or StageDone(step.stage.key, step.period)
        names = ["begun_on", "done_on", "who", "note"]
        fields = [_KNOWN[name] for name in names]
        spots = [Spot("begun_on", 0), Spot("done_on", 0, 1), Spot("who", 0, 2)]
        values: dict[str, Value] = {name: getattr(kept, name) for name in names}
        today = clock.today().isoformat()
        values |= {"done_on": kept.done_on or today, "who": kept.who or deeds.session.actor}
        if self.links:
            fields.append(_choice(step.stage.link, self.links))
            spots.append(Spot("link", 1, 0, 3))
            values["link"] = _named(self.links, kept.link)
        spots.append(Spot("note", 2, 0, 3))
        title = f"登记“{service_stages.named(whole, step)}”"
        told = "还没有做完的，完成日期先不填，只登记开始。"
        super().__init__(deeds.page, title, Layout(fields, spots, 620), self._write, values, told)

    def _write(self, raw: dict[str, str]) -> Changed:
        raw = {**raw, "link": self.links.get(raw.get("link", ""), "")}
        entry = parsing.parse_stage(raw, self.step.stage.key, self.step.period)
        return service_stages.put_stage(self.deeds.session, self.whole.id, entry)


def links(deeds: Deeds, kind: str) -> dict[str, str]:
    """What a stage may be linked with, by what it is called: meetings or notices."""
    if kind not in LINKS:
        return {}
    book = LINKS[kind][0]
    return {one.title: f"{book}:{one.id}" for one in deeds.shell.board.records(book)}


def _choice(kind: str, known: dict[str, str]) -> Field:
    return replace(_KNOWN["link"], kind="choice", label=LINKS[kind][1], choices=tuple(known))


def _named(known: dict[str, str], link: str | None) -> str | None:
    return next((title for title, row in known.items() if row == link), None)


# -- the notice ------------------------------------------------------------------------------------


def post(deeds: Deeds, standings: Standings) -> None:
    """Enter from when to when the result hangs, then print it; a second time print again."""
    whole = standings.whole
    if whole.round.closed or whole.notice:
        words = (AGAIN, CANCEL) if whole.round.closed else (AGAIN, VOICES, DAYS, WITHDRAW, CANCEL)
        answer = dialogs.ask_choice(deeds.page, "结果已经公示过。", words)
        if answer == AGAIN:
            deeds.press.result_notice()
        elif answer == VOICES:
            _to_board(deeds, whole)
        elif answer == WITHDRAW and (why := dialogs.ask_reason(deeds.page, "撤回公示", HANGING)):
            deeds.tell(service_notice.withdraw(deeds.session, whole.id, why))
        if answer != DAYS:
            return
    if wrong := service_notice.unready(standings):
        dialogs.warn(deeds.page, f"{''.join(wrong[:3])}还不能公示。")
        return
    entry = service_notice.notice_entry(whole, clock.today())
    service_stages.refuse_early(whole, service_stages.step_of(whole, entry.stage, entry.period))
    if changed := PostForm(deeds, whole).run():
        deeds.tell(changed)
        deeds.press.result_notice()


def _to_board(deeds: Deeds, whole: Whole) -> None:
    """The notice on the board, where objections are entered."""
    link = deeds.press.linked(whole)
    if link in links(deeds, "notice").values():
        deeds.shell.open_record("notices", int(str(link).partition(":")[2]))
    else:
        deeds.shell.open_page("notices")
        deeds.shell.say("选中这张公示，按“登记意见…”。没有这张的，先打印并登记到公开栏。")


class PostForm(FormDialog):
    """From when to when; short of the days of the scheme only with a reason."""

    def __init__(self, deeds: Deeds, whole: Whole) -> None:
        self.deeds, self.whole = deeds, whole
        self.entry = whole.notice or service_notice.notice_entry(whole, clock.today())
        self.links = links(deeds, "notice")
        names = ("since", "until", "who", "note")
        fields = [*(replace(_KNOWN[name], required=name in names[:2]) for name in names), SHORT]
        spots = [
            Spot("since", 0), Spot("until", 0, 1), Spot("who", 0, 2),
            Spot("short", 1, 0, 3), Spot("note", 2, 0, 3),
        ]  # fmt: skip
        values: dict[str, Value] = {name: getattr(self.entry, name) for name in names}
        values["who"] = self.entry.who or deeds.session.actor
        named = "、".join(whole.scheme.public.grades) or "各等次人数"
        if self.entry.id and self.links:
            fields.append(_choice("notice", self.links))
            spots.append(Spot("link", 3, 0, 3))
            values["link"] = _named(self.links, deeds.press.linked(whole))
        days = whole.scheme.notice_days
        told = f"至少公示 {days} 天（张贴当天不算）。公示上写名字的等次：{named}。"
        super().__init__(
            deeds.page, f"公示{whole.round.title}的结果", Layout(fields, spots, 620), self._write,
            values, told,
        )  # fmt: skip

    def _write(self, raw: dict[str, str]) -> Changed:
        short = raw.pop("short")
        raw["link"] = self.links.get(raw.get("link", ""), self.entry.link or "")
        entry = parsing.parse_stage(raw, self.entry.stage, self.entry.period)
        return service_notice.post(self.deeds.session, self.whole.id, entry, short)


# -- the end ---------------------------------------------------------------------------------------


def finish(deeds: Deeds, standings: Standings) -> None:
    """Freeze the result: after the notice, all objections answered; asked once more before."""
    whole = standings.whole
    deeds.press.link_notice()
    waiting = objections(deeds, whole)
    service_notice.refuse_unfinished(standings, waiting, clock.today().isoformat())
    reason: str | None = ""
    if service_notice.differing(standings):
        names = service_stages.names_of(whole, service_notice.differing(standings))
        what = f"{names}的结果与公示的不一样，按现在的结果定档"
        reason = dialogs.ask_reason(deeds.page, what, REASONS[1:])
    if reason is None:
        return
    counts = "　".join(f"{title} {n}" for title, n in standings.graded.counts.items())
    told = f"{whole.round.title}：{counts}\n定档以后结果不能再改。现在定档吗？"
    if dialogs.ask_yes_no(deeds.page, told, yes="定档", no="再看看"):
        deeds.tell(service_notice.finish(deeds.session, whole.id, waiting, reason))


def objections(deeds: Deeds, whole: Whole) -> Sequence[str]:
    """What was said to the notice of a round and is not answered."""
    row = whole.notice
    link = (row.link if row else None) or ""
    linked = {int(link.split(":")[1])} if link.startswith("notices:") else set()
    source = f"appraisals:{deeds.press.notice_title(whole)}"
    return deeds.shell.board.unanswered({source}, linked)
