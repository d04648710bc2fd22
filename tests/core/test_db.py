"""Ids, times and transactions."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from app.accounts.models import Account, SignIn
from app.core.db import random_id
from app.core.engines import open_engine
from app.demo.factories import make_staff, make_young_person

FULL = 2
"""How SQLite tells of `synchronous=FULL`: every commit is flushed."""


def test_ids_do_not_tell_the_order_in_which_rows_were_made():
    ids = [random_id() for _ in range(50)]
    assert len(set(ids)) == 50
    assert ids != sorted(ids)


@pytest.mark.parametrize("table", ["response", "answer", "thread", "message", "alert"])
def test_no_hidden_row_number_tells_the_order_either(app, session, table):
    """On SQLite the id is the row's own address: there is no other number beside it."""
    columns = session.execute(text(f"PRAGMA table_info({table})")).all()
    assert [column[2] for column in columns if column[5]] == ["INTEGER"]


def test_sqlite_waits_for_the_disk_before_it_says_that_something_is_kept(sqlite_url):
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        asked = [connection.scalar(text(f"PRAGMA {it}")) for it in ("synchronous", "journal_mode")]
    engine.dispose()
    assert asked == [FULL, "wal"]


def test_a_moment_without_a_time_zone_is_refused(app, session):
    account = make_staff()
    session.add(
        SignIn(
            token_hash=b"x" * 32,
            account_id=account.id,
            started_at=datetime(2026, 1, 1),
            last_seen_at=datetime.now(UTC),
            expires_at=datetime.now(UTC),
        )
    )
    with pytest.raises(StatementError):
        session.flush()


def test_foreign_keys_hold(app, session):
    make_young_person()
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("DELETE FROM council"))


def test_staff_without_an_email_are_refused(app, session):
    session.add(Account(kind="staff", display_name="Nobody", password_hash="x"))
    with pytest.raises(IntegrityError):
        session.flush()
