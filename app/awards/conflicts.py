"""Judges who are not to judge somebody: what they said stays, whoever it is now."""

from sqlalchemy import delete, or_, select

from app.awards.models import Card, JudgeConflict, JudgeScore, Nomination, Nominee
from app.core.db import session
from app.people.models import YoungPerson


def carry_over(nominee_id: int, to_id: int) -> None:
    """Whoever said that they know the one knows the other too: they are one, or the card they read
    may have been about either.
    """
    know = select(JudgeConflict.account_id).where(JudgeConflict.nominee_id == nominee_id)
    there = select(JudgeConflict.account_id).where(JudgeConflict.nominee_id == to_id)
    for account_id in session.scalars(know.where(JudgeConflict.account_id.not_in(there))).all():
        session.add(JudgeConflict(nominee_id=to_id, account_id=account_id))
    session.flush()


def forget_unfair_scores(nominee_id: int) -> None:
    """The scores of those who turn out to know this nominee, to have nominated them, or to be them
    do not count.
    """
    know = select(JudgeConflict.account_id).where(JudgeConflict.nominee_id == nominee_id)
    nominated = select(Nomination.nominator_id).where(
        Nomination.nominee_id == nominee_id, Nomination.nominator_id.is_not(None)
    )
    themselves = (
        select(YoungPerson.account_id)
        .join(Nominee, Nominee.young_person_id == YoungPerson.id)
        .where(Nominee.id == nominee_id, YoungPerson.account_id.is_not(None))
    )
    theirs = or_(*(JudgeScore.account_id.in_(who) for who in (know, nominated, themselves)))
    cards = select(Card.id).where(Card.nominee_id == nominee_id)
    session.execute(delete(JudgeScore).where(JudgeScore.card_id.in_(cards), theirs))
