"""Proofs of the log against the published roots, all small sizes, and every changed bit."""

import random

import pytest

from jdzb.store import proofs, transparency

# Leaves and roots of the published test vectors of certificate transparency.
PUBLISHED = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
]
LEAVES = [transparency.leaf_hash(str(number).encode()) for number in range(130)]
ROOTS = [None, *proofs.roots(LEAVES)]
MUTATED = 200


def test_the_published_roots_come_out():
    leaves = [transparency.leaf_hash(bytes.fromhex(leaf)) for leaf, _ in PUBLISHED]
    expected = [root for _, root in PUBLISHED]
    assert [root.hex() for root in proofs.roots(leaves)] == expected
    assert [proofs.root_at(leaves, size).hex() for size in range(1, 9)] == expected
    assert {n: root.hex() for n, root in proofs.roots_at(leaves, (8, 3, 99)).items()} == {
        3: expected[2],
        8: expected[7],
    }


def test_every_leaf_of_every_small_log_is_proved():
    for size in range(1, len(LEAVES) + 1):
        for index in range(size):
            proof = proofs.inclusion_proof(LEAVES, index, size)
            assert proofs.verify_inclusion(LEAVES[index], index, size, proof, ROOTS[size])
            assert len(proof) <= (size - 1).bit_length()


def test_every_small_log_is_proved_to_extend_every_smaller_one():
    for second in range(1, len(LEAVES) + 1):
        for first in range(1, second + 1):
            proof = proofs.consistency_proof(LEAVES, first, second)
            assert proofs.verify_consistency(first, second, ROOTS[first], ROOTS[second], proof)


def flipped(values):
    """Every list of hashes that differs in one bit."""
    for place, value in enumerate(values):
        for bit in range(256):
            changed = bytearray(value)
            changed[bit >> 3] ^= 1 << (bit & 7)
            yield [*values[:place], bytes(changed), *values[place + 1 :]]


def test_every_changed_bit_of_a_proof_is_refused():
    chance = random.Random(6962)
    for number in range(MUTATED):
        size = chance.randint(2, 130)
        if number % 2:
            index = chance.randrange(size)
            proof = proofs.inclusion_proof(LEAVES, index, size)
            for leaf, root, *steps in flipped([LEAVES[index], ROOTS[size], *proof]):
                assert not proofs.verify_inclusion(leaf, index, size, steps, root)
        else:
            first = chance.randint(1, size - 1)
            proof = proofs.consistency_proof(LEAVES, first, size)
            for old, new, *steps in flipped([ROOTS[first], ROOTS[size], *proof]):
                assert not proofs.verify_consistency(first, size, old, new, steps)


def test_a_proof_too_short_or_too_long_is_refused():
    proof = proofs.inclusion_proof(LEAVES, 5, 100)
    for wrong in (proof[:-1], [*proof, ROOTS[1]], proof[::-1]):
        assert not proofs.verify_inclusion(LEAVES[5], 5, 100, wrong, ROOTS[100])
    proof = proofs.consistency_proof(LEAVES, 40, 100)
    for wrong in (proof[:-1], [*proof, ROOTS[1]], []):
        assert not proofs.verify_consistency(40, 100, ROOTS[40], ROOTS[100], wrong)


def test_a_proof_for_another_place_or_size_is_refused():
    proof = proofs.inclusion_proof(LEAVES, 5, 100)
    assert not proofs.verify_inclusion(LEAVES[5], 6, 100, proof, ROOTS[100])
    assert not proofs.verify_inclusion(LEAVES[5], 5, 5, proof, ROOTS[100])
    proof = proofs.consistency_proof(LEAVES, 40, 100)
    assert not proofs.verify_consistency(41, 100, ROOTS[40], ROOTS[100], proof)
    assert not proofs.verify_consistency(100, 40, ROOTS[100], ROOTS[40], proof)


def test_hashes_of_another_length_are_refused():
    proof = proofs.inclusion_proof(LEAVES, 5, 100)
    assert not proofs.verify_inclusion(LEAVES[5], 5, 100, [*proof[:-1], proof[-1] + b"0"], b"")
    assert not proofs.verify_consistency(1, 2, LEAVES[0], ROOTS[2][:31], [LEAVES[1]])


def test_a_log_proves_nothing_beyond_its_length():
    for wrong in (lambda: proofs.root_at(LEAVES, 131), lambda: proofs.inclusion_proof(LEAVES, 5, 5),
                  lambda: proofs.consistency_proof(LEAVES, 5, 131)):  # fmt: skip
        with pytest.raises(ValueError, match="is not between"):
            wrong()
