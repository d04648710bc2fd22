"""What adults wrote of what they do and whom they told, put into the child's language.

Nobody the child named puts anything into words for them. The child reads their own language first,
and the English below it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import interpreting
from app.core.db import session
from app.core.i18n import _l
from app.core.interpreting import Kind, Waiting
from app.core.languages import ENGLISH
from app.core.permissions import Permission
from app.interviews.models import (
    Action,
    Episode,
    InterviewExclusion,
    InterviewTranslation,
    ReturnInterview,
    Told,
)

Beside = dict[tuple[str, int], InterviewTranslation]
"""By one of TEXTS and the id of the action, or of who was told."""


@dataclass(frozen=True)
class ForTheChild(Kind):
    """A text in English for a child who reads another language."""

    code: str
    """One of TEXTS."""
    what: Any
    model: type[Action | Told]
    column: str
    """What the row calls the text."""
    parent: str
    """Where an InterviewTranslation says of which row it is."""
    trail: str
    day: Callable[[Any], date]
    """By when it is to be done, when it was, or when they were told."""

    def texts(self, account: Account) -> Select:
        sealed = getattr(self.model, f"{self.column}_sealed")
        return (
            select(self.model, ReturnInterview.language, InterviewTranslation)
            .join(ReturnInterview, ReturnInterview.id == self.model.interview_id)
            .join(Episode, Episode.id == ReturnInterview.episode_id)
            .outerjoin(InterviewTranslation, self._is_beside())
            .where(
                sealed.is_not(None),
                ReturnInterview.language != str(ENGLISH),
                within(Episode.council_code, account, Permission.TRANSLATE),
                ReturnInterview.id.not_in(InterviewExclusion.kept_from(account)),
            )
            .order_by(self.model.id)
        )

    def _is_beside(self) -> ColumnElement[bool]:
        return and_(
            getattr(InterviewTranslation, self.parent) == self.model.id,
            InterviewTranslation.text == self.code,
            InterviewTranslation.language == ReturnInterview.language,
        )

    def undone(self) -> ColumnElement[bool]:
        return InterviewTranslation.id.is_(None)

    def waiting(self, row: Action | Told, into: str, done: InterviewTranslation | None) -> Waiting:
        return Waiting(
            kind=self.code,
            what=self.what,
            text=row,
            said_on=self.day(row),
            language=str(ENGLISH),
            into=into,
            from_staff=True,
            done=done,
            stands_as=self.column,
        )

    def keep(self, waiting: Waiting, account: Account, words: str) -> None:
        translation = InterviewTranslation(
            text=self.code,
            language=waiting.into,
            words=words,
            by_id=account.id,
            by_name=account.display_name,
            **{self.parent: waiting.text.id},
        )
        interpreting.put_beside(translation)


def register() -> None:
    """Let what the child is to read wait for interpreters."""
    action = {"model": Action, "parent": "action_id", "trail": "interview_action"}
    told = {"model": Told, "parent": "told_id", "trail": "interview_told"}
    for kind in (
        ForTheChild("what", _l("What is to be done"), column="what", day=_due_or_done, **action),
        ForTheChild("outcome", _l("What came of it"), column="outcome", day=_due_or_done, **action),
        ForTheChild("told", _l("What somebody was told"), column="what", day=_on, **told),
    ):
        interpreting.register(kind)


def _due_or_done(action: Action) -> date:
    return action.done_on or action.due_on


def _on(told: Told) -> date:
    return told.on


def beside(interview: ReturnInterview) -> Beside:
    """What the child reads in their own language."""
    actions, told = ([one.id for one in rows] for rows in (interview.actions, interview.told))
    rows = select(InterviewTranslation).where(
        InterviewTranslation.language == interview.language,
        or_(InterviewTranslation.action_id.in_(actions), InterviewTranslation.told_id.in_(told)),
    )
    return {(one.text, one.action_id or one.told_id): one for one in session.scalars(rows)}
