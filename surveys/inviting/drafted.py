"""What the app's own catalogues say of a survey's texts.

Of a question taken from the bank it is what young people are shown until somebody writes something
better; as long as nobody has checked the catalogue it is a draft like any other. Changed words are
the inspectors' own: then what the bank's were called stands beside them. Of a question of their
own, what the catalogue says of the same English elsewhere is offered to whoever translates, and
shown to nobody until they take it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.core.i18n import gettext, speaking
from surveys.building.bank import words_at, words_beside
from surveys.survey_texts import Text, texts_in


def catalogue_words(texts: Iterable[Text], language: str) -> dict[str, str]:
    """The words for these texts in a language, by their digests, as far as a catalogue has them."""
    with speaking(language):
        said = {text.digest: (text.english, gettext(text.english)) for text in texts}
    return {digest: words for digest, (english, words) in said.items() if words != english}


def own_texts(form: Mapping[str, Any]) -> Iterator[Text]:
    """The texts of a form that stand anywhere but in a question as the bank has it."""
    yield from texts_in({**form, "questions": []})
    for question in form["questions"]:
        ready = words_beside(question["ask"])
        yield from (text for text in texts_in(question) if text.english not in ready)


def bank_words_before(texts: Iterable[Text], language: str) -> dict[str, str]:
    """What the bank's words are in a language, where these texts have changed them; by place."""
    banks = words_at()
    before = {
        text.place: banks[text.place]
        for text in texts
        if banks.get(text.place, text.english) != text.english
    }
    with speaking(language):
        said = {place: (english, gettext(english)) for place, english in before.items()}
    return {place: words for place, (english, words) in said.items() if words != english}
