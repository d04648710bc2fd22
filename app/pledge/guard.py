"""A published pledge stays as it is: the session refuses to change it or take it away."""

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper

from app.pledge.models import Pledge

KEPT = ("council_code", "number", "state", "starts_on", "content", "digest", "published_at")
"""What never changes once it is published."""


class AlreadyPublished(Exception):
    """It is published and stays as it is."""


class PublishedForGood(Exception):
    """Somebody tried to change a published pledge."""


@event.listens_for(Pledge, "before_update")
def _refuse_to_change(_mapper: Mapper, _connection, pledge: Pledge) -> None:
    was = inspect(pledge).attrs.state.history
    state = was.deleted[0] if was.deleted else pledge.state
    changed = any(inspect(pledge).attrs[name].history.has_changes() for name in KEPT)
    if state == "published" and changed:
        raise PublishedForGood


@event.listens_for(Pledge, "before_delete")
def _refuse_to_delete(_mapper: Mapper, _connection, pledge: Pledge) -> None:
    if pledge.state == "published":
        raise PublishedForGood
