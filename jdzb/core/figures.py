"""A figure of the rule table as a person types it: what each kind of figure may be."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from jdzb.core.fields import Unreadable, plain
from jdzb.core.rules import Figure, Rule

LARGEST: Final = 9999
_LONGEST = 40  # characters of a text, and of each text of a list
_BETWEEN = re.compile(r"[、,，;；\n]+|(?<=[0-9%]) +(?=[0-9])")
_SHARE = re.compile(r"(\d{1,3})/([1-9]\d{0,2})")
_PERCENT = re.compile(r"(\d{1,3})%")
_CHINESE = re.compile("([一二两三四五六七八九十])分之([一二三四五六七八九])")
_NUMBERS = "零一二三四五六七八九十"
_HOURS = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)[-–—~～至到]+([01]?\d|2[0-3])[:：]([0-5]\d)")


def written(figure: Figure) -> str:
    """A figure as a form shows it; reading it back gives the same figure."""
    return "、".join(str(one) for one in figure) if isinstance(figure, tuple) else str(figure)


def expected(rule: Rule) -> str:
    """What may be typed for a rule, in Chinese: 应为 1 到 9999 的整数."""
    figure = rule.figure
    many = f" {len(figure)} 个" if isinstance(figure, tuple) else ""
    apart = "，用顿号隔开" if many else ""
    if rule.choices:
        count = "几项" if _open(rule) else many or "一项"
        return f"应为 {'、'.join(rule.choices)} 中的{count}{apart}"
    first = figure[0] if isinstance(figure, tuple) else figure
    if isinstance(first, int):
        return "应为{} {} 到 {} 的整数{}".format(many, *_bounds(rule), apart)
    if isinstance(first, Fraction) or _SHARE.fullmatch(first):
        return f"应为{many}分数，如 1/2、2/3，不超过 1{apart}"
    if _HOURS.fullmatch(first):
        return "应为时间，如 8:30–12:00"
    return f"应为{many}文字{apart or f'，{_LONGEST} 字以内'}"


def read(rule: Rule, text: str) -> Figure:
    """The figure that is typed for a rule, of the kind it has; Unreadable says what is expected."""
    try:
        return _read(rule, text)
    except (ValueError, ZeroDivisionError):
        raise Unreadable(expected(rule)) from None


def readable(rule: Rule, text: str) -> Figure | None:
    """The same; None for what cannot be read."""
    try:
        return read(rule, text)
    except Unreadable:
        return None


def _read(rule: Rule, text: str) -> Figure:
    if not isinstance(rule.figure, tuple):
        return _one(rule, rule.figure, text.strip())
    parts = [one.strip() for one in _BETWEEN.split(text) if one.strip()]
    if len(parts) != len(rule.figure) and not (parts and _open(rule)):
        raise ValueError
    found = [_one(rule, rule.figure[0], one) for one in parts]
    return (
        tuple(one for one in found if isinstance(one, int))
        if isinstance(rule.figure[0], int)
        else tuple(map(str, found))
    )


def _open(rule: Rule) -> bool:
    """True for a list that may have any number of items, not one for each of something."""
    return bool(rule.choices) and isinstance(rule.figure, tuple) and "依次" not in rule.unit


def _one(rule: Rule, like: int | Fraction | str, text: str) -> int | Fraction | str:
    """One item of the kind that ``like`` has."""
    if rule.choices and text not in rule.choices:
        raise ValueError
    if isinstance(like, int):
        return _whole(rule, plain(text))
    if isinstance(like, Fraction) or _SHARE.fullmatch(like):
        return _share(plain(text))
    return _hours(plain(text)) if _HOURS.fullmatch(like) else _words(text)


def _bounds(rule: Rule) -> tuple[int, int]:
    """The least and the largest whole number."""
    figures = rule.figure if isinstance(rule.figure, tuple) else (rule.figure,)
    least = 0 if 0 in figures else rule.least
    return least, rule.most or (100 if rule.unit.startswith("%") else LARGEST)


def _whole(rule: Rule, typed: str) -> int:
    least, most = _bounds(rule)
    if not re.fullmatch(r"[0-9]{1,9}", typed) or not least <= int(typed) <= most:
        raise ValueError
    return int(typed)


def _share(typed: str) -> Fraction:
    typed = typed.replace(" ", "").replace("\u2044", "/")
    if match := _CHINESE.fullmatch(typed):
        top = _NUMBERS.index(match[2])
        share = Fraction(top, _NUMBERS.index(match[1].replace("两", "二")))
    elif match := _PERCENT.fullmatch(typed):
        share = Fraction(int(match[1]), 100)
    elif match := _SHARE.fullmatch(typed):
        share = Fraction(int(match[1]), int(match[2]))
    else:
        raise ValueError
    if not 0 < share <= 1:
        raise ValueError
    return share


def _hours(typed: str) -> str:
    match = _HOURS.fullmatch(typed.replace(" ", ""))
    if not match:
        raise ValueError
    first, last = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if first >= last:
        raise ValueError
    return f"{int(match[1])}:{match[2]}–{int(match[3])}:{match[4]}"


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST:
        raise ValueError
    return words
