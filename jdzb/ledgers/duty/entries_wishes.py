"""Who serves together or apart, and the days members ask for or ask to be spared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jdzb.core.fields import Field, InvalidForm, Problem, read_fields
from jdzb.core.ledger import Table

TOGETHER, APART = "同班", "不同班"
EAGER, UNWILLING = "想值", "不想值"

PAIR_FIELDS = (
    Field("one", "一人", "member", required=True, width=6),
    Field("other", "另一人", "member", required=True, width=6),
    Field(
        "kind", "怎么排", "choice", required=True, choices=(TOGETHER, APART), width=5,
        plainly=("排在同一天", "不排在同一天"),
    ),
    Field("note", "说明", hint="例如 夫妻，一起来", width=12),
)  # fmt: skip
WISH_FIELDS = (
    Field("member", "姓名", "member", required=True, width=6),
    Field("day", "日期", "day", required=True, width=7),
    Field(
        "kind", "愿望", "choice", required=True, choices=(UNWILLING, EAGER), width=5,
        plainly=("尽量不排这一天", "想排在这一天"),
    ),
    Field("note", "说明", hint="例如 孙子满月", width=12),
)  # fmt: skip
TABLES = (
    Table("duty_pairs", PAIR_FIELDS, "搭档"),
    Table("duty_wishes", WISH_FIELDS, "愿望"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members who serve on the same days (同班), or never on the same day (不同班)."""

    one: int
    other: int
    kind: str = TOGETHER
    note: str | None = None
    id: int = 0

    @property
    def both(self) -> frozenset[int]:
        """The two, in no order."""
        return frozenset((self.one, self.other))


@dataclass(frozen=True, slots=True)
class Wish:
    """A day a member asks for (想值) or asks to be spared (不想值)."""

    member: int
    day: date
    kind: str = UNWILLING
    note: str | None = None
    id: int = 0


def parse_pair(raw: Mapping[str, str]) -> Pair:
    """A pair; raises InvalidForm with every problem."""
    values = read_fields(PAIR_FIELDS, raw)
    if values["one"] == values["other"]:
        text = str(values["other"])
        raise InvalidForm([Problem("other", "另一人", text, "要选另外一个人")])
    one, other = int(values["one"] or 0), int(values["other"] or 0)
    return Pair(one, other, str(values["kind"]), _text(values["note"]))


def parse_wish(raw: Mapping[str, str]) -> Wish:
    """A wish; raises InvalidForm with every problem."""
    values = read_fields(WISH_FIELDS, raw)
    day = date.fromisoformat(str(values["day"]))
    return Wish(int(values["member"] or 0), day, str(values["kind"]), _text(values["note"]))


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
