"""Offering a child the conversation: by a code or link, or in person; and what they say to it.

Every try is written down. A no needs no reason, and is asked about again, kindly, on a day that is
kept: sooner where listening matters even more.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import add_working_days, now, today
from app.core.db import session
from app.interviews.flags import why_important
from app.interviews.interview_models import ANSWERS
from app.interviews.listening import tell_listener
from app.interviews.models import Attempt, Episode, ReturnInterview
from app.interviews.reaching import reaches_the_child, take_as_offered
from surveys.models import Answer

ASK_AGAIN_DAYS = 7
SOONER_DAYS = 2
"""Days after a no until somebody asks again; the guidance says that, and not when."""


class SecondInterview(Exception):
    """This episode has its interview; however often the child is asked, there is one."""

    def __init__(self, interview: ReturnInterview) -> None:
        super().__init__(interview.id)
        self.interview = interview


class AlreadyTalked(Exception):
    """The child has talked with somebody: there is nothing left to say yes or no to."""


def open_interview(episode: Episode, by: Account | None) -> ReturnInterview:
    """The interview after this episode, in the child's language. Raises SecondInterview."""
    alone(episode)
    there = session.scalars(
        select(ReturnInterview).where(ReturnInterview.episode_id == episode.id)
    ).one_or_none()
    if there is not None:
        raise SecondInterview(there)
    interview = ReturnInterview(episode=episode, language=episode.young_person.language)
    session.add(interview)
    session.flush()
    _on_the_trail("interview_opened", interview, by)
    return interview


def record_attempt(
    interview: ReturnInterview,
    how: str,
    outcome: str,
    by: Account | None,
    note: str = "",
    from_talk: bool = False,
    at: datetime | None = None,
) -> Attempt:
    """One try to reach the child, and what came of it: codes of attempt_models. `by` is None for
    the child themselves, `at` now if it is not said. Raises AlreadyTalked for an answer that comes
    too late.
    """
    alone(interview)
    at = at or now()
    if outcome in ANSWERS:
        _take_answer(interview, outcome, at)
    elif by is not None:
        _put_off(interview, how, outcome)
    attempt = Attempt(
        interview_id=interview.id,
        made_at=at,
        how=how,
        outcome=outcome,
        by_id=by.id if by else None,
        by_name=by.display_name if by else "",
        from_talk=from_talk,
    )
    attempt.note = note or None
    take_as_offered(interview, how, outcome, at)
    interview.attempts.append(attempt)
    session.flush()
    _on_the_trail(f"interview_{outcome}", interview, by)
    return attempt


def answer_offer(
    interview: ReturnInterview, answer: str, by: Account | None = None, how: str = "link"
) -> Attempt:
    """The child says yes (`accepted`) or no (`declined`), which needs no reason, and may change
    their mind until somebody has talked with them. Raises AlreadyTalked.
    """
    return record_attempt(interview, how, answer, by)


def say_they_talked(interview: ReturnInterview, by: Account) -> None:
    """A child who talked has said yes, if nobody wrote that down before."""
    if interview.answer != "accepted":
        record_attempt(interview, "in_person", "accepted", by, from_talk=True)


def say_they_did_not_talk(interview: ReturnInterview, by: Account) -> None:
    """They did not take part after all: a yes that only the talk stood for was none, and what they
    had said before counts again. A yes of their own stays.
    """
    answers = [one for one in interview.attempts if one.outcome in ANSWERS]
    if not answers or not answers[-1].from_talk:
        return
    interview.attempts.remove(answers.pop())
    if interview.offered_at == interview.answered_at:
        interview.offered_at = None
    before = answers[-1] if answers else None
    interview.answer = before.outcome if before else None
    interview.answered_at = before.made_at if before else None
    said_no = interview.answer == "declined"
    interview.ask_again_on = day_to_ask_again(interview.episode) if said_no else None
    session.flush()
    _on_the_trail("interview_answer_taken_back", interview, by)


def ask_again(interview: ReturnInterview, day: date, by: Account) -> None:
    """Somebody asks again on this day."""
    interview.ask_again_on = day
    _on_the_trail("interview_ask_again", interview, by, day.isoformat())


def day_to_ask_again(episode: Episode) -> date:
    """The day on which to ask again when they were asked today: a working day, and sooner where the
    guidance says that listening matters even more.
    """
    days = SOONER_DAYS if why_important(episode) else ASK_AGAIN_DAYS
    return add_working_days(today() + timedelta(days=days), 0)


def child_chose(interview: ReturnInterview, account: Account) -> None:
    """The child asks for just this person, who is told and says whether they can. Only the child's
    own pages call this: no adult says it for them. Raises AlreadyTalked once they have said
    something to somebody: nobody else inherits it.
    """
    said = select(Answer.id).where(Answer.response_id == interview.words_id)
    if interview.child_took_part or session.scalar(said.limit(1)) is not None:
        raise AlreadyTalked
    interview.interviewer_id, interview.interviewer_name = account.id, account.display_name
    interview.chosen_by_child, interview.asked_at = True, now()
    interview.no_reply_from = ""
    interview.provider_type = interview.declared_at = None
    interview.independent_of_home = interview.independent_of_authority = None
    session.flush()
    tell_listener(interview, account)


def _take_answer(interview: ReturnInterview, answer: str, at: datetime) -> None:
    """The last thing they said counts; what is written down late and was said before does not."""
    if interview.child_took_part:
        raise AlreadyTalked
    if interview.answered_at is not None and at < interview.answered_at:
        return
    if answer == "accepted":
        # A form that was filled in without the child is no reason not to hear them now.
        interview.held_at = interview.form_completed_at = None
    interview.answer, interview.answered_at = answer, at
    interview.offered_at = min(interview.offered_at or at, at)
    said_no = answer == "declined"
    interview.ask_again_on = day_to_ask_again(interview.episode) if said_no else None


def _put_off(interview: ReturnInterview, how: str, outcome: str) -> None:
    """Somebody tried, and there is no answer: the day on which to ask again is not left in the
    past. Whoever was not reached is tried again on the next working day.
    """
    if interview.ask_again_on is None or interview.ask_again_on > today():
        return
    tomorrow = add_working_days(today() + timedelta(days=1), 0)
    reached = reaches_the_child(how, outcome)
    interview.ask_again_on = day_to_ask_again(interview.episode) if reached else tomorrow


def _on_the_trail(
    action: str, interview: ReturnInterview, by: Account | None, note: str = ""
) -> None:
    if by is not None:
        audit.record(action, "interview", interview.id, by, note=note)
