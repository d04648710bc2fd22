"""What the app's own catalogues say of a survey's texts: those of a question taken from the bank.

It is what young people are shown until somebody writes something better. As long as nobody has
checked the catalogue it is a draft like any other. Changed words are the inspectors' own, and have
none: then what the bank's were called stands beside them.
"""

from collections.abc import Iterable

from app.core.i18n import gettext, speaking
from surveys.building.bank import words_at
from surveys.survey_words import Text


def catalogue_words(texts: Iterable[Text], language: str) -> dict[str, str]:
    """The words for these texts in a language, by their digests, as far as a catalogue has them."""
    with speaking(language):
        said = {text.digest: (text.english, gettext(text.english)) for text in texts}
    return {digest: words for digest, (english, words) in said.items() if words != english}


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
