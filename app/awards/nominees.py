"""Nominees as an officer sees to them: the list, every voice, what was held, and telling them."""

from dataclasses import dataclass

from sqlalchemy import Select, case, exists, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.awards.cards import take_from_judges
from app.awards.held import DeskHasIt, wait_for_desk
from app.awards.interpreted import english_of, waits_for_english
from app.awards.models import (
    AwardRound,
    Category,
    Nomination,
    Nominee,
)
from app.awards.news import tell_of_asking
from app.awards.nominating import SUBJECT
from app.core import audit
from app.core.clock import today
from app.core.db import session
from surveys.beside import English
from surveys.models import Response
from surveys.services import answers_read_back

__all__ = ["DeskHasIt", "ask_all", "lines_of", "release", "rows_of", "shown_name", "voices_for"]

WAYS = ("all", "held", "unmatched", "twice")
"""What an officer can look at by itself."""


@dataclass(frozen=True)
class Line:
    """A nominee in the list, with how many voices there are and how many are held back."""

    nominee: Nominee
    voices: int
    held: int
    categories: tuple[str, ...]


def rows_of(row: AwardRound, account: Account, way: str = "all") -> Select:
    """The nominees of this round that the officer sees, one way of looking at them."""
    rows = Nominee.visible_to(account).where(Nominee.round_id == row.id)
    if way == "held":
        held = exists().where(Nomination.nominee_id == Nominee.id, Nomination.state == "held")
        return rows.where(held)
    if way == "unmatched":
        return rows.where(Nominee.young_person_id.is_(None), ~Nominee.adult)
    if way == "twice":
        seen = Nominee.visible_to(account).with_only_columns(Nominee.id)
        same = (
            select(Nominee.name_hash)
            .where(Nominee.round_id == row.id, Nominee.id.in_(seen))
            .group_by(Nominee.name_hash)
            .having(func.count() > 1)
        )
        return rows.where(Nominee.name_hash.in_(same)).order_by(Nominee.name_hash)
    return rows


def lines_of(rows: Select) -> list[Line]:
    """These nominees with their counts: as many questions to the database for 5,000 as for one."""
    nominees = session.scalars(rows.options(joinedload(Nominee.young_person))).unique().all()
    counted = session.execute(
        select(
            Nomination.nominee_id,
            Category.title,
            func.count(),
            func.sum(case((Nomination.state == "held", 1), else_=0)),
        )
        .outerjoin(Category, Category.id == Nomination.category_id)
        .where(
            Nomination.nominee_id.in_([one.id for one in nominees]),
            Nomination.state != "put_aside",
        )
        .group_by(Nomination.nominee_id, Category.title, Category.position)
        .order_by(Category.position)
    )
    found: dict[int, list] = {}
    for nominee_id, title, voices, held in counted:
        found.setdefault(nominee_id, []).append((title, voices, held or 0))
    return [_line(one, found.get(one.id, [])) for one in nominees]


def _line(nominee: Nominee, counted: list) -> Line:
    titles = tuple(title for title, _voices, _held in counted if title)
    voices, held = sum(each[1] for each in counted), sum(each[2] for each in counted)
    return Line(nominee, voices, int(held), titles)


def shown_name(nominee: Nominee) -> str:
    """What they are called here: as their workers call them, or as it was typed."""
    person = nominee.young_person
    return (person.known_as if person else None) or nominee.name or ""


@dataclass(frozen=True)
class Voice:
    """One nomination as an officer reads it."""

    nomination: Nomination
    said: list
    """(question, lines)."""
    english: English | None
    """An interpreter's, for what was written in another language."""

    @property
    def waits_for_english(self) -> bool:
        return waits_for_english(self.nomination, self.english)


def voices_for(nominee: Nominee, by: Account) -> list[Voice]:
    """Every nomination with its answers in words. It is recorded that `by` read them."""
    rows = (
        select(Nomination)
        .where(Nomination.nominee_id == nominee.id)
        .options(
            joinedload(Nomination.category),
            joinedload(Nomination.response).selectinload(Response.answers),
        )
        .order_by(Nomination.state, Nomination.id)
    )
    voices = list(session.scalars(rows).unique())
    audit.record_each("read", SUBJECT, [voice.id for voice in voices], by)
    english = english_of(voices)
    return [Voice(one, answers_read_back(one.response), english.get(one.id)) for one in voices]


def release(nomination: Nomination, by: Account) -> None:
    """It may be counted and judged. Raises DeskHasIt while the duty desk has not closed it."""
    wait_for_desk(SUBJECT, nomination.id)
    nomination.state, nomination.held_because = "in", ""
    audit.record("released", SUBJECT, nomination.id, by)


def put_aside(nomination: Nomination, by: Account) -> None:
    """It is kept, and is nobody's voice: a joke, or one that was sent twice. A card that may hold
    its words is looked at again.
    """
    nomination.state = "put_aside"
    take_from_judges(nomination.nominee_id, nomination.category_id)
    audit.record("put_aside", SUBJECT, nomination.id, by)


def ask_all(row: AwardRound, account: Account) -> int:
    """Tell every matched nominee who has a voice that is in, and ask what may be shown; how many
    are asked now for the first time. Workers whose say is needed are mailed.
    """
    heard = exists().where(Nomination.nominee_id == Nominee.id, Nomination.state == "in")
    rows = Nominee.visible_to(account).where(
        Nominee.round_id == row.id,
        Nominee.young_person_id.is_not(None),
        Nominee.asked_on.is_(None),
        heard,
    )
    asked = session.scalars(rows.options(joinedload(Nominee.young_person))).unique().all()
    for nominee in asked:
        nominee.asked_on = today()
    if asked:
        audit.record_each("asked", "nominee", [one.id for one in asked], account)
        tell_of_asking(asked)
    return len(asked)
