"""How a database is talked to, with the same promises on SQLite and PostgreSQL: a commit that was
answered is on the disk, a foreign key holds, and whoever writes waits for their turn.
"""

import sqlite3
from time import monotonic, sleep

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url

LONGEST_WAIT = 5
"""Seconds a request waits for its turn to write on SQLite before it says that we are busy."""
BETWEEN_TRIES = 0.002


def open_engine(url: str) -> Engine:
    """An engine with the same promises on SQLite and PostgreSQL."""
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    engine = create_engine(address, connect_args={"timeout": LONGEST_WAIT})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up_sqlite(connection, _record) -> None:
    # The driver's own transactions begin late and upgrade from reading to writing, which is where
    # SQLite says "locked" at once; we begin ours ourselves.
    connection.isolation_level = None
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={LONGEST_WAIT * 1000}",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection) -> None:
    if connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite itself waits for its one writer in naps that grow to a tenth of a second, which leaves
    # the processor idle while children send. A short even step takes the turn when it comes, and
    # is tried at the driver, because trying costs a hundredth of it there.
    deadline = monotonic() + LONGEST_WAIT
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while _others_write(driver) and monotonic() < deadline:
            sleep(BETWEEN_TRIES)
        if not driver.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout={LONGEST_WAIT * 1000}")


def _others_write(driver: sqlite3.Connection) -> bool:
    """Begin to write; True if it is not our turn. Whatever else is wrong is not told here."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as problem:
        return "locked" in str(problem)
    return False
