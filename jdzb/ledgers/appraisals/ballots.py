"""Paper ballots: counting them, and whether what was counted adds up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from jdzb.ledgers.appraisals.schemes import Ballot, Turnout
from jdzb.ledgers.appraisals.scoring import Tally

Line = tuple[int, str]  # (subject, item): one line of the ballot paper


@dataclass(frozen=True, slots=True)
class Papers:
    """How many ballots were handed out, came back, and of these were invalid."""

    handed: int
    returned: int
    invalid: int = 0

    @property
    def valid(self) -> int:
        """The ballots that count."""
        return self.returned - self.invalid

    @property
    def kept(self) -> int:
        """The ballots that did not come back."""
        return self.handed - self.returned


@dataclass(frozen=True, slots=True)
class Present:
    """How many of a kind of voters came, of how many."""

    who: str
    came: int
    of: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether enough of one kind of voters came: 到会党员 40 人，须 40 人以上（49 人的 4/5）."""

    who: str
    came: int
    need: int
    words: str

    @property
    def enough(self) -> bool:
        """Whether the ballot may be held, as far as these go."""
        return self.came >= self.need


def papers_faults(papers: Papers) -> list[str]:
    """What does not add up in the numbers of the papers themselves, as Chinese sentences."""
    found = []
    if min(papers.handed, papers.returned, papers.invalid) < 0:
        found.append("票数不能小于 0。")
    if papers.returned > papers.handed:
        found.append(f"收回 {papers.returned} 张，比发出的 {papers.handed} 张还多。")
    if papers.invalid > papers.returned:
        found.append(f"无效票 {papers.invalid} 张，比收回的 {papers.returned} 张还多。")
    return found


def faults(
    ballot: Ballot,
    papers: Papers,
    tallies: Mapping[Line, Tally],
    names: Mapping[int, str],
    blank: int = 0,
    items: Mapping[str, str] | None = None,
) -> list[str]:
    """What does not add up between papers and tallies, as Chinese sentences.

    Each line of the paper (its choices and the blank ones) must make up the valid ballots; of a
    ballot on which one of all is ticked, all lines and the ``blank`` papers together. ``items``
    are titles, where a paper asks for more than one of everybody.
    """
    found = papers_faults(papers)
    if any(min(*tally.counts, tally.blank) < 0 for tally in tallies.values()):
        found.append("票数不能小于 0。")
    if ballot.pick:
        return found + _faults_of_pick(ballot, papers, tallies, blank)
    for (subject, item), tally in tallies.items():
        cast = sum(tally.counts) + tally.blank
        if cast != papers.valid:
            name = " ".join((names.get(subject, ""), *filter(None, [(items or {}).get(item)])))
            found.append(
                f"“{name}”各项合计 {cast} 票，与有效票 {papers.valid} 张对不上"
                f"（{_difference(cast, papers.valid)}）。"
            )
    return found


def _faults_of_pick(
    ballot: Ballot, papers: Papers, tallies: Mapping[Line, Tally], blank: int
) -> list[str]:
    cast = sum(tally.counts[0] for tally in tallies.values()) + blank
    expected = papers.valid * ballot.pick
    if cast == expected:
        return []
    return [f"各对象得票与弃权合计 {cast}，应为 {expected}（{_difference(cast, expected)}）。"]


def _difference(found: int, expected: int) -> str:
    return f"多 {found - expected}" if found > expected else f"少 {expected - found}"


def count(
    ballot: Ballot, papers: Iterable[Mapping[Line, int]], lines: Sequence[Line]
) -> dict[Line, Tally]:
    """Tallies of valid papers read one by one: each the number of the choice ticked, by line.

    A line that a paper leaves out is blank there. Where one of all is ticked, the ticked lines hold
    any number.
    """
    read = list(papers)
    if ballot.pick:
        return {one: Tally((sum(one in paper for paper in read),), of=len(read)) for one in lines}
    found = {}
    for one in lines:
        ticked = [paper[one] for paper in read if one in paper]
        counts = tuple(ticked.count(number) for number in range(len(ballot.choices)))
        found[one] = Tally(counts, len(read) - len(ticked))
    return found


def shares(tally: Tally) -> tuple[Fraction, ...]:
    """The share of each choice of the votes cast; all 0 where there are none."""
    cast = tally.of or sum(tally.counts)
    return tuple(Fraction(n, cast) if cast else Fraction(0) for n in tally.counts)


def turnout(ballot: Ballot, present: Iterable[Present]) -> list[Attendance]:
    """The conditions of a ballot beside who came; nobody told of counts as nobody came."""
    by_who = {one.who: one for one in present}
    return [
        _attendance(rule, by_who.get(rule.who, Present(rule.who, 0, 0))) for rule in ballot.turnout
    ]


def _attendance(rule: Turnout, present: Present) -> Attendance:
    of_share = ceil(rule.share * present.of) if rule.share else 0
    need = max(of_share, rule.least, 1)
    basis = f"{present.of} 人的 {rule.share}" if of_share >= rule.least and rule.share else ""
    words = f"到会{rule.who} {present.came} 人，须 {need} 人以上"
    return Attendance(rule.who, present.came, need, f"{words}（{basis}）" if basis else words)
