"""The village's half of the handover: a package onto a stick."""

from __future__ import annotations

import argparse
from pathlib import Path

from jdzb.cli import ledger
from jdzb.core.errors import JdzbError
from jdzb.handover import package, receipt, stick
from jdzb.handover.package import Built
from jdzb.handover.sealing import Sealing
from jdzb.handover.stick import Copied
from jdzb.store.session import Session

TOWNSHIP_KEY = "township_key"  # the setting that holds the public key the township gave


class NoPassword(JdzbError):
    """The file of the password cannot be read, or is empty."""

    sentence = "密码文件“{name}”读不出密码，没有打包。请把密码写在这个文件的第一行（UTF-8）。"


def pack(chosen: argparse.Namespace) -> int:
    """Pack the ledger and carry it to a folder; 0 only when it lies there whole."""
    with ledger.opened(existing=True) as session, package.work_folder() as work:
        sealed = _sealing(session, chosen.password_file)
        built = package.build(session, work, sealed)
        folder = Path(chosen.folder)
        copied = stick.copy(built, folder)
        stick.record(session, built, copied, str(folder))
    if chosen.json:
        ledger.show(as_json(built, copied))
    else:
        _tell(built, copied)
    return 0


def read_password(file: str) -> str:
    """The first line of a password file. Raises NoPassword."""
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassword(name=file) from error
    if not (lines and lines[0]):
        raise NoPassword(name=file)
    return lines[0]


def as_json(built: Built, copied: Copied) -> dict[str, object]:
    """A handover as plain objects."""
    stated = built.manifest
    return {
        "file": str(copied.path),
        "bytes": built.size,
        "sha256": copied.sha256,
        "sealed": built.sealed,
        "origin": stated.origin,
        "size": stated.size,
        "code": stated.code,
        "counts": dict(stated.counts),
        "sheets": len(stated.sheets),
        "sheets_missing": sum(1 for one in stated.sheets if not one.file),
        "check": {"ok": stated.check.ok, "findings": list(stated.check.findings)},
        "leftovers": list(copied.leftovers),
        "removed": list(copied.removed),
    }


def _sealing(session: Session, password_file: str | None) -> Sealing | None:
    """With the password, else to the township's key, else not at all."""
    if password_file:
        return Sealing(password=read_password(password_file))
    key = session.setting(TOWNSHIP_KEY)
    return Sealing(recipient=key) if key else None


def _tell(built: Built, copied: Copied) -> None:
    stated = built.manifest
    for name in copied.leftovers:
        print(f"上次没有拷完的半个文件已清掉：{name}")
    print(f"交接包：{copied.path}（{built.sealed}，{built.size / 1e6:.1f} MB）")
    print(f"内容：{receipt.contents(stated)}；历史 {stated.size} 条")
    print(f"校验码：{stated.code}")
    if missing := sum(1 for one in stated.sheets if not one.file):
        print(f"张贴的表有 {missing} 张没有留存文件，包内已注明。")
    if not stated.check.ok:
        print(f"自查发现 {stated.check.count} 处不对，包内已注明：")
        for told in stated.check.findings:
            print(f"  {told}")
        if rest := stated.check.count - len(stated.check.findings):
            print(f"  还有 {rest} 条，用 check 看全部。")
    for name in copied.removed:
        print(f"U盘上更早的包已删去：{name}")
    print("已从U盘读回核对一致，可以拔出。")
