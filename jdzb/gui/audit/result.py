"""One audit on the screen: the verdict large, the facts, the findings with their evidence."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from jdzb.gui.audit.findings import TONES, FindingDialog, FindingList, Told
from jdzb.gui.kit import theme
from jdzb.gui.kit.theme import px
from jdzb.gui.kit.widgets import Wrapped
from jdzb.handover.audit import Audit, Finding

NOTHING = "没有发现不符，也没有要说明的事。"


class Result(ttk.Frame):
    """``show(audit)`` fills it, ``tell(text)`` says something else in its place."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent)
        self.verdict = Wrapped(self, style="Title.TLabel")
        self.verdict.pack(fill="x")
        self.sentence = Wrapped(self)
        self.sentence.pack(fill="x", pady=(px(self, 6), 0))
        self.facts = Wrapped(self, style="Subtle.TLabel")
        self.facts.pack(fill="x", pady=px(self, 6))
        self.list = FindingList(self)
        self.list.pack(fill="both", expand=True)

    def show(self, audit: Audit) -> None:
        """Show an audit; every text of the file is shown as text."""
        tone = "red" if not audit.ok else "amber" if audit.notices else "green"
        tone = "amber" if audit.accepted else tone
        self._head(audit.headline, tone)
        self.sentence.show(audit.sentence)
        self.facts.show(facts(audit))
        lines = [self._line(one) for one in audit.findings]
        self.list.show(lines or [Told("green", NOTHING)] if audit.ok or lines else [])

    def tell(self, text: str, more: str = "") -> None:
        """No audit yet: what is going on."""
        self._head(text, "grey")
        self.sentence.show(more)
        self.facts.show("")
        self.list.show([])

    def _head(self, text: str, tone: str) -> None:
        self.verdict.configure(foreground=theme.TONES[tone][0])
        self.verdict.show(text)

    def _line(self, finding: Finding) -> Told:
        tone = TONES[finding.severity]
        if not finding.evidence:
            return Told(tone, finding.what)
        link = f"依据 {len(finding.evidence)} 条"
        return Told(tone, finding.what, link, lambda: FindingDialog(self, finding).run())


def facts(audit: Audit) -> str:
    """Whose ledger, how large, its check code, and when it was seen last."""
    if not audit.origin:
        return f"文件：{audit.file}"
    before = audit.previous
    seen = f"上次核对 {before.at}，历史 {before.size:,} 条" if before else "以前没有核对过这本账"
    parts = (
        f"{audit.township}{audit.branch}" or "没有写支部名称",
        f"账本编号 {audit.origin}",
        f"历史 {audit.size:,} 条，记录 {audit.rows:,} 条",
        f"校验码 {audit.code}",
        seen,
    )
    return " · ".join(parts)
