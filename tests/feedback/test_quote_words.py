"""The words of a quote: what is cut from a comment, and what may point to one child."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.quote_words import passage, require_their_words, sentences, words_to_think_about


def test_what_may_point_to_one_child_is_shown_to_the_officer():
    found = words_to_think_about("At 14 my twin and Leah went to Corby school.")
    assert found == {
        "name": ["Leah", "Corby"],
        "age": ["14"],
        "place": ["school"],
        "rare": ["twin"],
    }
    assert words_to_think_about("I like my room.") == {}


def test_a_comment_is_cut_at_the_end_of_its_sentences_and_lines():
    assert sentences("I like it. Do you?\nMy room! ") == ["I like it.", "Do you?", "My room!"]
    assert sentences("هل أنت هنا؟ نعم.") == ["هل أنت هنا؟", "نعم."]
    assert sentences("ገዛ ጽቡቕ እዩ። ክፍለይ ቁሪ እዩ።") == ["ገዛ ጽቡቕ እዩ።", "ክፍለይ ቁሪ እዩ።"]
    assert sentences("  ") == []


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ([0], "One."),
        ([1, 0], "One. Two."),
        ([0, 2], "One. … Three."),
        ([2], "Three."),
        ([7, -1], ""),
        ([], ""),
    ],
)
def test_what_was_left_out_between_chosen_sentences_is_an_ellipsis(chosen, expected):
    assert passage("One. Two. Three.", chosen) == expected


@given(st.text(max_size=200), st.sets(st.integers(0, 8)))
def test_whatever_sentences_are_chosen_are_their_words(words, chosen):
    require_their_words(passage(words, chosen), words)
