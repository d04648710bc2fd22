"""What adults do after a return interview, each by a day. The child sees every one of them."""

from datetime import date

from sqlalchemy import Select, select, update
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.interviews.afterwards import SUBJECT, AlreadyDone, mail_about
from app.interviews.danger import kept_from
from app.interviews.models import Action, Episode, InterviewExclusion, ReturnInterview
from app.people.models import YoungPerson
from app.people.teams import case_team


def add_action(
    interview: ReturnInterview, what: str, owner: Account, due_on: date, by: Account
) -> Action:
    """Something `owner` will do by a day, in words the child can read."""
    action = Action(
        interview_id=interview.id,
        owner_id=owner.id,
        owner_name=owner.display_name,
        due_on=due_on,
    )
    action.what = what
    interview.actions.append(action)
    session.flush()
    audit.record("interview_action_added", SUBJECT, interview.id, by, note=f"owner {owner.id}")
    if owner.id != by.id:
        mail_about(interview, owner)
    return action


def finish_action(action: Action, outcome: str, by: Account) -> None:
    """It is done today, and this came of it. Raises AlreadyDone, so that of two one is told."""
    done = update(Action).where(Action.id == action.id, Action.done_on.is_(None))
    sealed = Action.outcome.sealed_for(action.id, outcome)
    values = {"done_on": today(), "outcome_sealed": sealed}
    if session.execute(done.values(**values)).rowcount != 1:
        raise AlreadyDone
    session.refresh(action)
    audit.record("interview_action_done", SUBJECT, action.interview_id, by)


def is_overdue(action: Action) -> bool:
    return action.done_on is None and action.due_on < today()


def possible_owners(interview: ReturnInterview, by: Account) -> list[Account]:
    """Those who can answer for an action: who works with the child today, who listens, and `by`;
    nobody the child named.
    """
    found = {one.worker_id: one.worker for one in case_team(interview.episode.young_person)}
    listener = interview.interviewer
    if listener is not None and listener.active:
        found[listener.id] = listener
    found[by.id] = by
    named = kept_from(interview)
    others = [one for one in found.values() if one.id not in named]
    return sorted(others, key=lambda one: one.display_name)


def open_actions(account: Account) -> Select[tuple[Action, Episode]]:
    """What is still to be done after the interviews this account sees, and after which episode;
    what is late first. Nothing after one in which the child named them.
    """
    seen = ReturnInterview.visible_to(account).with_only_columns(ReturnInterview.id)
    return (
        select(Action, Episode)
        .join(ReturnInterview, ReturnInterview.id == Action.interview_id)
        .join(Episode, Episode.id == ReturnInterview.episode_id)
        .options(joinedload(Episode.young_person).lazyload(YoungPerson.account))
        .where(
            Action.interview_id.in_(seen),
            Action.interview_id.not_in(InterviewExclusion.kept_from(account)),
            Action.done_on.is_(None),
        )
        .order_by(Action.due_on, Action.id)
    )
