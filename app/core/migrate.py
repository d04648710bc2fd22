"""Bringing the database to the shape the models have, and telling when it is not.

Alembic takes a third of a second to load and most starts have nothing to migrate, so it is loaded
only when it is needed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Engine

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
LOCK = 72_057_595  # PostgreSQL's advisory lock for migrating
FULL_TEXT = "fulltext"


def is_in_the_models(name: str | None, _kind: str, _parents: object) -> bool:
    """False for a full-text index, which each database has in its own way: models know none.

    Its table, its column and its index have names that begin with `fulltext`.
    """
    return not (name or "").startswith(FULL_TEXT)


def configuration(connection: Connection) -> "Config":
    """Alembic's settings, for this connection."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["connection"] = connection
    return settings


def upgrade(engine: Engine, to: str = "head") -> None:
    """Migrate up to `to`. Two processes that start at once do it once."""
    from alembic import command

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(configuration(connection), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Migrate down to `to`."""
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(configuration(connection), to)


def newest() -> str:
    """The revision of the newest migration: its file begins with it, and they are numbered."""
    return max(file.name.partition("_")[0] for file in (FOLDER / "versions").glob("[0-9]*.py"))


def is_up_to_date(engine: Engine) -> bool:
    """True when the database has the newest migration."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.scalar(text("SELECT version_num FROM alembic_version")) == newest()
