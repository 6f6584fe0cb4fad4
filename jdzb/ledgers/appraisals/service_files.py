"""Photos and papers of a round in the file, of one mark perhaps: the proof that is in no book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jdzb.core.errors import Refused
from jdzb.core.fields import Value
from jdzb.core.ledger import Changed
from jdzb.core.records import made
from jdzb.ledgers.appraisals.entries import File
from jdzb.store import attachments
from jdzb.store.session import Session

TABLE = "appraisal_files"
PROOF, SCORES, OTHER = "证明材料", "打分表", "其他"
KINDS = (PROOF, SCORES, OTHER)


def files(session: Session, round_id: int) -> Sequence[File]:
    """The files of a round in force, in the order taken in."""
    return [made(File, row) for row in session.rows(TABLE, "round = ?", (round_id,))]


def add_file(
    session: Session, round_id: int, path: Path, kind: str = PROOF, mark: int | None = None
) -> Changed:
    """Keep a copy of a picture or paper beside the ledger.

    Raises Refused for one that is there already, and what ``attachments.keep`` raises.
    """
    kept = attachments.keep(path, papers=True)
    if any((one.sha256, one.mark) == (kept.sha256, mark) for one in files(session, round_id)):
        raise Refused(why=f"“{kept.name}”已经在这里的附件里，没有重复添加。")
    values: dict[str, Value] = {
        "round": round_id, "mark": mark, "sha256": kept.sha256, "name": kept.name,
        "kind": kind or None, "note": None,
    }  # fmt: skip
    return session.add(TABLE, values, what=f"添加评议附件“{kept.name}”")


def void_file(session: Session, file_id: int, reason: str) -> Changed:
    """Take a file out, for a reason; the copy stays, as all that was ever kept."""
    name = session.row(TABLE, file_id)["name"]
    return session.void(TABLE, file_id, what=f"作废评议附件“{name}”", reason=reason)


def content(file: File) -> bytes:
    """The bytes of a file, verified; raises attachments.Missing."""
    return attachments.read(file.sha256, file.name)
