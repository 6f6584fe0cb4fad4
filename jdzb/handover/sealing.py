"""Encryption of a package by age: with a password, or to the key of the township.

The result is a plain age file: the standard ``age`` tool opens it too. See age-encryption.org/v1.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jdzb.core.errors import JdzbError

SHORTEST = 8  # characters of a password
SUFFIX = ".age"
_MAGIC = b"age-encryption.org/v1\n"
_BY_PASSWORD = b"-> scrypt "


class WeakPassword(JdzbError):
    """The password is too short."""

    sentence = "密码太短，没有打包。请用至少 {shortest} 个字符的密码。"


class BadKey(JdzbError):
    """The key of the township is none."""

    sentence = "乡镇的密钥“{key}”不对，没有加密打包。请重新导入乡镇给的密钥，或改用密码。"


class CannotUnseal(JdzbError):
    """Wrong password or key, or the package is damaged: age does not say which."""

    sentence = "交接包“{name}”解不开：{why}。没有改动任何内容。"


@dataclass(frozen=True, slots=True)
class Sealing:
    """How to encrypt: by a password, or to the township's public key ``age1…``; one of the two."""

    password: str = ""
    recipient: str = ""

    def __post_init__(self) -> None:
        """Raise WeakPassword or BadKey before any work is done."""
        if not self.recipient and len(self.password) < SHORTEST:
            raise WeakPassword(shortest=SHORTEST)
        if self.recipient:
            _recipient(self.recipient)

    @property
    def words(self) -> str:
        """How the package is encrypted, for people."""
        return "用乡镇密钥加密" if self.recipient else "用密码加密"


def seal(source: Path, target: Path, sealing: Sealing) -> None:
    """Encrypt a file. OSError passes through."""
    import pyrage

    if sealing.recipient:
        with source.open("rb") as plain, target.open("wb") as closed:
            pyrage.encrypt_io(plain, closed, [_recipient(sealing.recipient)])
    else:
        target.write_bytes(pyrage.passphrase.encrypt(source.read_bytes(), sealing.password))


def unseal(source: Path, target: Path, *, password: str = "", identity: str = "") -> None:
    """Decrypt a file with a password or the secret key ``AGE-SECRET-KEY-1…``.

    Raises CannotUnseal, or what the system says (OSError); then there is no target.
    """
    import pyrage

    try:
        if identity:
            key = pyrage.x25519.Identity.from_str(identity)
            with source.open("rb") as closed, target.open("wb") as plain:
                pyrage.decrypt_io(closed, plain, [key])
        else:
            target.write_bytes(pyrage.passphrase.decrypt(source.read_bytes(), password))
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno:  # damage comes as an OSError without number
            raise
        way = "密钥不是这一把" if identity else "密码不对"
        raise CannotUnseal(name=source.name, why=f"{way}，或文件已损坏") from error


def is_sealed(path: Path) -> bool:
    """True when the file is an age file, by its first line. OSError passes through."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def by_password(path: Path) -> bool:
    """True when a sealed file wants a password, not a key: age says so. OSError passes through."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC) + len(_BY_PASSWORD)).endswith(_BY_PASSWORD)


def new_identity() -> tuple[str, str]:
    """A key pair for a township: (secret ``AGE-SECRET-KEY-1…``, public ``age1…``)."""
    import pyrage

    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def _recipient(key: str) -> object:
    import pyrage

    try:
        return pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError as error:
        raise BadKey(key=key.strip()[:20]) from error
