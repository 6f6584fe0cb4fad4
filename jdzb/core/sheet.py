"""A printed page as plain data: books say what stands on it, press says how it looks.

A ``Sheet`` is built by the ``sheets.py`` of a book and never knows fonts or points. Example::

    Sheet(title="2026年12月党员值班表", branch="中共柳河镇青山村支部委员会", paper=A4, public=True,
          blocks=(InfoLine("值班地点：支部活动室", "上午 8:30–12:00", "服务电话：0000-2560000"),
                  Calendar(days=(Day(date(2026, 12, 1), ("林秀兰", "周桂芳")), ...)),
                  Note("值班职责：……")),
          footer=Footer(content="党员值班安排", since=date(2026, 12, 1), until=date(2026, 12, 31)))
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from jdzb.core import blocks
from jdzb.core.blocks import (
    WEEKDAYS,
    Align,
    Bar,
    Block,
    Calendar,
    Cell,
    Chart,
    Column,
    Day,
    Heading,
    InfoLine,
    Large,
    NewPage,
    Note,
    Paragraph,
    Row,
    Table,
    named,
)
from jdzb.core.errors import JdzbError

__all__ = [
    "A3", "A4", "A4_PORTRAIT", "FOLDED", "HALVES", "PAPERS", "PLAQUE", "WEEKDAYS", "Align", "Bar",
    "Block", "Calendar", "Cell", "Chart", "Column", "Day", "Footer", "Heading", "InfoLine", "Large",
    "NewPage", "Note", "Offence", "Paper", "Paragraph", "Phone", "PrivateNumberOnSheet", "Row",
    "Sheet", "Signature", "Source", "Table", "UnknownPaper", "cn_day", "day_range", "paper",
]  # fmt: skip

MISSING = "待补充"


class UnknownPaper(JdzbError):
    """A paper name that is none of PAPERS."""

    sentence = "没有“{name}”这种纸张，可用的有：{known}。"


class PrivateNumberOnSheet(JdzbError):
    """A public sheet holds an ID, bank card or mobile number; nothing has been printed."""

    sentence = (
        "《{title}》要上墙公开，但{place}有{kind}（{masked}），已停止，没有打印。"
        "请删去后再打印；服务电话、监督电话在左下角“设置”里改。"
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper size: name for the command line, label for the screen, sides in millimetres."""

    name: str
    label: str
    width: float
    height: float

    @property
    def landscape(self) -> bool:
        """True when the paper is wider than high."""
        return self.width > self.height


A4 = Paper("a4", "A4 横向", 297.0, 210.0)
A4_PORTRAIT = Paper("a4-portrait", "A4 纵向", 210.0, 297.0)
A3 = Paper("a3", "A3 横向", 420.0, 297.0)
PAPERS = (A4, A4_PORTRAIT, A3)
# Filled as large as the words allow (press/filling.py): a plaque, and one face of a card standing
# folded across A4, printed on both.
PLAQUE = Paper("a3-plaque", "A3 牌匾", 420.0, 297.0)
FOLDED = Paper("a4-folded", "A4 对折立牌", 210.0, 148.5)
# Pages of A5, two beside each other on A4 lying (press/halves.py); every part that NewPage begins
# is a paper of its own with its own page numbers.
HALVES = Paper("a4-halves", "A4 横向两联", 148.5, 210.0)


def paper(name: str) -> Paper:
    """The paper called name ('a4', 'a4-portrait', 'a3'); raises UnknownPaper."""
    for known in PAPERS:
        if known.name == name:
            return known
    raise UnknownPaper(name=name, known="、".join(p.name for p in PAPERS))


@dataclass(frozen=True, slots=True)
class Signature:
    """Name and date at the lower right; ``seal`` draws the dashed circle where the seal goes."""

    name: str
    day: date | None = None
    seal: bool = True

    def date_words(self) -> str:
        """The day in words; a missing one is said, not left out."""
        return cn_day(self.day) or "日期待补充"


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone for complaints: label (监督电话), number, whose it is."""

    label: str
    number: str
    who: str = ""

    def text(self) -> str:
        """As printed: 监督电话：0000-2560000（村务监督委员会）."""
        return f"{self.label}：{self.number}" + (f"（{self.who}）" if self.who else "")


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of every page: what is public, since and until, telephones, check code, QR, time.

    ``pending`` says the days even when they are not known yet.
    """

    content: str = ""
    since: date | None = None
    until: date | None = None
    period: str = "公开期"
    phones: tuple[Phone, ...] = ()
    check_code: str = ""
    qr: str = ""
    printed_at: datetime | None = None
    pending: bool = False

    def about(self) -> str:
        """公开内容：党员值班安排　公开期：2026年12月1日至12月31日; empty when nothing is known."""
        parts = [f"公开内容：{self.content}"] if self.content else []
        if self.since or self.until or self.pending:
            parts.append(f"{self.period}：{day_range(self.since, self.until)}")
        return "　".join(parts)

    def complaints(self) -> str:
        """The telephones in one line."""
        return "　".join(phone.text() for phone in self.phones)

    def on_the_wall(self, title: str) -> Footer:
        """The foot of a public sheet: the title if no content is given, 待补充 for the unknown."""
        phones = self.phones or (Phone("监督电话", MISSING),)
        return replace(self, content=self.content or title, phones=phones, pending=True)


@dataclass(frozen=True, slots=True)
class Source:
    """What a sheet shows of a table: rows whose ``column`` lies between two ISO days, both counted.

    A column without days means that column of any row; no column means the whole table. ``only``
    names the columns that stand on the paper, parted by commas; a change to others does not count.
    """

    table: str
    column: str = ""
    since: str = ""
    until: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet. ``allowed`` lists private numbers whose owner's consent is recorded.

    ``sources`` are the rows it shows: a later change to them makes the paper out of date.
    ``official`` is the look of GB/T 9704: its margins, a title of 22 points. ``running`` says above
    the text of every page but the first what it belongs to. ``banner`` (公示) is set large in place
    of the title, which then stands below it.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    branch: str = ""
    subtitle: str = ""
    paper: Paper = A4_PORTRAIT
    red_rule: bool = False
    signature: Signature | None = None
    footer: Footer = field(default_factory=Footer)
    public: bool = True
    name: str = ""
    allowed: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    official: bool = False
    running: bool = False
    banner: str = ""

    def heads(self) -> tuple[str, str]:
        """What stands large above the text, and what below that."""
        return (self.banner, self.title) if self.banner else (self.title, self.subtitle)

    def header(self) -> str:
        """What stands above the text of every page but the first."""
        return f"{self.branch}\u3000{self.name or self.title}".strip() if self.running else ""

    def filename(self) -> str:
        """A file name every system accepts: 2026年12月党员值班表.pdf (``name`` before title)."""
        plain = re.sub(r'[\s<>:"/\\|?*\x00-\x1f]+', "", self.name or self.title)
        return (plain.strip(".")[:60] or "打印稿") + ".pdf"

    def foot(self) -> Footer:
        """The footer as printed: on a public sheet nothing is left out without a word."""
        return self.footer.on_the_wall(self.title) if self.public else self.footer

    def places(self) -> Iterator[tuple[str, str]]:
        """Every text with its place, in reading order; print time and check code left out."""
        top = (self.branch, self.banner, self.title, self.subtitle)
        yield from named(*zip(("支部名称", "大标题", "标题", "副标题"), top, strict=True))
        counts: dict[str, int] = {}
        for block in self.blocks:
            yield from blocks.places(block, counts)
        if self.signature:
            yield from named(
                ("落款", self.signature.name), ("落款日期", self.signature.date_words())
            )
        foot = self.foot()
        yield from named(("页脚", foot.about()), ("页脚", foot.complaints()))

    def text(self) -> str:
        """All printed text but print time, check code and page numbers; cells parted by tabs."""
        lines = [self.branch, self.banner, self.title, self.subtitle]
        for block in self.blocks:
            lines += blocks.lines(block)
        if self.signature:
            lines += [self.signature.name, self.signature.date_words()]
        lines += [self.foot().about(), self.foot().complaints()]
        return "\n".join(line for line in lines if line)

    def offences(self) -> tuple[Offence, ...]:
        """The private numbers on this sheet with their places; ``allowed`` ones left out."""
        from jdzb.core import private

        rows = (row for block in self.blocks for row in blocks.rows(block))
        found = private.on_sheet(self.places(), rows, self.allowed)
        return tuple(Offence(place, one.kind, one.text) for place, one in found)

    def refuse_private_numbers(self) -> None:
        """Raise PrivateNumberOnSheet with the first place when a public sheet holds one."""
        for offence in self.offences() if self.public else ():
            masked = offence.masked()
            title = self.title.replace(offence.text, masked)
            raise PrivateNumberOnSheet(
                title=title, place=offence.place, kind=offence.kind, masked=masked
            )


@dataclass(frozen=True, slots=True)
class Offence:
    """A private number found on a sheet: place, kind (手机号…), the number itself."""

    place: str
    kind: str
    text: str

    def masked(self) -> str:
        """The number with its middle hidden: 138****27."""
        return f"{self.text[:3]}****{self.text[-2:]}"


def cn_day(day: date | None) -> str:
    """2026年12月1日, or nothing."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def day_range(since: date | None, until: date | None) -> str:
    """Both ends, the year once when it is the same: 2026年12月1日至12月31日; 待补充 for none."""
    if not (since and until):
        ends = (f"{cn_day(since)}起" if since else "", f"至{cn_day(until)}" if until else "")
        return "".join(ends) or MISSING
    end = f"{until.month}月{until.day}日" if since.year == until.year else cn_day(until)
    return f"{cn_day(since)}至{end}"
