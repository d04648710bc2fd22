"""T4 and a locked database: an honest page with the typed words in it, and recovery by itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import event, func, select

from surveys.models import Answer
from tests.talking import tell

WORDS = "The thing I typed for a long time. " * 200


@pytest.fixture
def file(app) -> str:
    engine = app.extensions["engine"]
    # The app waits five seconds for a lock; that it does so is not what is asked here.
    event.listen(engine, "connect", lambda one, _record: one.execute("PRAGMA busy_timeout = 50"))
    engine.dispose()
    return engine.url.database


@pytest.fixture
def phone(client):
    """Somebody at the first question."""
    client.post("/tell/something_else/", data={"how": "anonymous"})
    return client


@contextmanager
def full_disk(app) -> Iterator[None]:
    """The database may not grow by a page, as on a disk that has none left."""
    engine = app.extensions["engine"]

    def no_more(connection, _record) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # SQLite reads: no more than there are now

    with closing(engine.raw_connection()) as connection:
        connection.execute("VACUUM")  # no page is left over inside the file either
    event.listen(engine, "connect", no_more)
    engine.dispose()
    yield
    event.remove(engine, "connect", no_more)
    engine.dispose()


@contextmanager
def locked(file: str) -> Iterator[None]:
    """Another program holds the database for itself, longer than the app is patient."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


def types(phone, words: str):
    return phone.post("/tell/something_else/your_words", data={"answer": words, "do": "next"})


def test_a_full_disk_is_said_honestly_and_the_words_are_still_there(app, phone):
    with full_disk(app):
        answer = types(phone, WORDS)
    assert answer.status_code == 507
    assert WORDS in answer.text
    assert answer.headers["Retry-After"]


def test_after_a_full_disk_the_same_words_go_in_by_themselves(app, phone, session):
    with full_disk(app):
        assert types(phone, WORDS).status_code == 507
    assert session.scalar(select(func.count()).select_from(Answer)) == 0
    assert types(phone, WORDS).status_code == 302
    assert session.scalars(select(Answer)).one().words == WORDS


def test_pages_can_still_be_read_while_the_disk_is_full(app, phone):
    with full_disk(app):
        for path in ("/", "/help", "/tell/", "/return/", "/healthz"):
            assert phone.get(path).status_code == 200, path


def test_a_locked_database_is_said_honestly_and_the_words_are_still_there(phone, file):
    with locked(file):
        answer = types(phone, WORDS)
    assert answer.status_code == 503
    assert WORDS in answer.text
    assert answer.headers["Retry-After"]


def test_when_the_lock_is_gone_everything_goes_on(app, phone, file):
    with locked(file):
        assert types(phone, WORDS).status_code == 503
    assert types(phone, WORDS).status_code == 302
    assert tell(app.test_client(), "something_else", {"your_words": WORDS}).status_code == 302


def test_help_can_be_read_while_the_database_is_locked(client, file):
    with locked(file):
        assert client.get("/help").status_code == 200
        assert "999" in client.get("/help").text
