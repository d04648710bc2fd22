"""Argon2id, the same words on every keyboard, and no hint from the time it takes."""

import time

import pytest

from app.accounts.password_rules import EXAMPLE, passphrase_refusal, password_refusal
from app.accounts.passwords import LONGEST, hash_password, verify


def test_the_right_words_are_known_and_others_are_not(app):
    hashed = hash_password("four small brown owls")
    assert verify(hashed, "four small brown owls")
    assert not verify(hashed, "four small brown owl")


def test_the_same_words_from_another_keyboard_are_the_same(app):
    hashed = hash_password("caf\u00e9  au lait ")
    assert verify(hashed, "cafe\u0301 au lait")


def test_the_normal_cost_is_the_low_memory_profile_of_the_rfc(make_app):
    with make_app(PASSWORD_COST="normal").app_context():
        assert hash_password("four small brown owls").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("nobody", [None, ""])
def test_nobody_has_no_password(app, nobody):
    assert not verify(nobody, "nobody")
    assert not verify(nobody, "")


def test_a_damaged_hash_opens_nothing(app):
    assert not verify("$argon2id$v=19$broken", "four small brown owls")


def test_nobodys_password_takes_as_long_to_check_as_a_wrong_one(make_app):
    def fastest(hashed):
        def once():
            began = time.perf_counter()
            verify(hashed, "wrong words")
            return time.perf_counter() - began

        return min(once() for _try in range(5))

    with make_app(PASSWORD_COST="normal").app_context():
        somebody = hash_password("four small brown owls")
        assert fastest(None) > fastest(somebody) / 2


def test_a_megabyte_is_not_even_looked_at(app):
    hashed = hash_password("a" * LONGEST)
    assert verify(hashed, "a" * LONGEST)
    assert not verify(hashed, "a" * LONGEST + "\u0301" * 1_000_000)
    with pytest.raises(ValueError):
        hash_password("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        ("green spoon sleepy cat", True),
        ("ሰማይ ጸሓይ ባሕሪ ዛፍ", True),
        ("aaaaaaaa", False),
        ("abcabcabca", False),
        ("ሀለሀለሀለሀለ", False),
        ("password", False),
        ("PassWord 2013!", False),
        ("iloveyou", False),
        ("1234567890", False),
        ("zyxwvuts", False),
        ("qwertyuiop", False),
        ("password is a silly word", True),
        ("I love you all", True),
        ("20134567", True),
        ("sleepy", False),
        ("a" * 8 + " " * 300, False),
        ("        ", False),
        ("Sky Walker", False),
        ("s k y w a l k e r", False),
        (str(EXAMPLE), False),
    ],
)
def test_a_passphrase_is_long_and_neither_the_name_nor_our_example(app, words, fine):
    assert (passphrase_refusal(words, "SkyWalker") is None) == fine


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        ("twelve chars", True),
        ("eleven char", False),
        ("password2026!", False),
        ("Sam@council.example", False),
    ],
)
def test_staff_need_twelve_characters_that_are_not_their_address(app, words, fine):
    assert (password_refusal(words, "sam@council.example") is None) == fine
