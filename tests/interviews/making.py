"""Makers of episodes and return interviews."""

from datetime import datetime, timedelta

from app.core.clock import now
from app.core.db import session
from app.interviews.models import Episode, ReturnInterview
from app.people.models import YoungPerson


def make_episode(
    young_person: YoungPerson,
    left_at: datetime | None = None,
    returned_at: datetime | None = None,
    **values,
) -> Episode:
    """A young person was missing since `left_at`, yesterday unless said; back only if said so."""
    left_at = left_at or (returned_at or now()) - timedelta(days=1)
    defaults = {
        "council_code": young_person.council_code,
        "kind": "missing",
        "reported_at": left_at,
        "reported_by": "carer",
        "went_from": "home",
        "risk": "medium",
        "recorded_at": now(),
        "recorded_by_name": "Recorder",
        "returned_how": "came_back" if returned_at else None,
        "interview": None,
    }
    episode = Episode(
        young_person=young_person, left_at=left_at, returned_at=returned_at, **defaults | values
    )
    session.add(episode)
    session.flush()
    return episode


def make_return_interview(episode: Episode, **values) -> ReturnInterview:
    """The interview after an episode that is over."""
    interview = ReturnInterview(episode=episode, **values)
    session.add(interview)
    session.flush()
    return interview
