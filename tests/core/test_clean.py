"""Text that came from another system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.clean import plain_text


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("<p>I like it</p><p>here</p>", "I like it\nhere"),
        ("it&#39;s good &amp; warm", "it's good & warm"),
        ("I <3 my dog", "I <3 my dog"),
        ("a < b and c > d", "a < b and c > d"),
        ("<script>alert(1)</script>hi", "hi"),
        ("one<br>two", "one\ntwo"),
        ("Fish & chips", "Fish & chips"),
    ],
)
def test_markup_goes_and_words_stay(given_text, plain):
    assert plain_text(given_text) == plain


@given(words=st.text(alphabet=st.characters(exclude_characters="<&"), max_size=100))
def test_text_without_markup_is_unchanged(words):
    assert plain_text(words) == words
