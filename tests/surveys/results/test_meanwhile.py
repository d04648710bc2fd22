"""What is shown to somebody while another counts is shown for good: nothing forgets it."""

import pytest
from sqlalchemy import event

from app.core.db import only_reads_at_first, session
from surveys.results.figures import figures
from surveys.results.keeping import rows_of
from surveys.results.making import open_gate
from surveys.survey_models import Survey
from tests.surveys.results.conftest import answer_many


def while_another_counts(app, survey_id: int, look, shown) -> None:
    """`look`, and just before what it counted is kept, somebody else sees the homes compared."""
    waiting, engine = [True], app.extensions["reading_engine"]

    def somebody_looks(_connection):
        if waiting and waiting.pop():
            with app.app_context():
                only_reads_at_first()
                [row] = rows_of(survey_id, "west", "about_home")
                open_gate(session.get_one(Survey, survey_id), row)
                shown.update(row.gate["shown"])

    only_reads_at_first()
    event.listen(engine, "commit", somebody_looks)
    try:
        look()
    finally:
        event.remove(engine, "commit", somebody_looks)
    assert not waiting and shown


def what_another_saw_meanwhile_is_kept(app, world):
    """And nothing is shown that was not looked at beside it."""
    figures(world.survey, "west")
    answer_many(world.survey, number=20)
    session.commit()
    shown = {}
    while_another_counts(
        app, world.survey.id, lambda: figures(world.survey, "west", "about_home"), shown
    )
    kept = rows_of(world.survey.id, "west", "about_home")
    assert [one.gate["shown"] for one in kept if one.turn == 1] == [shown]
    assert {one.turn for one in rows_of(world.survey.id, "west")} == {1}
    session.commit()
    only_reads_at_first()
    assert figures(world.survey, "west").cell("responses/all") == 60
    kept = rows_of(world.survey.id, "west", "about_home")
    assert [one.gate["shown"] for one in kept if one.turn == 1] == [shown]


def test_what_another_saw_meanwhile_is_kept_and_nothing_is_shown_beside_it_unseen(app, world):
    what_another_saw_meanwhile_is_kept(app, world)


@pytest.mark.postgresql
def test_what_another_saw_meanwhile_is_kept_on_postgresql_too(app, world):
    what_another_saw_meanwhile_is_kept(app, world)
