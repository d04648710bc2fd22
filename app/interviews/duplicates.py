"""One time a child was missing, written down twice: a keeper of the register takes one away, while
its interview has not begun. When it was stays on the trail of the other.
"""

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.db import session
from app.interviews.danger import SUBJECT
from app.interviews.models import Episode, ReturnInterview
from app.interviews.questions import Span, overlapping
from app.safeguarding.models import Alert


class HasBegun(Exception):
    """Somebody has said or written something in its interview: it stays."""


def same_as(episode: Episode) -> Sequence[Episode]:
    """The others of this child that share time with it: one of them may be the same."""
    span = Span(episode.left_at, episode.returned_at)
    return overlapping(episode.young_person, span, but=episode)


def has_begun(interview: ReturnInterview | None) -> bool:
    """True once the child was asked, somebody took it on, or anything was said or written."""
    if interview is None:
        return False
    raised = select(Alert.id).where(Alert.subject_kind == SUBJECT, Alert.subject_id == interview.id)
    return bool(
        interview.attempts
        or interview.notes
        or interview.actions
        or interview.told
        or interview.wishes_id
        or interview.words_id
        or interview.held_at
        or interview.declared_at
        or session.scalar(raised.limit(1))
    )


def take_away(episode: Episode, same: Episode, by: Account) -> None:
    """`episode` is `same`, written down twice: it goes, with its interview. Raises HasBegun."""
    if episode.interview is not None:
        alone(episode.interview, and_what_leans_on_it=True)
    if has_begun(episode.interview):
        raise HasBegun
    back = f"{episode.returned_at:%Y-%m-%dT%H:%MZ}" if episode.returned_at else "not back"
    note = f"{episode.id}: {episode.left_at:%Y-%m-%dT%H:%MZ} to {back} {episode.risk}"
    audit.record("episode_duplicate_taken_away", "episode", same.id, by, note=note)
    session.flush()
    session.execute(delete(ReturnInterview).where(ReturnInterview.episode_id == episode.id))
    session.execute(delete(Episode).where(Episode.id == episode.id))
