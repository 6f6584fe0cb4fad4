"""The thinking of the visit log: terms by the holiday calendar, search, counts. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from jdzb.core import people
from jdzb.core.fields import plain
from jdzb.core.rules import RuleTable
from jdzb.core.workdays import Calendar
from jdzb.ledgers.duty.entries_visits import (
    BRANCH,
    DISSATISFIED,
    FAIRLY,
    GENERAL,
    ON_THE_SPOT,
    SATISFIED,
    Visit,
)

OVERDUE, NEAR, WAITING, DONE, UNRATED = "超期", "临期", "待答复", "已答复", "待回访"
TONES = {OVERDUE: "red", NEAR: "amber", WAITING: "", DONE: "", UNRATED: ""}
SHORT_MATTER = 12  # characters; a longer text is no frequent matter but a story


@dataclass(frozen=True, slots=True)
class Terms:
    """Working days within which branch and general branch answer; how few left are few."""

    branch: int
    general: int
    soon: int

    def of(self, visit: Visit) -> int:
        """The term that runs for a matter handed on or raised."""
        return self.general if visit.handling == GENERAL else self.branch


@dataclass(frozen=True, slots=True)
class Case:
    """A visit as it stands on a day.

    ``last`` is the last day for the answer (None: on the spot), ``left`` the working days after
    today up to it, negative when past, None when answered. ``provisional`` says that a year not
    yet published was counted (暂算). ``late``: answered, raised or still open after its last day.
    """

    visit: Visit
    state: str
    last: date | None = None
    left: int | None = None
    provisional: bool = False
    late: bool = False

    @property
    def tone(self) -> str:
        """The colour of its line: red when overdue, amber when near, else none."""
        return TONES[self.state]

    @property
    def left_words(self) -> str:
        """剩3个工作日, 今天到期, 超期2个工作日; the state when answered."""
        if self.left is None:
            return self.state
        if self.state == OVERDUE:
            return f"超期{-self.left}个工作日" if self.left else "已超期"
        return f"剩{self.left}个工作日" if self.left else "今天到期"


def terms(table: RuleTable) -> Terms:
    """The figures of the rule table."""
    return Terms(
        table.whole("duty.answer_workdays"),
        table.whole("duty.general_workdays"),
        table.whole("duty.answer_soon"),
    )


def case(visit: Visit, calendar: Calendar, known: Terms, today: date) -> Case:
    """How a visit stands today."""
    last = last_day(visit, calendar, known)
    if last is None:
        return Case(visit, _done(visit))
    since = term_began(visit)
    provisional = any(calendar.provisional(year) for year in {since.year, last.year})
    late = _raised_late(visit, calendar, known)
    if visit.answered_on is not None:
        late = late or visit.answered_on > last
        return Case(visit, _done(visit), last, None, provisional, late)
    left = calendar.workdays_between(today, last)
    if today > last:
        return Case(visit, OVERDUE, last, left, provisional, late=True)
    state = NEAR if left <= known.soon else WAITING
    return Case(visit, state, last, left, provisional, late)


def _done(visit: Visit) -> str:
    return DONE if visit.satisfaction else UNRATED


def term_began(visit: Visit) -> date:
    """The day from which the term runs; the day itself never counts."""
    return (visit.raised_on if visit.handling == GENERAL else visit.handed_on) or visit.day


def last_day(visit: Visit, calendar: Calendar, known: Terms) -> date | None:
    """The last day for an answer; None when it was given on the spot."""
    if visit.handling == ON_THE_SPOT:
        return None
    return calendar.add_workdays(term_began(visit), known.of(visit))


def _raised_late(visit: Visit, calendar: Calendar, known: Terms) -> bool:
    """True when the branch let its own term pass before it raised the matter."""
    if visit.handling != GENERAL or not (visit.handed_on and visit.raised_on):
        return False
    return visit.raised_on > calendar.add_workdays(visit.handed_on, known.branch)


def reckoning(one: Case, calendar: Calendar, known: Terms) -> str:
    """How the last day was found: 9月30日起5个工作日，跳过国庆节，10月10日（星期六）上班."""
    if one.last is None:
        return ""
    since = term_began(one.visit)
    days = [since + timedelta(days=n) for n in range(1, (one.last - since).days + 1)]
    skipped = dict.fromkeys(name for day in days if (name := calendar.name(day)))
    shifted = [_short(day) for day in days if calendar.is_shifted(day)]
    parts = [f"从{_short(since)}的第二天起数{known.of(one.visit)}个工作日"]
    parts += [f"跳过{'、'.join(skipped)}假期"] if skipped else []
    parts += [f"{'、'.join(shifted)}调休上班"] if shifted else []
    parts += ["节假日安排未公布，暂算"] if one.provisional else []
    return "，".join(parts)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def ordered(cases: Iterable[Case]) -> list[Case]:
    """The open ones first, those with the fewest days left on top; then the newest."""
    found = list(cases)
    waiting = [one for one in found if one.visit.open]
    waiting.sort(key=lambda one: (one.last or one.visit.day, one.visit.day, one.visit.id))
    done = [one for one in found if not one.visit.open]
    done.sort(key=lambda one: (one.visit.day, one.visit.time or "", one.visit.id), reverse=True)
    return waiting + done


# -- finding ---------------------------------------------------------------------------------------


def search(query: str, cases: Iterable[Case], names: Mapping[int, str]) -> list[Case]:
    """The cases in which every word of the query is found: in a text, or in a name by pinyin."""
    words = plain(query).lower().split()
    return [one for one in cases if all(_holds(word, one.visit, names) for word in words)]


def _holds(word: str, visit: Visit, names: Mapping[int, str]) -> bool:
    texts = (visit.matter, visit.answer, visit.home, visit.note, visit.phone, visit.handling)
    if any(word in text.lower() for text in texts if text):
        return True
    who = (visit.visitor, names.get(visit.receiver or 0, ""))
    return any(people.match(word, name) for name in who if name)


def frequent(visits: Iterable[Visit], most: int = 6) -> list[str]:
    """The short matters of at least two visitors, those written most often first, of equals the
    latest; what the form offers. What one person alone said is nobody else's business.
    """
    counts: Counter[str] = Counter()
    latest: dict[str, date] = {}
    whose: dict[str, set[str]] = {}
    for visit in visits:
        matter = visit.matter.strip()
        if len(matter) <= SHORT_MATTER and "\n" not in matter:
            counts[matter] += 1
            latest[matter] = max(visit.day, latest.get(matter, visit.day))
            whose.setdefault(matter, set()).add(visit.visitor)
    shared = [matter for matter in counts if len(whose[matter]) > 1]
    return sorted(shared, key=lambda text: (-counts[text], -latest[text].toordinal(), text))[:most]


def last_of(visits: Iterable[Visit], visitor: str) -> Visit | None:
    """The last visit of a person of that name."""
    name = people.plain_name(visitor)
    found = [visit for visit in visits if visit.visitor == name]
    return max(found, key=lambda visit: (visit.day, visit.id), default=None)


# -- counting --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """Visits of a span of days: how they were handled, answered, and what the visitors said.

    ``on_time`` and ``late`` count matters handed on or raised whose term is decided: answered, or
    overdue. ``unrated`` are answered without a word of the visitor.
    """

    total: int = 0
    spot: int = 0
    branch: int = 0
    general: int = 0
    answered: int = 0
    waiting: int = 0
    overdue: int = 0
    on_time: int = 0
    late: int = 0
    satisfied: int = 0
    fairly: int = 0
    dissatisfied: int = 0
    unrated: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def rated(self) -> int:
        """Visits with a word of the visitor."""
        return self.satisfied + self.fairly + self.dissatisfied


def count(cases: Iterable[Case]) -> Counts:
    """The figures of these cases."""
    return sum((_one(case_) for case_ in cases), Counts())


def _one(case_: Case) -> Counts:
    visit = case_.visit
    handed = visit.handling != ON_THE_SPOT
    decided = handed and (not visit.open or case_.late)
    return Counts(
        total=1,
        spot=int(not handed),
        branch=int(visit.handling == BRANCH),
        general=int(visit.handling == GENERAL),
        answered=int(not visit.open),
        waiting=int(visit.open),
        overdue=int(case_.state == OVERDUE),
        on_time=int(decided and not case_.late),
        late=int(decided and case_.late),
        satisfied=int(visit.satisfaction == SATISFIED),
        fairly=int(visit.satisfaction == FAIRLY),
        dissatisfied=int(visit.satisfaction == DISSATISFIED),
        unrated=int(not visit.open and not visit.satisfaction),
    )


def by_receiver(cases: Iterable[Case]) -> dict[int, Counts]:
    """The figures of each who received; without a receiver under 0."""
    found: dict[int, Counts] = {}
    for one in cases:
        who = one.visit.receiver or 0
        found[who] = found.get(who, Counts()) + _one(one)
    return found


def in_words(every: Counts, span: str = "本月") -> str:
    """本月登记来访 12 件：当场办 7 件，支部办 4 件…; a ``span`` without visits says so."""
    if not every.total:
        return f"{span}没有来访登记。"
    ways = f"当场办 {every.spot} 件，支部办 {every.branch} 件，总支办 {every.general} 件"
    overdue = f"（其中超期 {every.overdue} 件）" if every.overdue else ""
    parts = [
        f"{span}登记来访 {every.total} 件：{ways}。",
        f"已答复 {every.answered} 件，正在办理 {every.waiting} 件{overdue}。",
    ]
    if every.on_time + every.late:
        parts.append(f"交支部、总支办的，按期 {every.on_time} 件，超期 {every.late} 件。")
    if every.rated:
        parts.append(
            f"来访人评价：满意 {every.satisfied} 件，基本满意 {every.fairly} 件，"
            f"不满意 {every.dissatisfied} 件，未评价 {every.unrated} 件。"
        )
    return "".join(parts)


# -- for the wall ----------------------------------------------------------------------------------


def unnamed(text: str, visitor: str, others: Sequence[str]) -> str:
    """A text without its visitor's name, and without those of other visitors."""
    for name in sorted({visitor, *others}, key=len, reverse=True):
        if len(name) > 1:  # also with blanks between its characters
            spaced = r"[\s\u3000]*".join(re.escape(char) for char in name if not char.isspace())
            text = re.sub(spaced, "来访人" if name == visitor else "某某", text)
    return text
