"""Opening a package as untrusted input: every member known by name, bounded and hashed."""

from __future__ import annotations

import contextlib
import hashlib
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from jdzb.core.errors import JdzbError
from jdzb.core.visible import visible
from jdzb.handover import manifest, sealing
from jdzb.handover.manifest import Manifest, Stored

LEDGER, MANIFEST, SUMS = "ledger.db", "manifest.json", "SHA256SUMS"
OUT = "from-package.db"  # the ledger's name in the folder, whatever the package calls it
LIMIT_BYTES = 2 * 1024**3
LIMIT_MEMBERS = 5_000
LIMIT_RATIO = 200
_CHUNK = 1 << 20
_PART = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}"
_NAMES = re.compile(
    rf"manifest\.json|SHA256SUMS|ledger\.db|README\.txt|receipt\.pdf|(sheets|attachments)/{_PART}"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class BadPackage(JdzbError):
    """A package that is not as this program makes them; ``why`` says in what."""

    sentence = "交接包“{name}”没有通过：{why}。没有采用里面的任何内容；请让村里重新拷一份。"


class SealedPackage(JdzbError):
    """The package is encrypted, and nothing that could open it was given."""

    sentence = "交接包“{name}”是加密的，{why}。没有采用里面的任何内容。"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out: the manifest as the package states it, and the ledger as a file on disk."""

    manifest: Manifest
    ledger: Path


def unpack(path: Path, folder: Path, password: str = "", identity: str = "") -> Unpacked:
    """Examine every member of a package and write its ledger, alone, into ``folder``.

    Raises BadPackage, SealedPackage or BadManifest; OSError passes through.
    """
    if path.is_symlink() or not path.is_file():
        raise BadPackage(name=path.name, why="它不是普通文件")
    if path.stat().st_size > LIMIT_BYTES:
        raise BadPackage(name=path.name, why="文件大得不合常理")
    source = _unsealed(path, folder, password, identity) if sealing.is_sealed(path) else path
    try:
        with zipfile.ZipFile(source) as archive:
            return _read(archive, source.stat().st_size, folder, path.name)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError, OverflowError) as error:
        raise BadPackage(name=path.name, why="压缩包已损坏或不完整") from error
    except (NotImplementedError, RuntimeError, zlib.error) as error:
        raise BadPackage(name=path.name, why="压缩包已损坏，或用了不认识的压缩方法") from error


def _unsealed(path: Path, folder: Path, password: str, identity: str) -> Path:
    """The package decrypted into the folder: first with the password, then with the own key."""
    ways = [{"password": password}] if password else []
    ways += [{"identity": identity}] if identity else []
    if not ways:
        raise SealedPackage(name=path.name, why="打开它要密码")
    target = folder / "package.zip"
    for way in ways[:-1]:
        with contextlib.suppress(sealing.CannotUnseal):
            sealing.unseal(path, target, **way)
            return target
    sealing.unseal(path, target, **ways[-1])
    return target


def _read(archive: zipfile.ZipFile, size: int, folder: Path, name: str) -> Unpacked:
    members = {member.filename: member for member in archive.infolist()}
    if why := _whole_problem(archive.infolist(), size):
        raise BadPackage(name=name, why=why)
    stated = manifest.from_json(_small(archive, members[MANIFEST], name))
    if why := _missing(stated, set(members)):
        raise BadPackage(name=name, why=why)
    if set(_small(archive, members[SUMS], name).splitlines()) != _sums(archive, stated):
        raise BadPackage(name=name, why="SHA256SUMS 与说明对不上")
    for member, promised in stated.files.items():
        target = folder / OUT if member == LEDGER else None
        if not _holds(archive, members[member], promised, target):
            raise BadPackage(name=name, why=f"“{member}”的内容与说明对不上，可能拷贝时出错或被换过")
    return Unpacked(stated, folder / OUT)


def _whole_problem(members: list[zipfile.ZipInfo], size: int) -> str:
    """What is wrong with the list of members, or nothing; looked at before one byte is read."""
    if len(members) > LIMIT_MEMBERS:
        return "里面的文件多得不合常理"
    seen: set[str] = set()
    for member in members:
        if why := _member_problem(member):
            return f"里面的“{visible(member.filename, 60)}”{why}"
        if member.filename.lower() in seen:
            return f"里面的“{member.filename}”出现了两次"
        seen.add(member.filename.lower())
    if sum(member.file_size for member in members) > LIMIT_BYTES:
        return "解开以后大得不合常理"
    if sum(member.compress_size for member in members) > size:
        return "里面的文件互相重叠"
    absent = [name for name in (MANIFEST, SUMS, LEDGER) if name.lower() not in seen]
    return f"里面缺少“{absent[0]}”" if absent else ""


def _member_problem(member: zipfile.ZipInfo) -> str:
    name, mode = member.filename, member.external_attr >> 16
    known = name == member.orig_filename and _NAMES.fullmatch(name)
    packed = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    swollen = member.file_size > LIMIT_RATIO * max(member.compress_size, 1) + 1024
    problems = (
        (not known, "不该在交接包里"),
        (_RESERVED.fullmatch(name.rpartition("/")[2]), "的名称是系统保留的"),
        (stat.S_IFMT(mode) not in (0, stat.S_IFREG), "不是普通文件"),
        (member.flag_bits & 0x1, "另加了密"),
        (not packed, "用了不认识的压缩方法"),
        (swollen, "压缩得不合常理"),
    )
    return next((words for wrong, words in problems if wrong), "")


def _missing(stated: Manifest, found: set[str]) -> str:
    """Members without a word in the manifest, or the other way round."""
    promised = {*stated.files, MANIFEST, SUMS}
    if extra := sorted(found - promised):
        return f"里面多出说明里没有的“{extra[0]}”"
    if absent := sorted(promised - found):
        return f"里面缺少说明里写的“{visible(absent[0], 60)}”"
    return "" if LEDGER in stated.files else "说明里没有账本"


def _sums(archive: zipfile.ZipFile, stated: Manifest) -> set[bytes]:
    """The lines SHA256SUMS must have: the manifest itself and every file it names."""
    own = hashlib.sha256(archive.read(MANIFEST)).hexdigest()
    lines = [f"{own}  {MANIFEST}"]
    lines += [f"{stored.sha256}  {name}" for name, stored in stated.files.items()]
    return {line.encode() for line in lines}


def _small(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    if member.file_size > manifest.LARGEST:
        raise BadPackage(name=name, why=f"“{member.filename}”太大")
    with archive.open(member) as file:
        return file.read(manifest.LARGEST + 1)


def _holds(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, promised: Stored, target: Path | None
) -> bool:
    """True when the member has the size and hash promised; the CRC is checked on the way."""
    digest, size = hashlib.sha256(), 0
    with archive.open(member) as source:
        sink: BinaryIO | None = target.open("wb") if target else None
        try:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > promised.size:
                    return False
                digest.update(chunk)
                if sink:
                    sink.write(chunk)
        finally:
            if sink:
                sink.close()
    return size == promised.size and digest.hexdigest() == promised.sha256
