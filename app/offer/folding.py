"""Words made alike for searching, whoever typed them on whatever keyboard.

Applied to what is searched and to what is searched for; nothing folded is ever shown.
"""

import re
import unicodedata

VERSION = 1
"""Raise it when the same text folds to something else: the index is then made again."""

_WORD = re.compile(r"[^\W_]+")
_INSIDE_WORDS = dict.fromkeys(map(ord, "'’ʼ\u0640\u200d\u00ad"))
"""Apostrophes, the Arabic lengthening stroke, and what joins or may break a word unseen."""
_ARABIC = str.maketrans("ىیېکةھہە", "يييكهههه")
"""One letter each for those that Arabic and Dari keyboards give several of. Alef, waw and ya with
hamza or madda lose it with the other marks.
"""
_SAME_SOUND = {
    ord(other) + step: ord(one) + step
    for other, one in (("ሠ", "ሰ"), ("ፀ", "ጸ"))
    for step in range(8)
}
"""Tigrinya has two rows of letters for s and for ts'; which is used depends on the country."""
_ARTICLE = re.compile(r"(?:ال|لل)(?=\w{3})")
_GROWN_ON = re.compile(r"[وبكف]ال(?=\w{3})")
"""And, with, like or so, grown together with the article. Other words begin so too: parents."""
_COMMON = frozenset(
    "a about an and any are as at be can do does for from get have how i if in is it me my of on or"
    " that the to we what when where which who will with you your".split()
)
"""English words that say nothing about what is looked for."""


def fold(text: str) -> str:
    """What a text is found by: its words in one form with a space between them; an Arabic word on
    which another has grown also without that.
    """
    return " ".join(form for word in folded_words(text) for form in _forms(word))


def folded_words(text: str) -> list[str]:
    """The words of a text: small letters, Latin digits, no marks, no Arabic article."""
    apart = unicodedata.normalize("NFKD", text.translate(_INSIDE_WORDS).casefold())
    bare = "".join(_plain(one) for one in apart if not unicodedata.combining(one))
    plain = unicodedata.normalize("NFC", bare).translate(_ARABIC).translate(_SAME_SOUND)
    return [_without(_ARTICLE, word) for word in _WORD.findall(plain)]


def asked_words(query: str, longest: int, most: int) -> list[str]:
    """The words of a query that say something; all of them if none does.

    Of no more than `longest` characters, and no more than `most` words.
    """
    found = list(dict.fromkeys(folded_words(query[:longest])))[:most]
    return [word for word in found if word not in _COMMON] or found


def _plain(one: str) -> str:
    digit = unicodedata.decimal(one, None)
    return one if digit is None else str(digit)


def _forms(word: str) -> tuple[str, ...]:
    shorter = _without(_GROWN_ON, word)
    return (word,) if shorter == word else (word, shorter)


def _without(beginning: re.Pattern[str], word: str) -> str:
    found = beginning.match(word)
    return word[found.end() :] if found else word
