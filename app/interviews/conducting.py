"""Talking with a child who came back: their words written down in their name, and when it was.

*Held* and *the child took part* are two facts. A time that cannot be right is met with a question.
"""

from dataclasses import dataclass
from datetime import datetime

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import now
from app.core.db import session
from app.core.i18n import _l
from app.interviews import doors, offering
from app.interviews.danger import SUBJECT
from app.interviews.models import ReturnInterview
from surveys.drafts import new_token
from surveys.models import Response
from surveys.publishing import current_version
from surveys.services import start_response

FORM = "return_interview"

QUESTIONS = {
    "future": _l("That is still to come. When did you talk?"),
    "before_return": _l("They were not back yet then. When did you talk?"),
}


class OddTime(ValueError):
    """A moment that cannot be right. `reason` is a key of QUESTIONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TookPart(Exception):
    """The child has agreed to their words, so they were part of it."""


@dataclass(frozen=True)
class Held:
    """When and how the conversation was, as whoever listened says."""

    at: datetime
    """Aware."""
    method: str
    child_took_part: bool
    place: str | None = None
    with_interpreter: bool = False
    with_friend: bool = False


def begin(interview: ReturnInterview, by: Account, language: str) -> Response:
    """The child's own words, begun if they are not; in `language`, the child's. That somebody
    begins to write says nothing of the child: they have answered no offer.
    """
    alone(interview)
    interview.language = language
    if interview.words is None:
        interview.words = start_response(
            current_version(FORM),
            language,
            token=new_token(),
            young_person=interview.episode.young_person,
        )
        audit.record("interview_begun", SUBJECT, interview.id, by)
    return interview.words


def mark_held(interview: ReturnInterview, by: Account, held: Held) -> None:
    """Write down that it was. A child who talked has said yes. Raises OddTime, or TookPart for a
    no once they have agreed to their words.
    """
    alone(interview)
    if interview.read_back_at is not None and not held.child_took_part:
        raise TookPart
    if held.at > now():
        raise OddTime("future")
    returned = interview.episode.returned_at
    if returned is not None and held.at < returned:
        raise OddTime("before_return")
    interview.interviewer_name = interview.interviewer_name or by.display_name
    interview.method, interview.place = held.method, held.place
    interview.with_interpreter, interview.with_friend = held.with_interpreter, held.with_friend
    if held.child_took_part and not interview.child_took_part:
        offering.say_they_talked(interview, by)
    elif interview.child_took_part and not held.child_took_part:
        offering.say_they_did_not_talk(interview, by)
    interview.held_at = held.at
    interview.child_took_part = held.child_took_part
    session.flush()
    audit.record("interview_held", SUBJECT, interview.id, by)


def give_door_to_words(interview: ReturnInterview, by: Account) -> str:
    """A code with which the child can read their words on their own phone, to be shown once. Only
    whoever listened gives one: they have heard it all.
    """
    code = doors.make_door(interview, by)
    interview.words_door_hash = interview.door_hash
    return code
