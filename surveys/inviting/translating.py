"""Putting a survey's words into other languages, and knowing which of them are out of date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.languages import ENGLISH, LANGUAGES, Language
from surveys.inviting.finding import ages_of
from surveys.inviting.translation_models import SurveyTranslation
from surveys.survey_models import Survey
from surveys.survey_words import Text, digest_of, texts_in

NOT_YET = "-"
"""Stands for words that nobody has written yet."""


class EnglishChanged(Exception):
    """There is no such English text any more."""


class SomebodyElseWrites(Exception):
    """Others have been written beside this English since the page was shown."""


@dataclass(frozen=True)
class Part:
    """One English text, and what there is of it in a language."""

    text: Text
    there: SurveyTranslation | None
    stale: SurveyTranslation | None
    """Made from an earlier English of the same place, where nothing is made from this one."""

    @property
    def is_done(self) -> bool:
        return self.there is not None

    @property
    def words(self) -> str:
        return self.there.words if self.there else ""

    @property
    def mark(self) -> str:
        """Stands for the words there are, so that of two who write at once the second is told."""
        return digest_of(self.there.words) if self.there else NOT_YET


def texts_of(survey: Survey) -> list[Text]:
    """Every different English text young people see of it, each once; of one that is still written,
    those there are now.
    """
    published = [version.definition for version in ages_of(survey).values()]
    found: dict[str, Text] = {}
    for data in published or [survey.definition]:
        for text in texts_in(data):
            found.setdefault(text.digest, text)
    return list(found.values())


def parts_of(survey: Survey, language: str) -> list[Part]:
    """Each text with its translation; in the order of the survey. One query."""
    rows = select(SurveyTranslation).where(
        SurveyTranslation.survey_id == survey.id, SurveyTranslation.language == str(language)
    )
    written = session.scalars(rows.order_by(SurveyTranslation.written_on)).all()
    by_digest = {one.english_digest: one for one in written}
    texts = texts_of(survey)
    current = {text.digest for text in texts}
    older = {one.place: one for one in written if one.english_digest not in current}
    return [
        Part(text, by_digest.get(text.digest), older.get(text.place))
        if text.digest not in by_digest
        else Part(text, by_digest[text.digest], None)
        for text in texts
    ]


def progress(survey: Survey) -> list[tuple[Language, int, int, int]]:
    """For each language: how many texts are done, how many of these a second person has read, and
    how many there are. Two queries.
    """
    digests = {text.digest for text in texts_of(survey)}
    rows = select(
        SurveyTranslation.language,
        func.count(),
        func.count().filter(SurveyTranslation.checked_by_name != ""),
    ).where(
        SurveyTranslation.survey_id == survey.id,
        SurveyTranslation.english_digest.in_(digests),
    )
    known = {code: (n, m) for code, n, m in session.execute(rows.group_by("language"))}
    others = [one for one in LANGUAGES if one != ENGLISH]
    return [(one, *known.get(str(one), (0, 0)), len(digests)) for one in others]


def translate(
    survey: Survey, language: str, digest: str, words: str, by: Account, seen: str
) -> SurveyTranslation:
    """Write down what this English text is in a language, in place of what was `seen`: the mark of
    a part. Raises EnglishChanged or SomebodyElseWrites.
    """
    text = next((one for one in texts_of(survey) if one.digest == digest), None)
    if text is None:
        raise EnglishChanged
    there = _there(survey, language, digest)
    if Part(text, there, None).mark != seen:
        raise SomebodyElseWrites
    made = there or SurveyTranslation(
        survey_id=survey.id, language=str(language), english_digest=digest
    )
    made.words, made.place = words.strip(), text.place[-160:]
    made.by_name, made.written_on, made.checked_by_name = by.display_name, today(), ""
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as quicker:
        raise SomebodyElseWrites from quicker
    audit.record("survey_translated", "survey", survey.id, by, note=str(language))
    return made


def check(survey: Survey, language: str, digests: Iterable[str], by: Account) -> int:
    """A second person has read these, and they are right; how many. One's own do not count."""
    wanted: Sequence[str] = list(digests)
    rows = select(SurveyTranslation).where(
        SurveyTranslation.survey_id == survey.id,
        SurveyTranslation.language == str(language),
        SurveyTranslation.english_digest.in_(wanted),
        SurveyTranslation.by_name != by.display_name,
    )
    found = session.scalars(rows).all()
    for one in found:
        one.checked_by_name = by.display_name
    session.flush()
    audit.record("survey_translation_checked", "survey", survey.id, by, note=str(language))
    return len(found)


def _there(survey: Survey, language: str, digest: str) -> SurveyTranslation | None:
    return session.scalar(
        select(SurveyTranslation).where(
            SurveyTranslation.survey_id == survey.id,
            SurveyTranslation.language == str(language),
            SurveyTranslation.english_digest == digest,
        )
    )
