"""Codes that can be read out, typed by small hands, and not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people import join_codes


def test_a_code_is_nine_signs_in_three_groups():
    code = join_codes.new_code()
    assert [len(group) for group in code.split("-")] == [3, 3, 3]
    assert len({join_codes.new_code() for _code in range(200)}) == 200


def test_no_two_signs_look_alike_and_no_code_is_a_word():
    signs = set(join_codes.ALPHABET)
    for alike in ("0OQ", "1IL", "2Z", "5S", "8B", "UV"):
        assert len(signs & set(alike)) <= 1
    assert not signs & set("AEIOU")
    assert 21**9 == len(signs) ** join_codes.LENGTH > 2**39


@pytest.mark.parametrize(
    "typed",
    [
        "7KC-RWM-34X",
        "7kcrwm34x",
        " 7kc rwm 34x ",
        "7KC–RWM–34X",
        "７ＫＣ-ＲＷＭ-３４Ｘ",
        "۷kc rwm ۳٤x",
    ],
)
def test_a_code_is_known_however_it_is_typed(typed):
    assert join_codes.plain(typed) == "7KCRWM34X"


@pytest.mark.parametrize("typed", ["", "7KC", "7KC-RWM-34X9", "0KC-RWM-34X", "\0" * 9, "ﷺ" * 50])
def test_what_cannot_be_a_code_is_none(typed):
    assert join_codes.plain(typed) == ""


@given(st.text())
def test_whatever_is_typed_is_a_code_or_nothing(typed):
    assert join_codes.plain(typed) == "" or len(join_codes.plain(typed)) == join_codes.LENGTH
