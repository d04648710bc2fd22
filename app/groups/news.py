"""What is new in the groups for a young person: it stands on their first page for two weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from app.groups.member_models import JoinRequest, Member
from app.people.models import YoungPerson

NEW_FOR = timedelta(days=14)


@dataclass(frozen=True)
class News:
    let_in: Sequence[Member]
    """The groups they are in since a few days, whoever asked."""
    other_answers: Sequence[JoinRequest]
    """Answers that let them in nowhere."""


def news_for(person: YoungPerson) -> News:
    """In two queries."""
    since = today() - NEW_FOR
    let_in = select(Member).where(
        Member.young_person_id == person.id, Member.is_current(), Member.from_on > since
    )
    answered = select(JoinRequest).where(
        JoinRequest.young_person_id == person.id,
        JoinRequest.state.in_(("not_this_one", "another_one")),
        JoinRequest.answered_on > since,
    )
    return News(
        session.scalars(let_in.order_by(Member.from_on.desc(), Member.id)).unique().all(),
        session.scalars(answered.order_by(JoinRequest.answered_on.desc())).unique().all(),
    )
