"""Sealed packages open with the right password or key, with any age tool, and with nothing else."""

import os
import pty
import shutil
import subprocess

import pytest

from jdzb.handover import sealing
from jdzb.handover.sealing import Sealing

PASSWORD = "青山村密码2026"
HAS_AGE = pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not installed")


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "plain.zip"
    path.write_bytes(os.urandom(200_000))
    return path


def sealed(plain, how, name="sealed.age"):
    target = plain.with_name(name)
    sealing.seal(plain, target, how)
    return target


@pytest.fixture(scope="module")
def closed(plain):
    """Sealed with the password, once: a password costs seconds by design."""
    return sealed(plain, Sealing(password=PASSWORD), "closed.age")


def test_a_password_opens_what_it_closed(plain, closed, tmp_path):
    assert sealing.is_sealed(closed)
    assert not sealing.is_sealed(plain)
    sealing.unseal(closed, tmp_path / "open", password=PASSWORD)
    assert (tmp_path / "open").read_bytes() == plain.read_bytes()


def test_the_township_opens_with_its_secret_key_what_the_public_one_closed(plain, tmp_path):
    secret, public = sealing.new_identity()
    assert public.startswith("age1")
    closed = sealed(plain, Sealing(recipient=f" {public}\n"))
    sealing.unseal(closed, tmp_path / "open", identity=secret)
    assert (tmp_path / "open").read_bytes() == plain.read_bytes()


def test_another_password_or_key_opens_nothing_and_is_a_sentence(plain, closed, tmp_path):
    with pytest.raises(sealing.CannotUnseal, match="密码不对"):
        sealing.unseal(closed, tmp_path / "open", password="另一个密码2026")
    secret, _ = sealing.new_identity()
    _, public = sealing.new_identity()
    by_key = sealed(plain, Sealing(recipient=public))
    for wrong in (secret, "AGE-SECRET-KEY-nonsense"):
        with pytest.raises(sealing.CannotUnseal, match="密钥"):
            sealing.unseal(by_key, tmp_path / "open", identity=wrong)
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize("damage", ["flipped", "cut"])
def test_a_damaged_package_opens_not_even_in_part(plain, tmp_path, damage):
    secret, public = sealing.new_identity()
    closed = sealed(plain, Sealing(recipient=public))
    body = bytearray(closed.read_bytes())
    body[150_000] ^= 1
    closed.write_bytes(body if damage == "flipped" else body[:100_000])
    with pytest.raises(sealing.CannotUnseal, match="已损坏"):
        sealing.unseal(closed, tmp_path / "open", identity=secret)
    assert not (tmp_path / "open").exists()


@pytest.mark.parametrize("password", ["", "1234567", "青山村"])
def test_a_short_password_is_refused(password):
    with pytest.raises(sealing.WeakPassword, match="至少 8 个"):
        Sealing(password=password)


@pytest.mark.parametrize("key", ["age1nonsense", "ssh-ed25519 AAAA", "青山"])
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(sealing.BadKey):
        Sealing(recipient=key)


@HAS_AGE
def test_the_age_tool_opens_it_with_the_key(plain, tmp_path):
    secret, public = sealing.new_identity()
    closed = sealed(plain, Sealing(recipient=public))
    (tmp_path / "key.txt").write_text(secret + "\n")
    command = ["age", "--decrypt", "-i", tmp_path / "key.txt", closed]
    opened = subprocess.run(command, capture_output=True, check=True)
    assert opened.stdout == plain.read_bytes()


@HAS_AGE
def test_the_age_tool_opens_it_with_the_password(plain, closed, tmp_path):
    opened = tmp_path / "open"
    process, terminal = pty.fork()
    if process == 0:
        os.execlp("age", "age", "--decrypt", "-o", str(opened), str(closed))  # noqa: S606
    os.read(terminal, 100)  # age asks
    os.write(terminal, PASSWORD.encode() + b"\n")
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert status == 0
    assert opened.read_bytes() == plain.read_bytes()


def test_what_the_system_refuses_is_no_wrong_key(plain, tmp_path):
    secret, public = sealing.new_identity()
    closed = sealed(plain, Sealing(recipient=public))
    with pytest.raises(FileNotFoundError):
        sealing.unseal(closed, tmp_path / "nowhere" / "open", identity=secret)
