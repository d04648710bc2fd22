"""Counting what the database is asked: a list must not ask more when it grows."""

from collections.abc import Callable

import pytest
from sqlalchemy import event


class Statements(list):
    """What the database was asked, one entry a statement."""

    def during(self, work: Callable[[], object]) -> int:
        """How many statements `work` takes."""
        self.clear()
        work()
        return len(self)


@pytest.fixture
def statements(app):
    """Every statement from here on."""
    asked = Statements()

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(app.extensions["engine"], "before_cursor_execute", note)
    yield asked
    event.remove(app.extensions["engine"], "before_cursor_execute", note)
