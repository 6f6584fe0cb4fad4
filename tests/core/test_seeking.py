"""What counts as a word that is sought, and the piece of a text that shows it."""

import pytest

from jdzb.core.seeking import LENGTH, LONGEST, marker, piece, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", ()), ("  ", ()), ("水", ()), ("水渠", ("水渠",)), (" 水渠 A b 水渠 ", ("水渠", "a", "b")), ("1 2", ())],
)  # fmt: skip
def test_words_are_what_blanks_part_one_of_them_long_enough(typed, words):
    assert words_of(typed) == words


def test_what_is_pasted_is_not_sought_to_its_end():
    assert words_of("长" * 10_000) == ("长" * LONGEST,)


def test_the_piece_is_one_line_around_the_first_word():
    text = "头" * 50 + "\n南沟\t水渠" + "尾" * 200
    found = piece([None, "", "别的", text], ["水渠"])
    assert found.startswith("…头")
    assert found.endswith("尾…")
    assert "南沟 水渠" in found
    assert len(found) <= LENGTH + 2


def test_where_no_text_holds_a_word_the_first_stands_for_all():
    assert piece(["修水渠", "花钱"], ["林"]) == "修水渠"
    assert piece([None, ""], ["林"]) == ""


def test_signs_are_looked_for_as_they_are():
    assert marker(["50%_(", "a.c"]).findall("50%_( A.C abc") == ["50%_(", "A.C"]
