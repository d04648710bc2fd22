"""The migrations and the models say the same, up and down, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, text

from app.core.db import Base
from app.core.engines import open_engine
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


ALERT = {
    "source": "cue",
    "imported": False,
    "subject_kind": "response",
    "council_code": None,
    "anonymous": False,
    "cues": "[]",
    "raised_on": "2026-07-15",
    "acknowledged_by_name": "",
}
ACCOUNT = """
INSERT INTO account
(id, kind, email, display_name, job_title, password_hash, language, active)
VALUES (5, 'staff', 'a@listen.invalid', 'Ada', '', '', 'en', true)
"""


def test_of_several_open_alerts_on_one_subject_the_most_urgent_stays_and_is_kept_from_all(engine):
    upgrade(engine, "0008")
    with engine.begin() as connection:
        for id, level, subject, due_at, closed_on in (
            (1, "amber", 7, "2026-07-15 09:00", None),
            (2, "red", 7, "2026-07-15 10:00", None),
            (3, "red", 7, "2026-07-14 10:00", "2026-07-14"),
            (4, "amber", 8, "2026-07-15 10:00", None),
        ):
            row = {"id": id, "level": level, "subject_id": subject, "due_at": due_at}
            row |= {"closed_on": closed_on, **ALERT}
            names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO alert ({names}) VALUES ({values})"), row)
        connection.execute(text(ACCOUNT))
        connection.execute(
            text("INSERT INTO alert_exclusion (id, alert_id, account_id) VALUES (6, 1, 5)")
        )
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalars(text("SELECT id FROM alert ORDER BY id")).all() == [2, 3, 4]
        assert connection.scalars(text("SELECT alert_id FROM alert_exclusion")).all() == [2]


INSPECTED = (
    ACCOUNT,
    "INSERT INTO council (code, name, reply_days, red_minutes, amber_hours, desk_opens,"
    " desk_closes, duty_email, second_contact_email, towns)"
    " VALUES ('west', 'West', 3, 60, 24, 9, 17, '', '', '[]')",
    "INSERT INTO inspected_service (id, council_code, kind, name, active)"
    " VALUES (1, 'west', 'hub', 'The hub', true)",
    "INSERT INTO inspection (id, council_code, service_id, starts_on, state, started_on)"
    " VALUES (2, 'west', 1, '2026-05-12', 'being_done', '2026-05-12')",
    "INSERT INTO inspection_criterion (id, inspection_id, position, words_sealed)"
    " VALUES (3, 2, 1, 'x')",
    "INSERT INTO inspection_picture (id, criterion_id, kind, file_sealed, added_on)"
    " VALUES (4, 3, 'photo', 'x', '2026-05-12')",
    "INSERT INTO inspection_recommendation"
    " (id, inspection_id, position, words_sealed, due_on, answered_by_name)"
    " VALUES (6, 2, 1, 'x', '2026-06-12', '')",
    "INSERT INTO inspection_revisit (id, recommendation_id, visited_on, seen)"
    " VALUES (7, 6, '2026-06-30', 'happened')",
)


def test_pictures_and_second_looks_outlive_that_their_inspections_get_authors(engine):
    upgrade(engine, "0020")
    with engine.begin() as connection:
        for row in INSPECTED:
            connection.execute(text(row))

    def there() -> list[int | None]:
        with engine.connect() as connection:
            return [
                connection.scalar(text(f"SELECT id FROM {table}"))
                for table in ("inspection_picture", "inspection_revisit")
            ]

    upgrade(engine)
    assert there() == [4, 7]
    downgrade(engine, "0020")
    assert there() == [4, 7]


ANSWERED = (
    "INSERT INTO form (id, key, kind) VALUES (1, 'this_is_me', 'statement')",
    "INSERT INTO form_version (id, form_id, number, digest, definition, published_on)"
    " VALUES (2, 1, 1, 'x', '{}', '2026-05-12')",
    "INSERT INTO response (id, form_version_id, anonymous, language, key_hash, started_on, source)"
    " VALUES (3, 2, true, 'en', 'x', '2026-05-12', 'app')",
    "INSERT INTO answer (id, response_id, question_key, kind, choices, language)"
    " VALUES (4, 3, 'feeling', 'choice', '[]', 'en')",
)


def test_answers_outlive_that_their_drafts_count_changes(engine):
    upgrade(engine, "0023")
    with engine.begin() as connection:
        for row in ANSWERED:
            connection.execute(text(row))

    def there() -> int | None:
        with engine.connect() as connection:
            return connection.scalar(text("SELECT id FROM answer WHERE response_id = 3"))

    upgrade(engine)
    assert there() == 4
    downgrade(engine, "0023")
    assert there() == 4
