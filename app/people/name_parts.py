"""Names as people type them: what two ways of typing one have in common, and its parts."""

import re
import unicodedata

from app.accounts.names import sign_in_name

SHORTEST = 2
"""Letters of a part of a name that is looked for by itself; an initial would be everywhere."""


def folded(name: str) -> str:
    """What ways of typing the same name have in common: case, marks and spaces do not count."""
    apart = unicodedata.normalize("NFD", sign_in_name(name))
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn" and sign.isalnum())


def parts(name: str) -> list[str]:
    """The words of a name that can be looked for in a text."""
    return [part for part in re.split(r"[^\w’'-]+", name.strip()) if len(part) >= SHORTEST]
