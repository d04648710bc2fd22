"""The words of a survey that young people wrote, in the language of whoever reads them.

Only a question taken from the bank has its words in the catalogue. Interpreters put the others into
other languages, text by text; what nobody has translated, or whose English has changed since,
stands in English and says so, even where the catalogue knows the same English from elsewhere.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import gettext, is_draft, speaking
from app.core.languages import ENGLISH, text_direction
from app.core.spoken import Spoken
from surveys.building.bank import words_beside
from surveys.definition import Choice, Definition, Question
from surveys.inviting.translation_models import SurveyTranslation
from surveys.survey_models import Survey
from surveys.survey_texts import digest_of
from surveys.texts import TEXT_KEYS

KEY = re.compile(r"s(?P<id>[0-9a-f]{1,16})_(?P<ages>[a-z0-9_]+)")


def survey_id_of(key: str) -> int | None:
    """The survey a form belongs to, by its key; None for a form that is none of a survey."""
    found = KEY.fullmatch(key)
    return int(found["id"], 16) if found else None


def spoken(definition: Definition, language: str) -> Definition:
    """The definition with its words in this language, as far as somebody translated them.

    Whatever is given here is safe on a page, and marked where it stayed English. One query; none
    for English.
    """
    code = str(language)
    known = _translations(survey_id_of(definition.key), code)
    return in_words(definition, known, code)


def spoken_content(survey: Survey, language: str) -> dict[str, Any]:
    """The same for a survey as those who write it have it, with every easier wording."""
    code = str(language)
    known = _translations(survey.id, code)

    def said(data: Any, ready: Collection[str] = ()) -> Any:
        if isinstance(data, list):
            return [said(one, ready) for one in data]
        if not isinstance(data, Mapping):
            return data
        if "ask" in data and "type" in data:
            ready = words_beside(data["ask"])
        return {
            name: _said(value, known, code, value in ready)
            if name in TEXT_KEYS and isinstance(value, str)
            else said(value, ready)
            for name, value in data.items()
        }

    return said(survey.definition)


class Translated(NamedTuple):
    """What somebody wrote for an English text, and whether a second person has read it."""

    words: str
    checked: bool


_WRITTEN = (SurveyTranslation.words, SurveyTranslation.checked_by_name != "")


def _translations(survey_id: int | None, language: str) -> dict[str, Translated]:
    """By the digests of English texts; nothing for English, which nobody is asked about."""
    if survey_id is None or language == str(ENGLISH):
        return {}
    rows = select(SurveyTranslation.english_digest, *_WRITTEN).where(
        SurveyTranslation.survey_id == survey_id, SurveyTranslation.language == language
    )
    found = session.execute(rows)
    return {digest: Translated(words, checked) for digest, words, checked in found}


def titles(surveys: Iterable[Survey], language: str) -> dict[int, Spoken]:
    """What these surveys are called in this language, by their ids; one query, none for English."""
    several, code = list(surveys), str(language)
    known: dict[tuple[int, str], Translated] = {}
    if code != str(ENGLISH) and several:
        rows = select(
            SurveyTranslation.survey_id, SurveyTranslation.english_digest, *_WRITTEN
        ).where(
            SurveyTranslation.survey_id.in_([one.id for one in several]),
            SurveyTranslation.english_digest.in_([digest_of(one.title) for one in several]),
            SurveyTranslation.language == code,
        )
        known = {(one, digest): Translated(*rest) for one, digest, *rest in session.execute(rows)}
    found = {}
    for one in several:
        digest = digest_of(one.title)
        mine = {digest: known[one.id, digest]} if (one.id, digest) in known else {}
        found[one.id] = _said(one.title, mine, code)
    return found


def in_words(definition: Definition, known: Mapping[str, Translated], language: str) -> Definition:
    """The definition with the words that are `known` by the digest of their English."""

    def say(text: str | None, ready: Collection[str] = ()) -> str | None:
        return None if text is None else _said(text, known, language, text in ready)

    def choices(several: Iterable[Choice], ready: Collection[str]) -> tuple[Choice, ...]:
        return tuple(replace(one, label=say(one.label, ready)) for one in several)

    def ask(one: Question) -> Question:
        ready = words_beside(one.ask)
        said = {name: say(getattr(one, name), ready) for name in ("ask", "hint", "why", "section")}
        return replace(one, choices=choices(one.choices, ready), **said)

    with speaking(language):
        return replace(
            definition,
            title=say(definition.title),
            intro=say(definition.intro),
            thanks=say(definition.thanks),
            questions=tuple(map(ask, definition.questions)),
        )


def _said(
    english: str, known: Mapping[str, Translated], language: str, is_ready: bool = False
) -> Spoken:
    """`is_ready`: it stands in a question as the bank has it, so the catalogue speaks of it."""
    own = known.get(digest_of(english))
    made = Spoken(own.words if own else gettext(english) if is_ready else english)
    made.is_english = made == english and language != str(ENGLISH)
    if language != str(ENGLISH) and not made.is_english:
        made.is_unchecked = not own.checked if own else is_draft(language)
    return made


@dataclass(frozen=True)
class Wording:
    """What has to be said of the words of a survey in another language."""

    unchecked: bool
    """Nobody but their writer has read some of them."""
    english: bool
    """Some stayed English."""


def wording_of(definition: Definition) -> Wording:
    """Of a spoken definition, without the words of its answers."""
    of_questions = chain.from_iterable(map(_texts_of, definition.questions))
    return _wording(definition.title, definition.intro, definition.thanks, *of_questions)


def wording_of_question(question: Question) -> Wording:
    """Of a question that stands alone on a page, with what can be picked."""
    return _wording(
        question.section, *_texts_of(question), *(one.label for one in question.choices)
    )


def _texts_of(question: Question) -> tuple[str | None, ...]:
    return question.ask, question.hint, question.why


def _wording(*texts: str | None) -> Wording:
    return Wording(
        unchecked=any(getattr(text, "is_unchecked", False) for text in texts),
        english=any(getattr(text, "is_english", False) for text in texts),
    )


def direction_of(text: str, language: str) -> str:
    """`ltr` or `rtl`: of English that stayed, whatever the language."""
    return "ltr" if getattr(text, "is_english", False) else text_direction(str(language))
