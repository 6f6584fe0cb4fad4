"""What is done with the promises of the list: forms, files, steps, ballots, paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from jdzb.core import clock
from jdzb.core.fields import show_date
from jdzb.core.ledger import Changed
from jdzb.gui.kit import dialogs
from jdzb.ledgers.commitments import service, service_progress, service_sheets
from jdzb.ledgers.commitments import service_year as campaign
from jdzb.ledgers.commitments.columns import KEPT
from jdzb.ledgers.commitments.entries import File
from jdzb.ledgers.commitments.page import paper
from jdzb.ledgers.commitments.rules import Standing, StepView
from jdzb.store import scratch

if TYPE_CHECKING:
    from jdzb.ledgers.commitments.page.promises import PromisesView

VOIDING = ("登记错了", "重复登记", "经支部同意撤回")
OPEN, VOID, SHUT = "打开", "作废…", "关闭"
CHOOSE = "先在名单上选一条承诺。"


class Deeds:
    """The acts of the view of the promises; each tells the window what it wrote."""

    def __init__(self, view: PromisesView) -> None:
        self.view, self.session, self.shell = view, view.session, view.shell

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None:
            self.shell.on_changed(changed)
        self.view.after_idle(self._back)

    def _back(self) -> None:
        """After an act the keys belong to the list again."""
        if self.view.winfo_exists() and self.view.list.table.lines():
            self.view.list.table.start()

    def _with_chosen(self, act: Callable[[Standing], Changed | None]) -> None:
        one = self.view.standing
        if one is None:
            self.shell.say(CHOOSE)
        else:
            self._tell(act(one))

    # -- promises --------------------------------------------------------------------------------

    def open(self) -> None:
        """Enter on a line: something was done for it; promises for who has none."""
        if self.view.standing is None:
            self.add()
        else:
            self.record()

    def add(self) -> None:
        """The promises of one person: the one chosen when he has none yet, else the next."""
        from jdzb.ledgers.commitments.page.drafting import DraftDialog

        view, year = self.view, self.view.year
        waiting: list[int | None] = list(view.known.without) if view.known else []
        if not service.of_member(self.session, None, year):
            waiting.insert(0, None)
        chosen = view.standing is None and view.member is not None
        begin = waiting[0] if waiting and not chosen else view.member
        dialog = DraftDialog(view, self.session, view.year, begin, waiting, self.shell.on_changed)
        self._tell(dialog.run())

    def take_over_all(self) -> None:
        """What was promised last year by who has nothing yet, as this year's promises."""
        year = self.view.year
        drafts = service.to_take_over(self.session, year)
        already = "已经填了的不动，" if self.view.known and self.view.known.standings else ""
        question = (
            f"把 {year - 1}年的 {len(drafts)} 条承诺照样登记为 {year}年的？{already}"
            f"期限改到 {year}年，"
        )
        if dialogs.ask_yes_no(self.view, f"{question}以后可以逐条修改。", yes="沿用", no="不沿用"):
            self._tell(service.add_all(self.session, drafts))

    def read_in(self) -> None:
        """A list made in Excel."""
        self._tell(paper.read_in(self.view, self.session, self.view.year))

    def amend(self) -> None:
        """F2."""
        from jdzb.ledgers.commitments.page.forms import AmendPromise

        self._with_chosen(
            lambda one: AmendPromise(self.view, self.session, one.commitment, self.view.name).run()
        )

    def void(self) -> None:
        """Delete: put the promise out of force, for a reason."""

        def act(one: Standing) -> Changed | None:
            what = f"作废{service.words(self.session, one.commitment)}，记过的践诺也不再计算。"
            reason = dialogs.ask_reason(self.view, what, VOIDING)
            return service.void(self.session, one.commitment.id, reason) if reason else None

        self._with_chosen(act)

    def report(self) -> None:
        """F9: 述诺."""
        from jdzb.ledgers.commitments.page import forms

        self._with_chosen(
            lambda one: forms.report(self.view, self.session, one.commitment, self.view.name)
        )

    def settle(self) -> None:
        """F4: the outcome; one that stands there may be taken back."""
        from jdzb.ledgers.commitments.page import forms

        def act(one: Standing) -> Changed | None:
            if one.commitment.outcome:
                told = f"已评定为“{one.commitment.outcome}”。"
                answer = dialogs.ask_choice(self.view, told, ("改评定", "取消评定…", "关闭"))
                if answer == "取消评定…":
                    reason = dialogs.ask_reason(
                        self.view, "取消评定，承诺继续算进度", ("评定错了",)
                    )
                    id_ = one.commitment.id
                    return service.unsettle(self.session, id_, reason) if reason else None
                if answer != "改评定":
                    return None
            return forms.settle(self.view, self.session, one, self.view.name)

        self._with_chosen(act)

    def settle_reached(self) -> None:
        """兑现 for all that reached their target, as one act."""
        found = self.view.reached
        question = f"把 {len(found)} 条达到目标的承诺都评为“兑现”？其余的逐条评定（F4）。"
        if found and dialogs.ask_yes_no(self.view, question, yes="评为兑现", no="不评"):
            day = clock.today().isoformat()
            outcomes = dict.fromkeys(found, KEPT)
            self._tell(service.settle_all(self.session, outcomes, day))

    # -- progress --------------------------------------------------------------------------------

    def record(self, typed: str = "") -> None:
        """Enter, or a digit: something was done."""
        from jdzb.ledgers.commitments.page.forms import RecordForm

        self._with_chosen(lambda one: RecordForm(self.view, self.session, one, typed).run())

    def amend_entry(self, entry_id: int) -> None:
        """Change an entry of progress, put it out of force, or add a photo to it."""
        from jdzb.ledgers.commitments.page.forms import RecordForm

        entry = service_progress.get(self.session, entry_id)
        told = f"{show_date(entry.day)}　{entry.what}"
        answer = dialogs.ask_choice(self.view, told, ("更正…", "加照片…", VOID, SHUT), "践诺记录")
        if answer == VOID:
            self.void_entry(entry_id)
        elif answer == "加照片…":
            self._add_file(entry.commitment, entry_id)
        elif answer == "更正…":
            self._with_chosen(
                lambda one: RecordForm(self.view, self.session, one, entry=entry).run()
            )

    def void_entry(self, entry_id: int) -> None:
        """Put an entry of progress out of force."""
        entry = service_progress.get(self.session, entry_id)
        what = f"作废{show_date(entry.day)}的践诺记录：{entry.what}"
        if reason := dialogs.ask_reason(self.view, what, VOIDING[:2]):
            self._tell(service_progress.void(self.session, entry_id, reason))

    def add_file(self) -> None:
        """F8: a photo or paper for the promise."""
        one = self.view.standing
        if one is None:
            self.shell.say(CHOOSE)
        else:
            self._add_file(one.commitment.id)

    def _add_file(self, promise: int, entry: int | None = None) -> None:
        path = dialogs.choose_open_file(self.view, "选择照片或文件", dialogs.PAPERS)
        if path is None:
            return
        question = f"“{path.name}”是什么？"
        if kind := dialogs.ask_choice(self.view, question, service_progress.KINDS):
            self._tell(service_progress.add_file(self.session, promise, path, kind, progress=entry))

    def open_file(self, file: File) -> None:
        """Open a copy with the system's own viewer, or put the file out of force."""
        told = f"{file.kind or ''}　{file.name}"
        answer = dialogs.ask_choice(self.view, told, (OPEN, VOID, SHUT), "附件")
        if answer == OPEN:
            self.shell.open_file(service_progress.copy_out(file, scratch.make()))
        elif answer == VOID:
            reason = dialogs.ask_reason(self.view, f"作废附件 {file.name}", ("加错了", "重复"))
            if reason:
                self._tell(service_progress.void_file(self.session, file.id, reason))

    # -- the year --------------------------------------------------------------------------------

    def step(self, step: StepView) -> None:
        """Register a step of the year, or put right one registered."""
        from jdzb.ledgers.commitments.page.steps import StepForm

        self._tell(StepForm(self.view, self.session, self.view.year, step).run())

    def count(self) -> None:
        """评诺: enter the counts."""
        from jdzb.ledgers.commitments.page.ballots import BallotsDialog

        if self.view.known and self.view.known.standings:
            BallotsDialog(self.view, self.session, self.view.year, self.shell.on_changed).run()

    def print_(self) -> None:
        """Every sheet of the year that has something to say."""
        view, year = self.view, self.view.year
        if not (view.known and view.known.standings):
            self.shell.say(f"{year}年还没有承诺，没有可打印的。")
            return
        of = partial(partial, session=self.session, year=year)
        jobs: list[paper.Job] = [("承诺公示（公开）", of(service_sheets.everybody))]
        if any(one.commitment.member is None for one in view.known.standings):
            jobs.append(("支部承诺牌匾 A3（公开）", of(service_sheets.plaque)))
        jobs.append(("承诺进度（公开）", of(service_sheets.progress)))
        if one := view.standing:
            card = of(service_sheets.desk_card, member=one.commitment.member)
            jobs.append((f"{view.name}的桌签", card))
        jobs.append(("全体党员的桌签", of(service_sheets.desk_cards)))
        jobs.append(("评诺测评票", of(service_sheets.ballot_paper)))
        if campaign.ballots(self.session, year):
            jobs.append(("评诺结果（公开）", of(service_sheets.result)))
        paper.choose(view, self.shell, self.session, jobs)
