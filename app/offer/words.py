"""What a line says, in the reader's language, and which of it nobody has translated yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.core.i18n import current_language, gettext
from app.core.languages import ENGLISH


@dataclass(frozen=True)
class Said:
    """A text. On a page, one that is English in another language's page says so: it is read aloud
    in English, and runs left to right.
    """

    text: str
    english: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> Markup:
        if self.english:
            return Markup('<span lang="en" dir="ltr">{}</span>').format(self.text)
        return escape(self.text)

    def to_json(self) -> dict[str, object]:
        return {"text": self.text, "english": self.english}


@dataclass(frozen=True)
class Words:
    """Everything a line says to a young person."""

    title: Said
    text: Said
    amount: Said
    conditions: tuple[Said, ...]
    how: Said

    @classmethod
    def of(cls, content: Mapping) -> "Words":
        """Those of a line's `content`."""
        return cls(
            title=said(content["title"]),
            text=said(content["text"]),
            amount=said((content.get("amount") or {}).get("words", "")),
            conditions=tuple(said(one) for one in content.get("conditions", ())),
            how=said(content.get("how", "")),
        )


def said(english: str) -> Said:
    """This text in the reader's language, or as it is if nobody has translated it."""
    text = gettext(english) if english else ""
    return Said(text, text == english and bool(text) and current_language() != ENGLISH)
