"""The appraisals book in the file: rounds opened by a frozen scheme, corrected, voided, read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from jdzb.core import rules
from jdzb.core.errors import JdzbError, Refused
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import columns, listing, naming, reading
from jdzb.ledgers.appraisals.entries import (
    Attended,
    Ballot,
    Decision,
    Mark,
    Paper,
    Result,
    Round,
    SchemeText,
    Score,
    StageDone,
    Subject,
    Talk,
    Tally,
)
from jdzb.ledgers.appraisals.parsing import paper_of, tally_of, values_of
from jdzb.ledgers.appraisals.schemes import Scheme
from jdzb.ledgers.appraisals.terms import NOTICE, REPORT
from jdzb.ledgers.members import service as members
from jdzb.store.session import Session

ROUNDS, SCHEMES, SUBJECTS = "appraisal_rounds", "appraisal_schemes", "appraisal_subjects"
ENTERING = "打分中"
_OF_SUBJECTS = ("appraisal_scores", "appraisal_marks", "appraisal_tallies")


class Frozen(JdzbError):
    """The results of a round are final; nothing that made them changes any more."""

    sentence = "“{title}”已经定档，结果不能再改，没有改动。有新情况，请记在下一年度的评议里。"


class NeedsReason(JdzbError):
    """The result was handed to the township or hangs already: a change wants a reason."""

    sentence = "“{title}”的{told}，没有改动。确实要改，请写明理由，理由会留在历史里。"


@dataclass(frozen=True, slots=True)
class Whole:
    """A round with all rows in force that hang on it, and the scheme it goes by."""

    round: Round
    scheme: Scheme
    subjects: tuple[Subject, ...] = ()
    scores: tuple[Score, ...] = ()
    marks: tuple[Mark, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    attended: tuple[Attended, ...] = ()
    tallies: tuple[Tally, ...] = ()
    papers: tuple[Paper, ...] = ()
    stages: tuple[StageDone, ...] = ()
    decisions: tuple[Decision, ...] = ()
    results: tuple[Result, ...] = ()
    talks: tuple[Talk, ...] = ()

    @property
    def id(self) -> int:
        """The id of the round."""
        return self.round.id

    @property
    def assessed(self) -> tuple[Subject, ...]:
        """Who is ranked and graded."""
        return tuple(one for one in self.subjects if one.assessed)

    def subject(self, subject_id: int) -> Subject:
        """A subject by its id; raises Refused for one that is not (or no longer) in the round."""
        for one in self.subjects:
            if one.id == subject_id:
                return one
        raise Refused(why="这个评议对象已不在名单里，没有改动。请刷新页面后再试。")

    def apart(self, subject: Subject) -> dict[str, str]:
        """The periods that do not count for him, by key, each with why."""
        return naming.apart_of(self.scheme, subject.apart)

    @property
    def notice(self) -> StageDone | None:
        """The notice of the result, once it is posted."""
        keys = {one.key for one in self.scheme.stages if one.kind == NOTICE}
        found = (one for one in self.stages if one.stage in keys and one.subject is None)
        return next((one for one in found if one.since), None)


# -- schemes ---------------------------------------------------------------------------------------


def schemes(session: Session) -> tuple[Scheme, ...]:
    """The schemes a round may go by: those of the program, and the county's own (which replace
    one of the same key); without those the rules in force made senseless.
    """
    found = dict(reading.standard())
    for row in own_rows(session):
        try:
            found[row["key"]] = read(row["text"], row["title"])
        except reading.BadScheme:
            found.pop(row["key"], None)
    return tuple(found.values())


def own_rows(session: Session) -> list[dict[str, Any]]:
    """The rows of the county's own schemes in force."""
    return session.rows(SCHEMES, "round IS NULL")


def read(text: str, name: str) -> Scheme:
    """The scheme a text describes; raises BadScheme. The same text is read once."""
    return _read(text, name, rules.standard())


_read = lru_cache(maxsize=64)(reading.read)


def scheme_of(session: Session, round_id: int) -> Scheme:
    """The scheme a round goes by, as it was when the round opened."""
    row = session.rows(SCHEMES, "round = ?", (round_id,))[0]
    return _kept(row["text"], row["title"])


@lru_cache(maxsize=64)
def _kept(text: str, name: str) -> Scheme:
    return reading.kept(text, name, rules.standard())


def scheme_named(session: Session, title: str) -> tuple[Scheme, str]:
    """The scheme of a title (or key) and its text; raises Refused for none."""
    for row in own_rows(session):
        if title in (row["title"], row["key"]):
            return read(row["text"], row["title"]), str(row["text"])
    for scheme in reading.standard().values():
        if title in (scheme.title, scheme.key):
            return scheme, reading.text_of(scheme.key)
    if title in reading.spoilt():
        raise reading.spoilt()[title]
    titles = "、".join(one.title for one in schemes(session))
    raise Refused(why=f"没有“{title}”这种评议办法，没有保存。现有的办法：{titles}。")


# -- writing ---------------------------------------------------------------------------------------


def subjects_for(session: Session, scheme: Scheme, day: date) -> tuple[Subject, ...]:
    """Who the scheme assesses on a day, and who is excused and why."""
    branch = session.setting("branch.name", "本支部")
    return listing.subjects_for(members.register(session), scheme, day, branch)


def open_round(
    session: Session, round_: Round, subjects: Sequence[Subject] | None = None
) -> Changed:
    """Open a round: its head, the whole text of its scheme, and who is assessed, as one act.

    Without ``subjects`` those the scheme speaks of, as of the day. Raises Refused for an unknown
    scheme, a second round of the same title, or where nobody would get a grade.
    """
    scheme, text = scheme_named(session, round_.scheme)
    if session.rows(ROUNDS, "title = ?", (round_.title,)):
        raise Refused(why=f"已经有“{round_.title}”，没有重复开始。请换一个名称，或打开原来那个。")
    if subjects is None:
        subjects = subjects_for(session, scheme, date.fromisoformat(round_.day))
    if told := listing.nobody(scheme, subjects, round_.day):
        raise Refused(why=told)
    round_ = replace(round_, scheme=scheme.title, closed_on=None)
    what = f"开始{round_.title}"
    with session.together(what) as batch:
        added = session.add(ROUNDS, values_of(round_), what=what).id
        frozen = SchemeText(scheme.key, scheme.title, reading.frozen(text, rules.standard()), added)
        session.add(SCHEMES, columns_of(columns.SCHEME_FIELDS, frozen), what=what)
        for place, subject in enumerate(subjects, 1):
            one = replace(subject, round=added, place=place)
            session.add(SUBJECTS, columns_of(columns.SUBJECT_FIELDS, one), what=what)
    return batch.changed


def add(session: Session, round_: Round) -> Changed:
    """Open a round with everybody its scheme speaks of; see ``open_round``."""
    return open_round(session, round_)


def amend(session: Session, round_id: int, round_: Round, reason: str) -> Changed:
    """Change the head of a round, for a reason: title, year, span, note.

    Raises Refused for another scheme or day: the round goes by the one it was opened with.
    """
    old = get(session, round_id)
    if (round_.scheme, round_.day) != (old.scheme, old.day):
        why = f"“{old.title}”已经按{old.scheme}、{old.day} 的名单开始，这两项不能改，没有改动。"
        raise Refused(why=f"{why}办法或名单选错了，请作废这一次，另外开始一次。")
    values = values_of(replace(round_, closed_on=old.closed_on))
    return session.amend(ROUNDS, round_id, values, what=f"更正{old.title}", reason=reason)


def void(session: Session, round_id: int, reason: str) -> Changed:
    """Put a round out of force with all it says, for a reason."""
    title = get(session, round_id).title
    return session.void(ROUNDS, round_id, what=f"作废{title}", reason=reason)


def refuse_change(session: Session, round_id: int, reason: str = "") -> str:
    """Refuse what changes the result: Frozen when it is final, NeedsReason when it was handed to
    the township or is posted and no reason is given. Returns the reason to write, 打分中 before.
    """
    round_ = get(session, round_id)
    if round_.closed:
        raise Frozen(title=round_.title)
    if reason.strip():
        return reason
    if told := out(session, round_id):
        raise NeedsReason(title=round_.title, told=told)
    return ENTERING


def out(session: Session, round_id: int) -> str:
    """结果已经公示, 结果已经上报 (乡镇审批): from then on changes want a reason; '' before."""
    if session.rows("appraisal_results", "round = ?", (round_id,)):
        return "结果已经公示"
    reports = {
        one.key: one.title for one in scheme_of(session, round_id).stages if one.kind == REPORT
    }
    where = "round = ? AND subject IS NULL AND coalesce(begun_on, done_on) IS NOT NULL"
    rows = session.rows("appraisal_stages", where, (round_id,))
    told = (reports[row["stage"]] for row in rows if row["stage"] in reports)
    return next((f"结果已经上报（{title}）" for title in told), "")


def posted(session: Session, round_id: int) -> bool:
    """True once the result is out of the house: from then on changes want a reason."""
    return bool(out(session, round_id))


# -- reading ---------------------------------------------------------------------------------------


def get(session: Session, round_id: int) -> Round:
    """The head of one round in force; raises NoSuchRow."""
    return made(Round, session.row(ROUNDS, round_id))


def browse(session: Session, query: str = "") -> Sequence[Round]:
    """The rounds in force, the latest first; each word of the query is in title, scheme or year."""
    found = [made(Round, row) for row in session.rows(ROUNDS, order="year DESC, day DESC, id DESC")]
    typed = query.split()
    return [one for one in found if all(_holds(one, word) for word in typed)]


def _holds(round_: Round, word: str) -> bool:
    texts = (round_.title, round_.scheme, str(round_.year), round_.span)
    return any(word in text for text in texts if text)


def whole(session: Session, round_id: int, only: Collection[int] = ()) -> Whole:
    """A round with everything in force about who is on its list; of scores, marks and tallies
    those of ``only`` these subjects, where some are named. Raises NoSuchRow.
    """
    listed = session.rows(SUBJECTS, "round = ?", (round_id,), order="place, id")
    there = {None, *(row["id"] for row in listed)}
    named = f"round = ? AND subject IN ({', '.join('?' for _ in only)})"

    def rows(table: str, order: str = "id") -> list[dict[str, Any]]:
        if only and table in _OF_SUBJECTS:
            found = session.rows(table, named, (round_id, *only), order=order)
        else:
            found = session.rows(table, "round = ?", (round_id,), order=order)
        return [row for row in found if row.get("subject") in there]

    def parts(table: str, kind: Any, order: str = "id") -> tuple[Any, ...]:
        return tuple(made(kind, row) for row in rows(table, order))

    return Whole(
        get(session, round_id),
        scheme_of(session, round_id),
        tuple(made(Subject, row) for row in listed),
        parts("appraisal_scores", Score),
        parts("appraisal_marks", Mark, "day, id"),
        parts("appraisal_ballots", Ballot),
        parts("appraisal_turnouts", Attended),
        tuple(tally_of(row) for row in rows("appraisal_tallies")),
        tuple(paper_of(row) for row in rows("appraisal_papers")),
        parts("appraisal_stages", StageDone),
        parts("appraisal_decisions", Decision),
        parts("appraisal_results", Result),
        parts("appraisal_talks", Talk, "day, id"),
    )
