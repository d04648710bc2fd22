"""Written words at rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.crypto import CannotOpen, keyed_hash, seal, unseal

PLACE = "answer:words:1"


@given(words=st.text(alphabet=st.characters(), max_size=200))
def test_words_come_back_exactly_as_they_were_written(app, words):
    assert unseal(seal(words, PLACE), PLACE) == words


def test_the_same_words_never_look_the_same_twice(app):
    assert seal("hello", PLACE) != seal("hello", PLACE)


def test_words_moved_to_another_row_cannot_be_read(app):
    with pytest.raises(CannotOpen):
        unseal(seal("hello", PLACE), "answer:words:2")


@pytest.mark.parametrize("where", [0, 3, 20, -1])
def test_words_that_were_tampered_with_cannot_be_read(app, where):
    sealed = bytearray(seal("hello", PLACE))
    sealed[where] ^= 1
    with pytest.raises(CannotOpen):
        unseal(bytes(sealed), PLACE)


def test_an_old_key_still_opens_and_the_first_one_seals(app):
    old = seal("hello", PLACE)
    app.config["DATA_KEYS"] = {"new": bytes(range(32, 64)), **app.config["DATA_KEYS"]}
    assert unseal(old, PLACE) == "hello"
    assert seal("hello", PLACE)[2:5] == b"new"


def test_without_its_key_nothing_opens(app):
    old = seal("hello", PLACE)
    app.config["DATA_KEYS"] = {"new": bytes(range(32, 64))}
    with pytest.raises(CannotOpen):
        unseal(old, PLACE)


def test_a_hash_for_one_purpose_says_nothing_about_another(app):
    assert keyed_hash("return", "1") != keyed_hash("response", "1")
    assert keyed_hash("return", "1") == keyed_hash("return", "1")
