"""A pledge's words on a page: in the reader's language, or marked as the English they are."""

from markupsafe import Markup, escape

from app.core.i18n import _, current_language, gettext
from app.core.languages import ENGLISH


def in_their_language(text: str) -> Markup:
    """These words for the page. What officers wrote and nobody has translated yet stands in
    English, is marked so, and is read aloud so.
    """
    words = gettext(text) if text else ""
    if current_language() == ENGLISH or words != text or not text:
        return escape(words)
    marked = Markup('<span lang="en" dir="ltr">{}</span>').format(words)
    # NOTE: Stands after words that nobody has translated yet.
    return marked + Markup(" <small>({})</small>").format(_("in English"))
