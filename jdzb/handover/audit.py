"""What the township's check found, as a value: findings with evidence, one sentence, JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["ok", "notice", "fault"]
SEVERITIES: Mapping[str, str] = {"fault": "不符", "notice": "要说明", "ok": "正常"}  # worst first
VERDICTS: Mapping[str, str] = {
    "first": "第一次核对",
    "same": "与上次相同",
    "extended": "接着上次",
    "older": "比上次旧",
    "rewritten": "历史被改写",
    "restored": "恢复过备份",
    "stranger": "换了一本账",
    "unreadable": "没有通过",
}

LOCKED = "package.locked"  # the kind of finding of a package that could not be opened

Evidence = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``evidence`` is rows of (Chinese label, text made safe to show)."""

    kind: str
    severity: Severity
    what: str
    evidence: tuple[Evidence, ...] = ()


def told(row: Evidence) -> str:
    """A row of evidence as one line: 时间：2026-11-21 09:12　谁：文书."""
    return "　".join(f"{label}：{text}" for label, text in row if text)


@dataclass(frozen=True, slots=True)
class Seen:
    """The head the township accepted before: ``root`` is hex, ``at`` an ISO day."""

    origin: str
    size: int
    root: str
    at: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One package or ledger, checked. ``sha256`` is of the file as it came; ``root`` is hex."""

    file: str
    day: str
    verdict: str
    findings: tuple[Finding, ...]
    sha256: str = ""
    branch: str = ""
    township: str = ""
    origin: str = ""
    size: int = 0
    root: str = ""
    code: str = ""
    rows: int = 0
    previous: Seen | None = None
    accepted: str = ""  # who took it as a new start, when, why

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What does not agree with the history."""
        return tuple(one for one in self.findings if one.severity == "fault")

    @property
    def notices(self) -> tuple[Finding, ...]:
        """What agrees, but asks for an explanation."""
        return tuple(one for one in self.findings if one.severity == "notice")

    @property
    def ok(self) -> bool:
        """True when the ledger could be read whole and nothing in it is at fault."""
        return self.verdict not in ("unreadable", "older", "rewritten", "stranger") and (
            not self.faults
        )

    @property
    def locked(self) -> bool:
        """True when it is sealed and what was typed does not open it: nothing was examined."""
        return any(one.kind == LOCKED for one in self.findings)

    @property
    def headline(self) -> str:
        """The verdict, then how it stands to the last check: 没有通过，2 处不符 · 接着上次."""
        if self.accepted:
            return f"已认作新起点 · {VERDICTS[self.verdict]}"
        if self.ok:
            told = "核对通过" + (f"，{len(self.notices)} 件要说明" if self.notices else "")
        elif self.locked:
            told = "打不开"
        else:
            told = "没有通过" + (f"，{len(self.faults)} 处不符" if self.origin else "")
        return told if self.verdict == "unreadable" else f"{told} · {VERDICTS[self.verdict]}"

    @property
    def sentence(self) -> str:
        """The outcome in one Chinese sentence."""
        who = self.branch or self.file
        if self.accepted:
            return f"{who}：{self.accepted}以后从第 {self.size} 条接着核对。"
        if not self.ok:
            first = self.faults[0].what if self.faults else VERDICTS[self.verdict]
            if self.verdict == "unreadable":
                return f"{'还没有核对' if self.locked else '核对没有通过'}：{first}"
            return f"{who}：核对没有通过，发现 {len(self.faults)} 处不符。{first}"
        base = f"{who}：核对通过，{self.rows} 条记录都与历史（{self.size} 条）一致"
        base += {
            "first": "，第一次核对，没有以前的可比",
            "restored": "，但恢复过备份，要由人看过才能接着算",
        }.get(self.verdict) or (
            f"，接着 {self.previous.at} 的 {self.previous.size} 条" if self.previous else ""
        )
        return base + (f"；有 {len(self.notices)} 件事要村里说明。" if self.notices else "。")


def to_json(audit: Audit) -> dict[str, Any]:
    """The audit as plain objects; evidence as objects of Chinese labels."""
    plain = asdict(audit)
    plain["findings"] = [
        {**asdict(one), "evidence": [dict(row) for row in one.evidence]} for one in audit.findings
    ]
    return {"ok": audit.ok, **plain, "sentence": audit.sentence}


def from_json(found: Mapping[str, Any]) -> Audit:
    """The audit that ``to_json`` wrote; raises KeyError, TypeError or ValueError for other text."""
    previous = found["previous"]
    if found["verdict"] not in VERDICTS:
        raise ValueError("no such verdict")
    kept = ("file", "day", "verdict", "sha256", "branch", "township", "origin", "root", "code")
    return Audit(
        **{name: str(found[name]) for name in kept},
        size=int(found["size"]),
        rows=int(found["rows"]),
        findings=tuple(_finding(one) for one in found["findings"]),
        previous=None if previous is None else Seen(**previous),
    )


def _finding(found: Mapping[str, Any]) -> Finding:
    if found["severity"] not in SEVERITIES:
        raise ValueError("no such severity")
    rows = tuple(tuple((str(k), str(v)) for k, v in row.items()) for row in found["evidence"])
    return Finding(str(found["kind"]), found["severity"], str(found["what"]), rows)
