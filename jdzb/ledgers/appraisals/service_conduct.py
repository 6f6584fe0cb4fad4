"""What appraisals tell of one member: grades of the years, talks, help; for his page alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jdzb.core.ledger import Conduct, Remark
from jdzb.ledgers.appraisals import service_talks, service_years
from jdzb.ledgers.appraisals.service_years import Past
from jdzb.store.session import Session

BOOK = "appraisals"
RESULT, TALK, HELP = "appraisals.result", "appraisals.talk", "appraisals.help"


def conduct(session: Session, member: int, year: int) -> Sequence[Conduct]:
    """The final results, talks and help that fell into a year, by day."""
    found = [
        Conduct(
            BOOK, member, date.fromisoformat(one.day), f"{one.title}：{one.grade or '未定等次'}",
            ("appraisal_results", one.id), RESULT,
        )
        for one in service_years.results_of(session, member)
    ]  # fmt: skip
    for talk in service_talks.talks_with(session, member):
        row, day = (service_talks.TALKS, talk.id), date.fromisoformat(talk.day)
        found.append(Conduct(BOOK, member, day, f"评议后{talk.kind}", row, TALK))
    for one in service_talks.helps(session, member):
        row, day = (service_talks.HELPS, one.help.id), date.fromisoformat(one.help.since)
        found.append(Conduct(BOOK, member, day, "开始2+1帮教", row, HELP))
        if one.help.ended_on:
            day, told = date.fromisoformat(one.help.ended_on), f"2+1帮教：{one.help.outcome}"
            found.append(Conduct(BOOK, member, day, told, row, HELP))
    return sorted((one for one in found if one.day.year == year), key=lambda one: one.day)


def remarks(session: Session, member: int, year: int) -> Sequence[Remark]:
    """The last final grade before or in a year (two of them), and the help that runs."""
    past = [one for one in service_years.results_of(session, member) if one.year <= year]
    found = [_grade(one) for one in past[:2]]
    for one in service_talks.helps(session, member):
        if one.help.outcome is None:
            told = f"{one.help.since} 至 {one.help.until}"
            found.append(Remark(BOOK, "2+1帮教", told, "amber"))
    return found


def _grade(one: Past) -> Remark:
    tone = "amber" if one.fallen else ""
    return Remark(BOOK, f"{one.year}年评议", one.grade or "未定等次", tone, one.scheme)
