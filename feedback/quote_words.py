"""The words of a quote: nothing but what they wrote, and nothing by which somebody is known."""

import re
from collections.abc import Collection

LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
NAME_LIKE = re.compile(r"(?<![.!?\[]\s)(?<=\s)[A-Z][a-z]+(?:[-’'][A-Za-z]+)?")
AGE_OR_DAY = re.compile(
    r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:street|road|avenue|lane|close|school|college|academy|club|church|mosque|temple|hospital"
    r"|hostel|town|village|city)\b",
    re.IGNORECASE,
)
RARE = re.compile(
    r"\b(?:twins?|triplets?|wheelchair|deaf|blind|epilep\w*|diabet\w*|autis\w*|adhd|pregnan\w*|baby"
    r"|adopt\w*|court|police|prison|asylum|refugee|country|champion\w*|won|died|funeral|crash|fire"
    r"|trans|gay|lesbian|religio\w*)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?؟።])\s+|\n+")
CHECKS = {"name": NAME_LIKE, "age": AGE_OR_DAY, "place": PLACE, "rare": RARE}


class NotTheirWords(Exception):
    """The excerpt says something the young person did not say."""


def words_to_think_about(excerpt: str) -> dict[str, list[str]]:
    """What may point to one child: names, ages or numbers, places, rare facts; each as written."""
    found = {
        check: list(dict.fromkeys(match.group().strip() for match in pattern.finditer(excerpt)))
        for check, pattern in CHECKS.items()
    }
    return {check: words for check, words in found.items() if words}


def sentences(words: str) -> list[str]:
    """The sentences and lines of a comment, in order, as they stand there."""
    return [piece.strip() for piece in SENTENCE_END.split(words) if piece.strip()]


def passage(words: str, chosen: Collection[int]) -> str:
    """The chosen sentences (counted from 0) in order, with an ellipsis where others stood between.

    "" when there are none of these numbers.
    """
    pieces, last = [], None
    for number, sentence in enumerate(sentences(words)):
        if number in chosen:
            pieces += ["…"] if last not in (None, number - 1) else []
            pieces.append(sentence)
            last = number
    return " ".join(pieces)


def require_their_words(excerpt: str, words: str) -> None:
    """Raises NotTheirWords unless the excerpt is cut from their words, in order.

    What was taken out is an ellipsis, or square brackets with a plainer word: [my town].
    """
    whole, position = _plain(words), 0
    for piece in filter(None, map(_plain, LEFT_OUT.split(excerpt))):
        position = whole.find(piece, position)
        if position < 0:
            raise NotTheirWords
        position += len(piece)


def _plain(text: str) -> str:
    return " ".join(text.split())
