"""What leaves the appraisals: paper, and the grid as Excel out and back in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from jdzb.core.sheet import Sheet
from jdzb.gui.kit import dialogs, exporting
from jdzb.gui.kit.choicedialog import WHICH, ChoiceDialog, choose_sheet
from jdzb.ledgers.appraisals import service_ballots, service_stages, service_years
from jdzb.ledgers.appraisals.service import Whole
from jdzb.store import printout

if TYPE_CHECKING:
    from jdzb.ledgers.appraisals.page.screen import AppraisalsPage

FIRST = "先开始一次评议，再{deed}。"
FIVE = 5  # years beside each other


class Press:
    """Prints the round on the page, as it is stored."""

    def __init__(self, page: AppraisalsPage) -> None:
        self.page, self.session, self.shell = page, page.session, page.shell

    def whole(self, deed: str = "打印") -> Whole | None:
        """The round on the page; says what to do without one."""
        if self.page.standings is None:
            self.shell.say(FIRST.format(deed=deed))
            return None
        return self.page.standings.whole

    def show(self, make: Callable[[], Sheet]) -> None:
        """Show a sheet as it will print; it has one paper of its own."""
        from jdzb.gui.kit.printdialog import PrintDialog

        stamp = partial(printout.stamp, self.session)
        PrintDialog(self.page, self.shell, lambda _: make(), stamp).run()

    def ask(self) -> None:
        """Ask which sheet, and show it."""
        whole = self.whole()
        if whole is None:
            return
        choose_sheet(self.page, self._jobs(whole))

    def _jobs(self, whole: Whole) -> dict[str, Callable[[], object]]:
        from jdzb.ledgers.appraisals import service_sheets as sheets

        session, id_, show = self.session, whole.id, self.show
        jobs: dict[str, Callable[[], object]] = {
            "结果公示（公开）": self._notice,
            "测评票": self.ballots,
            "打分表（内部）": partial(show, lambda: sheets.score_sheets(session, id_)),
            "名次表（内部）": partial(show, lambda: sheets.ranking(session, id_)),
            "分布图": partial(show, lambda: sheets.distribution(session, id_)),
        }
        years = service_years.years_of(session, whole.scheme.title)[-FIVE:]
        if years:
            title = whole.scheme.title
            jobs["历年比较（内部）"] = partial(
                show, lambda: sheets.comparison(session, years, title)
            )
        if sheets.has_stars(whole):
            jobs["星级牌"] = partial(show, lambda: sheets.star_plaque(session, id_))
        return jobs

    def _notice(self) -> None:
        """The notice as it hangs; before that only as 生成公示, once everything before is done."""
        whole = self.whole()
        if whole and (whole.notice or whole.round.closed):
            self.result_notice()
        else:
            self.page.deeds.post()

    def result_notice(self) -> None:
        """The notice of the result, which may then go into the register."""
        from jdzb.ledgers.appraisals import service_sheets

        if whole := self.whole("生成公示"):
            self.show(lambda: service_sheets.result_notice(self.session, whole.id))
            self.link_notice()

    def linked(self, whole: Whole) -> str | None:
        """The notice on the board that the result hangs as: as entered, else the one made of it."""
        if whole.notice is not None and whole.notice.link:
            return whole.notice.link
        source = f"appraisals:{self.notice_title(whole)}"
        found = [one.id for one in self.shell.board.posted_notices() if one.source == source]
        return f"notices:{found[0]}" if found else None

    def link_notice(self) -> None:
        """Enter the notice on the board as that of the round, once it hangs there."""
        whole = self.whole()
        if whole is None or whole.notice is None or whole.notice.link or whole.round.closed:
            return
        if link := self.linked(whole):
            entry = replace(whole.notice, link=link)
            what = f"登记{whole.round.title}结果的公示"
            self.shell.on_changed(service_stages.put(self.session, whole, entry, what))

    def notice_title(self, whole: Whole) -> str:
        """What the notice of the result is called; by it the register knows it."""
        from jdzb.ledgers.appraisals import service_sheets

        return service_sheets.result_notice(self.session, whole.id).title

    def ballots(self) -> None:
        """The ballot papers; where there are several ballots, of the one chosen."""
        from jdzb.ledgers.appraisals import service_sheets

        whole = self.whole("打印测评票")
        if whole is None:
            return
        periods = {one.key: one.title for one in whole.scheme.periods}
        several = len(periods) > 1
        known = {
            f"{periods[period] if several else ''}{spec.title}": (spec.key, period)
            for period, spec in service_ballots.expected(whole)
        }
        if not known:
            self.shell.say(f"“{whole.scheme.title}”不投票，没有测评票。")
            return
        chosen: str | None = next(iter(known))
        if len(known) > 1:
            chosen = ChoiceDialog(self.page, "打印测评票", WHICH, list(known)).run()
        if chosen:
            key, period = known[chosen]
            self.show(lambda: service_sheets.ballot_papers(self.session, whole.id, key, period))

    def score_sheet(self) -> None:
        """The sheet of the person chosen."""
        from jdzb.ledgers.appraisals import service_sheets

        line, whole = self.page.line, self.whole()
        if line and whole:
            who = line.subject.id
            self.show(lambda: service_sheets.score_sheets(self.session, whole.id, who))

    # -- Excel -------------------------------------------------------------------------------------

    def export(self) -> None:
        """The whole grid as Excel, to be filled in and read back."""
        from jdzb.ledgers.appraisals import service_grid

        whole = self.whole("导出")
        if whole is None:
            return
        grid = service_grid.to_grid(self.session, whole.id)
        name = f"{whole.round.title}打分表"
        exporting.export(self.page, self.shell, grid, name=name, said="已导出打分表：")

    def bring(self) -> None:
        """A grid filled in elsewhere: what is wrong is named by cell, and nothing written."""
        from jdzb.ledgers.appraisals import service_grid
        from jdzb.press import xlsx

        whole = self.whole("导入")
        file = dialogs.choose_open_file(self.page, "导入打分表") if whole else None
        if whole is None or file is None:
            return
        incoming = service_grid.read(self.session, whole.id, xlsx.read_workbook(file).sheets[0])
        if incoming.problems:
            told = "\n".join(str(one) for one in incoming.problems)
            dialogs.show_text(self.page, "打分表有误，没有导入", told)
        elif not incoming.cells:
            dialogs.inform(self.page, "打分表和账本里的一样，没有要导入的。")
        elif dialogs.ask_yes_no(
            self.page,
            f"要写入 {len(incoming.cells)} 格分数吗？写入以后可以撤销。",
            "写入",
            "不写入",
        ):
            self.page.deeds.with_reason(
                "导入打分表", lambda why: service_grid.write(self.session, whole.id, incoming, why)
            )
