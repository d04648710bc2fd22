"""Counting what a quarter's comments are about: right, and without reading a row of words."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from app.core.counting import Unit
from app.demo.factories import make_young_person
from feedback import tallies
from feedback.chapters import chapters
from feedback.models import NO_THEME, VALENCES
from feedback.theming.codebook import codebook
from tests.reports.conftest import QUARTER
from tests.reports.saying import say

GROWING = ("response", "thread", "answer", "coding")
"""The tables that grow with what is said."""
SUB_THEMES = ("HOM_FOOD", "HOM_ROOM", "REL_FRIENDS", NO_THEME)


def counted_by_hand(said) -> tuple[dict, dict]:
    """(sub-themes, themes): of each unit, how many voices; from (voice, [(sub-theme, feeling)])."""
    spoke, felt = defaultdict(set), defaultdict(set)
    for unit, voice, about in said:
        for sub_theme, feeling in about:
            spoke[unit, sub_theme].add(voice)
            if sub_theme in codebook():
                felt[unit, voice, codebook().theme_of(sub_theme).id].add(feeling)
    sub_themes, themes = {unit: Counter() for unit in Unit}, {unit: Counter() for unit in Unit}
    for (unit, sub_theme), voices in spoke.items():
        sub_themes[unit][sub_theme] = len(voices)
    for (unit, _voice, theme), feelings in felt.items():
        themes[unit][theme, feelings.pop() if len(feelings) == 1 else "mixed"] += 1
    return sub_themes, themes


def much_is_said(world, session) -> list:
    """Ninety comments of eight children and of nobody, about up to three things each."""
    chance = random.Random(7)
    people = [None, None, *(make_young_person(world.west) for _ in range(8))]
    said = []
    for number in range(90):
        person = chance.choice(people)
        about = [
            (sub_theme, chance.choice(VALENCES))
            for sub_theme in chance.sample(SUB_THEMES, chance.randint(0, 3))
        ]
        day = QUARTER.first_day + timedelta(chance.randrange(90))
        say(person, day, *(f"{sub_theme}:{feeling}" for sub_theme, feeling in about))
        unit = Unit.COMMENTS if person is None else Unit.CHILDREN
        said.append((unit, number if person is None else person.id, about))
    session.commit()
    return said


def test_one_walk_over_the_comments_counts_as_one_would_by_hand(world, session):
    said = much_is_said(world, session)
    spoken = tallies.spoken(QUARTER, "west")
    assert (spoken.sub_themes, spoken.themes) == counted_by_hand(said)
    assert spoken.comments == sum(bool(about) for _unit, _voice, about in said)
    assert tallies.comments(QUARTER, "west") == len(said)


@pytest.mark.postgresql
def test_postgresql_counts_the_same(world, session):
    said = much_is_said(world, session)
    spoken = tallies.spoken(QUARTER, "west")
    assert (spoken.sub_themes, spoken.themes) == counted_by_hand(said)
    assert spoken.comments == sum(bool(about) for _unit, _voice, about in said)


def test_named_and_anonymous_comments_are_counted_apart(world, talk, session):
    talk(3)
    for source in ("app", "app", "import"):
        say(None, date(2026, 5, 6), source=source)
    say(None, date(2026, 2, 6))
    session.commit()
    before = QUARTER.previous
    assert tallies.named_comments(QUARTER, "west") == 3
    assert tallies.anonymous_by_quarter(before, QUARTER, "west") == {
        "2026-Q1": {"app": 1},
        "2026-Q2": {"app": 2, "import": 1},
    }


@pytest.fixture
def plans(app):
    """How SQLite goes about each query that is asked from here on: one line a table."""
    found, engine = [], app.extensions["engine"]

    def note(_connection, cursor, statement, parameters, *_rest):
        if statement.startswith(("SELECT", "WITH")):
            driver = cursor.connection
            steps = driver.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            found.extend(step[3] for step in steps)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_a_report_reads_no_row_of_a_comment_and_no_quarter_it_is_not_about(world, talk, plans):
    """Every comment is found by an index that holds all that is counted of it.

    So a report takes as long as its quarters are full, and not as long as the records are old.
    """
    talk(2, "HOM_FOOD:good", answered_after=1)
    plans.clear()
    chapters(QUARTER, world.west, {})
    found = [plan for plan in plans if any(f" {table} " in f"{plan} " for table in GROWING)]
    assert len(found) > 10
    assert [plan for plan in found if "USING COVERING INDEX" not in plan] == []
    dated = [plan for plan in found if f" {GROWING[0]} " in plan or f" {GROWING[1]} " in plan]
    assert [plan for plan in dated if "council_code=? AND" not in plan] == []
