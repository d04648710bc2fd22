"""What the duty desk is shown of a return interview: what was raised, and nothing else of it.

Beside the child's words stands what a professional wrote of the risks, if they raised the alert; it
is named as theirs, and never put together with the child's.
"""

from markupsafe import escape

from app.core.db import session
from app.core.i18n import gettext
from app.interviews.danger import SUBJECT, raised
from app.interviews.models import ReturnInterview
from app.interviews.notes import noted_for_the_desk
from app.interviews.raised_before import changed
from app.interviews.texts import SECTIONS
from app.safeguarding.subjects import SUBJECTS, Corrected, Subject
from surveys.definition import Given
from surveys.models import Answer
from surveys.reading_back import lines_of
from surveys.services import definition_of


def register() -> None:
    """Let alerts on return interviews be opened."""
    SUBJECTS[SUBJECT] = interview_subject


def interview_subject(interview_id: int) -> Subject | None:
    """The paragraphs that were raised, and whose they are. None when the interview is gone."""
    interview = session.get(ReturnInterview, interview_id)
    if interview is None:
        return None
    return Subject(
        title=_title(interview),
        words=[*(_said(answer) for answer in raised(interview)), *_noted(interview)],
        who=interview.episode.young_person.known_as or "",
        young_person_id=interview.episode.young_person_id,
        language=interview.language,
        corrected=_corrected(interview),
        trail=(SUBJECT, interview.id),
    )


def _corrected(interview: ReturnInterview) -> list[Corrected]:
    return [
        Corrected(gettext(question.ask), row.words, row.changed_on, lines)
        for row, question, lines in changed(interview)
    ]


def _title(interview: ReturnInterview) -> str:
    if interview.without_the_child:
        return gettext(
            "Return interview form, filled in without the child by %(name)s",
            name=interview.interviewer_name,
        )
    if interview.interviewer_name:
        return gettext("Return interview with %(name)s", name=interview.interviewer_name)
    return gettext("Return interview: nobody has talked with them yet")


def _noted(interview: ReturnInterview) -> list[tuple[str, list[str]]]:
    risks = noted_for_the_desk(interview)
    if risks is None:
        return []
    return [(f"{SECTIONS['risks']} · {risks.by_name}", [escape(risks.words)])]


def _said(answer: Answer) -> tuple[str, list[str]]:
    question = definition_of(answer.response).question(answer.question_key)
    given = Given(tuple(answer.choices or ()), answer.words)
    return gettext(question.ask), [escape(line) for line in lines_of(question, given)]
