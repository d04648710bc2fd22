"""Danger in what a child says when they are back: the duty desk is told at once.

Nobody the child names is told of it or shown it. The desk sees what was raised and nothing else.
"""

from collections.abc import Iterator

from sqlalchemy import Select, delete, select

from app.accounts.models import Account
from app.core import audit
from app.core.db import session
from app.interviews.models import Episode, InterviewExclusion, ReturnInterview
from app.people import break_glass
from app.people.teams import case_team
from app.safeguarding.cues import NONE, scan
from app.safeguarding.models import Alert
from app.safeguarding.services import check_words, keep_from, raise_alert
from surveys.definition import Given, Question
from surveys.models import Answer, Response
from surveys.people_picked import OF_NOBODY_HERE
from surveys.services import definition_of
from surveys.withheld import withholds

SUBJECT = "interview"
"""Alert.subject_kind, and where the trail keeps what adults did; the id is the interview's."""


def look(interview: ReturnInterview, question: Question, given: Given, language: str) -> None:
    """Look at one answer that has just been kept: what was written in it, and what was picked."""
    if question.purpose == "about":
        _keep_out(interview, question, given)
        named = kept_from(interview)
        keep_from(SUBJECT, interview.id, named)
        break_glass.keep_from(interview.episode.young_person_id, named)
    if given.words:
        check_words(SUBJECT, interview.id, [(language, given.words)], **_about(interview))
    if question.alert_on.intersection(given.choices):
        raise_about(interview, "amber", "button")


def not_safe(interview: ReturnInterview) -> None:
    """The child says that they do not feel safe."""
    raise_about(interview, "red", "button")


def worry_about(interview: ReturnInterview, by: Account) -> None:
    """Whoever listened judges that this child may not be safe."""
    raise_about(interview, "red", "reader")
    audit.record("raised_alert", SUBJECT, interview.id, by)


def is_urgent(interview: ReturnInterview) -> bool:
    """True while this waits at the duty desk as urgent. Once somebody there has it, whatever comes
    then is told to them again.
    """
    waits = select(Alert.id).where(
        Alert.subject_kind == SUBJECT,
        Alert.subject_id == interview.id,
        Alert.level == "red",
        Alert.closed_on.is_(None),
        Alert.acknowledged_at.is_(None),
    )
    return session.scalar(waits.limit(1)) is not None


def raise_about(interview: ReturnInterview, level: str, source: str) -> None:
    """Put this interview on the duty desk: never told or shown to anybody the child named."""
    raise_alert(SUBJECT, interview.id, level=level, source=source, **_about(interview))


def _about(interview: ReturnInterview) -> dict[str, object]:
    return {
        "council_code": interview.episode.council_code,
        "excluded_account_ids": kept_from(interview),
    }


def _keep_out(interview: ReturnInterview, question: Question, given: Given) -> None:
    """Decide now, by the parts they have today, whom this answer names. Who was named before stays
    named while that part is still picked, though somebody else may have it by now.
    """
    named = set(given.choices).difference(OF_NOBODY_HERE)
    here = (
        InterviewExclusion.interview_id == interview.id,
        InterviewExclusion.question_key == question.key,
    )
    session.execute(delete(InterviewExclusion).where(*here, InterviewExclusion.part.not_in(named)))
    known = set(session.scalars(select(InterviewExclusion.part).where(*here)))
    for row in case_team(interview.episode.young_person):
        if row.part in named - known:
            session.add(
                InterviewExclusion(
                    interview_id=interview.id,
                    question_key=question.key,
                    part=row.part,
                    account_id=row.worker_id,
                )
            )
    session.flush()


def kept_from(interview: ReturnInterview) -> list[int]:
    """The accounts of those the child named, in their wishes or in what they said: nothing of it is
    for them.
    """
    rows = select(InterviewExclusion.account_id).where(
        InterviewExclusion.interview_id == interview.id
    )
    return sorted(set(session.scalars(rows)))


def named_by(young_person_id: int) -> set[int]:
    """The accounts this young person named in any of their return interviews."""
    rows = (
        select(InterviewExclusion.account_id)
        .join(ReturnInterview, ReturnInterview.id == InterviewExclusion.interview_id)
        .join(Episode, Episode.id == ReturnInterview.episode_id)
        .where(Episode.young_person_id == young_person_id)
    )
    return set(session.scalars(rows))


@withholds
def _words_kept_from(account: Account) -> Select[tuple[int]]:
    """What was said where the child named this adult, whatever part they have by now."""
    return select(ReturnInterview.words_id).where(
        ReturnInterview.words_id.is_not(None),
        ReturnInterview.id.in_(InterviewExclusion.kept_from(account)),
    )


def is_kept_from(interview: ReturnInterview, account: Account) -> bool:
    """True if the child named this adult: what follows from it is not for them either."""
    return account.id in kept_from(interview)


def chosen(response: Response | None, purpose: str) -> list[str]:
    """What was picked in the person question with this purpose."""
    question = definition_of(response).with_purpose(purpose) if response else None
    if question is None:
        return []
    rows = select(Answer.choices).where(
        Answer.response_id == response.id, Answer.question_key == question.key
    )
    return session.scalar(rows) or []


def raised(interview: ReturnInterview) -> list[Answer]:
    """The answers the duty desk is shown: words that a scan hints at, and picks that say that they
    may not be safe, with what was written in the same part of the talk.
    """
    return [answer for response in (interview.wishes, interview.words) for answer in _in(response)]


def _in(response: Response | None) -> Iterator[Answer]:
    if response is None:
        return
    definition = definition_of(response)
    rows = {row.question_key: row for row in _answers(response)}
    asked = [question for question in definition.questions if question.key in rows]
    parts = {
        question.section
        for question in asked
        if question.alert_on.intersection(rows[question.key].choices or ())
    }
    for question in asked:
        row = rows[question.key]
        picked = question.alert_on.intersection(row.choices or ())
        written = row.words and (question.section in parts or _hints(row))
        if picked or written:
            yield row


def _answers(response: Response) -> list[Answer]:
    return list(session.scalars(select(Answer).where(Answer.response_id == response.id)))


def _hints(row: Answer) -> bool:
    return scan(row.words or "", row.language).level != NONE
