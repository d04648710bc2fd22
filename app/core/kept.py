"""Rows that stay as they are for good once they have come so far: the session refuses the rest."""

from collections.abc import Sequence

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper

from app.core.db import Base


def keep_for_good(
    model: type[Base], state: str, kept: Sequence[str], refused: type[Exception]
) -> None:
    """From here on a row of `model` whose `state` column says `state` cannot be deleted, and none
    of its `kept` attributes changed: `refused` is raised at the flush. Bulk SQL is not watched.
    """

    @event.listens_for(model, "before_update")
    def _refuse_to_change(_mapper: Mapper, _connection, row) -> None:
        was = inspect(row).attrs.state.history
        stood = was.deleted[0] if was.deleted else row.state
        changed = any(inspect(row).attrs[name].history.has_changes() for name in kept)
        if stood == state and changed:
            raise refused

    @event.listens_for(model, "before_delete")
    def _refuse_to_delete(_mapper: Mapper, _connection, row) -> None:
        if row.state == state:
            raise refused
