"""交接单: one page that says what was handed over, signed by both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from jdzb.core.blocks import Cell, Column, Heading, Note, Row, Table
from jdzb.core.sheet import A4_PORTRAIT, Footer, Sheet
from jdzb.handover.manifest import Manifest
from jdzb.ledgers import LEDGERS
from jdzb.press import fonts
from jdzb.store.transparency import Head

SHOWN = 4  # sheets listed by name, so that all stands on one page; the package lists them all
TITLE = "支部台账交接单"
_UNITS = {"members": "人"}


def sheet(manifest: Manifest, name: str, sealing: str, at: datetime) -> Sheet:
    """The receipt of a package called ``name``; ``sealing`` says how it is encrypted."""
    manifest = _printable(manifest)
    head = Head(manifest.size, bytes.fromhex(manifest.root), manifest.origin)
    return Sheet(
        title=TITLE,
        branch=manifest.branch,
        paper=A4_PORTRAIT,
        public=False,
        blocks=(
            _facts(manifest, name, sealing, at),
            Heading("这一刻的校验码", 0),
            Heading(manifest.code.replace("-", "  "), 0),
            Note(
                "接收人用“核对”打开交接包，屏幕上的校验码应与本单一致。"
                "下次交接时，账本必须从这一刻续写；本单双方各存一份。"
            ),
            _signatures(),
        ),
        footer=Footer(check_code=head.code, qr=head.qr, printed_at=at),
    )


def _printable(manifest: Manifest) -> Manifest:
    """A character that no font has must not stop a handover: 〓 stands for it on the receipt."""
    return replace(
        manifest,
        branch=_shown(manifest.branch),
        township=_shown(manifest.township),
        operator=_shown(manifest.operator),
        sheets=tuple(replace(one, title=_shown(one.title)) for one in manifest.sheets),
    )


def _shown(text: str) -> str:
    missing = set(fonts.missing(text))
    return "".join("〓" if char in missing else char for char in text)


def _facts(manifest: Manifest, name: str, sealing: str, at: datetime) -> Table:
    rows: tuple[tuple[str, str], ...] = (
        ("时间", f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}" + _doubt(manifest)),
        ("支部", _branch(manifest)),
        ("经手人", manifest.operator),
        ("交接包", f"{name}（{sealing}）"),
        ("账本", f"编号 {manifest.origin}，历史共 {manifest.size} 条"),
        ("上次交接", _previous(manifest)),
        ("内容", contents(manifest)),
        ("张贴的表", _sheets(manifest)),
        ("附件", f"{_attachments(manifest)} 件"),
        ("自查", _verdict(manifest)),
    )
    columns = (Column("项目", 1), Column("情况", 5, "left"))
    return Table(columns, tuple((Cell(label, bold=True), told) for label, told in rows))


def contents(manifest: Manifest) -> str:
    """The number of entries in force, book by book: 党员 52 人、值班 61 条."""
    return "、".join(
        f"{book.title} {manifest.counts.get(book.tables[0].name, 0)} {_UNITS.get(book.key, '条')}"
        for book in LEDGERS
    )


def _branch(manifest: Manifest) -> str:
    known = manifest.township in manifest.branch
    return ("" if known else manifest.township) + manifest.branch or "（没有填写）"


def _doubt(manifest: Manifest) -> str:
    return "（电脑时钟早于最后一条历史，日期存疑）" if manifest.clock_suspect else ""


def _previous(manifest: Manifest) -> str:
    if manifest.previous is None:
        return "没有，这是第一次"
    before = manifest.previous
    added = manifest.size - before.size
    return f"{before.at[:10]}，历史 {before.size} 条；此后增加 {added} 条"


def _sheets(manifest: Manifest) -> str:
    """The sheets since the last handover: the newest by name, the rest by number."""
    if not manifest.sheets:
        return "上次交接以来没有打印公开表"
    newest = manifest.sheets[::-1][:SHOWN]
    told = "\n".join(f"{one.at[:10]}　{_title(one.title)}" for one in newest)
    more = "，全部见包内 sheets 文件夹，最近的是" if len(manifest.sheets) > SHOWN else ""
    lost = sum(1 for one in manifest.sheets if not one.file)
    gone = f"（{lost} 张没有留存文件）" if lost else ""
    return f"共 {len(manifest.sheets)} 张{gone}{more}：\n{told}"


def _title(title: str) -> str:
    return title if len(title) <= 24 else f"{title[:23]}…"


def _attachments(manifest: Manifest) -> int:
    return sum(1 for name in manifest.files if name.startswith("attachments/"))


def _verdict(manifest: Manifest) -> str:
    if manifest.check.ok:
        return "账本完整，与历史一致"
    return f"发现 {manifest.check.count} 处不对，见包内 manifest.json"


def _signatures() -> Table:
    rows: tuple[Row, ...] = (
        (Cell("签名", bold=True), "\n\n", "\n\n"),
        (Cell("日期", bold=True), "年　　月　　日", "年　　月　　日"),
        (Cell("备注", bold=True), Cell("\n", columns=2)),
    )
    return Table((Column("", 1), Column("交出人", 2.5), Column("接收人", 2.5)), rows)
