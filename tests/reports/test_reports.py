"""Drafting, freezing and opening a report."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.core.disclosure import NotSafe
from app.reports import services
from app.reports.commands import group
from app.reports.frozen import Altered, open_frozen
from app.reports.guard import AlreadyFrozen, FrozenForGood
from app.reports.population import give_population, population_of
from feedback import quotes
from tests.reports.conftest import QUARTER
from tests.reports.freezing import freeze, look_over, safe_draft
from tests.reports.saying import say

MAY = QUARTER.first_day


@pytest.fixture
def report(world, talk, session):
    talk(40, "HOM_FOOD:good", answered_after=1)
    talk(12, "HOM_FOOD:not_good", separated=True)
    report = services.start_report(world.west, QUARTER, world.officer)
    session.commit()
    return report


@pytest.fixture
def frozen(report, world, session):
    freeze(report, world.officer)
    session.commit()
    return report


def test_one_council_has_one_report_a_quarter(report, world):
    assert services.start_report(world.west, QUARTER, world.officer).id == report.id


def test_a_frozen_report_is_what_was_drafted(report, world):
    drafted = look_over(report)
    freeze(report, world.officer)
    opened = open_frozen(report)
    assert opened.chapters == drafted.chapters
    assert opened.figures.shown == drafted.figures.shown
    assert (opened.frozen_by, opened.council_name) == ("Priya Nair", "West Northamptonshire")


def test_it_does_not_change_when_the_records_do(frozen, talk, session):
    before = open_frozen(frozen)
    talk(50, "HOM_FOOD:not_good")
    session.expire_all()
    assert open_frozen(frozen) == before


@pytest.mark.parametrize("name", ["digest", "quarter", "snapshot", "state"])
def test_nothing_of_it_can_be_changed(frozen, session, name):
    setattr(frozen, name, "draft" if name == "state" else "2026-Q1")
    with pytest.raises(FrozenForGood):
        session.flush()
    session.rollback()


def test_it_cannot_be_thrown_away(frozen, session):
    session.delete(frozen)
    with pytest.raises(FrozenForGood):
        session.flush()
    session.rollback()


def database_refuses(session):
    with pytest.raises(DatabaseError, match="a frozen report stays as it is"):
        session.execute(text("UPDATE report SET digest = :d"), {"d": "0" * 64})
    session.rollback()


def test_the_database_refuses_as_well(frozen, session):
    database_refuses(session)


@pytest.mark.postgresql
def test_postgresql_refuses_as_well(frozen, session):
    database_refuses(session)


def test_one_altered_figure_is_noticed_when_it_is_opened(frozen, session):
    snapshot = json.loads(frozen.snapshot)
    snapshot["figures"]["threshold"] = 1
    frozen.snapshot = json.dumps(snapshot)
    with pytest.raises(Altered):
        open_frozen(frozen)
    session.rollback()


def test_it_cannot_be_frozen_twice(frozen, world):
    with pytest.raises(AlreadyFrozen):
        freeze(frozen, world.officer)


def test_a_quarter_that_is_not_over_cannot_be_frozen(report, world, clock):
    clock.set(2026, 6, 30, 20)
    with pytest.raises(services.NotOver):
        freeze(report, world.officer)


def test_who_froze_it_is_on_the_trail(frozen, world, session):
    [entry] = session.execute(
        text("SELECT actor_name, note FROM audit_entry WHERE action = 'froze report'")
    ).all()
    assert entry == ("Priya Nair", frozen.digest)


def test_the_next_report_repeats_what_this_one_published(frozen, world, talk, clock, session):
    talk(40, "HOM_FOOD:good")
    talk(30, "HOM_FOOD:good", on=QUARTER.next.first_day)
    clock.set(2026, 10, 5, 9)
    later = services.start_report(world.west, QUARTER.next, world.officer)
    figures = look_over(later).figures
    published = open_frozen(frozen).figures.shown
    cell = "2026-Q2/west/children/theme/HOM/all"
    assert figures[cell] == published[cell] == 50
    freeze(later, world.officer)


def test_a_report_that_gives_somebody_away_cannot_be_frozen(report, world, monkeypatch):
    """Were the gate ever to let a draft through that it should not, the attack still stands."""
    drafted = look_over(report)
    line = "2026-Q2/west/children/theme/HOM/"
    careless = {cell: None for cell in drafted.figures.shown if cell.startswith(line)}
    drafted.figures.shown.update(careless | {f"{line}all": 50, f"{line}good": 50})
    monkeypatch.setattr(services, "draft_report", lambda _report: drafted)
    with pytest.raises(NotSafe) as refused:
        freeze(report, world.officer)
    assert f"{line}not_good" in [found.cell for found in refused.value.findings]


def test_freezing_closes_what_was_asked(report, world, session, talk):
    [person] = talk(1)
    answer, thread = say(person, MAY, "HOM_FOOD:good", words="Dinner is nice.")
    asked = quotes.ask(answer, thread, "Dinner is nice.", QUARTER, world.officer)
    freeze(report, world.officer)
    session.refresh(asked)
    assert quotes.open_requests_for(thread) == []
    with pytest.raises(quotes.NotOpen):
        quotes.answer_request(asked, True, quotes.mark_of(asked))


@pytest.fixture
def said_yes(report, world, talk, session):
    """Words in the report, and the request for them."""
    [person] = talk(1)
    answer, thread = say(person, MAY, "HOM_FOOD:good", words="Dinner is nice.")
    asked = quotes.ask(answer, thread, "Dinner is nice.", QUARTER, world.officer)
    quotes.answer_request(asked, True, quotes.mark_of(asked))
    session.commit()
    return asked


def test_a_no_that_comes_while_the_gate_runs_is_a_no(report, world, said_yes):
    ready = safe_draft(report)
    quotes.answer_request(said_yes, False, quotes.mark_of(said_yes))
    services.freeze_report(report, world.officer, ready)
    assert "Dinner is nice." not in report.snapshot


def test_other_words_they_said_yes_to_while_the_gate_runs_are_the_ones(report, world, said_yes):
    ready = safe_draft(report)
    said_yes.excerpt = "Dinner is …"
    services.freeze_report(report, world.officer, ready)
    assert "Dinner is …" in report.snapshot
    assert "Dinner is nice." not in report.snapshot


def test_a_count_that_changes_while_the_gate_runs_freezes_nothing(report, world, talk, session):
    ready = safe_draft(report)
    talk(1, "HOM_FOOD:good")
    with pytest.raises(services.Changed):
        services.freeze_report(report, world.officer, ready)
    session.rollback()
    session.refresh(report)
    assert report.state == "draft"


def test_the_second_of_two_who_freeze_is_told(report, world, session):
    ready = safe_draft(report)
    freeze(report, world.officer)
    session.commit()
    with pytest.raises(AlreadyFrozen):
        services.freeze_report(report, world.officer, ready)


def test_the_command_says_whether_frozen_reports_hold(frozen, app):
    result = app.test_cli_runner().invoke(group, ["check"])
    assert (result.exit_code, result.output) == (0, "1 of 1 frozen reports hold.\n")


def test_figures_an_officer_gave_can_be_changed_and_taken_away(report, world):
    give_population(report, {"in_care": 600, "separated": 100}, world.officer)
    give_population(report, {"in_care": 610, "separated": None}, world.officer)
    assert population_of(report) == {"in_care": 610}
