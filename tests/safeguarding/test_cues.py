"""Cues hurry a message up the queue. They hide nothing, and cry wolf seldom."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.safeguarding.cues import (
    AMBER,
    FILE,
    NO_WORDS,
    NONE,
    OF_OTHERS,
    OTHER_LANGUAGE,
    RED,
    cue_list,
    read_list,
    scan,
)
from app.safeguarding.wording import words_of

EVERYDAY = (
    "We had pancakes and I won at cards.",
    "My new trainers are sick!!",
    "Maths is killing me lol",
    "I was dying to show you my painting",
    "My brother hit the ball right over the fence",
    "Can we move my meeting to Thursday please",
    "I cut my hair and everyone likes it",
    "I did not like the soup",
    "When can I start driving lessons?",
    "My worker came on time and we got chips",
    "I would like a bigger wardrobe",
    "we watched a war film in history",
    "I want to see my nan more",
    "Thank you for the birthday card",
    "I am scared of spiders",
    "The bus is late every single day",
    "I am not hungry after football so I eat later",
    "he beat me at chess again",
)


@pytest.mark.parametrize("group", cue_list().groups.values(), ids=lambda group: group.id)
def test_every_strong_phrase_raises_its_group_at_its_level(group):
    phrases = [phrase for phrase, ids in cue_list().strong.items() if group.id in ids]
    assert phrases
    for phrase in phrases:
        finding = scan(f"so today {' '.join(phrase)} and that is it")
        assert group.id in finding.cues, phrase
        assert finding.level in ((RED,) if group.level == RED else (RED, AMBER))


@pytest.mark.parametrize("words", EVERYDAY)
def test_ordinary_talk_raises_nothing(words):
    assert scan(words).level == NONE


@pytest.mark.parametrize(
    "words",
    [
        "I WANNA DIE",
        "i want to dieeee",
        "i dont want to be here anymore",
        "I don’t want to be here any more",
        "i do not want to die",
        "kms",
    ],
)
def test_spelling_and_negation_do_not_hide_a_cue(words):
    assert scan(words).level == RED


def test_one_slip_in_a_long_word_is_forgiven_and_an_ordinary_word_is_not_taken_for_a_slip():
    assert scan("i have been strugling with suicde").level == RED
    assert scan("she is putting up the tent").level == NONE


def test_an_innocent_phrase_hides_only_the_words_it_covers():
    assert scan("the queue is killing me").level == NONE
    assert scan("the queue is killing me and he hits me").level == RED


def test_one_weak_cue_is_noted_and_two_different_ones_alert():
    weak = {ids[0]: " ".join(phrase) for phrase, ids in cue_list().weak.items()}
    alone = scan(weak["NOT_SAFE_TO_ANSWER"])
    assert (alone.level, alone.cues) == (NONE, ("NOT_SAFE_TO_ANSWER",))
    both = scan(f"{weak['NOT_SAFE_TO_ANSWER']} it was {weak['CRIMINAL_EXPLOITATION']}")
    assert both.level == AMBER


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("أنا بخير هنا", "ar"),
        ("أنا بخير هنا", "en"),
        ("ጽቡቕ ኣለኹ", "ti"),
        ("Unë jam mirë këtu sot", "en"),
        ("dua të vdes", "en"),
        ("Tôi buồn", "en"),
        ("I am fine", "ti"),
    ],
)
def test_another_language_goes_to_a_person_and_never_to_the_list(words, language):
    assert scan(words, language) == scan("ok", "ar")
    assert scan(words, language).cues == (OTHER_LANGUAGE,)
    assert scan(words, language).level == AMBER


def test_only_pictures_go_to_a_person_and_nothing_is_nothing():
    assert scan("😭😭").level == AMBER
    assert scan("😭😭").cues == (NO_WORDS,)
    assert scan("  \n ").level == NONE


@given(st.text(max_size=400))
def test_nothing_anyone_types_breaks_the_scan(words):
    assert scan(words).level in (RED, AMBER, NONE)
    assert all(word for word in words_of(words))


def test_the_command_answers_one_line_with_one_object(app, tmp_path):
    file = tmp_path / "messages.txt"
    file.write_text("he hits me\nwe had cake\n", encoding="utf-8")
    run = app.test_cli_runner().invoke(args=["safeguarding", "scan", str(file)])
    lines = [json.loads(line) for line in run.output.splitlines()]
    assert [line["level"] for line in lines] == [RED, NONE]
    assert lines[0]["cues"]


def test_every_pattern_begins_where_a_word_does_because_it_is_tried_nowhere_else():
    listed = [one for group in read_list(FILE)["groups"] for one in group["patterns"]]
    of_others = [one for patterns in read_list(OF_OTHERS)["patterns"].values() for one in patterns]
    assert all(one.startswith(r"\b") for one in listed + of_others)
