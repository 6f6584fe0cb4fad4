"""The rule table as a list: for Excel, and for paper."""

from __future__ import annotations

from collections.abc import Sequence

from jdzb.core.blocks import Column, InfoLine, Table
from jdzb.core.ledger import Grid
from jdzb.core.rules import CHANGED, Rule
from jdzb.core.sheet import A4, Sheet, Source
from jdzb.store.figures import RULES, TABLE

TITLE = "规则表"
HEADERS = ("名称", "数值", "级别", "出处", "状态")
WIDTHS = (2.2, 2.6, 0.8, 2.8, 1.2)
NOTE = "状态为“转引”的，请核对原文；▲ 是本支部改定的，乡镇核对仍按标准。"


def grid(rules: Sequence[Rule]) -> Grid:
    """The rules as rows of a spreadsheet."""
    return Grid(TITLE, HEADERS, tuple(_row(rule) for rule in rules))


def sheet(rules: Sequence[Rule], branch: str) -> Sheet:
    """The rules on paper, for the branch's own use."""
    columns = tuple(
        Column(title, width, "left" if width > 1 else "center")
        for title, width in zip(HEADERS, WIDTHS, strict=True)
    )
    return Sheet(
        title=TITLE,
        branch=branch,
        subtitle=f"共 {len(rules)} 条",
        blocks=(InfoLine(NOTE), Table(columns, tuple(_row(rule) for rule in rules))),
        paper=A4,
        public=False,
        sources=(Source(TABLE, "key", RULES, f"{RULES}~"),),
    )


def _row(rule: Rule) -> tuple[str, ...]:
    mark = "▲ " if rule.status == CHANGED else ""
    cells = (rule.title, rule.figure_words, rule.level_words, rule.basis, rule.status_words)
    return mark + cells[0], *cells[1:]
