"""Putting a survey's words into other languages, and knowing which of them are out of date."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.i18n import is_draft
from app.core.languages import ENGLISH, LANGUAGES, Language
from surveys.inviting.drafted import bank_words_before, catalogue_words, own_texts
from surveys.inviting.finding import ages_of
from surveys.inviting.translation_models import SurveyTranslation
from surveys.survey_models import Survey
from surveys.survey_texts import Text, digest_of, texts_in

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
    stale: str = ""
    """Made from an earlier English of the same place, where nothing is made from this one."""
    drafted: str = ""
    """What the catalogue says, where nobody has written anything: of a question from the bank."""
    suggested: str = ""
    """What it says of the same English elsewhere, where it stands in a question of their own too;
    shown to nobody until whoever translates takes it.
    """

    @property
    def is_done(self) -> bool:
        return bool(self.words)

    @property
    def words(self) -> str:
        """What young people are shown; "" where that is the English."""
        return self.there.words if self.there else self.drafted

    @property
    def mark(self) -> str:
        """Stands for the words there are, so that of two who write at once the second is told."""
        return digest_of(self.there.words) if self.there else NOT_YET


def texts_of(survey: Survey) -> list[Text]:
    """Every different English text young people see of it, each once; of one that is still written,
    those there are now.
    """
    found: dict[str, Text] = {}
    for form in _forms_of(survey):
        for text in texts_in(form):
            found.setdefault(text.digest, text)
    return list(found.values())


def _forms_of(survey: Survey) -> list[Mapping]:
    published = [version.definition for version in ages_of(survey).values()]
    return published or [survey.definition]


def _from_the_bank(survey: Survey, texts: Iterable[Text]) -> list[Text]:
    """Those that stand in questions of the bank and nowhere else."""
    own = {text.digest for form in _forms_of(survey) for text in own_texts(form)}
    return [text for text in texts if text.digest not in own]


def parts_of(survey: Survey, language: str) -> list[Part]:
    """Each text with its translation; in the order of the survey. One query."""
    rows = select(SurveyTranslation).where(
        SurveyTranslation.survey_id == survey.id, SurveyTranslation.language == str(language)
    )
    written = session.scalars(rows.order_by(SurveyTranslation.written_on)).all()
    by_digest = {one.english_digest: one for one in written}
    texts = texts_of(survey)
    current = {text.digest for text in texts}
    ready = {text.digest for text in _from_the_bank(survey, texts)}
    said = catalogue_words(texts, language)
    older = bank_words_before(texts, language)
    older |= {one.place: one.words for one in written if one.english_digest not in current}
    return [_part(text, by_digest, said, older, text.digest in ready) for text in texts]


def _part(
    text: Text, written: Mapping, said: Mapping[str, str], older: Mapping, is_ready: bool
) -> Part:
    """`said`: what the catalogue says of each, by digest."""
    there, words = written.get(text.digest), said.get(text.digest, "")
    if there is not None:
        return Part(text, there)
    if words and is_ready:
        return Part(text, None, drafted=words)
    return Part(text, None, older.get(text.place, ""), suggested=words)


def progress(survey: Survey) -> list[tuple[Language, int, int, int]]:
    """For each language: how many texts are done, how many of these a second person has read, and
    how many there are. Two queries.
    """
    texts = texts_of(survey)
    ready = _from_the_bank(survey, texts)
    rows = select(
        SurveyTranslation.language,
        SurveyTranslation.english_digest,
        SurveyTranslation.checked_by_name != "",
    ).where(
        SurveyTranslation.survey_id == survey.id,
        SurveyTranslation.english_digest.in_([text.digest for text in texts]),
    )
    written: dict[str, dict[str, bool]] = {}
    for code, digest, is_checked in session.execute(rows):
        written.setdefault(code, {})[digest] = is_checked
    others = [one for one in LANGUAGES if one != ENGLISH]
    return [(one, *_how_many(ready, one, written.get(str(one), {})), len(texts)) for one in others]


def _how_many(ready: Sequence[Text], language: Language, written: dict[str, bool]) -> tuple:
    """How many texts are done in a language, by the bank or by hand; how many are checked."""
    checked = not is_draft(language)
    known = dict.fromkeys(catalogue_words(ready, language), checked) | written
    return len(known), sum(known.values())


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
    if Part(text, there).mark != seen:
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
    """A second person has read these, and they are right; how many. One's own do not count.

    What only the catalogue says is written down so, with nobody as its writer.
    """
    wanted: Sequence[str] = list(digests)
    _write_down_drafts(survey, language, wanted)
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


def _write_down_drafts(survey: Survey, language: str, digests: Sequence[str]) -> None:
    for part in parts_of(survey, language):
        if part.drafted and part.text.digest in digests:
            session.add(
                SurveyTranslation(
                    survey_id=survey.id, language=str(language), english_digest=part.text.digest,
                    place=part.text.place[-160:], words=part.drafted, by_name="",
                    written_on=today(), checked_by_name="",
                )
            )  # fmt: skip
    session.flush()


def _there(survey: Survey, language: str, digest: str) -> SurveyTranslation | None:
    return session.scalar(
        select(SurveyTranslation).where(
            SurveyTranslation.survey_id == survey.id,
            SurveyTranslation.language == str(language),
            SurveyTranslation.english_digest == digest,
        )
    )
