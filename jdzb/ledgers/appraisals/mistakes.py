"""What is wrong with a line of a scheme file that is not TOML, in Chinese, and what to do. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_QUOTES = re.compile("[“”‘’「」『』＂＇]")
_UNSEEN = re.compile("[\u00a0\u2000-\u200f\u202f\u2060\u3000\ufeff]")
_WIDE = re.compile("[\u3001-\u303f\uff01-\uff5e]+")
_CHINESE = re.compile("[\u3400-\u9fff]")
_LEFT = re.compile(r"[A-Za-z0-9_.\" -]*[A-Za-z0-9_\"]")
_FLAG = re.compile(r"(是|否|有|无|true|false|yes|no)\b", re.IGNORECASE)
_BY_ERROR = (
    ("Unescaped '\\'", "文字里不能有反斜杠“\\”，请改成“/”"),
    ("Invalid hex", "文字里不能有反斜杠“\\”，请改成“/”"),
    ("Invalid value", "等号后面的写法不对，文字要写在英文引号里"),
    ("Expected newline", "一行只写一项，后面的另起一行"),
    ("Unclosed", "方括号没有配对"),
    ("Unterminated", "有连着的三个引号没有配对，请往前找"),
    ('Expected "\'"', "有连着的三个引号没有配对，请往前找"),
    ("Expected '\"'", "有连着的三个引号没有配对，请往前找"),
)
_NO_KEY = "等号左边应为英文代号，如 title、full"
_DEFAULT = "写法不对，请对照“怎样写一个评议办法”改写"


def where(lines: Sequence[str], line: int, error: str) -> int:
    """The line (from 1) a mistake stands on: of a bracket not closed the one where it opens."""
    if not error.startswith("Unclosed"):
        return line
    for number in range(line, 0, -1):
        bare = _bare(lines[number - 1])
        if bare.count("[") > bare.count("]") or bare.count("{") > bare.count("}"):
            return number
    return line


def told(line: str, error: str) -> str:
    """What is wrong with a line tomllib refused with this error, and what to do."""
    bare = _bare(line)
    left, equals, value = (one.strip(" \t") for one in bare.partition("="))
    if _QUOTES.search(bare):
        return '引号要用英文引号（"），不能用中文引号'
    if unlike := _characters(bare, left, value, equals=bool(equals)):
        return unlike
    if '"' in bare.replace('""', ""):
        return "引号没有配对，一段文字两头各一个英文引号，写在一行里"
    if left.startswith("["):
        return _header(error)
    if not equals:
        return "应写成“代号 = 值”；说明文字前面要加 #"
    return _value(value, error) if _LEFT.fullmatch(left) else _NO_KEY


def _bare(line: str) -> str:
    """The line without its texts and its comment."""
    return _QUOTED.sub('""', line).split("#", maxsplit=1)[0]


def _characters(bare: str, left: str, value: str, *, equals: bool) -> str:
    """Chinese where there may be none, wide or unseen characters."""
    if equals and _CHINESE.search(left):
        return _NO_KEY
    if left.startswith("[") and not equals and _CHINESE.search(left):
        return "方括号里应为英文表名，如 [[grade]]"
    if equals and _CHINESE.match(value) and not _FLAG.match(value):
        return "等号后面的写法不对，文字要写在英文引号里"
    if wide := _WIDE.search(bare):
        return f"“{wide[0]}”是全角的，请改成英文半角的"
    if _UNSEEN.search(bare):
        return "有全角空格或看不见的字符，请删去，用英文半角的空格重打"
    return ""


def _header(error: str) -> str:
    if error.startswith("Cannot"):
        return "这张表重复出现：能写多张的要写成 [[grade]] 这样，下一层的表写在上一层后面"
    return "应写成 [[grade]] 或 [public] 这样，两边的方括号一样多"


def _value(value: str, error: str) -> str:
    if error.startswith("Cannot"):
        return "这一项重复出现"
    by_look = (
        (not value, "等号后面没有写"),
        (_FLAG.match(value), "应为 true 或 false"),
        ("=" in value, "一行只写一项，后面的另起一行"),
        (
            re.match(r"[+\-.\d]", value),
            '数字的写法不对：不带单位和百分号，前面不补 0；分数写在引号里，如 "1/3"',
        ),
    )
    by_error = ((error.startswith(start), words) for start, words in _BY_ERROR)
    return next((words for met, words in (*by_look, *by_error) if met), _DEFAULT)
