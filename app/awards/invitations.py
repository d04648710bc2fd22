"""Who is invited to the day, who comes, and what each needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.awards.models import AwardRound, Invitation, Nomination, Nominee
from app.awards.news import tell_of_answer, tell_of_inviting
from app.core import audit
from app.core.alone import alone
from app.core.clock import today
from app.core.db import session


@dataclass(frozen=True)
class Reply:
    """The answer to an invitation."""

    reply: str
    guests: int = 0
    quiet: bool = False
    transport: bool = False
    needs: str = ""


def invite_all(row: AwardRound, by: Account) -> int:
    """Invite every nominee who was told of it and has not been invited; how many."""
    alone(row)
    heard = exists().where(Nomination.nominee_id == Nominee.id, Nomination.state == "in")
    invited = select(Invitation.nominee_id)
    rows = Nominee.visible_to(by).where(
        Nominee.round_id == row.id,
        Nominee.asked_on.is_not(None),
        Nominee.id.not_in(invited),
        heard,
    )
    found = session.scalars(rows).all()
    session.add_all(Invitation(nominee_id=one.id, invited_on=today()) for one in found)
    session.flush()
    if found:
        audit.record_each("invited", "nominee", [one.id for one in found], by)
        tell_of_inviting(found)
    return len(found)


def invitation_of(nominee: Nominee) -> Invitation | None:
    return session.scalar(select(Invitation).where(Invitation.nominee_id == nominee.id))


def reply_to(invitation: Invitation, reply: Reply, written_by: Account | None = None) -> None:
    """The answer, in place of an earlier one. Whoever does not come brings and needs nothing.

    `written_by` is the worker who asked and wrote it down.
    """
    tell_of_answer(invitation)
    comes = reply.reply == "yes"
    invitation.reply = reply.reply
    invitation.guests = reply.guests if comes else 0
    invitation.quiet, invitation.transport = comes and reply.quiet, comes and reply.transport
    invitation.needs = reply.needs.strip() if comes else ""
    invitation.replied_on = today()
    session.flush()
    if written_by is not None:
        audit.record("replied_for", "nominee", invitation.nominee_id, written_by, note=reply.reply)


def door_list(row: AwardRound, by: Account) -> Sequence[Invitation]:
    """Everybody who was invited, those who come first. It is recorded that `by` read it."""
    seen = Nominee.visible_to(by).with_only_columns(Nominee.id)
    rows = (
        select(Invitation)
        .join(Nominee, Nominee.id == Invitation.nominee_id)
        .where(Nominee.round_id == row.id, Nominee.id.in_(seen))
        .options(joinedload(Invitation.nominee).joinedload(Nominee.young_person))
        .order_by(Invitation.reply.desc(), Invitation.id)
    )
    audit.record("read", "award_door", row.id, by)
    return session.scalars(rows).unique().all()
