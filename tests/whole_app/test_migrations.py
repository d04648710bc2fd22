"""The migrations and the models say the same, up and down, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect

from app.core.db import Base, open_engine
from app.core.migrate import downgrade, is_in_the_models, is_up_to_date, upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    """An engine on a database with nothing in it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        url = request.getfixturevalue("cluster").create(f"empty_{request.node.name[5:12]}")
    engine = open_engine(url)
    yield engine
    engine.dispose()


def checks(engine) -> set[tuple[str, str]]:
    inspector = inspect(engine)
    return {
        (table, check["name"])
        for table in inspector.get_table_names()
        for check in inspector.get_check_constraints(table)
    }


def test_what_the_migrations_make_is_what_the_models_say(engine):
    upgrade(engine)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": is_in_the_models}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_every_promise_of_the_models_is_a_constraint_of_the_database(engine):
    upgrade(engine)
    promised = {
        (table.name, str(check.name))
        for table in Base.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint) and check.name
    }
    assert promised
    assert promised - checks(engine) == set()


def test_the_migrations_go_down_to_nothing_and_up_again(engine):
    upgrade(engine)
    downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert not is_up_to_date(engine)
    upgrade(engine)
    assert is_up_to_date(engine)


def test_migrating_what_is_up_to_date_changes_nothing(engine):
    upgrade(engine)
    before = sorted(inspect(engine).get_table_names())
    upgrade(engine)
    assert sorted(inspect(engine).get_table_names()) == before
