"""The names young people choose: any script, nothing hidden, found again however they are typed."""

import unicodedata

from app.core.i18n import _l

LONGEST = 40
FAR_TOO_LONG = 200
"""From here on a name is not even looked at: folding a megabyte of accents takes minutes."""
LONGEST_SIGN_IN_NAME = 120
"""Characters after folding: one letter may become several (ß, ﷺ)."""

JOINERS = "\u200c\u200d"
"""Persian, Dari and joined pictures need these inside a word; they do not make another name."""

NO_LETTERS = _l("Choose a name with letters or numbers in it.")
TOO_LONG = _l("That name is too long. Choose a shorter one.")
HIDDEN_CHARACTERS = _l(
    "There are hidden signs in that name. Type it again with letters or numbers."
)
LIKE_AN_EMAIL = _l("Please leave out the @ sign. Your name here must not be an email address.")


def tidy(name: str) -> str:
    """`name` as it is shown: spaces at the ends and double ones gone, letters in one form (NFC)."""
    return " ".join(unicodedata.normalize("NFC", name).split(" ")).strip()


def sign_in_name(name: str) -> str:
    """What two ways of typing the same name have in common: NFKC, case folded, joiners left out."""
    folded = unicodedata.normalize("NFKC", tidy(name)).casefold()
    seen = "".join(sign for sign in folded if sign not in JOINERS and not _only_styles(sign))
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def refusal(name: str):
    """Why this name cannot be chosen, in words for the page; None if it can."""
    if len(name) > FAR_TOO_LONG:
        return TOO_LONG
    if any(_is_hidden(sign) for sign in name):
        return HIDDEN_CHARACTERS
    folded = sign_in_name(name)
    if len(tidy(name)) > LONGEST or len(folded) > LONGEST_SIGN_IN_NAME:
        return TOO_LONG
    if not any(unicodedata.category(sign)[0] in "LNS" for sign in folded):
        return NO_LETTERS
    return LIKE_AN_EMAIL if "@" in folded else None


def _is_hidden(sign: str) -> bool:
    # Controls, bidirectional overrides, half characters, private and unassigned ones, and breaks
    # of line: each could make one name look like another, or turn round the words beside it.
    if sign in JOINERS:
        return False
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _only_styles(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f"
