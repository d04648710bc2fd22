"""How it is going: counted once, through the disclosure gate, and kept."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.core import charts
from app.core.counting import EVERYONE, Unit, in_lines
from app.core.disclosure import PUBLIC_THRESHOLD, attack, protect
from app.core.reporting import BarChart, settle
from app.demo.factories import make_young_person
from app.pledge import figures, ratings
from app.pledge.chapter import chapters
from app.pledge.figures import Going, going, kept_figures, make_figures
from app.pledge.how_it_goes import NOT_SHOWN, how_it_goes, in_words
from app.pledge.models import PublicFigures
from app.pledge.texts import RATINGS
from app.reports.frozen import open_frozen
from app.reports.services import start_report
from tests.pledge.conftest import MAY, QUARTER
from tests.pledge.rating import rate
from tests.reports.freezing import freeze, look_over
from tests.reports.saying import say

P2 = ("P2",)


def counted(keys=P2):
    return ratings.ratings(QUARTER, "west", keys)


def shown_of(key="P2", unit=Unit.CHILDREN):
    return going("west", key, unit, kept_figures("west"))[0]


def test_a_child_is_one_voice_and_what_they_said_last_counts(world, session):
    robin = make_young_person(world.west)
    rate(robin, date(2026, 6, 3), P2="partly", P1="kept")
    rate(robin, MAY, P2="not_kept", band="7_11")
    rate(robin, date(2026, 6, 9), P1="not_kept")
    said = counted(("P1", "P2"))[Unit.CHILDREN]
    assert said == {("P2", "11_15", "partly"): 1, ("P1", "11_15", "not_kept"): 1}


def test_every_anonymous_check_is_one_voice(world, session):
    for _ in range(3):
        rate(None, MAY, P2="kept")
    assert counted() == {
        Unit.CHILDREN: {},
        Unit.COMMENTS: {("P2", "11_15", "kept"): 3},
    }


def test_only_a_council_s_own_voices_and_this_quarter_s_are_counted(world, session):
    rate(make_young_person(world.north), MAY, council="west", P2="kept")
    rate(make_young_person(world.north), MAY, council="north", P2="kept")
    rate(make_young_person(world.west), date(2026, 7, 1), P2="kept")
    rate(make_young_person(world.west), date(2026, 3, 31), P2="kept")
    assert counted()[Unit.CHILDREN] == {}


@pytest.mark.postgresql
def test_the_other_database_counts_the_same(world, checks, session):
    [robin] = checks(1, P2="partly", P6="dont_know")
    rate(robin, date(2026, 6, 3), P2="kept", band="16")
    checks(2, named=False, P2="not_kept")
    said = counted(("P2", "P6"))
    assert said[Unit.CHILDREN] == {("P2", "16", "kept"): 1, ("P6", "11_15", "dont_know"): 1}
    assert said[Unit.COMMENTS] == {("P2", "11_15", "not_kept"): 2}


def test_counting_costs_one_query_however_many_answered(world, checks, statements):
    checks(2, P2="kept")
    few = statements.during(lambda: counted(("P1", "P2")))
    checks(30, P2="kept", P1="partly")
    assert statements.during(lambda: counted(("P1", "P2"))) == few == 1


def test_the_figures_of_a_quarter_are_made_four_weeks_after_it_and_never_move(
    world, checks, session, clock
):
    clock.set(2026, 7, 27, 12)
    checks(30, P2="kept")
    checks(20, P2="partly")
    make_figures()
    assert session.scalar(select(PublicFigures.id)) is None
    clock.set(2026, 7, 28, 3)
    make_figures()
    session.commit()
    first = dict(shown_of().counts)
    checks(20, P2="not_kept")
    make_figures()
    session.commit()
    assert dict(shown_of().counts) == first
    assert (first["kept"], first["partly"], first["all"]) == (30, None, 50)
    made = session.scalars(select(PublicFigures.council_code)).all()
    assert sorted(made) == ["north", "west"]


def test_a_comment_whose_coding_is_confirmed_in_july_is_in_the_figures_of_june(
    world, session, clock
):
    clock.set(2026, 7, 1, 3)
    make_figures()
    for _ in range(10):
        say(None, date(2026, 6, 29), "HOM_FOOD:not_good")
    session.commit()
    clock.set(2026, 7, 28, 3)
    make_figures()
    session.commit()
    assert figures.said("west", ("HOM_FOOD",), kept_figures("west")) == ["HOM_FOOD"]


def test_quarters_that_passed_while_nothing_ran_are_made_up_for(world, session, clock):
    clock.set(2027, 2, 1, 3)
    make_figures()
    made = session.scalars(
        select(PublicFigures.quarter).where(PublicFigures.council_code == "west")
    )
    assert sorted(made) == ["2026-Q2", "2026-Q3", "2026-Q4"]


def test_nine_are_too_few_for_everybody_to_see(world, checks, session):
    checks(9, P2="kept")
    checks(9, P2="partly", named=False)
    make_figures()
    session.commit()
    assert set(shown_of().counts.values()) == {None}
    assert how_it_goes("west", "P2", kept_figures("west")) == []


def test_what_most_said_is_said_only_when_rounding_and_hiding_cannot_change_it(
    world, checks, session
):
    checks(40, P1="kept", P2="kept", P3="kept", P4="kept", P5="kept")
    checks(20, P1="partly", P2="not_kept", P3="partly", P4="partly")
    checks(20, P3="not_kept", P4="not_kept")
    checks(20, P4="dont_know")
    make_figures()
    session.commit()
    words = {key: in_words(shown_of(key)) for key in ("P1", "P2", "P3", "P4", "P5", "P6")}
    assert words == {
        "P1": "Most said: Kept",
        "P2": "Most said: Kept",
        "P3": "About 80 people answered. Kept: 40, Partly kept: 20.",
        "P4": "People said different things.",
        "P5": "People answered. We can’t say more, so that nobody can be found.",
        "P6": str(NOT_SHOWN),
    }


@given(counts=st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_what_is_said_of_a_quarter_is_never_untrue(counts):
    """Of whatever the gate shows: the true counts never contradict the sentence."""
    true = dict(zip(RATINGS, counts, strict=True))
    table = in_lines("2026-Q2", Unit.CHILDREN, {("P2", r): n for r, n in true.items()}, P2, RATINGS)
    shown = protect([table], k=PUBLIC_THRESHOLD)
    cells = {each: shown[f"2026-Q2/P2/{each}"] for each in (*RATINGS, EVERYONE)}
    said = Going(QUARTER, Unit.CHILDREN, cells)
    most = [rating for rating in RATINGS if 2 * true[rating] > sum(counts)]
    assert said.most_said is None or [said.most_said] == most
    assert said.total is None or not said.nothing_prevailed or most == []


def test_what_young_people_talked_about_is_named_from_ten_on(world, session):
    for _ in range(10):
        say(None, MAY, "HOM_FOOD:not_good")
    for _ in range(9):
        say(make_young_person(world.west), MAY, "HOM_ROOM:good")
    session.commit()
    make_figures()
    session.commit()
    kept = kept_figures("west")
    assert figures.said("west", ("HOM_FOOD", "HOM_ROOM", "HOM_SAFE"), kept) == ["HOM_FOOD"]


def test_the_board_s_chapter_tells_each_promise_by_age_and_what_is_counted(world, checks, session):
    checks(12, P2="kept")
    checks(8, P2="not_kept", band="16")
    checks(7, P2="partly", named=False)
    [chapter], _shown = settle(alone(chapters(QUARTER, world.west, {})))
    tables = {block.key: block for block in chapter.blocks if hasattr(block, "rows")}
    row = next(r for r in tables["ratings-children"].rows if r.label.startswith("P2"))
    assert [cell.text for cell in row.cells][-1] == "20"
    assert tables["ratings-children"].note.startswith("Young people are counted")
    assert tables["ratings-comments"].note.startswith("Checks are counted")
    labels = [r.label for r in tables["ages-children"].rows][4:8]
    assert labels == ["P2 The right place to live", "7 to 11", "11 to 15", "16 and over"]
    assert [c.text for c in tables["kept-children"].rows[1].cells] == ["not shown", "50%"]


def alone(drafts):
    """The chapter without the cell of all who were heard, which another feature counts."""
    for draft in drafts:
        for table in draft.tables:
            bare = tuple(r for r in table.relations if not r.whole.endswith("/heard/all/all"))
            object.__setattr__(table, "relations", bare)
    return drafts


def test_a_council_that_had_promised_nothing_has_no_chapter(world):
    assert chapters(QUARTER.previous, world.west, {}) == []


def test_a_report_agrees_with_what_everybody_may_see_and_gives_nobody_away(world, checks, session):
    checks(24, P2="kept", P1="kept")
    checks(13, P2="not_kept", P3="partly", band="7_11")
    checks(11, P2="partly", named=False)
    make_figures()
    session.commit()
    checks(7, P2="kept", band="16")  # brought in late: what was published stands
    report = start_report(world.west, QUARTER, world.officer)
    session.commit()
    drafted = look_over(report)
    public = figures.public_releases("west")
    assert list(drafted.figures.earlier) == public
    for cell, value in public[0].shown.items():
        assert drafted.figures.shown[cell] == value
    assert attack(drafted.figures) == []
    assert "pledge" in [chapter.key for chapter in drafted.chapters]
    freeze(report, world.officer)


def test_figures_made_after_the_board_s_report_are_checked_against_it(world, checks, session):
    checks(24, P2="kept")
    checks(6, P2="not_kept", named=True)
    report = start_report(world.west, QUARTER, world.officer)
    session.commit()
    freeze(report, world.officer)
    session.commit()
    make_figures()
    session.commit()
    frozen = open_frozen(report).figures.shown
    for cell, value in kept_figures("west")[QUARTER].items():
        assert value is None or frozen[cell] == value


def test_a_promise_that_is_kept_is_as_green_as_what_is_good_in_every_chapter(world, session):
    [chapter], _shown = settle(alone(chapters(QUARTER, world.west, {})))
    pictures = [block for block in chapter.blocks if isinstance(block, BarChart)]
    assert list(RATINGS) == ["kept", "partly", "not_kept", "dont_know"]
    means = (charts.GOOD, charts.BETWEEN, charts.BAD, charts.NEITHER)
    assert {picture.shades for picture in pictures} == {means}
