"""Schemes from their files: read, checked, told what is wrong with line and key. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path as File

from jdzb.core import paths, rules
from jdzb.core.errors import JdzbError
from jdzb.core.rules import RuleTable
from jdzb.ledgers.appraisals import mistakes, soundness
from jdzb.ledgers.appraisals.building import build
from jdzb.ledgers.appraisals.resolving import RULE, Doubt, Reader, picked
from jdzb.ledgers.appraisals.schemes import Scheme
from jdzb.ledgers.appraisals.toml_lines import Path, line_at, lines_of

_REFERENCE = re.compile(rf"(=\s*)([\"'])({RULE.pattern})\2")
_RULES = re.compile(r"^rules[ \t]*=[ \t]*\[([^\]]*)\][^\n]*\n", re.MULTILINE)
LONGEST = 20  # digits of a number, letters of a key that is told
_WHERE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")  # Word, Excel, WPS, PDF


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file: on which line, under which key, what was expected."""

    line: int
    key: str
    expected: str

    @property
    def words(self) -> str:
        """第 4 行“wieght”：没有这个项目，是不是“weight”？"""
        return f"第 {self.line} 行“{self.key}”：{self.expected}"


class BadScheme(JdzbError):
    """A scheme that cannot be used; the sentence names file, line and key of all that is wrong."""

    sentence = "评议办法文件 {file} 有误：{told}没有改动任何记录，请改正后重试。"

    def __init__(self, file: str, faults: Sequence[Fault]) -> None:
        """Keep the faults, for a page that lists them."""
        self.file, self.faults = file, tuple(faults)
        told = "；".join(one.words for one in faults)
        super().__init__(file=file, told=told if told.endswith("？") else f"{told}。")


def standard() -> Mapping[str, Scheme]:
    """The schemes that come with the program by key, by the rules in force; without those that a
    changed rule made senseless (``spoilt``).
    """
    return by(rules.standard())[0]


def spoilt() -> Mapping[str, BadScheme]:
    """What is wrong with schemes of the program by the rules in force, by key."""
    return by(rules.standard())[1]


@lru_cache(maxsize=4)
def by(table: RuleTable) -> tuple[Mapping[str, Scheme], Mapping[str, BadScheme]]:
    """The same two by any rules; by those that came with the program BadScheme is raised."""
    found: dict[str, Scheme] = {}
    wrong: dict[str, BadScheme] = {}
    for key, (file, text) in _files().items():
        try:
            found[key] = read(text, file, table)
        except BadScheme as error:
            if table is rules.shipped():
                raise
            wrong[key] = error
    return found, wrong


def text_of(key: str) -> str:
    """The text of the file of one of the program's own schemes; KeyError for none."""
    return _files()[key][1]


def guide() -> str:
    """How to write a scheme, in Chinese, for who writes one."""
    folder: File = paths.resources() / "db" / "schemes"
    return (folder / "how-to-write.txt").read_text(encoding="utf-8")


@cache
def _files() -> Mapping[str, tuple[str, str]]:
    """Name and text of each file by the key of its scheme."""
    folder: File = paths.resources() / "db" / "schemes"
    found = ((one.name, one.read_text(encoding="utf-8")) for one in sorted(folder.glob("*.toml")))
    return {tomllib.loads(text)["key"]: (name, text) for name, text in found}


def read(text: str, file: str, table: RuleTable) -> Scheme:
    """The scheme of a text; BadScheme names all that is wrong, by the name of the file."""
    scheme = kept(text, file, table)
    if found := list(soundness.doubts(scheme)):
        raise BadScheme(file, _faults(text.removeprefix("\ufeff"), found))
    return scheme


def kept(text: str, file: str, table: RuleTable) -> Scheme:
    """The scheme of a text that was sound when a round froze it, whatever is demanded of schemes
    since; BadScheme for one that is none at all.
    """
    text = text.removeprefix("\ufeff")
    _refuse_empty(text, file)
    try:
        data = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        raise BadScheme(file, [_syntax(text, str(error))]) from error
    except (ValueError, RecursionError) as error:  # thousands of digits, of brackets
        raise BadScheme(file, [Fault(1, "全文", "有一个数字或一串括号太长")]) from error
    reader = Reader(table)
    raw = reader.read(data)
    if reader.doubts:
        raise BadScheme(file, _faults(text, reader.doubts))
    return build(raw, reader.rules)


def decoded(content: bytes, file: str) -> str:
    """The text of a file somebody brought; BadScheme where it is not UTF-8."""
    if content.startswith(_OTHERS):
        words = "不是文本文件，请把内容粘贴到记事本，另存为 UTF-8 编码的文本"
        raise BadScheme(file, [Fault(1, "全文", words)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = "应存为 UTF-8 编码：用记事本打开，点“另存为”，编码选 UTF-8"
        raise BadScheme(file, [Fault(1, "全文", words)]) from error
    _refuse_empty(text, file)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_empty(text: str, file: str) -> None:
    if not text.strip():
        raise BadScheme(file, [Fault(1, "全文", "文件是空的，请复制一个相近的办法来改")])


def _decimal(text: str) -> Decimal:
    """A number with a point; one beyond all measure is none."""
    found = Decimal(text)
    return found if found.adjusted() < LONGEST else Decimal("nan")


def frozen(text: str, table: RuleTable) -> str:
    """The text with the figures of the rule table written in, to be kept with a round.

    A later change of a rule does not change it; which rules it rested on stays in its ``rules``.
    """
    used: list[str] = []

    def figure(match: re.Match[str]) -> str:
        equals, key, index = match[1], match[4], match[5]
        found = picked(table.rules[key].figure, index) if key in table.rules else None
        if found is None:
            return match[0]
        used.append(key)
        plain = f'"{found}"' if isinstance(found, str | Fraction) else str(found)
        return f"{equals}{plain}"

    written = _REFERENCE.sub(figure, text.removeprefix("\ufeff"))
    if not used:
        return written
    before = [key for listed in _RULES.findall(written) for key in re.findall(r"[\w.]+", listed)]
    listed = ", ".join(f'"{key}"' for key in dict.fromkeys((*before, *used)))
    return f"rules = [{listed}]\n{_RULES.sub('', written)}"


# -- telling where ---------------------------------------------------------------------------------


def _faults(text: str, doubts: Sequence[Doubt]) -> list[Fault]:
    lines = lines_of(text)
    found = [
        Fault(line_at(lines, one.path), _named(one.path, lines), one.expected) for one in doubts
    ]
    return sorted(dict.fromkeys(found), key=lambda one: one.line)


def _named(path: Path, lines: Mapping[Path, int]) -> str:
    """The last key of a path, or of the table around one that is not there; 全文 for none."""
    while path and isinstance(path[-1], int) and path not in lines:
        path = path[:-2]
    return next((one for one in reversed(path) if isinstance(one, str)), "全文")


def _syntax(text: str, error: str) -> Fault:
    found = _WHERE.search(error)
    lines = text.split("\n")
    last = len(text.splitlines()) or 1
    line = min(int(found[1]) if found and found[1] else last, last)
    line = mistakes.where(lines, line, error)
    key = lines[line - 1].split("=")[0].strip().strip("[]\"' ")
    return Fault(line, key[:LONGEST] or "全文", mistakes.told(lines[line - 1], error))
