"""Writing down that a child is missing, and that they are back. Whoever does is asked about what
cannot be right; nothing is mended silently.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Select, or_, select

from app.accounts.councils import holds_for, within
from app.accounts.models import Account
from app.core import audit
from app.core.alone import alone
from app.core.clock import now
from app.core.db import session
from app.core.permissions import Permission
from app.interviews.models import Episode
from app.interviews.moments import in_words
from app.interviews.offering import open_interview
from app.interviews.questions import (
    Question,
    Span,
    about_leaving,
    about_next,
    about_overlap,
    about_reference,
    about_times,
    overlapping,
    without_an_end,
)
from app.people.models import YoungPerson


@dataclass(frozen=True)
class Facts:
    """What is known of an episode when it is written down. Codes as in episode_models."""

    kind: str
    left_at: datetime
    reported_at: datetime
    reported_by: str
    went_from: str
    risk: str
    home_type: str | None = None
    home_provider: str = ""
    out_of_area: bool = False
    living_in: str = ""
    reference: str | None = None


@dataclass(frozen=True)
class Return:
    """When they came back, and how: one of episode_models.RETURNS."""

    at: datetime
    how: str


class Unclear(Exception):
    """Something has to be looked at again first."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(", ".join(one.reason for one in questions))
        self.questions = list(questions)

    @property
    def others(self) -> list[Episode]:
        """The episodes that are asked about, each once."""
        return list({one.id: one for asked in self.questions for one in asked.others}.values())


class AlreadyBack(Exception):
    """Somebody has written down already that this child is back."""


def keeps_register(account: Account, council_code: str) -> bool:
    """True if this account writes down the episodes of all of this council."""
    return holds_for(account, Permission.EPISODES_MANAGE, council_code)


def of_whom(account: Account) -> Select[tuple[YoungPerson]]:
    """The young people of whom this account may say that they are missing: those they work with,
    and all of the councils whose register they keep.
    """
    theirs = YoungPerson.visible_to(account).with_only_columns(YoungPerson.id)
    kept = within(YoungPerson.council_code, account, Permission.EPISODES_MANAGE)
    worked_with = YoungPerson.id.in_(theirs) if account.may(Permission.EPISODES) else kept
    return select(YoungPerson).where(or_(worked_with, kept))


def record_episode(
    young_person: YoungPerson,
    facts: Facts,
    by: Account,
    returned: Return | None = None,
    *,
    is_another: bool = False,
    between: Return | None = None,
) -> Episode:
    """A new episode, closed at once if they are back.

    Raises Unclear. `is_another` says that it is not the one it overlaps with; `between`, how the
    earlier of the two ended, if nobody has written that down.
    """
    alone(young_person)
    span = Span(facts.left_at, returned.at if returned else None)
    others = overlapping(young_person, span)
    between_at = between.at if between else None
    found = about_times(facts.left_at, facts.reported_at, span)
    found += about_reference(young_person.council_code, facts.reference)
    found += about_overlap(span, others, is_another, between_at)
    if found:
        raise Unclear(found)
    episode = new_episode(young_person, facts, by)
    session.add(episode)
    session.flush()
    _on_the_trail("episode_recorded", episode, by)
    endless = without_an_end(span, others)
    for one in endless:
        _close(episode if one is span else one, between, by)
    if returned is not None:
        _close(episode, returned, by)
    return episode


def new_episode(
    young_person: YoungPerson, facts: Facts, by: Account | None, source: str = "app"
) -> Episode:
    """An episode of this young person that is not over; `by` is None for the app's own command."""
    return Episode(
        **asdict(facts),
        young_person=young_person,
        council_code=young_person.council_code,
        source=source,
        recorded_at=now(),
        recorded_by_id=by.id if by else None,
        recorded_by_name=by.display_name if by else "",
        interview=None,
    )


def record_return(episode: Episode, returned: Return, by: Account) -> None:
    """The child is back: the interview is opened at once, and the 72 hours run.

    Raises AlreadyBack or Unclear.
    """
    alone(episode.young_person)
    session.refresh(episode)
    if episode.returned_at is not None:
        raise AlreadyBack
    _refuse_unclear_return(episode, returned)
    _close(episode, returned, by)


def correct_return(episode: Episode, returned: Return, by: Account) -> None:
    """They came back at another time, or in another way, than was written down. Raises Unclear.

    The trail keeps what stood before. A deadline that moves is warned of anew.
    """
    alone(episode.young_person)
    _refuse_unclear_return(episode, returned)
    before = f"was {episode.returned_at:%Y-%m-%dT%H:%MZ}"
    if returned.at != episode.returned_at and episode.interview is not None:
        episode.interview.warned_at = episode.interview.told_late_at = None
    episode.returned_at, episode.returned_how = returned.at, returned.how
    session.flush()
    _on_the_trail("return_corrected", episode, by, before)


def change_episode(
    episode: Episode, facts: Facts, by: Account, *, is_another: bool = False
) -> None:
    """Write down other facts than before, without the return. Raises Unclear."""
    alone(episode.young_person)
    span = Span(facts.left_at, episode.returned_at)
    found = about_times(facts.left_at, facts.reported_at, Span(facts.left_at, None))
    found += about_leaving(facts.left_at, episode.returned_at)
    found += about_reference(episode.council_code, facts.reference, but=episode)
    others = overlapping(episode.young_person, span, but=episode)
    found += about_overlap(span, others, is_another, None)
    if found:
        raise Unclear(found)
    before = f"was {episode.left_at:%Y-%m-%dT%H:%MZ} {episode.kind} {episode.risk}"
    for name, value in asdict(facts).items():
        setattr(episode, name, value)
    session.flush()
    _on_the_trail("episode_changed", episode, by, before)


def _refuse_unclear_return(episode: Episode, returned: Return) -> None:
    span = Span(episode.left_at, returned.at)
    found = about_times(episode.left_at, episode.reported_at, span)
    found = [one for one in found if one.field == "returned_at"]
    found += about_next(span, overlapping(episode.young_person, span, but=episode))
    held_at = episode.interview.held_at if episode.interview else None
    if held_at is not None and held_at < returned.at:
        found.append(Question("returned_at", "talked_before", {"held": in_words(held_at)}))
    if found:
        raise Unclear(found)


def _close(episode: Episode, returned: Return, by: Account) -> None:
    episode.returned_at, episode.returned_how = returned.at, returned.how
    session.flush()
    _on_the_trail("return_recorded", episode, by)
    open_interview(episode, by)


def _on_the_trail(action: str, episode: Episode, by: Account, note: str = "") -> None:
    audit.record(action, "episode", episode.id, by, note=note)
