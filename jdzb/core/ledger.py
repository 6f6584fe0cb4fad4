"""The shape every book has, and what books tell the rest of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jdzb.core.changed import Changed as Changed  # noqa: PLC0414 - its place for everybody
from jdzb.core.fields import Field


@dataclass(frozen=True, slots=True)
class Table:
    """One SQLite table of a book: besides ``id`` and ``void`` it has exactly these fields.

    ``title`` is what one row of it is called in the history. ``day`` is the column that says when
    it happened: who enters it long after is asked why (补录).
    """

    name: str
    fields: tuple[Field, ...]
    title: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done by a day: shown on the first page with a button that opens its form.

    ``subject`` is the row meant, ``filled`` what the form is filled with beyond it; what they mean
    the page of the book knows by the button: ``Page.open_due``.
    """

    ledger: str
    when: date | None
    what: str
    basis: str
    button: str
    subject: int | None = None
    filled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """One fact about one member that an appraisal may rest on; ``row`` is the evidence.

    ``key`` says what kind of fact, stable, for the schemes of appraisals: meetings.absent.
    """

    ledger: str
    member: int
    day: date
    what: str
    row: tuple[str, int]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a book says of one member's year as a whole, a line of his card: 学时, 24 / 32.

    ``tone`` is '', 'faint', 'amber' or 'red'; ``basis`` the rule it rests on, '' for a bare count.
    """

    ledger: str
    label: str
    text: str
    tone: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What all books tell of one member in a year; the facts with the newest first."""

    remarks: tuple[Remark, ...] = ()
    facts: tuple[Conduct, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something not in order in a book, with its evidence; ``key`` is stable, for machines."""

    ledger: str
    key: str
    what: str
    rows: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One month of a course: '', 'done', 'late' (补录), 'missing' or 'ahead'.

    ``doors`` are what a click on it offers: the record, or the form that begins it.
    """

    state: str = ""
    doors: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """What comes round in a year, month by month: its name and twelve cells."""

    label: str
    months: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """A line about the members on the first page: 流动党员 11, and whom to look after.

    ``people`` are ids of members and how each is called there; ``tone`` is '' or 'amber'.
    """

    label: str
    people: tuple[tuple[int, str], ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that holds the words sought: what it is called, the piece that holds them.

    ``row`` is (table, id); ``day`` is its day as 2026-11-21, "" where it has none.
    """

    ledger: str
    row: tuple[str, int]
    title: str
    text: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Finds:
    """What a book found: how many records, and the first of them, names before other texts."""

    total: int = 0
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A spreadsheet's worth of rows: header labels and rows of text of the same length."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


def nothing(*_: Any, **__: Any) -> tuple[Any, ...]:
    """The answer of a book that has nothing to tell."""
    return ()


def not_sought(*_: Any) -> Finds:
    """The answer of a book that cannot be looked through."""
    return Finds()


@dataclass(frozen=True, slots=True)
class Ledger:
    """One book. The first table holds its main entry; the verbs below are about that entry.

    ``parse(raw)`` reads a form (text by field name) into an entry or raises InvalidForm with all
    problems. ``add(session, entry)``, ``amend(session, id, entry, reason)`` and
    ``void(session, id, reason)`` return Changed. ``get(session, id)`` and
    ``browse(session, query="")`` give entries (each has ``id``). ``to_grid(session)`` and
    ``from_grid(session, grid)`` (raw forms) are Excel out and in. ``sheets(session)`` gives what
    the book prints now. ``example`` is a valid raw form, used by the help page and by the
    examination every book must pass; ``prepare(session)`` makes what the example needs.
    ``due(session)`` and ``findings(session)`` are of the whole book; ``conduct(session, member,
    year)`` and ``remarks(session, member, year)`` of one member, cheap enough to be asked whenever
    his card is looked at.
    ``year(session, year)`` are its courses of a year, ``care(session)`` its lines about the
    members, both for the first page. ``find(session, text, most)`` gives the records that hold
    every word of a text. ``fits(table)`` raises what is wrong with figures that the book cannot
    work with. ``settings`` are the fields of its settings, stored under ``key.name``.
    """

    key: str
    title: str
    about: str
    tables: tuple[Table, ...]
    parse: Callable[[Mapping[str, str]], Any]
    add: Callable[..., Changed]
    amend: Callable[..., Changed]
    void: Callable[..., Changed]
    get: Callable[..., Any]
    browse: Callable[..., Sequence[Any]]
    to_grid: Callable[..., Grid]
    from_grid: Callable[..., Sequence[Mapping[str, str]]]
    example: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[..., Any] = nothing
    sheets: Callable[..., Sequence[Any]] = nothing
    due: Callable[..., Sequence[Due]] = nothing
    conduct: Callable[..., Sequence[Conduct]] = nothing
    remarks: Callable[..., Sequence[Remark]] = nothing
    findings: Callable[..., Sequence[Finding]] = nothing
    year: Callable[..., Sequence[Course]] = nothing
    care: Callable[..., Sequence[Care]] = nothing
    find: Callable[..., Finds] = not_sought
    fits: Callable[..., Any] = nothing
    settings: tuple[Field, ...] = ()
