"""What cannot be seen is spelt out; what is too long is cut and says so."""

from jdzb.core.visible import visible


def test_plain_chinese_stays_as_it_is():
    assert visible("青山村党支部 2026-11-21（周𬭎）") == "青山村党支部 2026-11-21（周𬭎）"


def test_nothing_is_an_empty_text():
    assert visible(None) == ""


def test_controls_directions_and_surrogates_are_spelt_out():
    assert visible("a\n\u202eb\ud800\x00") == "a⟨U+000A⟩⟨U+202E⟩b⟨U+D800⟩⟨U+0000⟩"


def test_a_long_text_is_cut_and_says_how_long_it_was():
    assert visible("字" * 10, 4) == "字字字字…（共10字）"
