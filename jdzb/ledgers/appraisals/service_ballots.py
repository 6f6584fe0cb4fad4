"""Paper ballots in the file: handed out, counted by tallies or paper by paper, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import ballots, columns, naming, schemes, scoring, service
from jdzb.ledgers.appraisals.ballots import Attendance, Papers, Present
from jdzb.ledgers.appraisals.entries import Attended, Ballot, Paper, Tally
from jdzb.ledgers.appraisals.parsing import paper_values, tally_values
from jdzb.ledgers.appraisals.service import Whole
from jdzb.store.session import Row, Session

BALLOTS, TURNOUTS = "appraisal_ballots", "appraisal_turnouts"
TALLIES, PAPERS = "appraisal_tallies", "appraisal_papers"
Line = ballots.Line


# -- writing ---------------------------------------------------------------------------------------


def put_ballot(session: Session, round_id: int, ballot: Ballot, reason: str = "") -> Changed:
    """Enter how many papers were handed out, came back, are invalid; a second time changes it.

    Raises Refused for numbers that cannot be (more came back than were handed out), Frozen,
    NeedsReason when the result is posted.
    """
    reason = service.refuse_change(session, round_id, reason)
    scheme = service.scheme_of(session, round_id)
    title = scheme.ballot(ballot.ballot).title
    papers = Papers(ballot.handed or 0, ballot.returned or 0, ballot.invalid or 0)
    wrong = ballots.papers_faults(papers) if ballot.returned is not None else []
    if wrong:
        raise Refused(why=f"{title}：{''.join(wrong)}没有保存，请核对后再填。")
    named = naming.ballot_title(scheme, ballot.period, ballot.ballot)
    values = columns_of(columns.BALLOT_FIELDS, ballot) | {"round": round_id, "title": named}
    what = f"登记{title}的票数"
    where = "round = ? AND period = ? AND ballot = ?"
    known = session.rows(BALLOTS, where, (round_id, ballot.period, ballot.ballot))
    if known:
        return session.amend(BALLOTS, known[0]["id"], values, what=what, reason=reason)
    return session.add(BALLOTS, values, what=what)


def put_attended(
    session: Session, ballot_id: int, people: Iterable[Attended], reason: str = ""
) -> Changed:
    """Enter how many of each kind of voters should be there and were."""
    ballot, reason = _open(session, ballot_id, reason)
    known = {row["who"]: row for row in session.rows(TURNOUTS, "ballot = ?", (ballot_id,))}
    with session.together("登记测评到会人数", reason) as batch:
        for one in people:
            if (one.present or 0) > (one.should or 0):
                told = f"{one.who}实到 {one.present} 人，多于应到 {one.should} 人"
                raise Refused(why=f"{told}，没有保存。请核对后再填。")
            own = {"round": ballot.round, "ballot": ballot_id}
            values = columns_of(columns.TURNOUT_FIELDS, one) | own
            _put(session, TURNOUTS, known.get(one.who), values, reason)
    return batch.changed


def put_tallies(
    session: Session, ballot_id: int, tallies: Iterable[Tally], reason: str = ""
) -> Changed:
    """Enter votes counted by hand, a line or many as one act. Raises Refused when papers are
    entered one by one (then these are counted), or a line is not of this ballot.
    """
    ballot, reason = _open(session, ballot_id, reason)
    whole = service.whole(session, ballot.round)
    if any(one.ballot == ballot_id for one in whole.papers):
        raise Refused(why="这次测评是一张一张录入的，得票由程序统计，没有保存。要改，请改票面。")
    named = set(lines(whole, ballot))
    known = {(one.subject, one.item): one.id for one in whole.tallies if one.ballot == ballot_id}
    rows = {row["id"]: row for row in session.rows(TALLIES, "ballot = ?", (ballot_id,))}
    with session.together("登记测评得票", reason) as batch:
        for one in tallies:
            _refuse_strange(whole, ballot, (one.subject, one.item), named, len(one.counts))
            own: dict[str, Value] = {"round": ballot.round, "ballot": ballot_id}
            own["name"] = whole.subject(one.subject).name
            own["title"] = naming.item_title(whole.scheme, ballot.period, one.item)
            old = rows.get(known.get((one.subject, one.item), 0))
            _put(session, TALLIES, old, tally_values(one) | own, reason)
    return batch.changed


def put_paper(session: Session, ballot_id: int, paper: Paper, reason: str = "") -> Changed:
    """Enter one paper by its number; a second time changes it. Raises Refused for a number beyond
    those handed out, a line ticked twice, or a choice that does not exist.
    """
    ballot, reason = _open(session, ballot_id, reason)
    whole = service.whole(session, ballot.round)
    if not 1 <= paper.number <= (ballot.handed or 0):
        told = f"共发出 {ballot.handed or 0} 张票，没有第 {paper.number} 号"
        raise Refused(why=f"{told}，没有保存。请核对票号。")
    spec = whole.scheme.ballot(ballot.ballot)
    named, ticked = set(lines(whole, ballot)), [(who, item) for who, item, _ in paper.answers]
    if len(set(ticked)) < len(ticked):
        raise Refused(why=f"第 {paper.number} 号票有一行选了两次，没有保存。可以登记为无效票。")
    if spec.pick and len(ticked) > spec.pick and paper.valid:
        told = f"第 {paper.number} 号票选了 {len(ticked)} 个，只能选 {spec.pick} 个"
        raise Refused(why=f"{told}，没有保存。应登记为无效票。")
    for line, (*_, choice) in zip(ticked, paper.answers, strict=True):
        _refuse_strange(whole, ballot, line, named)
        if not (spec.pick or 0 <= choice < len(spec.choices)):
            raise Refused(why=f"第 {paper.number} 号票有不认识的选项，没有保存。")
    known = session.rows(PAPERS, "ballot = ? AND number = ?", (ballot_id, paper.number))
    own: dict[str, Value] = {"round": ballot.round, "ballot": ballot_id}
    what = f"录入第 {paper.number} 号票"
    with session.together(what, reason) as batch:
        _put(session, PAPERS, known[0] if known else None, paper_values(paper) | own, reason)
    return batch.changed


def void_paper(session: Session, paper_id: int, reason: str) -> Changed:
    """Take a paper out that was entered by mistake, for a reason."""
    row = session.row(PAPERS, paper_id)
    _open(session, row["ballot"], reason)
    return session.void(PAPERS, paper_id, what=f"作废第 {row['number']} 号票", reason=reason)


def _open(session: Session, ballot_id: int, reason: str) -> tuple[Ballot, str]:
    ballot = made(Ballot, session.row(BALLOTS, ballot_id))
    return ballot, service.refuse_change(session, ballot.round, reason)


def _put(
    session: Session, table: str, old: Row | None, values: Mapping[str, Value], reason: str
) -> None:
    if old is None:
        session.add(table, values, what="登记测评")
    else:
        session.amend(table, old["id"], values, what="登记测评", reason=reason)


def _refuse_strange(
    whole: Whole, ballot: Ballot, line: Line, named: set[Line], counts: int | None = None
) -> None:
    spec = whole.scheme.ballot(ballot.ballot)
    if line not in named:
        name = whole.subject(line[0]).name
        raise Refused(why=f"{spec.title}的票上没有{name}的“{line[1]}”，没有保存。")
    expected = 1 if spec.pick else len(spec.choices)
    if counts is not None and counts != expected:
        raise Refused(why=f"{spec.title}有 {expected} 个选项，填了 {counts} 个数，没有保存。")


# -- reading ---------------------------------------------------------------------------------------


def lines(whole: Whole, ballot: Ballot) -> Sequence[Line]:
    """The lines of the paper: (subject, item), in the order of the list; without those for whom
    the period does not count.
    """
    items = [
        item.key
        for period, part, item in scoring.cells(whole.scheme)
        if period == ballot.period and part.ballot == ballot.ballot
    ]
    there = [one for one in whole.assessed if ballot.period not in whole.apart(one)]
    return [(one.id, item) for one in there for item in items]


def papers_of(whole: Whole, ballot: Ballot) -> Papers:
    """The numbers of the papers; where they are entered one by one, the invalid ones counted."""
    read = [one for one in whole.papers if one.ballot == ballot.id]
    invalid = sum(not one.valid for one in read) if read else ballot.invalid or 0
    returned = ballot.returned if ballot.returned is not None else len(read)
    return Papers(ballot.handed or 0, returned, invalid)


def counted(whole: Whole, ballot: Ballot) -> dict[Line, scoring.Tally]:
    """The votes by line: of the papers where these are entered, else as they were told."""
    spec = whole.scheme.ballot(ballot.ballot)
    read = [one for one in whole.papers if one.ballot == ballot.id]
    if read:
        valid = [
            {(who, item): choice for who, item, choice in one.answers} for one in read if one.valid
        ]
        return ballots.count(spec, valid, lines(whole, ballot))
    of = papers_of(whole, ballot).valid if spec.pick else 0
    return {
        (one.subject, one.item): scoring.Tally(one.counts, one.blank or 0, of)
        for one in whole.tallies
        if one.ballot == ballot.id
    }


def faults(whole: Whole, ballot: Ballot) -> list[str]:
    """What does not add up, each a sentence; nothing when the count is in order."""
    spec, papers = whole.scheme.ballot(ballot.ballot), papers_of(whole, ballot)
    read = [one for one in whole.papers if one.ballot == ballot.id]
    found = counted(whole, ballot)
    names = {one.id: one.name for one in whole.subjects}
    wrong = []
    if ballot.returned is None and not read:
        return [f"{spec.title}还没有登记收回多少票。"]
    if read and ballot.returned is not None and len(read) != ballot.returned:
        wrong.append(f"已录入 {len(read)} 张票，登记收回的是 {ballot.returned} 张。")
    missing = [line for line in lines(whole, ballot) if line not in found]
    if missing:
        wrong.append(f"还有 {len({who for who, _ in missing})} 个对象没有登记得票。")
    blank = sum(one.valid and not one.answers for one in read) if read else ballot.blank or 0
    several = len({item for _, item in lines(whole, ballot)}) > 1
    items = {one.key: one.title for one in whole.scheme.items} if several else {}
    return wrong + ballots.faults(spec, papers, found, names, blank, items)


def turnout(whole: Whole, ballot: Ballot) -> list[Attendance]:
    """Whether enough came, by each condition of the ballot."""
    came = [
        Present(one.who, one.present or 0, one.should or 0)
        for one in whole.attended
        if one.ballot == ballot.id
    ]
    return ballots.turnout(whole.scheme.ballot(ballot.ballot), came)


def ballot_of(whole: Whole, key: str, period: str) -> Ballot | None:
    """The papers of a ballot in a period; None before they are handed out."""
    found = (one for one in whole.ballots if (one.ballot, one.period) == (key, period))
    return next(found, None)


def expected(whole: Whole) -> list[tuple[str, schemes.Ballot]]:
    """(period, ballot) of every ballot the scheme asks for, in order."""
    found = {
        (period, part.ballot): whole.scheme.ballot(part.ballot)
        for period, part, _ in scoring.cells(whole.scheme)
        if part.ballot
    }
    return [(period, spec) for (period, _), spec in found.items()]
