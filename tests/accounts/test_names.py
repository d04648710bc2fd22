"""The names young people choose."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts import names


@pytest.mark.parametrize(
    "name",
    ["Zoë", "የማነ", "علي رضا", "علی\u200cرضا", "李", "O’Neill 2", "👩\u200d🚀 Kim", "ß" * 40],
)
def test_a_name_in_any_script_is_fine(name):
    assert names.refusal(name) is None


@pytest.mark.parametrize(
    "hidden",
    [
        "\0",
        "\x07",
        "\n",
        "\t",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\ufeff",
        "\u2028",
        "\ue000",
    ],
)
def test_what_does_not_show_is_refused(hidden):
    assert names.refusal(f"Ana{hidden}b") == names.HIDDEN_CHARACTERS


@pytest.mark.parametrize("empty", ["", "   ", "...", "\u200c\u200d", "\u0301\u0301"])
def test_a_name_has_something_in_it(empty):
    assert names.refusal(empty) == names.NO_LETTERS


@pytest.mark.parametrize("long", ["a" * 41, "ﷺ" * 20, "a" + "\u0301" * 1_000_000])
def test_a_name_has_an_end(long):
    assert names.refusal(long) == names.TOO_LONG


def test_an_email_address_is_not_a_name():
    assert names.refusal("sky@example.org") == names.LIKE_AN_EMAIL


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë", "ZOE\u0308"),
        (" Big  Sky ", "big sky"),
        ("Straße", "STRASSE"),
        ("علی\u200cرضا", "علیرضا"),
        ("Ｋｉｍ", "kim"),
        ("❤\ufe0f Kim", "❤ kim"),
    ],
)
def test_the_same_name_typed_otherwise_is_the_same(one, other):
    assert names.sign_in_name(one) == names.sign_in_name(other)


@given(st.text(max_size=60))
def test_a_name_that_is_allowed_shows_itself_and_can_be_kept(name):
    if names.refusal(name) is None:
        folded = names.sign_in_name(name)
        assert 0 < len(folded) <= 120
        assert 0 < len(names.tidy(name)) <= 40
        assert not {unicodedata.category(sign) for sign in folded} & {"Cc", "Cf", "Cs"}


@given(st.text(max_size=60))
def test_folding_a_name_twice_changes_nothing_more(name):
    assert names.sign_in_name(names.sign_in_name(name)) == names.sign_in_name(name)
