"""What tests talk to their databases with, which hold nothing that must outlive a test."""

from sqlalchemy import Engine, event, make_url

from app.core.engines import open_engine


def open_hastily(url: str) -> Engine:
    """An engine that does not wait for the disk; that the app's own does is a test of
    tests/core/test_db.py.
    """
    engine = open_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda it, _record: it.execute("PRAGMA synchronous=OFF"))
    return engine


class LastingEngine:
    """An engine that is led to one test's database after another.

    It keeps how each statement is written. An engine of its own for each test would write them all
    anew, which takes longer than most tests do with them.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine = open_hastily(url)
        event.listen(self._engine, "do_connect", self._lead)

    def on(self, url: str) -> Engine:
        """The engine on this database, from now on and until it is led elsewhere.

        Whatever a test listens to on it ends with the test.
        """
        self._engine.dispose()
        self._url = make_url(url)
        engine = self._engine.execution_options()
        engine.url = self._url
        return engine

    def _lead(self, dialect, _record, arguments, named) -> None:
        arguments[:], more = dialect.create_connect_args(self._url)
        named.update(more)
