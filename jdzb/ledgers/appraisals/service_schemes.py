"""The county's own schemes in the file: read, kept with their whole text, changed, retired."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jdzb.core.errors import Refused
from jdzb.core.ledger import Changed
from jdzb.core.records import columns_of, made
from jdzb.ledgers.appraisals import columns, reading, service
from jdzb.ledgers.appraisals.entries import SchemeText
from jdzb.ledgers.appraisals.reading import BadScheme
from jdzb.store.session import Session

TABLE = service.SCHEMES
LARGEST = 1_000_000  # bytes of a file that may be a scheme


def own(session: Session) -> Sequence[SchemeText]:
    """The county's own schemes in force."""
    return [made(SchemeText, row) for row in service.own_rows(session)]


def unusable(session: Session) -> dict[str, BadScheme]:
    """The schemes, own and shipped, that the rules in force made senseless, by file or title."""
    found = {error.file: error for error in reading.spoilt().values()}
    for one in own(session):
        try:
            service.read(one.text, one.title)
        except BadScheme as error:
            found[one.title] = error
    return found


def text_from(path: Path) -> str:
    """The text of a scheme file; raises BadScheme or Refused for one that cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(why=f"“{path.name}”太大，不是评议办法文件，没有添加。")
        content = path.read_bytes()
    except OSError:
        raise Refused(why=f"“{path.name}”读不出来，没有添加。请检查文件后再试。") from None
    return reading.decoded(content, path.name)


def add_own(session: Session, text: str, name: str, note: str | None = None) -> Changed:
    """Keep a scheme of the county's own; one with the key of a shipped scheme replaces it.

    Raises BadScheme naming what is wrong and where, Refused for a key or title that is taken.
    """
    scheme = service.read(text, name)
    for one in own(session):
        if scheme.key == one.key or scheme.title == one.title:
            raise Refused(why=f"已经有本地办法“{one.title}”，没有重复添加。要改，请用“更换”。")
    for shipped in service.schemes(session):
        if scheme.title == shipped.title and scheme.key != shipped.key:
            raise Refused(why=f"已经有“{shipped.title}”，没有添加。请换一个名称。")
    entry = SchemeText(scheme.key, scheme.title, text, note=note)
    values = columns_of(columns.SCHEME_FIELDS, entry)
    return session.add(TABLE, values, what=f"添加评议办法“{scheme.title}”")


def amend_own(session: Session, scheme_id: int, text: str, name: str, reason: str) -> Changed:
    """Replace the text of an own scheme, for a reason; rounds keep the text they opened with.

    Raises BadScheme, and Refused when the new text is another scheme.
    """
    old = made(SchemeText, session.row(TABLE, scheme_id))
    scheme = service.read(text, name)
    if scheme.key != old.key:
        raise Refused(why=f"这份文件是“{scheme.title}”，不是“{old.title}”，没有更换。")
    what = f"更换评议办法“{old.title}”"
    values: dict[str, str | int | None] = {"text": text, "title": scheme.title}
    return session.amend(TABLE, scheme_id, values, what=what, reason=reason)


def retire_own(session: Session, scheme_id: int, reason: str) -> Changed:
    """An own scheme is not used any more, for a reason; its rounds keep their text."""
    old = made(SchemeText, session.row(TABLE, scheme_id))
    return session.void(TABLE, scheme_id, what=f"停用评议办法“{old.title}”", reason=reason)
