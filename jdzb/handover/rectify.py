"""整改: what the township found goes back to the village as a file, is answered and ticked off.

The answers are rows of the ledger, so the next package carries them to the township by itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Changed
from jdzb.core.visible import flowing, visible
from jdzb.handover import sealing
from jdzb.handover.audit import VERDICTS, Audit, told
from jdzb.store import disk
from jdzb.store.session import Session

FORMAT = 1
KIND = "jdzb-rectification"
OWN = "township"  # the kind of an item that the township wrote itself
KEY_SETTING = "township_key"
LARGEST = 4 << 20  # bytes
_MOST = 500  # items
_ROWS = 50  # lines of evidence kept for one item
_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d")


class BadRectification(JdzbError):
    """The file is no list of findings for this ledger."""

    sentence = "整改文件“{name}”没有收下：{why}。账本没有改动；请向乡镇重新要一份。"


class OtherKey(JdzbError):
    """The file brings another township key than the one in use."""

    sentence = (
        "整改文件里的乡镇密钥与账本里记的不一样，没有收下。"
        "请打电话向乡镇核实；确实换了密钥，再选“换用新密钥”。"
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to put right. Days are ISO text; what is not there yet is None.

    ``number`` is its place in the list that the township gave back: it stays when others go.
    """

    id: int
    audit: int
    day: str
    kind: str
    what: str
    evidence: str
    due: str | None
    answer: str | None
    answered_on: str | None
    closed_on: str | None
    number: int = 0

    @property
    def overdue(self) -> bool:
        """True when it is past its day and has no answer."""
        return not self.answer and bool(self.due) and str(self.due) < clock.today().isoformat()


@dataclass(frozen=True, slots=True)
class Own:
    """An item the township wrote itself: what is to be put right, by which day."""

    what: str
    due: date


# --- in the township ----------------------------------------------------------------------------


def write(
    audit: Audit, folder: Path, recipient: str = "", due: date | None = None,
    own: Sequence[Own] = (),
) -> Path:  # fmt: skip
    """Write the findings for the village; ``recipient`` is the township's public key.

    What is at fault and what asks for an explanation goes in, then the township's own items, each
    with its own day. OSError passes through.
    """
    items: list[dict[str, Any]] = [
        {"kind": one.kind, "what": one.what, "evidence": [list(map(list, r)) for r in one.evidence]}
        for one in (*audit.faults, *audit.notices)
    ]
    items += [
        {"kind": OWN, "what": " ".join(one.what.split()), "evidence": [],
         "due": one.due.isoformat()}
        for one in own
    ]  # fmt: skip
    facts: dict[str, Any] = {
        "format": FORMAT, "kind": KIND, "origin": audit.origin, "branch": audit.branch,
        "day": audit.day, "due": due.isoformat() if due else "", "size": audit.size,
        "code": audit.code, "verdict": audit.verdict, "township_key": recipient, "items": items,
    }  # fmt: skip
    text = json.dumps({**facts, "sha256": _digest(facts)}, ensure_ascii=False, indent=1)
    target = folder / f"整改-{audit.origin}-{audit.day.replace('-', '')}.json"
    fresh = target.with_name(f"~{target.name}.tmp")
    fresh.write_text(text + "\n", encoding="utf-8")
    disk.sync_file(fresh)
    disk.replace(fresh, target)
    return target


# --- in the village -----------------------------------------------------------------------------


def receive(session: Session, path: Path, *, new_key: bool = False) -> Changed:
    """Enter the findings and the township's key; raises BadRectification or OtherKey.

    A file received before writes nothing (``rows`` is then empty).
    """
    facts = _read(path)
    if facts["origin"] != session.head().origin:
        raise BadRectification(name=path.name, why="它说的是另一本账本")
    what = f"收到 {facts['day']} 的核对结果（{len(facts['items'])} 项）"
    if session.rows("audits", "sha256 = ?", (facts["sha256"],)):
        return Changed(what)
    _refuse_other_key(session, facts["township_key"], new_key)
    with session.together(what, "乡镇核对") as batch:
        audit = session.add(
            "audits",
            {name: facts[name] for name in ("day", "size", "code", "verdict", "sha256")},
            what=what,
        ).id
        for item in facts["items"]:
            values = {**item, "audit": audit, "due": item["due"] or facts["due"] or None}
            session.add("rectifications", values, what=what)
        if facts["township_key"]:
            session.set_setting(KEY_SETTING, facts["township_key"], reason="乡镇核对")
    return batch.changed


def listing(session: Session) -> list[Item]:
    """Everything to put right, what is still open first, then by day."""
    days = {row["id"]: row["day"] for row in session.rows("audits")}
    counted: Counter[int] = Counter()
    items = []
    for row in session.rows("rectifications", order="id"):
        counted[row["audit"]] += 1
        known = {name: row[name] for name in _COLUMNS}
        items.append(Item(day=days.get(row["audit"], ""), number=counted[row["audit"]], **known))
    return sorted(items, key=lambda one: (bool(one.closed_on), one.due or "9", one.day, one.id))


_COLUMNS = (
    "id", "audit", "kind", "what", "evidence", "due", "answer", "answered_on", "closed_on",
)  # fmt: skip


def answer(session: Session, item: int, text: str) -> Changed:
    """Answer an item today; an empty answer takes it back. Raises NoSuchRow."""
    words = text.strip()
    values = {"answer": words or None, "answered_on": clock.today().isoformat() if words else None}
    return session.amend("rectifications", item, values, what="答复整改", reason="整改")


def close(session: Session, item: int, *, closed: bool = True) -> Changed:
    """Tick an item off, or open it again. Raises NoSuchRow."""
    day = clock.today().isoformat() if closed else None
    what = "勾销整改" if closed else "重新打开整改"
    return session.amend("rectifications", item, {"closed_on": day}, what=what, reason="整改")


def _refuse_other_key(session: Session, key: str, new_key: bool) -> None:
    known = session.setting(KEY_SETTING)
    if key and known and key != known and not new_key:
        raise OtherKey


# --- the file, read as untrusted ----------------------------------------------------------------


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise BadRectification(name=path.name, why="文件大得不合常理")
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        return _facts(found, path.name)
    except OSError as error:
        raise BadRectification(name=path.name, why="文件打不开") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadRectification(name=path.name, why="内容不完整，或不是整改文件") from error
    except sealing.BadKey as error:
        raise BadRectification(name=path.name, why="里面的乡镇密钥不对") from error


def _facts(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The facts with every value examined; the file's own SHA-256 must agree."""
    body = {key: value for key, value in found.items() if key != "sha256"}
    if (found["format"], found["kind"]) != (FORMAT, KIND):
        raise BadRectification(name=name, why="它不是这个程序的整改文件，或程序太旧")
    if _digest(body) != found["sha256"]:
        raise BadRectification(name=name, why="内容与它的校验值对不上，可能传递时损坏")
    if found["verdict"] not in VERDICTS or type(found["size"]) is not int or found["size"] < 0:
        raise ValueError("not an audit")
    if len(found["items"]) > _MOST:
        raise ValueError("too many items")
    if key := str(found["township_key"]):
        sealing.Sealing(recipient=key)
    return {
        "origin": str(found["origin"]), "day": _day(found["day"]), "size": found["size"],
        "due": _day(found["due"]) if found["due"] else "", "code": visible(found["code"], 40),
        "verdict": found["verdict"], "township_key": key, "sha256": found["sha256"],
        "items": [_item(one) for one in found["items"]],
    }  # fmt: skip


def _item(found: Mapping[str, Any]) -> dict[str, str]:
    lines = [
        told(tuple((visible(label, 20), flowing(text)) for label, text in row))
        for row in found["evidence"][:_ROWS]
    ]
    return {
        "kind": visible(found["kind"], 60),
        "what": visible(found["what"], 600),
        "evidence": "\n".join(lines),
        "due": _day(found["due"]) if found.get("due") else "",
    }


def _day(text: Any) -> str:
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError("not a day")
    return date.fromisoformat(text).isoformat()


def _digest(facts: Mapping[str, Any]) -> str:
    """SHA-256 of the facts in one fixed writing: against accidents, not against skill."""
    text = json.dumps(facts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
