"""What a Young Inspector writes to those whose survey they read: looked through for danger, like
anything else a young person writes.
"""

from app.accounts.models import Account
from app.core.db import session
from app.core.i18n import current_language, gettext
from app.people.models import YoungPerson
from app.people.teams import record_of
from app.safeguarding.services import check_words
from app.safeguarding.subjects import SUBJECTS, Subject, lines_of
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
    if step is None:
        return None
    person = _writer(step)
    return Subject(
        title=gettext("A note about a Young Inspectors’ survey"),
        words=[(gettext("What they wrote"), lines_of(step.note))],
        who=(person.known_as if person else "") or step.by_name,
        young_person_id=person.id if person else None,
        trail=(SUBJECT, step.id),
    )


def _writer(step: SurveyStep) -> YoungPerson | None:
    account = session.get(Account, step.by_id) if step.by_id else None
    return record_of(account) if account else None
