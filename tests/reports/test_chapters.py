"""What a quarter's voices come to."""

from datetime import date

import pytest

from app.core.counting import Unit
from app.core.reporting import Figure, settle
from app.people.models import CARE_STATUSES
from feedback import tallies
from feedback.chapters import chapters
from feedback.theme_chapters import direction
from feedback.theming.codebook import codebook
from tests.reports.conftest import QUARTER
from tests.reports.saying import code_it, say

HOME, MAY = "HOM_FOOD", date(2026, 5, 6)


def written(world, population=None):
    """The chapters by their key, as the board would read them."""
    found, shown = settle(chapters(QUARTER, world.west, population or {}))
    return {chapter.key: chapter for chapter in found}, shown


def row(chapter, table, label):
    found = next(b for b in chapter.blocks if getattr(b, "key", "") == table)
    return [c.text for r in found.rows if r.label == label for c in r.cells]


def figure(chapter, label):
    figures = (block for block in chapter.blocks if isinstance(block, Figure))
    return next(found.value for found in figures if found.label == label)


def test_a_child_who_says_much_is_counted_once(world, talk, session):
    people = talk(11, f"{HOME}:good")
    for _ in range(9):
        say(people[0], MAY, f"{HOME}:good")
    session.commit()
    found, _shown = written(world)
    assert figure(found["heard"], "Young people who gave their name") == "10"
    assert row(found["promises"], "promises-children", "Living in the right place")[-1] == "10"


def test_anonymous_comments_are_counted_by_themselves_and_say_so(world, talk, session):
    talk(11, f"{HOME}:good")
    for _ in range(21):
        say(None, MAY, f"{HOME}:not_good")
    session.commit()
    found, _shown = written(world)
    assert figure(found["heard"], "Comments made anonymously") == "20"
    assert row(found["promises"], "promises-comments", "Living in the right place")[-1] == "20"
    notes = {b.key: b.note for b in found["promises"].blocks if hasattr(b, "note")}
    assert notes["promises-comments"].startswith("Comments are counted")
    assert notes["promises-children"].startswith("Young people are counted")


def test_two_feelings_of_one_child_about_one_promise_are_mixed(world, talk, session):
    for person in talk(10, f"{HOME}:good"):
        say(person, MAY, "HOM_ROOM:not_good")
    session.commit()
    felt = tallies.spoken(QUARTER, "west").themes[Unit.CHILDREN]
    assert felt == {("HOM", "mixed"): 10}


def test_a_sub_theme_counts_for_its_own_theme_and_no_other(world, talk):
    talk(1, *(f"{sub.id}:good" for sub in codebook()))
    felt = tallies.spoken(QUARTER, "west").themes[Unit.CHILDREN]
    assert felt == {(theme.id, "good"): 1 for theme in codebook().themes}


@pytest.mark.parametrize("undone", ["confirmed_at", "withdrawn_at"])
def test_what_no_person_stands_by_is_not_counted(world, talk, session, clock, undone):
    [person] = talk(1)
    answer, _thread = say(person, MAY)
    coding = code_it(answer, HOME)
    setattr(coding, undone, None if undone == "confirmed_at" else clock())
    session.commit()
    assert tallies.spoken(QUARTER, "west").themes[Unit.CHILDREN] == {}
    assert tallies.spoken(QUARTER, "west").comments == 0


def test_the_other_council_and_the_other_quarters_are_not_counted(world, talk, session):
    talk(6, f"{HOME}:good", on=date(2026, 3, 31))
    talk(6, f"{HOME}:good", on=date(2026, 7, 1))
    say(None, MAY, f"{HOME}:good", council="north")
    session.commit()
    assert tallies.spoken(QUARTER, "west").themes == {unit: {} for unit in Unit}
    assert tallies.children_heard(QUARTER, "west") == {}


def test_groups_are_compared_with_how_many_there_were(world, talk):
    talk(30, care_status="in_care")
    talk(20, care_status="former_relevant", separated=True)
    found, _shown = written(world, {"in_care": 600, "care_leavers": 480})
    assert row(found["heard"], "groups", "Children in care") == ["30", "600", "5%"]
    assert row(found["heard"], "groups", "Care leavers") == ["20", "480", "4%"]
    assert row(found["heard"], "groups", "Separated children") == ["20", "not given", "–"]


def test_every_care_status_has_a_row(world, talk):
    for status in CARE_STATUSES:
        talk(6, care_status=status)
    found, _shown = written(world)
    statuses = next(b for b in found["heard"].blocks if getattr(b, "key", "") == "statuses")
    assert len(statuses.rows) == len(CARE_STATUSES)


@pytest.mark.parametrize(
    ("now", "then", "way"),
    [
        (40, 30, "up"),
        (30, 40, "down"),
        (35, 30, "about the same"),
        (30, 30, "about the same"),
        (None, 30, "cannot say"),
        (30, None, "cannot say"),
    ],
)
def test_a_direction_is_given_only_when_rounding_cannot_make_it(world, now, then, way):
    assert direction(now, then) == way


def test_themes_are_set_beside_the_quarter_before(world, talk):
    talk(10, f"{HOME}:good", on=date(2026, 2, 3))
    talk(30, f"{HOME}:good")
    found, _shown = written(world)
    assert row(found["themes"], "themes-children", "My home") == ["30", "10", "up"]


def test_replies_are_counted_against_the_day_promised(world, talk):
    talk(20, answered_after=1)
    talk(10, answered_after=world.west.reply_days + 1)
    talk(10)
    found, _shown = written(world)
    assert row(found["replies"], "replies", "Answered in time") == ["20"]
    assert row(found["replies"], "replies", "Answered late") == ["10"]
    assert row(found["replies"], "replies", "Waiting, overdue") == ["10"]
    assert figure(found["replies"], "Answered in time") == "50%"
    assert figure(found["replies"], "Until the first answer") == "1 working day"


def test_a_median_of_too_few_is_not_shown(world, talk):
    talk(3, answered_after=2)
    found, _shown = written(world)
    assert figure(found["replies"], "Until the first answer") == "Not shown"


def test_a_quarter_in_which_nobody_spoke_still_makes_a_report(world):
    found, shown = written(world)
    assert set(shown.shown.values()) == {None}
    assert list(found) == ["heard", "promises", "themes", "replies", "quotes"]


def test_the_number_of_queries_does_not_grow_with_what_was_said(world, talk, statements):
    talk(2, f"{HOME}:good")
    few = statements.during(lambda: written(world))
    talk(40, f"{HOME}:good", "REL_FRIENDS:not_good", answered_after=2)
    assert statements.during(lambda: written(world)) == few <= 12
