"""What one field of somebody else's table says: a language, a comment, or none of these."""

import re

from app.core.clean import plain_text
from app.core.languages import LANGUAGES, find

LONGEST = 10_000
"""Characters of one comment."""
LONGEST_QUESTION = 300
BEGINNING = 120
"""Characters by which somebody finds a row again in their own file."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class Refused(Exception):
    """The field cannot be kept. `reason` is a key of feedback.importing.PROBLEMS."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


def words_of(written: str) -> str:
    """The comment as plain text; a formula stays the text it is, and is never worked out."""
    if len(written) > LONGEST:
        raise Refused("too_long", length=len(written), limit=LONGEST)
    if _CONTROL.search(written):
        raise Refused("control")
    words = plain_text(written).strip()
    if not words:
        raise Refused("empty")
    return words


def beginning(written: str) -> str:
    """The first of a field, whatever is in it, as one line that can be shown."""
    return " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", written[:BEGINNING]).split())


def question_of(written: str) -> str:
    if len(written) > LONGEST_QUESTION:
        raise Refused("question_long", length=len(written), limit=LONGEST_QUESTION)
    if _CONTROL.search(written):
        raise Refused("control")
    return " ".join(plain_text(written).split())


def language_of(written: str) -> str | None:
    """The code of a language: as the app writes it if it knows it, else as given."""
    if not written:
        return None
    known = find(written) or _BY_NAME.get(written.casefold())
    if known:
        return str(known)
    if not _CODE.fullmatch(written):
        raise Refused("language")
    return written.replace("_", "-").casefold()


_BY_NAME = {
    "english": find("en"),
    "arabic": find("ar"),
    "dari": find("fa-AF"),
    "tigrinya": find("ti"),
    "tigrigna": find("ti"),
} | {language.own_name.casefold(): language for language in LANGUAGES}
