"""Carers' stories in other languages: what interpreters are shown, and the English they put beside.

A step is no answer on the engine of forms, so that it has a queue of its own. The story is always
kept as it was written.
"""

from sqlalchemy import Select

from app.accounts.councils import within
from app.accounts.models import Account
from app.awards.carer_steps import SUBJECT
from app.awards.models import SmallStep
from app.core import audit
from app.core.alone import alone
from app.core.db import session
from app.core.languages import ENGLISH
from app.core.permissions import Permission


class SomebodyWasFirst(Exception):
    """Another interpreter has put this story into English meanwhile."""


def stories_for(account: Account) -> Select:
    """The steps whose story this account may interpret, done or not: those in another language, of
    its councils, that nobody has put aside or written down as they may be told.
    """
    return SmallStep.foreign().where(
        within(SmallStep.council_code, account, Permission.TRANSLATE),
    )


def waiting_for(account: Account) -> list[SmallStep]:
    """Those that nobody has put into English, oldest first."""
    rows = stories_for(account).where(SmallStep.english_sealed.is_(None))
    return list(session.scalars(rows.order_by(SmallStep.offered_on, SmallStep.id)).unique())


def interpret(step: SmallStep, words: str, by: Account) -> None:
    """Put the interpreter's English beside the story. Raises SomebodyWasFirst."""
    alone(step)
    session.refresh(step)
    if step.english is not None:
        raise SomebodyWasFirst
    step.english, step.english_by = words.strip(), by.display_name
    session.flush()
    audit.record("interpreted", SUBJECT, step.id, by)


def waits_for_english(step: SmallStep) -> bool:
    """True for a story in another language that no interpreter has put into English and that nobody
    has written down as it may be told.
    """
    foreign = step.by_link and step.language != str(ENGLISH) and step.checked_on is None
    return foreign and step.held != "put_aside" and step.english is None
