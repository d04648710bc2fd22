"""The number that brings someone back: 16 digits, made from what only their browser holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.return_numbers import (
    LENGTH,
    address_of,
    digits_of,
    hash_of_return_number,
    holds_number,
    new_return_number,
    pictured,
    return_number_for,
)


def test_the_same_token_always_gives_the_same_sixteen_digits(app):
    number = return_number_for("a token")
    assert return_number_for("a token") == number
    assert len(number) == LENGTH and number.isascii() and number.isdecimal()
    assert return_number_for("another token") != number


def test_what_a_row_holds_does_not_contain_the_number(app):
    number = return_number_for("a token")
    kept = hash_of_return_number(number)
    assert len(kept) == 32
    assert number.encode() not in kept
    assert kept != hash_of_return_number(new_return_number())


@pytest.mark.parametrize(
    "typed",
    ["1234567812345678", "1234 5678 1234 5678", " 1234-5678\t1234.5678\n", "۱۲۳۴۵۶۷۸۱۲۳۴۵۶۷۸",
     "\u20681234 5678 1234 5678\u2069"],
)  # fmt: skip
def test_a_number_is_read_however_it_is_spaced_and_in_any_digits(typed):
    assert digits_of(typed) == "1234567812345678"


@pytest.mark.parametrize("typed", ["", "123", "1" * 17, "1234567812345x78", "²" * 16])
def test_anything_else_is_no_number(typed):
    assert digits_of(typed) is None


@given(st.text(max_size=40))
def test_nothing_typed_crashes_the_reading_of_a_number(typed):
    found = digits_of(typed)
    assert found is None or (len(found) == LENGTH and found.isascii() and found.isdecimal())


def test_the_link_and_its_picture_are_made_without_scripts_or_styles(app):
    link = address_of("1234567812345678")
    assert link == "http://localhost/return/1234567812345678"
    picture = pictured(link)
    assert picture.startswith("<svg")
    assert "style" not in picture and "script" not in picture


@pytest.mark.parametrize("between", ["", " ", "–", ",", "/", "\u2066", " is a 🐢 "])
def test_a_number_is_found_in_words_however_it_is_broken_up(app, between):
    kept = hash_of_return_number("1234567812345678")
    for digits in (
        "1234567812345678",
        "١٢٣٤٥٦٧٨١٢٣٤٥٦٧٨",
        "①②③④⑤⑥⑦⑧12345678",
        "991234567812345678",
    ):
        assert holds_number(f"it is {between.join(digits)}!", kept)


@pytest.mark.parametrize("words", ["", "hello", "123456781234567", "8765432187654321", "½" * 16])
def test_other_words_hold_no_number(app, words):
    assert not holds_number(words, hash_of_return_number("1234567812345678"))
    assert not holds_number("1234567812345678", None)
