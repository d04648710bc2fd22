"""Words inside a line of the reader's language: several of them, in quotation marks, or apart."""

import unicodedata
from collections.abc import Iterable

from flask_babel import get_locale
from markupsafe import Markup

from app.core.languages import Language, by_locale

SIGNS = {"ar": ("،", "؛"), "fa-AF": ("،", "؛"), "ti": ("፣", "፤")}
"""What a language writes between things, and between things that have such a sign of their own."""
QUOTES = {"ar": "«»", "fa-AF": "«»", "ti": "«»"}
"""As its translators write them. The same stands in base.css, for what the browser quotes."""


def direction_of(words: str) -> str:
    """`rtl` or `ltr`, by the first letter that has one."""
    strong = (unicodedata.bidirectional(sign) for sign in words)
    return "rtl" if next((one for one in strong if one in "L R AL".split()), "L") != "L" else "ltr"


def isolated(words: str) -> str:
    """Words inside a sentence of the other direction, which they do not turn round."""
    return f"\u2068{words}\u2069"


def apart(words: str) -> str:
    """Words inside a sentence of the page, which neither turns round; as they are where both run
    the same way.
    """
    text = str(words)
    return text if direction_of(text) == _language().direction else isolated(text)


def quoted(words: str) -> str:
    """Words in the quotation marks of the page's language."""
    opening, closing = QUOTES.get(_language(), "“”")
    return f"{opening}{apart(words)}{closing}"


def in_a_line(several: Iterable[str]) -> str:
    """Several things with the signs of the page's language between them, as plain text."""
    words = [str(one) for one in several]
    return _between(words).join(map(apart, words))


def in_a_row(several: Iterable[str]) -> Markup:
    """The same for a page; what is Markup stays it."""
    words = list(several)
    return Markup(_between(words)).join(Markup("<bdi>{}</bdi>").format(one) for one in words)


def _between(words: list[str]) -> str:
    comma, semicolon = SIGNS.get(_language(), (",", ";"))
    have_it = any("," in one or comma in one for one in words)
    return f"{semicolon if have_it else comma} "


def _language() -> Language:
    return by_locale(str(get_locale()))
