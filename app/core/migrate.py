"""Bringing the database to the shape the models have, and telling when it is not."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import Engine

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
LOCK = 72_057_595  # PostgreSQL's advisory lock for migrating


def configuration(connection: Connection) -> Config:
    """Alembic's settings, for this connection."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["connection"] = connection
    return settings


def upgrade(engine: Engine, to: str = "head") -> None:
    """Migrate up to `to`. Two processes that start at once do it once."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(configuration(connection), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Migrate down to `to`."""
    with engine.begin() as connection:
        command.downgrade(configuration(connection), to)


def is_up_to_date(engine: Engine) -> bool:
    """True when the database has the newest migration."""
    with engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_heads()
    newest = ScriptDirectory(str(FOLDER)).get_heads()
    return set(here) == set(newest)
