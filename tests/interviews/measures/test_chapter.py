"""The board's chapter says what the page says, and says what it cannot show."""

import pytest
from sqlalchemy import select

from app.core.reporting import Figure, Paragraph, Table, settle
from app.demo.factories import make_episode, make_young_person
from app.interviews.chapter import chapters
from app.interviews.models import Episode, ReturnInterview
from app.interviews.quarters import keep_quarters
from tests.interviews.measures.conftest import MAY, QUARTER
from tests.interviews.measures.saying import give_reasons, publish_reasons


def written(council):
    [chapter], _shown = settle(chapters(QUARTER, council, {}))
    return chapter


@pytest.fixture
def give_out(clock, session):
    """What was recorded until now is given out, on the day on which the quarter has settled."""

    def give() -> None:
        clock.set(2026, 7, 28, 9)
        keep_quarters()
        session.commit()

    return give


def test_what_still_changes_is_not_counted_in_a_draft(came_back, world, give_out):
    came_back(30, form_completed_at=MAY, talked_after=20)
    draft = written(world.west)
    assert [type(block) for block in draft.blocks] == [Paragraph]
    assert "given out on Tuesday 28 July 2026" in draft.blocks[0].text
    assert [one.tables for one in chapters(QUARTER, world.west, {})] == [()]
    give_out()
    assert any(isinstance(block, Table) for block in written(world.west).blocks)


def table(chapter, key):
    found = next(b for b in chapter.blocks if isinstance(b, Table) and b.key == key)
    return {row.label: [cell.text for cell in row.cells] for row in found.rows}


def test_a_form_completed_for_nearly_all_does_not_hide_who_took_part(came_back, world, give_out):
    came_back(30, form_completed_at=MAY, talked_after=20)
    came_back(20, form_completed_at=MAY, held_at=MAY)
    give_out()
    chapter = written(world.west)
    found = [one for one in chapter.blocks if isinstance(one, Figure)]
    figures = {one.label: one.value.split(" ")[0] for one in found}
    assert figures["Form completed"] == "100%"
    assert figures["Child took part"] == "60%"
    course = table(chapter, "interviews-course")
    assert course["Form completed"] == ["50", "100%"]
    assert course["Child took part"] == ["30", "60%"]
    beside = table(chapter, "interviews-national")
    assert list(beside.values()) == [["100% (between 87% and 100%)"], ["63%"]]
    told = [block.text for block in chapter.blocks if isinstance(block, Paragraph)]
    [unshown] = [text for text in told if "cannot be shown" in text]
    assert "Declined" in unshown and "Child took part" not in unshown


def test_the_commonest_reasons_are_named_and_rare_ones_are_not(came_back, world, session, give_out):
    publish_reasons()
    for number, person in enumerate(came_back(18, talked_after=20)):
        interview = interview_of(session, person)
        give_reasons(interview, "push_rules", *(["pull_cse"] if number < 4 else ["pull_family"]))
    give_out()
    chapter = written(world.west)
    assert table(chapter, "interviews-push-factors") == {"In words: rules": ["20"]}
    assert table(chapter, "interviews-pull-factors") == {"In words: family": ["15"]}


def interview_of(session, person):
    rows = select(ReturnInterview).join(Episode).where(Episode.young_person_id == person.id)
    return session.scalars(rows).unique().one()


def test_a_council_that_has_recorded_no_return_has_no_chapter(world):
    make_episode(make_young_person(world.west), left_at=MAY)
    assert chapters(QUARTER, world.west, {}) == []


def test_the_chapter_costs_the_same_however_many_were_missing(
    came_back, world, statements, give_out
):
    came_back(1)
    give_out()
    few = statements.during(lambda: chapters(QUARTER, world.west, {}))
    came_back(12, times=2, talked_after=20)
    assert statements.during(lambda: chapters(QUARTER, world.west, {})) == few == 5
