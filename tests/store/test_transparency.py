"""The log against the published roots of RFC 6962, and the check code against typing errors."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdzb.store import transparency

# The eight leaves and the roots of the reference implementation of certificate transparency.
LEAVES = [
    b"",
    bytes.fromhex("00"),
    bytes.fromhex("10"),
    bytes.fromhex("2021"),
    bytes.fromhex("3031"),
    bytes.fromhex("40414243"),
    bytes.fromhex("5051525354555657"),
    bytes.fromhex("606162636465666768696a6b6c6d6e6f"),
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_the_published_roots_come_out():
    size, peaks = 0, []
    for leaf, root in zip(LEAVES, ROOTS, strict=True):
        size, peaks = transparency.append(size, peaks, [transparency.leaf_hash(leaf)])
        assert transparency.root_of(peaks).hex() == root


def test_the_empty_log_has_the_hash_of_nothing():
    assert transparency.root_of([]) == hashlib.sha256(b"").digest()


def root_by_definition(leaves):
    """RFC 6962 section 2.1, literally."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    left, right = root_by_definition(leaves[:split]), root_by_definition(leaves[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_the_peaks_give_the_root_of_the_definition_for_every_size():
    leaves = [transparency.leaf_hash(str(n).encode()) for n in range(130)]
    size, peaks = 0, []
    for n, leaf in enumerate(leaves, 1):
        size, peaks = transparency.append(size, peaks, [leaf])
        assert size == n
        assert transparency.root_of(peaks) == root_by_definition(leaves[:n])


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_read_back_however_it_is_typed(root):
    code = transparency.check_code(root)
    assert len(code) == 29
    assert not set(code) & set("01IO")
    plain = transparency.read_code(code)
    assert transparency.read_code(code.lower().replace("-", "  ")) == plain
    assert code.replace("-", "").startswith(plain)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 24), st.integers(1, 31))
def test_every_single_mistyped_character_is_noticed(root, place, shift):
    code = transparency.check_code(root).replace("-", "")
    alphabet = transparency.ALPHABET
    wrong = alphabet[(alphabet.index(code[place]) + shift) % 32]
    with pytest.raises(transparency.MistypedCode):
        transparency.read_code(code[:place] + wrong + code[place + 1 :])


@given(st.binary(min_size=32, max_size=32), st.integers(0, 23))
def test_two_exchanged_characters_are_noticed(root, place):
    code = transparency.check_code(root).replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(transparency.MistypedCode):
            transparency.read_code(swapped)


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDE-FGHJK", "中文校验码", "2" * 26])
def test_nonsense_is_no_code(typed):
    with pytest.raises(transparency.MistypedCode):
        transparency.read_code(typed)


def test_the_qr_text_carries_the_whole_root_in_letters_a_qr_code_packs():
    head = transparency.Head(7, hashlib.sha256(b"x").digest(), "ABCDEFGH")
    assert head.qr.startswith("JDZB1/ABCDEFGH/7/")
    assert len(head.qr.rsplit("/", 1)[1]) == 52
    assert set(head.qr) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
