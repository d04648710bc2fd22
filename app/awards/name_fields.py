"""What is written where a name belongs: a name, or something that somebody has to read."""

from app.awards.said_of import said_by_them
from app.core.languages import ENGLISH
from app.safeguarding.cues import scan
from app.safeguarding.danger import NOT_FOR_A_LIST

LONGEST_NAME = 5
"""Words. What is longer is no name, and is looked through for danger like everything written."""


def as_a_name(language: str, typed: str) -> list[tuple[str, str]]:
    """(language, words) to be looked through for danger.

    Of so few words that it can be a name, only those in which an English cue is found, on whatever
    page they were typed: in other letters than ours every name would be a message nobody on duty
    reads.
    """
    if len(typed.split()) > LONGEST_NAME:
        return [(language, typed)]
    english = str(ENGLISH)
    found = {cue for words in (typed, *said_by_them(typed)) for cue in scan(words, english).cues}
    return [(english, typed)] if found - NOT_FOR_A_LIST else []
