"""The shape of a scheme file: which keys each table may have, and what each holds. Data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jdzb.core.rules import LEVELS, STATUSES
from jdzb.ledgers.appraisals import terms

TEXT, KEY, NUMBER, SHARE, COUNT, FLAG, TEXTS, COUNTS, TABLE, TABLES = (
    "文字", "代号", "数字", "分数", "整数", "是否", "几项文字", "几个整数", "一张表", "几张表",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spec:
    """What one key holds: its kind, whether it must be there, the words allowed with what each
    means ('' where it says so itself), the table's name.
    """

    kind: str
    needed: bool = False
    among: Mapping[str, str] = field(default_factory=dict)
    table: str = ""


def _words(*, needed: str = "", other: str = "", kind: str = TEXT) -> dict[str, Spec]:
    return {name: Spec(kind, needed=True) for name in needed.split()} | {
        name: Spec(kind) for name in other.split()
    }


# Without a key the title is the key.
_NAMED = {"key": Spec(KEY), "title": Spec(TEXT, needed=True)}
_NUMBERS = {"full": Spec(NUMBER), "weight": Spec(NUMBER)}
SHAPES: Mapping[str, Mapping[str, Spec]] = {
    "": {
        "key": Spec(KEY, needed=True),
        **_words(needed="title about source", other="award"),
        "rules": Spec(TEXTS),
        "level": Spec(TEXT, needed=True, among=LEVELS),
        "status": Spec(TEXT, needed=True, among=STATUSES),
        "who": Spec(TEXT, needed=True, among=dict.fromkeys(terms.WHO, "")),
        "by": Spec(TEXT, among=terms.BYS),
        "ties": Spec(TEXT, among=terms.TIES),
        "decimals": Spec(COUNT),
        "star_line": Spec(NUMBER),
        "per_year": Spec(COUNT),
        "public": Spec(TABLE, table="public"),
        "lowest": Spec(TABLE, table="lowest"),
        **{
            name: Spec(TABLES, needed=name in ("part", "grade", "stage"), table=name)
            for name in (
                "excuse", "period", "side", "part", "ballot", "veto", "grade", "line", "stage",
            )
        },
    },
    "excuse": {
        "who": Spec(TEXT, needed=True),
        "effect": Spec(TEXT, needed=True, among=dict.fromkeys(terms.EFFECTS, "")),
        "why": Spec(TEXT, needed=True),
    },
    "period": {**_NAMED, "weight": Spec(NUMBER, needed=True), "months": Spec(COUNTS)},
    "side": {**_NAMED, "weight": Spec(NUMBER, needed=True)},
    "part": {
        **_NAMED,
        **_NUMBERS,
        "way": Spec(TEXT, needed=True, among=terms.WAYS),
        "periods": Spec(TEXTS),
        "ballot": Spec(TEXT),
        "important": Spec(FLAG),
        "expected": Spec(COUNT),
        "todo": Spec(FLAG),
        "choice": Spec(TABLES, table="choice"),
        "aspect": Spec(TABLES, table="aspect"),
    },
    "aspect": {
        **_NAMED,
        "full": Spec(NUMBER),
        "each": Spec(NUMBER),
        "evidence": Spec(TEXTS),
        "important": Spec(FLAG),
        "expected": Spec(COUNT),
        "todo": Spec(FLAG),
        "item": Spec(TABLES, table="item"),
    },
    "item": {
        **_NAMED,
        "full": Spec(NUMBER),
        "each": Spec(NUMBER),
        "evidence": Spec(TEXTS),
        "important": Spec(FLAG),
        "todo": Spec(FLAG),
    },
    "choice": {"title": Spec(TEXT, needed=True), "points": Spec(NUMBER, needed=True)},
    "ballot": {
        **_NAMED,
        "voters": Spec(TEXT, needed=True),
        "pick": Spec(COUNT),
        "choice": Spec(TABLES, table="choice"),
        "turnout": Spec(TABLES, table="turnout"),
    },
    "turnout": {
        "who": Spec(TEXT, needed=True),
        "share": Spec(SHARE),
        "least": Spec(COUNT),
    },
    "veto": {**_NAMED, "grade": Spec(TEXT, needed=True), "evidence": Spec(TEXTS)},
    "grade": {
        "title": Spec(TEXT, needed=True),
        "line": Spec(NUMBER),
        "stars": Spec(COUNT),
        "percent": Spec(NUMBER),
        "most": Spec(SHARE),
        "places": Spec(COUNT),
    },
    "line": {
        **_NAMED,
        "what": Spec(TEXT, needed=True, among=dict.fromkeys(terms.MEASURES, "")),
        "below": Spec(NUMBER),
        "important_below": Spec(NUMBER),
        "stars_below": Spec(COUNT),
        "grades": Spec(TEXTS),
        "months": Spec(COUNT),
    },
    "lowest": {
        "grade": Spec(TEXT, needed=True),
        "years": Spec(COUNT, needed=True),
        "to": Spec(TEXT, needed=True),
    },
    "stage": {
        **_NAMED,
        "kind": Spec(TEXT, needed=True, among=terms.STAGES),
        "days": Spec(COUNT),
        "link": Spec(TEXT, among=terms.LINKS),
        "side": Spec(TEXT),
        "each_period": Spec(FLAG),
    },
    "public": {"grades": Spec(TEXTS, needed=True), "points": Spec(FLAG)},
}  # fmt: skip
