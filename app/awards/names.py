"""Names as nominators type them: told to be the same, taken out of a text, found in one."""

import re
import unicodedata

from app.accounts.names import sign_in_name
from app.core.crypto import keyed_hash

SHORTEST = 2
"""Letters of a part of a name that is looked for by itself; an initial would be everywhere."""


def folded(name: str) -> str:
    """What ways of typing the same name have in common: case, marks and spaces do not count."""
    apart = unicodedata.normalize("NFD", sign_in_name(name))
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn" and sign.isalnum())


def name_hash(name: str) -> bytes:
    """32 bytes that are the same for the same name, and tell nothing without the key."""
    return keyed_hash("nominee-name", folded(name))


def parts(name: str) -> list[str]:
    """The words of a name that can be looked for in a text."""
    return [part for part in re.split(r"[^\w’'-]+", name.strip()) if len(part) >= SHORTEST]


def without(text: str, names: list[str], stand_in: str) -> str:
    """`text` with every part of these names replaced, and an initial that follows one with it. What
    is left is for a person to look at.
    """
    words = {part for name in names for part in parts(name)}
    if not words:
        return text
    longest_first = sorted(words, key=len, reverse=True)
    initials = {re.escape(part) for name in names for part in re.findall(r"(?<!\w)\w(?!\w)", name)}
    after = r"(?: (?:" + "|".join(sorted(initials)) + r")\b\.?)*" if initials else ""
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)" + after
    return re.sub(pattern, lambda _found: stand_in, text, flags=re.IGNORECASE)
