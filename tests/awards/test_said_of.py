"""A worry about somebody else is found by the cues that know how children speak of themselves."""

import pytest

from app.awards.said_of import said_by_them
from app.safeguarding.cues import scan

WORRIES = (
    "She is brave because her carer hits her.",
    "He keeps going although his dad beats him.",
    "She cuts herself but still comes to school.",
    "They told me their uncle touches them.",
    "Her foster dad locks her in her room.",
    "He said he wants to die but he still helps others.",
)
PRAISE = (
    "He hit a home run for his team!",
    "They beat the school record.",
    "He touched all of our hearts.",
    "She looks after her little brother.",
    "She cut her own hair and gave it to charity.",
    "She fought hard to stay in college.",
    "He killed it on stage!",
    "They came back to school after being off sick.",
)


def level_of(words: str) -> set[str]:
    return {scan(one).level for one in (words, *said_by_them(words))}


@pytest.mark.parametrize("words", WORRIES)
def test_a_worry_about_somebody_else_is_found(words):
    assert level_of(words) - {"none"}


@pytest.mark.parametrize("words", PRAISE)
def test_praise_stays_praise(words):
    assert level_of(words) == {"none"}


def test_nothing_is_turned_round_where_nobody_is_spoken_of():
    assert said_by_them("Super cakes!") == []
    assert said_by_them("ساعدتني") == []
