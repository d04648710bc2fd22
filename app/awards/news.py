"""Who is told of what: a young person on their own pages, staff by mail that names no child.

A young person has no address to write to; what is new stands on their first page and above their
messages until they have answered it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, or_, select

from app.accounts.councils import staff_with
from app.accounts.models import Account
from app.awards.models import AwardRound, Invitation, Nominee, NomineeChoice, SmallStep
from app.awards.says import who_is_asked
from app.core.addresses import public_address
from app.core.clock import today
from app.core.db import session
from app.core.outbox import post
from app.core.permissions import Permission
from app.people.models import Assignment, YoungPerson


@dataclass(frozen=True)
class News:
    """Ids of what this young person has not answered, oldest first."""

    nominated: Sequence[int] = ()
    """Nominees: they were told, and nobody has said what may be shown."""
    invited: Sequence[int] = ()
    """Nominees who are invited to a day that has not passed."""
    steps: Sequence[int] = ()
    """Small steps they are asked about."""


def news_for(account: Account | None) -> News:
    """What is new in the awards for this young person, in three queries; nothing for anybody
    else.
    """
    if account is None or not account.is_young_person:
        return News()
    mine = select(YoungPerson.id).where(YoungPerson.account_id == account.id)
    ahead = or_(AwardRound.event_on.is_(None), AwardRound.event_on >= today())
    told = (
        select(Nominee.id)
        .join(AwardRound, AwardRound.id == Nominee.round_id)
        .where(Nominee.young_person_id.in_(mine), Nominee.asked_on.is_not(None), ahead)
        .order_by(Nominee.asked_on, Nominee.id)
    )
    said = exists().where(
        NomineeChoice.nominee_id == Nominee.id, NomineeChoice.said_by == "nominee"
    )
    invited = told.join(Invitation, Invitation.nominee_id == Nominee.id)
    steps = select(SmallStep.id).where(
        SmallStep.young_person_id.in_(mine),
        SmallStep.checked_on.is_not(None),
        SmallStep.consent == "",
    )
    return News(
        session.scalars(told.where(~said)).all(),
        session.scalars(invited.where(Invitation.reply == "")).all(),
        session.scalars(steps.order_by(SmallStep.checked_on, SmallStep.id)).all(),
    )


def tell_of_asking(asked: Iterable[Nominee]) -> None:
    """Mail the workers whose own yes or no is needed, or who have to ask somebody that has no
    account: one mail each, whatever number they work with.
    """
    needed = [
        one.young_person_id
        for one in asked
        if "worker" in who_is_asked(one) or one.young_person.account_id is None
    ]
    _tell_workers(needed, "award_say_needed")


def tell_of_inviting(invited: Iterable[Nominee]) -> None:
    """Mail the workers of those who were invited: somebody may need help to come."""
    _tell_workers([one.young_person_id for one in invited], "award_invited")


def _tell_workers(young_person_ids: Sequence[int], template: str) -> None:
    rows = (
        select(Account)
        .join(Assignment, Assignment.worker_id == Account.id)
        .where(
            Assignment.young_person_id.in_(young_person_ids),
            Assignment.is_current(),
            Account.active,
        )
        .order_by(Account.id)
    )
    url = public_address("/awards/team/")
    for worker in session.scalars(rows).unique():
        if worker.may(Permission.AWARD_NOMINATE):
            post(worker.email, template, name=worker.display_name, url=url)


def tell_of_answer(invitation: Invitation) -> None:
    """Mail those who run the awards that answers have come: once a day for a round, with its first.
    To be called before the answer is kept.
    """
    nominee = invitation.nominee
    today_already = (
        select(Invitation.id)
        .join(Nominee, Nominee.id == Invitation.nominee_id)
        .where(
            Nominee.round_id == nominee.round_id,
            Nominee.council_code == nominee.council_code,
            Invitation.replied_on == today(),
        )
        .limit(1)
    )
    if session.scalar(today_already) is not None:
        return
    url = public_address(f"/awards/desk/{nominee.round_id}/door")
    for officer in session.scalars(staff_with(Permission.AWARD_RUN, nominee.council_code)):
        post(officer.email, "award_answers", name=officer.display_name, url=url)
