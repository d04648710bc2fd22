"""The board's chapter: what was asked, how many answered, and what they said."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.core.clock import today
from app.core.counting import EVERYONE
from app.core.db import only_reads_at_first, session
from app.core.disclosure import protect
from app.core.i18n import speaking
from app.core.permissions import Role
from app.core.releases import released
from app.core.reporting import Figure, Paragraph, Period, Table
from app.demo.factories import make_staff
from app.reports.services import draft_report, start_report
from surveys.results.chapter import chapters
from surveys.results.cuts import Asked
from surveys.results.figures import figures

QUARTER = Period.parse("2026-Q1")


@pytest.fixture(autouse=True)
def over(world):
    """It was closed by hand today."""
    world.survey.stage, world.survey.closes_on = "closed", today()
    session.commit()


def written(world):
    draft = chapters(QUARTER, world.west, {})[0]
    earlier = released("west", {cell for table in draft.tables for cell in table.counts})
    with speaking("en"):
        return draft.write(protect(draft.tables, earlier))


def test_a_survey_that_closed_in_the_quarter_is_in_its_chapter(world):
    chapter = written(world)
    assert chapter.title == "What Young Inspectors asked"
    assert chapter.blocks[0] == Paragraph(
        "Young people wrote 1 survey that closed in this quarter, and asked others."
    )
    figure = next(one for one in chapter.blocks if isinstance(one, Figure))
    assert (figure.label, figure.value) == ("Home and food", "40")
    tables = [one for one in chapter.blocks if isinstance(one, Table)]
    assert [one.caption for one in tables][1] == "Home and food – How is the food where you live?"
    assert chapter.chart_of(tables[1]) is not None
    assert tables[1].rows[1].cells[0].count == 20


def test_it_says_what_the_inspectors_saw(world):
    seen = figures(world.survey, "west")
    draft = chapters(QUARTER, world.west, {})[0]
    cells = {cell for table in draft.tables for cell in table.counts}
    shown = protect(draft.tables, released("west", cells))
    assert cells <= seen.shown.shown.keys()
    assert all(shown[cell] == seen.shown[cell] for cell in cells)
    assert seen.name(f"responses/{EVERYONE}") in cells


def test_there_is_none_where_no_survey_closed(world):
    assert chapters(Period.parse("2026-Q2"), world.west, {}) == []
    world.survey.closes_on = None
    assert chapters(QUARTER, world.west, {}) == []


def test_a_survey_that_is_still_open_has_not_closed(world, clock):
    world.survey.stage = "open"
    assert chapters(QUARTER, world.west, {}) == []
    clock.set(2026, 3, 3, 9)
    assert len(chapters(QUARTER, world.west, {})) == 1


def test_questions_are_told_in_the_main_words_and_not_in_the_easier_ones():
    def version(words):
        question = SimpleNamespace(key="food", ask=words)
        return SimpleNamespace(questions=[question])

    asked = Asked({"8_11": version("Is the food nice?"), "11_17": version("How is the food?")})
    assert asked.questions["food"].ask == "How is the food?"


def test_the_report_has_the_chapter(world, clock):
    clock.set(2026, 4, 20, 9)
    world.survey.stage, world.survey.closes_on = "closed", date(2026, 3, 31)
    report = start_report(world.west, QUARTER, make_staff(Role.PARTICIPATION_OFFICER))
    session.commit()
    only_reads_at_first()
    drafted = draft_report(report)
    assert "surveys" in [one.key for one in drafted.chapters]
