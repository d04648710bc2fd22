"""The questions in the child's language, with the English beside it for the adult who looks on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from app.core.i18n import current_language, speaking
from app.core.languages import ENGLISH
from app.interviews.keeping import people_for
from surveys.asking import Asking
from surveys.definition import Question
from surveys.fields.base import Option
from surveys.models import Response


class AskingBeside(Asking):
    """A response being answered on a tablet that two people look at."""

    def __init__(self, response: Response) -> None:
        super().__init__(response, people_for)

    def options(self, question: Question) -> Sequence[Option]:
        here = super().options(question)
        if current_language() == ENGLISH:
            return here
        with speaking(ENGLISH):
            english = [str(one.label) for one in super().options(question)]
        return [
            replace(one, note=_beside(one.note, words))
            for one, words in zip(here, english, strict=True)
        ]


def _beside(note: Any, words: str) -> Markup:
    english = Markup('<span lang="en" dir="ltr">{}</span>').format(words)
    return Markup("{} · {}").format(note, english) if note else english
