"""The township's command: verify what a village hands over."""

from __future__ import annotations

import argparse
from pathlib import Path

from jdzb.cli import ledger
from jdzb.core.errors import JdzbError
from jdzb.handover import audit, examination, register, verify
from jdzb.handover.audit import Audit


class NoPassword(JdzbError):
    """The password file cannot be read."""

    sentence = "密码文件“{name}”读不出来，没有核对。请检查它的位置。"


def check(chosen: argparse.Namespace) -> int:
    """Verify a package, a stick or a bare ledger; 0 only when all of it is in order."""
    known = Path(chosen.register) if chosen.register else register.default_path()
    password = _password(chosen.password_file)
    files = verify.packages(Path(chosen.path))
    found = [verify.verify(one, known, password) for one in files]
    if chosen.json:
        ledger.show(verify.summary(found))
    else:
        for one in found:
            _tell(one)
    return 0 if all(one.ok for one in found) else 1


def child(chosen: argparse.Namespace) -> int:
    """The hidden command: examine one file for the process that started this one."""
    del chosen
    return examination.child()


def _password(name: str | None) -> str:
    if not name:
        return ""
    try:
        return Path(name).read_text(encoding="utf-8-sig").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassword(name=name) from error


def _tell(found: Audit) -> None:
    print(f"{found.file}：{found.headline}")
    if found.origin:
        print(f"  账本 {found.origin}，{found.size} 条历史，校验码 {found.code}")
    for one in found.findings:
        print(f"  【{audit.SEVERITIES[one.severity]}】{one.what}")
        for row in one.evidence[:5]:
            print("      " + audit.told(row))
        if len(one.evidence) > 5:
            print(f"      ……共 {len(one.evidence)} 行，全部见 --json")
    print(found.sentence)
