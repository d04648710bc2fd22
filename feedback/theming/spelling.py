"""Words as people write them, brought into the one form in which they are looked for.

Small letters, straight quotes, no accents or vowel marks, no more than two of a letter in a row
(sooooo), and the letters that Arabic and Persian keyboards give for the same thing made one.
"""

import re
import unicodedata
from typing import NamedTuple

# Marks sit inside a word: Arabic vowels, accents, the joiner of Persian endings, apostrophes.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u200c'\u2019"
_WORD = re.compile(rf"\w[\w{_MARKS}]*")
_LONG = re.compile(r"(.)\1{2,}")
_SAME = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None, "\u200c": None, "’": "'"})


class Word(NamedTuple):
    plain: str
    """The form in which it is looked for."""
    start: int
    end: int
    """Where it stands in the text."""


def words_in(text: str) -> list[Word]:
    """The words of a text, in order. Text between them is left out."""
    return [
        Word(plain, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (plain := fold(match.group()))
    ]


def fold(word: str) -> str:
    """One word in its plain form; may be empty if nothing but marks was in it."""
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word.translate(_SAME))
        word = "".join(letter for letter in apart if not unicodedata.combining(letter))
        word = word.translate(_SAME)
    word = word.casefold().removesuffix("'s").replace("'", "")
    return _LONG.sub(r"\1\1", word)


def one_slip_apart(one: str, other: str) -> bool:
    """True if one letter is missing, extra, swapped with its neighbour or another one."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = long[start + 1 : start + 2] + long[start : start + 1]
    return short[start + 1 :] == long[start + 1 :] or (
        short[start : start + 2] == swapped and short[start + 2 :] == long[start + 2 :]
    )
