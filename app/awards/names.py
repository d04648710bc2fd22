"""Names as nominators type them: told to be the same, and taken out of a text."""

import re

from app.core.crypto import keyed_hash
from app.people.name_parts import folded, parts

__all__ = ["folded", "name_hash", "parts", "without"]


def name_hash(name: str) -> bytes:
    """32 bytes that are the same for the same name, and tell nothing without the key."""
    return keyed_hash("nominee-name", folded(name))


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
