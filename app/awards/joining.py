"""One nominee, many voices: the same person joined, matched to their record, and taken apart again.

The app finds those with the same name; that they are the same person is for somebody to say, and
can be taken back.
"""

from sqlalchemy import Select, delete, select, update

from app.accounts.councils import within
from app.accounts.models import Account
from app.awards.cards import take_from_judges
from app.awards.conflicts import carry_over, forget_unfair_scores
from app.awards.models import (
    Card,
    Certificate,
    Invitation,
    JudgeConflict,
    Nomination,
    Nominee,
    NomineeChoice,
)
from app.awards.names import folded, name_hash, parts
from app.core import audit
from app.core.alone import alone
from app.core.db import session
from app.core.permissions import Permission
from app.people.models import YoungPerson

MOST_FOUND = 20


class NotTheSame(Exception):
    """These two cannot be one: they are of other rounds, or matched to two people, or somebody has
    joined one of them by now.
    """


def same_name(nominee: Nominee, account: Account) -> Select:
    """Of those this officer answers for, the others of this round whose name is the same when case,
    marks and spaces do not count. Two who are matched to two people are not among them.
    """
    rows = Nominee.visible_to(account).where(
        Nominee.round_id == nominee.round_id,
        Nominee.name_hash == nominee.name_hash,
        Nominee.id != nominee.id,
        Nominee.adult == nominee.adult,
    )
    if nominee.young_person_id is None:
        return rows
    return rows.where(Nominee.young_person_id.is_(None))


def people_called(
    name: str, account: Account, may: Permission = Permission.AWARD_RUN
) -> list[YoungPerson]:
    """Young people of the councils `account` has this permission for who share a part of this name,
    likeliest first.

    Names are sealed, so that the database cannot look; a council's few hundred are looked through.
    """
    wanted = {folded(part) for part in parts(name)} - {""}
    rows = select(YoungPerson).where(within(YoungPerson.council_code, account, may))
    shared = [
        (len(wanted & {folded(part) for part in parts(one.known_as or "")}), one)
        for one in session.scalars(rows).unique()
    ]
    found = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])
    return [person for _count, person in found[:MOST_FOUND]]


def match(nominee: Nominee, person: YoungPerson, by: Account) -> Nominee:
    """This nominee is this young person; joined with the one they are already, if there is one.
    Raises NotTheSame.
    """
    alone(person)
    rows = select(Nominee).where(
        Nominee.round_id == nominee.round_id, Nominee.young_person_id == person.id
    )
    there = session.scalar(rows)
    audit.record("matched", "nominee", nominee.id, by, note=f"young person {person.id}")
    if there is not None and there.id != nominee.id:
        return join(nominee, there, by)
    nominee.young_person_id, nominee.council_code = person.id, person.council_code
    session.flush()
    session.refresh(nominee)
    forget_unfair_scores(nominee.id)
    return nominee


def join(nominee: Nominee, into: Nominee, by: Account) -> Nominee:
    """Both are the same person: every voice for the one is a voice for the other. Raises
    NotTheSame.
    """
    alone(into.round)
    both = select(Nominee).where(Nominee.id.in_((nominee.id, into.id)))
    if len(session.scalars(both.execution_options(populate_existing=True)).unique().all()) < 2:
        raise NotTheSame
    apart = nominee.young_person_id and into.young_person_id
    if nominee.round_id != into.round_id or nominee.adult != into.adult:
        raise NotTheSame
    if apart and nominee.young_person_id != into.young_person_id:
        raise NotTheSame
    if into.young_person_id is None and nominee.young_person_id is not None:
        nominee, into = into, nominee
    voices = update(Nomination).where(Nomination.nominee_id == nominee.id)
    session.execute(voices.values(nominee_id=into.id))
    carry_over(nominee.id, into.id)
    for model in (Card, Certificate, Invitation, JudgeConflict, NomineeChoice):
        session.execute(delete(model).where(model.nominee_id == nominee.id))
    take_from_judges(into.id)
    forget_unfair_scores(into.id)
    session.expire_all()
    session.delete(nominee)
    session.flush()
    audit.record("joined", "nominee", into.id, by, note=f"with {nominee.id}")
    return into


def split(nomination: Nomination, by: Account) -> Nominee:
    """This voice was for somebody else: a nominee of its own again, under the name it gave."""
    before = nomination.nominee
    typed = next(
        (row.words for row in nomination.response.answers if row.question_key == "who"), None
    )
    alone = Nominee(
        round_id=before.round_id,
        council_code=before.round.council_code,
        adult=before.adult,
        name_hash=name_hash(typed or ""),
    )
    alone.name = typed or ""
    session.add(alone)
    session.flush()
    nomination.nominee_id = alone.id
    carry_over(before.id, alone.id)
    take_from_judges(before.id, nomination.category_id)
    session.flush()
    audit.record("split", "nominee", before.id, by, note=f"into {alone.id}")
    return alone
