"""What a council is called on a page. The row has its name in English."""

from markupsafe import Markup, escape

from app.core.i18n import _l, current_language
from app.core.languages import ENGLISH

SHIPPED = {
    # NOTE: The name of a council, as it is written in your language; the code of it is “west”.
    "West Northamptonshire": _l("West Northamptonshire"),
    # NOTE: The name of a council, as it is written in your language; the code of it is “north”.
    "North Northamptonshire": _l("North Northamptonshire"),
}
"""The names that can be translated. Any other stands as the council gave it."""


def council_name(name: str) -> Markup:
    """`name` in the reader's language; on a page that is not English, apart from the sentence
    around it, and what nobody translated says that it is English and is read aloud so.
    """
    words = plain_council_name(name)
    if current_language() == ENGLISH:
        return escape(words)
    if words == name:
        return Markup('<bdi lang="en">{}</bdi>').format(name)
    return Markup("<bdi>{}</bdi>").format(words)


def plain_council_name(name: str) -> str:
    """The same without any markup: for a choice in a list, and for a document."""
    return str(SHIPPED.get(name, name))
