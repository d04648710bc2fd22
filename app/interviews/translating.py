"""What adults wrote of what they do and whom they told, put into the child's language.

Nobody the child named puts anything into words for them. The child reads their own language first,
and the English below it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.exc import IntegrityError

from app.accounts.councils import within
from app.accounts.models import Account
from app.core import audit
from app.core.db import session
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
from app.interviews.translation_models import TEXTS

OF = {"what": (Action, "what"), "outcome": (Action, "outcome"), "told": (Told, "what")}
"""For each of TEXTS: where it stands."""

TRAIL = {"what": "interview_action", "outcome": "interview_action", "told": "interview_told"}
"""What stands on the trail, for each of TEXTS."""

Beside = dict[tuple[str, int], InterviewTranslation]
"""By the key of TEXTS and the id of the action, or of who was told."""


@dataclass(frozen=True)
class Waiting:
    """A text in English for a child who reads another language."""

    kind: str
    """One of TEXTS."""
    id: int
    words: str
    day: date
    """By when it is to be done, when it was, or when they were told."""
    into: str
    done: InterviewTranslation | None = None
    """What another interpreter has put beside it meanwhile."""


class SomebodyWasFirst(Exception):
    """Another interpreter has put this text into that language meanwhile."""


def waiting_for(account: Account, limit: int = 100) -> list[Waiting]:
    """What waits in the councils this account interprets for, by its day."""
    found = []
    for kind in TEXTS:
        rows = session.execute(_rows(account, kind).where(~_beside(kind).exists()).limit(limit))
        found += [_waiting(kind, row, language) for row, language in rows]
    return sorted(found, key=lambda one: one.day)


def find(account: Account, kind: str, id: int) -> Waiting | None:
    """One text that this account may put into the child's language, done or not."""
    model, _name = OF[kind]
    found = session.execute(_rows(account, kind).where(model.id == id)).one_or_none()
    if found is None:
        return None
    row, language = found
    there = _of(kind, id).where(InterviewTranslation.language == language)
    return _waiting(kind, row, language, session.scalar(there))


def translate(waiting: Waiting, account: Account, words: str) -> InterviewTranslation:
    """Put these words beside it. Raises SomebodyWasFirst."""
    if waiting.done is not None:
        raise SomebodyWasFirst
    translation = InterviewTranslation(
        action_id=None if waiting.kind == "told" else waiting.id,
        told_id=waiting.id if waiting.kind == "told" else None,
        text=waiting.kind,
        language=waiting.into,
        by_id=account.id,
        by_name=account.display_name,
    )
    translation.words = words
    try:
        with session.begin_nested():
            session.add(translation)
    except IntegrityError:
        raise SomebodyWasFirst from None
    audit.record("interpreted", TRAIL[waiting.kind], waiting.id, account)
    return translation


def beside(interview: ReturnInterview) -> Beside:
    """What the child reads in their own language."""
    actions, told = ([one.id for one in rows] for rows in (interview.actions, interview.told))
    rows = select(InterviewTranslation).where(
        InterviewTranslation.language == interview.language,
        or_(InterviewTranslation.action_id.in_(actions), InterviewTranslation.told_id.in_(told)),
    )
    return {(one.text, one.action_id or one.told_id): one for one in session.scalars(rows)}


def _rows(account: Account, kind: str) -> Select:
    """(row, the child's language) of the texts of this kind that it may put into words."""
    model, name = OF[kind]
    return (
        select(model, ReturnInterview.language)
        .join(ReturnInterview, ReturnInterview.id == model.interview_id)
        .join(Episode, Episode.id == ReturnInterview.episode_id)
        .where(
            getattr(model, f"{name}_sealed").is_not(None),
            ReturnInterview.language != str(ENGLISH),
            within(Episode.council_code, account, Permission.TRANSLATE),
            ReturnInterview.id.not_in(InterviewExclusion.kept_from(account)),
        )
        .order_by(model.id)
    )


def _beside(kind: str) -> Select:
    """Whether a text of `_rows` is in the child's language already."""
    model, _name = OF[kind]
    return _of(kind, model.id).where(InterviewTranslation.language == ReturnInterview.language)


def _of(kind: str, id) -> Select:
    here = InterviewTranslation.told_id if kind == "told" else InterviewTranslation.action_id
    return select(InterviewTranslation).where(here == id, InterviewTranslation.text == kind)


def _waiting(
    kind: str, row: Action | Told, language: str, done: InterviewTranslation | None = None
) -> Waiting:
    _model, name = OF[kind]
    day = row.on if kind == "told" else row.done_on or row.due_on
    return Waiting(kind, row.id, getattr(row, name), day, language, done)
