"""核对单: the audit on paper, signed by the township and by the village."""

from __future__ import annotations

from datetime import date, datetime

from jdzb.core import clock
from jdzb.core.blocks import Block, Cell, Column, Heading, Note, Paragraph, Row, Table
from jdzb.core.sheet import A4_PORTRAIT, Footer, Sheet, cn_day
from jdzb.handover.audit import SEVERITIES, VERDICTS, Audit, Finding, told
from jdzb.press import fonts
from jdzb.store.transparency import Head

TITLE = "支部台账核对单"
_ROWS = 8  # rows of evidence printed of one finding; the JSON has them all
_CHARACTERS = 160
_BRACKETS = str.maketrans("⟨⟩", "〈〉")  # what ``visible`` writes, as the fonts have it


def sheet(audit: Audit, at: datetime | None = None) -> Sheet:
    """The audit as a page; values from the file are cut, and what no font has is spelt out."""
    blocks: tuple[Block, ...] = (
        _facts(audit),
        Paragraph(_safe(audit.sentence, 400)),
        Heading("核对出的情况", 0),
        _findings(audit.findings),
        *_evidence(audit.findings),
        Note("“不符”是账本与它自己的历史或与上次核对的不一致；“要说明”请村里在整改清单里答复。"),
        _signatures(),
    )
    code, qr = (audit.code, _qr(audit)) if audit.origin else ("", "")
    return Sheet(
        title=TITLE,
        branch=_safe(audit.township, 60),
        subtitle=_safe(_whose(audit), 90),
        blocks=blocks,
        paper=A4_PORTRAIT,
        public=False,
        name=f"核对单-{audit.origin or '未读出'}-{audit.day}",
        footer=Footer(check_code=code, qr=qr, printed_at=at or clock.now()),
    )


def _qr(audit: Audit) -> str:
    return Head(audit.size, bytes.fromhex(audit.root), audit.origin).qr


def _whose(audit: Audit) -> str:
    """The branch without the township that the heading has; the file where no branch was read."""
    branch = audit.branch.removeprefix(audit.township)
    return f"{branch}交来的账本" if branch else f"交来的“{audit.file}”"


def _facts(audit: Audit) -> Table:
    before = audit.previous
    rows = (
        ("核对日期", cn_day(date.fromisoformat(audit.day))),
        ("支部", f"{audit.township}{audit.branch}" or "（没有读出）"),
        ("文件", audit.file + _fingerprint(audit)),
        ("账本", f"编号 {audit.origin}，历史 {audit.size} 条，记录 {audit.rows} 条"),
        ("上次核对", f"{before.at}，历史 {before.size} 条" if before else "没有，这是第一次"),
        ("与上次的关系", VERDICTS[audit.verdict]),
        ("结论", "通过" if audit.ok else "没有通过"),
    )
    columns = (Column("项目", 1.2), Column("情况", 5, "left"))
    return Table(columns, tuple((Cell(k, bold=True), _safe(v, 200)) for k, v in rows))


def _fingerprint(audit: Audit) -> str:
    """The beginning of the file's SHA-256: enough to tell it again; the JSON has all of it."""
    return f"（指纹 {audit.sha256[:16]}…）" if audit.sha256 else ""


def _findings(findings: tuple[Finding, ...]) -> Table:
    rows: list[Row] = []
    for number, one in enumerate(findings, 1):
        kind = Cell(SEVERITIES[one.severity], accent=one.severity == "fault")
        rows.append((str(number), kind, _safe(one.what, 400)))
    columns = (Column("序号", 0.7), Column("性质", 1), Column("情况", 6, "left"))
    return Table(columns, tuple(rows), empty="没有发现不符，也没有要说明的事")


def _evidence(findings: tuple[Finding, ...]) -> list[Block]:
    blocks: list[Block] = []
    for number, one in enumerate(findings, 1):
        if one.evidence:
            blocks.append(Note(f"第 {number} 项的依据（共 {len(one.evidence)} 行）："))
            blocks += [Note("　" + _safe(told(row), _CHARACTERS)) for row in one.evidence[:_ROWS]]
    return blocks


def _signatures() -> Table:
    rows: tuple[Row, ...] = (
        (Cell("签名", bold=True), "\n\n", "\n\n"),
        (Cell("日期", bold=True), "年　　月　　日", "年　　月　　日"),
    )
    return Table((Column("", 1), Column("核对人（乡镇）", 2.5), Column("村党支部", 2.5)), rows)


def _safe(text: str, most: int) -> str:
    """The text cut; what no font can print is spelt out, for a name must not stop the page."""
    cut = text if len(text) <= most else f"{text[: most - 1]}…"
    cut = cut.translate(_BRACKETS)
    for char in fonts.missing(cut):
        cut = cut.replace(char, f"[U+{ord(char):04X}]")
    return cut
