"""What follows below a line, to be signed: the record of a talk, a year of 2+1 help. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from jdzb.core.branch import Branch
from jdzb.core.sheet import (
    A4_PORTRAIT,
    MISSING,
    Block,
    Cell,
    Column,
    Heading,
    InfoLine,
    Paragraph,
    Row,
    Sheet,
    Table,
    cn_day,
)
from jdzb.ledgers.appraisals.entries import Help, HelpNote, Talk
from jdzb.ledgers.appraisals.sheets import INTERNAL, NO_NAME

Names = Mapping[int, str]


def talk(held: Talk, round_title: str, fallen: str, names: Names, branch: Branch) -> Sheet:
    """The record of a talk; ``fallen`` is the line he fell below."""
    who = names.get(held.member, "")
    facts: tuple[Row, ...] = (
        ("谈话对象", who, "日期", _day(held.day)),
        ("谈话人", names.get(held.talker or 0, MISSING), "种类", held.kind),
        ("评议", round_title, "缘由", fallen or MISSING),
    )
    return Sheet(
        title=f"{held.kind}记录",
        branch=branch.title or NO_NAME,
        blocks=(
            InfoLine(INTERNAL),
            _facts(facts),
            *_text("谈话内容", held.text),
            *_text("整改措施和承诺", held.remedy),
            *(_text("备注", held.note) if held.note else ()),
            *_signing(),
        ),
        paper=A4_PORTRAIT,
        public=False,
        name=f"{who}{held.day}{held.kind}记录",
    )


def help_record(
    held: Help,
    notes: Sequence[HelpNote],
    names: Names,
    branch: Branch,
    today: date,
    round_title: str = "",
) -> Sheet:
    """Who helps whom from when to when, the plan, a line for each month, the outcome."""
    who = names.get(held.member, "")
    helpers = "、".join((names.get(held.first, MISSING), names.get(held.second, MISSING)))
    facts: tuple[Row, ...] = (
        ("帮教对象", who, "评议", round_title or MISSING),
        ("帮教党员", helpers, "另一名帮教人", held.third or MISSING),
        ("开始日期", _day(held.since), "结束日期", _day(held.until)),
        ("结果", held.outcome or ("还在帮教" if held.until >= today.isoformat() else MISSING),
         "结束帮教日期", _day(held.ended_on) if held.ended_on else ""),
    )  # fmt: skip
    return Sheet(
        title="“2+1”帮教记录",
        branch=branch.title or NO_NAME,
        blocks=(
            InfoLine(INTERNAL),
            _facts(facts),
            *_text("帮教措施", held.plan),
            *(_text("备注", held.note) if held.note else ()),
            _months(held, notes, today),
        ),
        paper=A4_PORTRAIT,
        public=False,
        name=f"{who}2+1帮教记录",
    )


def _facts(rows: Sequence[Row]) -> Table:
    """Two pairs of a label and what it is on each line."""
    columns = (Column("", 1.1), Column("", 2.0, "left"), Column("", 1.1), Column("", 2.0, "left"))
    return Table(columns, tuple(tuple(_labelled(row)) for row in rows))


def _labelled(row: Row) -> Iterator[str | Cell]:
    for place, cell in enumerate(row):
        yield Cell(str(cell), bold=True) if place % 2 == 0 and isinstance(cell, str) else cell


def _months(held: Help, notes: Sequence[HelpNote], today: date) -> Table:
    """Months that are over and have no note say so; those to come are left to be written. Below
    the last month is room to sign.
    """
    columns = (
        Column("月份", 1.1), Column("记录日期", 1.2), Column("帮教情况", 4.0, "left"),
        Column("记录人", 1.0), Column("本人签名", 1.1),
    )  # fmt: skip
    written = {one.month: one for one in notes}
    rows: list[Row] = []
    for month in months(held):
        note = written.get(month)
        title = f"{month[:4]}年{int(month[5:])}月"
        if note:
            rows.append((title, _day(note.day), note.text, note.who or "", ""))
        else:
            rows.append((title, "", MISSING if month < today.isoformat()[:7] else "", "", ""))
    signing: Row = tuple(
        Cell(f"{who}签名：\n\n日期：", span, align="left")
        for who, span in (("帮教人", 2), ("帮教对象", 1), ("支部书记", 2))
    )
    return Table(columns, (*rows, signing), "每月帮教情况（双方都已看过）")


def months(held: Help) -> Iterator[str]:
    """The months of a help: ``2026-11`` and on."""
    last = (held.ended_on or held.until)[:7]
    year, month = int(held.since[:4]), int(held.since[5:7])
    while (name := f"{year:04}-{month:02}") <= last:
        yield name
        year, month = year + month // 12, month % 12 + 1


def _text(title: str, text: str | None) -> Iterator[Block]:
    yield Heading(title)
    lines = [one for one in (text or "").splitlines() if one.strip()]
    for line in lines or [MISSING]:
        yield Paragraph(line.strip())


def _signing() -> Iterator[Block]:
    """Places to sign under a sentence."""
    yield InfoLine("以上内容谈话双方都已看过。")
    columns = (Column("谈话人签名", 1.5), Column("谈话对象签名", 1.5), Column("日期", 1.2))
    yield Table(columns, (("\n\n", "", ""),))


def _day(day: str | None) -> str:
    return cn_day(date.fromisoformat(day)) if day else MISSING
