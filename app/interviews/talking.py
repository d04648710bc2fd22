"""The child's own way through a return interview: where they are on it, and what they decide."""

from datetime import timedelta

from sqlalchemy import Select

from app.accounts.models import Account
from app.core.clock import add_working_days, today
from app.interviews.models import Episode, ReturnInterview
from app.interviews.offering import AlreadyTalked, answer_offer, record_attempt

OFFERED, SAID_NO, TO_TALK, TALKED, AGREED = STAGES = (
    "offered",
    "said_no",
    "to_talk",
    "talked",
    "agreed",
)
YES, NO, NOT_NOW = REPLIES = ("yes", "no", "not_now")
ANSWERS = {YES: "accepted", NO: "declined"}

__all__ = ["AlreadyTalked", "leave_in_peace", "reply", "say_whether_it_helped", "see", "stage_of"]


def own(account: Account) -> Select[tuple[ReturnInterview]]:
    """The interviews of this young person, the latest first; none before they are back."""
    rows = ReturnInterview.visible_to(account).join(Episode)
    return rows.where(Episode.returned_at.is_not(None)).order_by(Episode.returned_at.desc())


def stage_of(interview: ReturnInterview) -> str:
    """Where the child is: one of STAGES. A form filled in without them is no conversation."""
    if interview.read_back_at is not None:
        return AGREED
    if interview.child_took_part:
        return TALKED
    return {None: OFFERED, "accepted": TO_TALK, "declined": SAID_NO}[interview.answer]


def see(interview: ReturnInterview) -> bool:
    """The child has the offer before them. True if they did not know of it until now."""
    if interview.offered_at is not None:
        return False
    record_attempt(interview, "link", "offered", None)
    return True


def reply(interview: ReturnInterview, said: str) -> None:
    """The child says yes, no, or not now: one of REPLIES. Not now is neither, and somebody asks
    again on the next working day. Raises AlreadyTalked.
    """
    if said in ANSWERS:
        answer_offer(interview, ANSWERS[said])
        return
    if interview.child_took_part:
        raise AlreadyTalked
    record_attempt(interview, "link", "offered", None)
    interview.ask_again_on = add_working_days(today() + timedelta(days=1), 0)


def leave_in_peace(interview: ReturnInterview) -> None:
    """The child does not want to be asked about this time again. They can still say yes."""
    interview.ask_again_on = None


def say_whether_it_helped(interview: ReturnInterview, helped: str) -> None:
    """A code of HELPED."""
    interview.helped = helped
