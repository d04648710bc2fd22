"""Times a young person was missing, and the offer that follows."""

from datetime import datetime, timedelta

from app.core.clock import now
from app.demo.making.adding import kept
from app.interviews.models import Episode, ReturnInterview
from app.people.models import YoungPerson


def make_episode(
    young_person: YoungPerson,
    left_at: datetime | None = None,
    returned_at: datetime | None = None,
    **values,
) -> Episode:
    """A time this young person was missing; still, unless it is said when they came back."""
    left_at = left_at or (returned_at or now()) - timedelta(hours=5)
    usual = {
        "council_code": young_person.council_code,
        "kind": "missing",
        "reported_at": left_at + timedelta(hours=1),
        "reported_by": "home_staff",
        "went_from": "home",
        "risk": "medium",
        "home_type": young_person.home_type,
        "home_provider": young_person.home_provider,
        "out_of_area": young_person.out_of_area,
        "returned_how": "came_back" if returned_at else None,
        "recorded_at": now(),
        "recorded_by_name": "A colleague",
    }
    return kept(
        Episode(
            young_person_id=young_person.id,
            left_at=left_at,
            returned_at=returned_at,
            **{**usual, **values},
        )
    )


def make_return_interview(episode: Episode, **values) -> ReturnInterview:
    """The offer that follows this episode, and whatever of the rest is said.

    An answer without a moment was given with the offer, a day after they came back; a conversation
    without a listener had one, in person.
    """
    next_day = (episode.returned_at or now()) + timedelta(days=1)
    if values.get("answer"):
        values.setdefault("offered_at", next_day)
        values.setdefault("answered_at", values["offered_at"])
    if values.get("child_took_part"):
        values.setdefault("held_at", next_day)
    if values.get("held_at"):
        values = {"interviewer_name": "A listener", "method": "in_person", **values}
    return kept(ReturnInterview(episode_id=episode.id, **values))
