"""What a Young Inspector writes to those whose survey they read: looked through for danger, like
anything else a young person writes.
"""

from collections.abc import Iterable

from app.accounts.models import Account
from app.core.db import session
from app.core.i18n import current_language, gettext
from app.people.models import YoungPerson
from app.people.teams import record_of
from app.safeguarding.services import check_words
from app.safeguarding.subjects import SUBJECTS, Subject, lines_of
from app.safeguarding.words_before import before_of, keep_before
from surveys.survey_models import Survey, SurveyStep

SUBJECT = "survey_step"
"""What an alert on such a note is about."""


def look_for_danger(step: SurveyStep, survey: Survey) -> None:
    """An alert on this step, if its note hints at danger: for the council of whoever wrote it."""
    person = _writer(step)
    council = person.council_code if person else survey.council_codes[0]
    check_words(SUBJECT, step.id, [(str(current_language()), step.note or "")], council)


def register() -> None:
    """Let alerts on these notes be opened."""
    SUBJECTS[SUBJECT] = step_subject


def step_subject(step_id: int) -> Subject | None:
    """The note, and who wrote it. None when it is gone."""
    step = session.get(SurveyStep, step_id)
    if step is not None:
        return _subject(step_id, step.note, step.by_id, step.by_name)
    kept = next(iter(before_of(SUBJECT, step_id)), None)
    by_id = int(kept.place) if kept and kept.place.isdigit() else None
    return _subject(step_id, kept.words, by_id) if kept else None


def _subject(step_id: int, note: str | None, by_id: int | None, by_name: str = "") -> Subject:
    account = session.get(Account, by_id) if by_id else None
    person = record_of(account) if account else None
    return Subject(
        title=gettext("A note about a Young Inspectors’ survey"),
        words=[(gettext("What they wrote"), lines_of(note))],
        who=(person.known_as if person else "") or by_name,
        young_person_id=person.id if person else None,
        trail=(SUBJECT, step_id),
    )


def keep_for_the_desk(steps: Iterable[SurveyStep]) -> None:
    """These steps are about to be deleted: a note that the duty desk still sees to stays with its
    alert, in the place that names the account of whoever wrote it.
    """
    for step in steps:
        if step.note:
            keep_before(SUBJECT, step.id, {str(step.by_id or ""): step.note})


def _writer(step: SurveyStep) -> YoungPerson | None:
    account = session.get(Account, step.by_id) if step.by_id else None
    return record_of(account) if account else None
