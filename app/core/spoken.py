"""Words that stand in the reader's language already, so that no catalogue is asked about them.

What young people wrote themselves is put into other languages by people who saw it where it stands.
A catalogue may know the same English from elsewhere, where it means something else.
"""

from flask_babel import gettext
from markupsafe import Markup, escape


class Spoken(str):
    """Words for a page. Markup in them is text; English on another language's page is marked."""

    is_english = False
    is_unchecked = False
    """Whether nobody but their writer has read them, in this language."""

    def __html__(self) -> Markup:
        # A per cent sign would be taken for the place of a name where Jinja translates.
        words = Markup(str(escape(str(self))).replace("%", "&#37;"))
        if self.is_english:
            return Markup('<span lang="en" dir="ltr">') + words + Markup("</span>")
        return words


def in_their_words(text: str) -> str:
    """The text in the reader's language: as the catalogue has it, or as it is."""
    return text if isinstance(text, Spoken) else gettext(text)
