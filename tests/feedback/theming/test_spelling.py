"""Words as they are compared: where they stand, what is folded together, and one slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.theming.spelling import fold, one_slip_apart, words_in


@given(st.text(max_size=200))
def test_words_stand_where_they_are_said_to_stand(text):
    for word in words_in(text):
        assert fold(text[word.start : word.end]) == word.plain


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("friend", "freind", True),
        ("friend", "frend", True),
        ("friend", "friends", True),
        ("friend", "friand", True),
        ("friend", "fiernd", False),
        ("friend", "fend", False),
    ],
)
def test_one_slip_is_one_slip(one, other, near):
    assert one_slip_apart(one, other) is near


def test_accents_vowel_marks_and_long_letters_make_no_difference():
    assert fold("sooooo") == fold("soo")
    assert fold("أُمِّي") == fold("امي")
    assert fold("mum’s") == "mum"
    assert fold("can’t") == fold("cant")
