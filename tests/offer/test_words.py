"""What a line says, in which language, and that every code has words."""

import pytest
from markupsafe import escape

from app.core.i18n import speaking
from app.offer import texts
from app.offer.models import HEADINGS, STRENGTHS
from app.offer.reasons import PLAIN, age_words, reason
from app.offer.situation import ASKED_DIRECTLY, NEEDS
from app.offer.statuses import AGES, WHO
from app.offer.words import Words, said

# A text that every catalogue has had from the beginning, and one that none ever will.
TRANSLATED, NEVER = "Help", "Nobody ever translated this"
CONTENT = {
    "title": NEVER,
    "text": TRANSLATED,
    "amount": {"words": "£5 <b>", "value": 5, "unit": "GBP"},
    "conditions": [TRANSLATED, NEVER],
}


def test_in_english_nothing_is_marked(app):
    words = Words.of(CONTENT)
    assert str(words.title) == NEVER and not words.title.english
    assert escape(words.text) == TRANSLATED


def test_what_is_not_translated_says_that_it_is_english_and_runs_left_to_right(app):
    with speaking("ar"):
        words = Words.of(CONTENT)
        assert escape(words.title) == f'<span lang="en" dir="ltr">{NEVER}</span>'
        assert [one.english for one in words.conditions] == [False, True]
        assert str(words.text) != TRANSLATED and not words.text.english


def test_what_a_line_says_is_never_markup(app):
    with speaking("ar"):
        assert "<b>" not in escape(Words.of(CONTENT).amount)
    assert "<b>" not in escape(Words.of(CONTENT).amount)


def test_a_line_may_say_nothing_of_an_amount_a_condition_or_a_way(app):
    words = Words.of({"title": "A", "text": "B"})
    assert not words.amount and not words.how and words.conditions == ()
    assert said("") == said("") and not said("").english


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (texts.HEADINGS, HEADINGS),
        (texts.HEADING_PICTURES, HEADINGS),
        (texts.STRENGTHS, STRENGTHS),
        (texts.WHO, WHO),
        (texts.NEEDS, NEEDS),
    ],
)
def test_every_code_has_words_and_there_are_no_words_for_others(words, codes):
    assert set(words) == set(codes)


@pytest.mark.parametrize(("key", "words"), [("bring", texts.BRING), ("helps", texts.HELPS)])
def test_everything_a_line_that_ships_names_has_words(shipped_lines, key, words):
    named = {code for line in shipped_lines for code in line.get(key, ())}
    assert named <= set(words)


def test_topics_of_which_both_councils_have_a_line_have_a_name(shipped_lines):
    own = {line["topic"] for line in shipped_lines if line.get("council")}
    assert own <= set(texts.TOPICS)


@pytest.mark.parametrize(
    ("first", "until", "words"),
    [
        (18, 19, "You are 18."),
        (16, 18, "You are 16 or 17."),
        (18, 21, "You are 18, 19 or 20."),
        (16, 25, "You are from 16 to 24 years old."),
        (0, 25, "You are under 25."),
        (21, None, "You are 21 or older."),
        (0, None, ""),
    ],
)
def test_an_age_is_said_as_people_say_it(app, first, until, words):
    assert age_words(first, until).striptags() == words


def test_numbers_stand_apart_from_the_sentence(app):
    assert '<bdi dir="ltr">18</bdi>' in reason("age:18:21")


def test_every_reason_is_a_sentence(app):
    codes = [
        *PLAIN,
        "age:16:18",
        "age:21:",
        "council:west",
        *(f"later:{age}" for age in AGES if age),
        *(f"need:{name}" for name in NEEDS),
        *(f"unsaid:{name}" for name in ASKED_DIRECTLY),
        *(f"strength:{name}" for name in STRENGTHS),
    ]
    for code in codes:
        assert reason(code).endswith("."), code


def test_a_reason_nobody_knows_is_an_error_and_not_an_empty_sentence(app):
    with pytest.raises(KeyError):
        reason("because")
