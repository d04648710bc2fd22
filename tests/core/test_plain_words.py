"""How English reads for young people: what is seen, for whom, and what is left alone."""

import pytest

from app.core.plain_words import ANYBODY, Readers, hints_on

LONG = "We all went down to the big hall by the river and we sat there for hours."


def codes(text, youngest=8):
    return {hint.code for hint in hints_on([text], Readers(youngest, "8 to 18"))}


@pytest.mark.parametrize(
    ("youngest", "found"), [(0, True), (4, True), (8, True), (10, True), (11, False), (25, False)]
)
def test_a_sentence_is_as_long_as_the_youngest_can_read(app, youngest, found):
    assert ("long_sentence" in codes(LONG, youngest)) is found


def test_a_long_word_is_named_and_an_everyday_one_is_not(app):
    assert codes("We want accountability.") == {"long_word"}
    assert codes("We want a birthday for everybody.") == set()


def test_a_word_of_offices_comes_with_another_one(app):
    [hint] = hints_on(["Your placement is near."], ANYBODY)
    assert (hint.code, hint.better) == ("office_word", "home")


@pytest.mark.parametrize("text", ["", " ", "\x00\u202e", "٣٤", "%(x)s", "<b>", "-" * 9_999])
def test_what_holds_no_words_has_no_hints(app, text):
    assert codes(text) <= {"long_word"}
