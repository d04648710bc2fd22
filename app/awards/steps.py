"""Small steps: offered in a line or two, checked by a second person, agreed to, told, thanked for.

Whoever is told of one is told the words the second person let through and nothing else, after the
young person saw those very words and said yes.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.awards.models import SmallStep
from app.awards.says import SaidThemselves
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.languages import ENGLISH, NOT_KNOWN
from app.people.models import YoungPerson
from app.safeguarding.cues import looks_english


class SamePerson(Exception):
    """Whoever offered it does not check it."""


class NotYet(Exception):
    """What comes before has not been done."""


class BoardMet(NotYet):
    """A board has heard it: nothing about it can be changed any more."""


class BoardPassed(NotYet):
    """No board can be told on a day that is over."""


def offer_step(person: YoungPerson, story: str, by: Account) -> SmallStep:
    """A worker's or carer's story of something that was big for this young person."""
    step = SmallStep(
        council_code=person.council_code,
        young_person_id=person.id,
        offered_by_id=by.id,
        offered_on=today(),
    )
    step.story = story.strip()
    session.add(step)
    session.flush()
    audit.record("step_offered", "small_step", step.id, by)
    return step


def check_step(step: SmallStep, told: str, by: Account) -> None:
    """A second person says that nobody can be recognised in `told`. A yes that was given to other
    words is asked for again. Raises SamePerson; NotYet once a board has it, or while it is held
    or nobody has said whose step it is.
    """
    if step.offered_by_id == by.id:
        raise SamePerson
    if step.board_on is not None or step.held or step.young_person_id is None:
        raise NotYet
    if step.told != told.strip():
        step.told = told.strip()
        step.language = str(ENGLISH) if looks_english(told) else NOT_KNOWN
        step.consent, step.consent_on, step.consent_written_by_id = "", None, None
        step.consent_own_hand = False
    step.checked_by_id, step.checked_on = by.id, today()
    session.flush()
    audit.record("step_checked", "small_step", step.id, by)


def answer_step(step: SmallStep, consent: str, written_by: Account | None = None) -> None:
    """The young person's yes or no to the words as they may be told; a no takes it off the agenda
    of a board that has not met. Raises NotYet before it was checked, BoardMet once a board was
    told, and SaidThemselves for a yes that a worker wrote down over the young person's own no.
    """
    if step.checked_on is None:
        raise NotYet
    if board_met(step):
        raise BoardMet
    own_no = step.consent == "no" and step.consent_own_hand
    if written_by is not None and consent == "yes" and own_no:
        raise SaidThemselves
    if consent == "no":
        step.board_on = None
    step.consent, step.consent_on = consent, today()
    step.consent_written_by_id = written_by.id if written_by else None
    step.consent_own_hand = written_by is None
    session.flush()
    if written_by is not None:
        audit.record("step_answered", "small_step", step.id, written_by, note=consent)


def board_met(step: SmallStep) -> bool:
    """Whether the board on whose agenda it is has heard it."""
    return step.board_on is not None and step.board_on < today()


def put_on_agenda(step: SmallStep, board_on: date, by: Account) -> None:
    """A slot on the agenda of the board of this day. Raises NotYet without a yes, BoardMet once a
    board was told, and BoardPassed for a day that is over.
    """
    if step.consent != "yes":
        raise NotYet
    if board_met(step):
        raise BoardMet
    if board_on < today():
        raise BoardPassed
    step.board_on = board_on
    session.flush()
    audit.record("step_on_agenda", "small_step", step.id, by, note=board_on.isoformat())


def give(step: SmallStep, what: str, by: Account) -> None:
    """The `certificate` or the `voucher` reached the young person today, whatever they said about
    the board. Raises NotYet before a second person has seen the story.
    """
    if step.checked_on is None:
        raise NotYet
    if getattr(step, f"{what}_on") is None:
        setattr(step, f"{what}_on", today())
        session.flush()
        audit.record(f"{what}_given", "small_step", step.id, by)


def asked_of(account: Account) -> Sequence[SmallStep]:
    """Stories about this young person that are ready to be asked about, newest first."""
    rows = (
        select(SmallStep)
        .join(YoungPerson, YoungPerson.id == SmallStep.young_person_id)
        .where(YoungPerson.account_id == account.id, SmallStep.checked_on.is_not(None))
        .order_by(SmallStep.offered_on.desc(), SmallStep.id)
    )
    return session.scalars(rows).unique().all()


def steps_for(account: Account) -> list[SmallStep]:
    """What this account offered or has to check, with the people, newest first."""
    rows = (
        SmallStep.visible_to(account)
        .options(joinedload(SmallStep.young_person), joinedload(SmallStep.offered_by))
        .order_by(SmallStep.offered_on.desc(), SmallStep.id)
    )
    return list(session.scalars(rows).unique())


def told_to_board(council_code: str, first: date, last: date) -> Sequence[SmallStep]:
    """The stories on the agendas of this council's boards between two days, with a yes."""
    rows = select(SmallStep).where(
        SmallStep.council_code == council_code,
        SmallStep.board_on.between(first, last),
        SmallStep.consent == "yes",
    )
    return session.scalars(rows.order_by(SmallStep.board_on, SmallStep.id)).all()
