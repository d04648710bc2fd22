"""Where each episode stands, and so what waits for somebody: said once, in the database's words."""

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Account
from app.core.clock import today
from app.interviews.models import Episode, ReturnInterview
from app.people.models import YoungPerson

DONE = "done"


def stage() -> ColumnElement[str]:
    """In a query over episodes and (outer) their interviews: the key of texts.STAGES. A form filled
    in without the child is no talk: they are still to be asked, and heard. After a no, and after a
    not now, the day comes on which somebody asks again.
    """
    declined = ReturnInterview.answer == "declined"
    talked = ReturnInterview.child_took_part
    return case(
        (Episode.returned_at.is_(None), "missing"),
        (and_(~talked, ReturnInterview.ask_again_on <= today()), "ask_again"),
        (ReturnInterview.form_completed_at.is_not(None), DONE),
        (talked, "to_complete"),
        (declined, "said_no"),
        (ReturnInterview.answer == "accepted", "to_hold"),
        (ReturnInterview.offered_at.is_not(None), "no_answer"),
        else_="to_offer",
    )


def seen_by(account: Account) -> ColumnElement[bool]:
    """True for the episodes this account sees, and for those after which it listens."""
    theirs = Episode.visible_to(account).with_only_columns(Episode.id)
    heard = select(ReturnInterview.episode_id).where(ReturnInterview.is_with(account))
    return or_(Episode.id.in_(theirs), Episode.id.in_(heard))


def with_stages(account: Account) -> Select:
    """(episode, its stage) of all this account sees, with child and interview, soonest due first:
    those who are not back, then by when they came back.
    """
    child = joinedload(Episode.young_person).joinedload(YoungPerson.account)
    return (
        select(Episode, stage())
        .outerjoin(Episode.interview)
        .options(contains_eager(Episode.interview), child.lazyload(Account.grants))
        .where(seen_by(account))
        .order_by(Episode.returned_at.is_not(None), Episode.returned_at, Episode.left_at)
    )
