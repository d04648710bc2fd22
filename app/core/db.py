"""The database: one session a request, typed models, ids that tell nothing, times in UTC."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, partial

from flask import Flask, abort, current_app, has_request_context, request
from flask.globals import app_ctx
from sqlalchemy import (
    BigInteger,
    DateTime,
    Insert,
    Integer,
    MetaData,
    Select,
    TypeDecorator,
    insert,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, scoped_session
from werkzeug.routing import IntegerConverter

from app.core.engines import open_engine

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# INTEGER, not BIGINT, on SQLite: only then is the id the row's own address, and no hidden row
# number is left behind that would tell in which order children wrote.
Id = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator):
    """An aware moment, kept in UTC on either database. Refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime}
    CHANGED_AT_ONCE = ()
    """The columns that two people may change at the same moment: read anew by `alone`."""


def one_of(column: str, codes: Sequence[str]) -> str:
    """The SQL of a check that `column` holds one of these codes."""
    return "{} IN ({})".format(column, ", ".join(map(repr, codes)))


def random_id() -> int:
    """A 63-bit number nobody can count from."""
    return secrets.randbits(63) or 1


class RandomId:
    """A row whose id and place in the table say nothing about when it was written.

    The id is given before anything else is set, because sealed words are bound to it.
    """

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)

    def __init__(self, **values):
        super().__init__(**{"id": random_id(), **values})


def _open_session() -> Session:
    """A session that only reads while a page is being looked at, so that readers never queue."""
    looking = has_request_context() and request.method in ("GET", "HEAD")
    name = "reading_engine" if looking else "engine"
    return Session(current_app.extensions[name], expire_on_commit=False)


session: scoped_session[Session] = scoped_session(
    _open_session, lambda: id(app_ctx._get_current_object())
)


def only_reads_at_first() -> None:
    """Let this POST look before it writes, so that it holds SQLite's writing lock for less long.

    What was read so must be checked again after `will_write`, which ends it.
    """
    _now_use("reading_engine")


def will_write() -> None:
    """Let this request write although it is a GET: a reading is recorded, a session is kept.

    SQLite refuses a transaction that began by reading and then writes while another did so too;
    this ends the reading one, and the next statement begins to write.
    """
    _now_use("engine")


def _now_use(name: str) -> None:
    current, engine = session(), current_app.extensions[name]
    if current.bind is not engine:
        if current.in_transaction():
            current.commit()
        current.bind = engine


def keeps_others_waiting() -> bool:
    """True in a transaction that may write: on SQLite nobody else writes until it ends."""
    return session().in_transaction() and session().bind is current_app.extensions["engine"]


def put_down(model: type["RandomId"], **values) -> int:
    """One row and its id, without an object for it: sending is what this app does most, and the
    write lock is held meanwhile.
    """
    row_id = values.setdefault("id", random_id())
    session.connection().execute(_insert_into(model), values)
    return row_id


def insert_or(model: type[Base], engine: Engine):
    """An insert that can say what to do where the row is there already, as this database spells it:
    `.on_conflict_do_nothing()`, `.on_conflict_do_update(…)`.
    """
    dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(model)


@cache
def _insert_into(model: type["RandomId"]) -> Insert:
    return insert(model.__table__)


def get_or_404(rows: Select):
    """The one row this query finds; what someone may not see is not found."""
    return session.scalars(rows).unique().one_or_none() or abort(404)


def init_app(app: Flask) -> None:
    """Open the engine and close each request's session, rolling back what was not committed."""
    use(app, open_engine(app.config["DATABASE_URL"]))
    # A number no id can have is an address that does not exist; databases refuse it with an error.
    app.url_map.converters["int"] = partial(IntegerConverter, max=2**63 - 1)

    @app.teardown_appcontext
    def close(_error=None):
        session.remove()


def use(app: Flask, engine: Engine) -> None:
    """From now on this is the app's database. Whoever only reads sees all of one moment, as on
    SQLite anyhow.
    """
    one_moment = {"isolation_level": "REPEATABLE READ"} if engine.name == "postgresql" else {}
    app.extensions["engine"] = engine
    app.extensions["reading_engine"] = engine.execution_options(reading=True, **one_moment)
