"""Those who listen: whom they work for, what waits for one of them, and what was agreed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, Update, or_, select, update
from sqlalchemy.orm import contains_eager

from app.accounts.councils import staff_with, within
from app.accounts.models import Account, Council
from app.core import audit
from app.core.addresses import public_address
from app.core.clock import LONDON, add_working_days, now, today
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission
from app.interviews.conflicts import Conflict, TakenOn, ties_of, was_first, why_not
from app.interviews.models import Episode, Interviewer, InterviewExclusion, ReturnInterview
from app.interviews.reminding import keepers_of
from app.people.models import YoungPerson
from surveys.models import Answer


class AlreadyHeld(Exception):
    """The conversation has been, or has begun: whoever hears it cannot hand it back."""


class HowIsMissing(Exception):
    """They have talked, and how they did is not left open afterwards."""


@dataclass(frozen=True)
class Plan:
    """When and how a conversation is to be; codes of interview_models, or None."""

    planned_at: datetime | None
    place: str | None
    method: str | None
    language: str
    with_interpreter: bool
    with_friend: bool


def declaration_of(account: Account) -> Interviewer | None:
    """Whom this account has said it works for."""
    return session.get(Interviewer, account.id)


def declare(account: Account, employer: str, provider_type: str) -> Interviewer:
    """This account works for `employer`, from today."""
    declared = session.get(Interviewer, account.id) or Interviewer(account_id=account.id)
    declared.employer, declared.provider_type = employer, provider_type
    declared.declared_on = today()
    session.add(declared)
    session.flush()
    audit.record("employer_declared", "account", account.id, account, note=provider_type)
    return declared


def without_a_listener(account: Account) -> Select[tuple[ReturnInterview]]:
    """What this account could take on: nobody listens yet, the child has not said no, and it is of
    a council for which they listen. Soonest due first. Nothing the child wants kept from them.
    """
    return _in_order().where(
        within(Episode.council_code, account, Permission.INTERVIEW),
        ReturnInterview.id.not_in(InterviewExclusion.kept_from(account)),
        ReturnInterview.interviewer_id.is_(None),
        ReturnInterview.child_took_part.is_(False),
        ReturnInterview.form_completed_at.is_(None),
        ReturnInterview.answer.is_distinct_from("declined"),
    )


def in_reach(account: Account) -> Select[tuple[ReturnInterview]]:
    """What this account was asked to take on, and whatever is or was free for it to."""
    of_theirs = within(Episode.council_code, account, Permission.INTERVIEW)
    return _in_order().where(or_(of_theirs, ReturnInterview.is_with(account)))


def held_by(account: Account) -> Select[tuple[ReturnInterview]]:
    """What this account was asked to take on or has taken on, and has not finished."""
    return _in_order().where(
        ReturnInterview.is_with(account),
        ReturnInterview.form_completed_at.is_(None),
        # Whoever was only asked has nothing left to do once somebody talked with the child.
        or_(ReturnInterview.declared_at.is_not(None), ReturnInterview.child_took_part.is_(False)),
    )


def _in_order() -> Select[tuple[ReturnInterview]]:
    child = contains_eager(ReturnInterview.episode).joinedload(Episode.young_person)
    return (
        select(ReturnInterview)
        .join(ReturnInterview.episode)
        .options(child.lazyload(YoungPerson.account))
        .order_by(Episode.returned_at, ReturnInterview.id)
    )


def has_taken_on(interview: ReturnInterview, account: Account) -> bool:
    """True if this account listens, and has said how independent it is."""
    return interview.declared_at is not None and interview.is_held_by(account)


def possible_listeners(interview: ReturnInterview) -> list[Account]:
    """Those who can be asked: listeners of this council whom nothing speaks against, and whoever
    the child chose of those who work with them.
    """
    council_code = interview.episode.council_code
    ties = ties_of(interview)
    rows = staff_with(Permission.INTERVIEW_CHOSEN, council_code).where(Account.id.in_(ties.chosen))
    found = [
        *session.scalars(rows),
        *session.scalars(staff_with(Permission.INTERVIEW, council_code)),
    ]
    listeners = sorted(dict.fromkeys(found), key=lambda one: (one.display_name, one.id))
    # All in one go, so that asking after each costs nothing.
    declared = select(Interviewer).where(Interviewer.account_id.in_([one.id for one in listeners]))
    _kept = session.scalars(declared).all()
    return [one for one in listeners if not why_not(one, interview, ties)]


def ask_to_listen(interview: ReturnInterview, account: Account, by: Account) -> None:
    """Ask this listener, by mail; they say for themselves whether they can. Raises Conflict, or
    TakenOn once somebody has, the child has chosen somebody who may still answer, or has begun to
    talk.
    """
    ties = ties_of(interview)
    reasons = why_not(account, interview, ties)
    if reasons:
        raise Conflict(reasons)
    free, no_reply_from = ReturnInterview.chosen_by_child.is_(False), interview.no_reply_from
    if gave_no_reply(interview):
        # Still the same one: the child may choose somebody else at this moment.
        free = or_(free, ReturnInterview.interviewer_id == interview.interviewer_id)
        no_reply_from = interview.interviewer_name
    asked = _while_nothing_was_said(interview).where(ReturnInterview.declared_at.is_(None), free)
    asked = asked.values(
        interviewer_id=account.id,
        interviewer_name=account.display_name,
        asked_at=now(),
        no_reply_from=no_reply_from if account.display_name != no_reply_from else "",
        # A keeper picks among those the child named by a part that several have.
        chosen_by_child=account.id in ties.chosen,
    )
    if not was_first(asked, interview):
        raise TakenOn
    tell_listener(interview, account)
    audit.record("interview_listener_asked", "interview", interview.id, by, note=f"{account.id}")


def reply_by(interview: ReturnInterview) -> date | None:
    """Until when whom the child chose may answer before somebody else is asked: as long as a reply
    may take in this council. None if nobody is waited for, or nobody knows since when.
    """
    if not interview.chosen_by_child or interview.declared_at or interview.asked_at is None:
        return None
    council = session.get_one(Council, interview.episode.council_code)
    return add_working_days(interview.asked_at.astimezone(LONDON).date(), council.reply_days)


def gave_no_reply(interview: ReturnInterview) -> bool:
    """True if the child chose somebody who has not said in time whether they can."""
    if not interview.chosen_by_child or interview.declared_at is not None:
        return False
    last_day = reply_by(interview)
    return last_day is None or last_day < today()


def tell_listener(interview: ReturnInterview, account: Account) -> None:
    """Mail that somebody would like them to listen: never whom to."""
    url = public_address(f"/interviews/{interview.id}/take-on")
    post(account.email, "return_interview_to_hold", name=account.display_name, url=url)


def give_back(interview: ReturnInterview, account: Account) -> None:
    """They cannot do it after all. Raises AlreadyHeld."""
    set_free(interview, account.id)
    audit.record("interview_given_back", "interview", interview.id, account)


def set_free(interview: ReturnInterview, account_id: int) -> None:
    """This account listens no more: it waits for somebody else, and the register's keepers are
    told. Raises AlreadyHeld.
    """
    given = _while_nothing_was_said(interview).where(ReturnInterview.interviewer_id == account_id)
    given = given.values(
        interviewer_id=None,
        interviewer_name="",
        asked_at=None,
        provider_type=None,
        declared_at=None,
        independent_of_home=None,
        independent_of_authority=None,
        chosen_by_child=False,
    )
    if not was_first(given, interview):
        raise AlreadyHeld
    for email in keepers_of(interview.episode.council_code):
        due_at = interview.episode.due_at.isoformat()
        url = public_address(f"/interviews/{interview.id}")
        post(email, "return_interview_given_back", due_at=due_at, url=url)


def _while_nothing_was_said(interview: ReturnInterview) -> Update:
    """A change of who listens, for as long as no word of the child's is there: nobody inherits
    what was said to somebody else.
    """
    said = select(Answer.id).where(Answer.response_id == ReturnInterview.words_id)
    return update(ReturnInterview).where(
        ReturnInterview.id == interview.id, ReturnInterview.held_at.is_(None), ~said.exists()
    )


def plan(interview: ReturnInterview, agreed: Plan, by: Account) -> None:
    """What was agreed with the child about when and how. Raises HowIsMissing."""
    if interview.held_at is not None and agreed.method is None:
        raise HowIsMissing
    for name, value in vars(agreed).items():
        setattr(interview, name, value)
    session.flush()
    audit.record("interview_planned", "interview", interview.id, by)
