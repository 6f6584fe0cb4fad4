"""What a check code on paper says: which head, when, which sheet, and what was changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.store import anchors, check, declared, journal, printout, proofs, transparency
from jdzb.store.anchors import Log
from jdzb.store.declared import Restore
from jdzb.store.session import Session
from jdzb.store.transparency import Head


class NotInLedger(JdzbError):
    """The code is well typed, but no head of this ledger's history has it; ``why`` tells."""

    sentence = "账本里查不到这个校验码：{why}"


@dataclass(frozen=True, slots=True)
class Found:
    """A head in the history: its size and moment, what was done then, the sheet if it was a print.

    ``later`` entries came after it; ``changes`` are those that change what the sheet shows.
    ``spot`` says that only the first twelve characters were compared. ``faults`` is how many faults
    the check of the whole ledger found: then the file, whatever its hashes, is no witness.
    """

    size: int
    at: str
    what: str
    sheet: str = ""
    later: int = 0
    changes: tuple[journal.Entry, ...] = ()
    spot: bool = False
    faults: int = 0

    @property
    def acts(self) -> list[journal.Entry]:
        """The first entry of each act of the user that changed the sheet."""
        return [act[0] for act in journal.acts(self.changes)]


def find(session: Session, typed: str) -> Found:
    """The head of a code (25 characters, the first 12, or the text of the QR code).

    Raises MistypedCode or NotInLedger.
    """
    log = anchors.read_log(session.connection)
    if typed.strip().upper().startswith("JDZB1"):
        size, spot = _by_head(log, transparency.read_qr(typed)), False
    else:
        spot = len("".join(typed.replace("-", "").split())) == transparency.SPOT
        code = transparency.read_start(typed) if spot else transparency.read_code(typed)
        size = _by_code(session, log, code)
    faults = len(check.check_ledger(session, memory=False).faults)
    return replace(_facts(session, log, size, spot=spot), faults=faults)


def words(found: Found) -> str:
    """One Chinese sentence: the head is genuine, and whether its sheet still holds."""
    when = clock.told(found.at)
    start = "前12位相符" if found.spot else "校验码属实"
    told = f"{start}：{when} {found.what}，当时共{found.size}条历史。"
    if found.faults:
        return told + (
            f"但账本自查有{found.faults}处与历史不符，纸上的内容改没改过不能凭它断定，请先做自查。"
        )
    if not found.later:
        return told + "此后没有任何改动。"
    if not found.sheet:
        return told + f"此后又记了{found.later}条，当时的历史原样都在。"
    if not found.changes:
        return told + f"此后又记了{found.later}条，没有改动这张纸上的内容。"
    return told + f"此后又记了{found.later}条，其中{len(found.acts)}次改动涉及这张纸上的内容。"


def change_words(entry: journal.Entry) -> str:
    """A later change in one line: when, who, what and why."""
    why = f"（{entry.reason}）" if entry.reason else ""
    return f"{clock.told(entry.at)} {entry.actor} {entry.what}{why}"


def _by_head(log: Log, head: Head) -> int:
    verdict = anchors.judge(log, anchors.Anchor(head, where="打印"))
    if verdict.standing not in ("same", "extended"):
        raise NotInLedger(why=anchors.words(verdict))
    return head.size


def _by_code(session: Session, log: Log, code: str) -> int:
    """The size whose root begins with the code: first after the events, then anywhere."""
    rows = session.connection.execute("SELECT op FROM journal WHERE leaf IS NOT NULL ORDER BY seq")
    events = [size for size, (op,) in enumerate(rows, 1) if op == "X"]
    likely = proofs.roots_at(log.leaves, [*events, len(log.leaves)])
    for size, root in likely.items():
        if _begins(root, code):
            return size
    for size, root in enumerate(proofs.roots(log.leaves), 1):
        if _begins(root, code):
            return size
    raise NotInLedger(why=_reason(log, code))


def _begins(root: bytes, code: str) -> bool:
    return int.from_bytes(root[:15], "big") >> (120 - 5 * len(code)) == transparency.bits(code)


def _reason(log: Log, code: str) -> str:
    """Why no head has the code: it was lost in a declared restore, it was here once, or neither."""
    for restore in log.restores:
        if _begins(restore.lost.root, code) or _among(log, restore, code):
            day, why = clock.told(restore.at)[:10], restore.reason or "未写"
            how = "登记属实" if declared.leads_to_lost(log.leaves, restore) else anchors.UNPROVEN
            return f"它在 {day} 恢复备份（原因：{why}）时没有留下的那段历史里，{how}。"
    for anchor in anchors.memories(log.origin):
        if _begins(anchor.head.root, code):
            return anchors.words(anchors.judge(log, anchor))
    return (
        "这张纸是另一本账本打印的，或者这本账本是旧的、被改写过。"
        "请核对纸上的支部名称，再扫纸上的二维码，二维码能分清是哪一种。"
    )


def _among(log: Log, restore: Restore, code: str) -> bool:
    branch = [*log.leaves[: restore.fork], *restore.leaves]
    return bool(restore.leaves) and any(_begins(root, code) for root in proofs.roots(branch))


def _facts(session: Session, log: Log, size: int, *, spot: bool) -> Found:
    later = len(log.leaves) - size
    if not size:
        return Found(0, "", "账本还是空的", later=later, spot=spot)
    where = "leaf IS NOT NULL AND seq = (SELECT seq FROM journal WHERE leaf IS NOT NULL"
    found = session.entries(f"{where} ORDER BY seq LIMIT 1 OFFSET ?)", (size - 1,))
    entry = found[0]
    if entry.table != "print" or entry.op != "X":
        return Found(size, entry.at, entry.what, later=later, spot=spot)
    title = str((entry.new or {}).get("title", ""))
    changes = tuple(printout.changed_since(session, entry))
    return Found(size, entry.at, entry.what, title, later, changes, spot)
