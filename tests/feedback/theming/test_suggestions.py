"""Suggestions: what the lists find, in four languages, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.themes import suggest
from feedback.theming.suggestions import MOST


def names(text, language="en"):
    return [suggestion.sub_theme for suggestion in suggest(text, language)]


def test_a_comment_is_suggested_what_its_words_are_listed_under():
    assert names("My tooth has hurt since the holidays and no dentist has room")[0] == "HLT_BODY"


def test_the_words_that_led_to_a_suggestion_stand_as_the_child_wrote_them():
    first = suggest("I MISS my Mum so much", "en")[0]
    assert (first.sub_theme, first.words) == ("REL_FAMILY", ["MISS my Mum"])


def test_words_inside_a_longer_run_are_not_named_twice():
    assert suggest("my social worker", "en")[0].words == ["social worker"]


def test_nothing_is_sure_from_lists_alone():
    text = "My social worker never visits, never replies, and cancelled again"
    assert not any(suggestion.sure for suggestion in suggest(text, "en"))


def test_a_word_that_many_sub_themes_list_weighs_less_than_one_that_is_only_in_one():
    assert names("It is not fair, the council") != []
    scores = {one.sub_theme: one.score for one in suggest("interpreter netball", "en")}
    assert scores["EDU_JOIN"] > scores["REL_IDENTITY"]


@pytest.mark.parametrize("written", ["freinds", "frends", "friiends", "friemds"])
def test_one_slip_in_a_longer_word_still_counts(written):
    assert "REL_FRIENDS" in names(f"I want my {written}")


def test_a_short_word_with_a_slip_does_not_count():
    assert names("rom") == []


def test_a_list_word_inside_another_word_does_not_count():
    assert "HOM_ROOM" not in names("mushrooms")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "أريد أن أرى أمي وأخي", ["REL_FAMILY", "REL_SIBS"]),
        ("ar", "والغرفة باردة", ["HOM_ROOM"]),
        ("fa-AF", "مادرم را ندیدم و اتاقم سرد است", ["HOM_ROOM", "REL_FAMILY"]),
        ("ti", "ኣደይ ክርእያ ይደሊ። ክፍለይ ቁሪ እዩ", ["HOM_ROOM", "REL_FAMILY"]),
    ],
)
def test_other_languages_have_lists_of_their_own(language, text, expected):
    assert sorted(names(text, language)) == expected


def test_a_language_without_a_list_gets_no_suggestion():
    assert names("Mi habitación está fría", "es") == []


def test_there_are_never_more_suggestions_than_keys():
    text = " ".join(("dentist", "sad", "safe", "moved", "bedroom", "hungry", "carer", "rules"))
    assert (
        len(names(f"{text} wifi mum brother friend trust mosque school bullied pep flat")) == MOST
    )


@given(st.text(max_size=300), st.sampled_from(["en", "ar", "fa-AF", "ti", "xx", ""]))
def test_any_text_at_all_is_suggested_something_or_nothing(text, language):
    for suggestion in suggest(text, language):
        assert 0 <= suggestion.score <= 1
        assert all(word in text for word in suggestion.words)
