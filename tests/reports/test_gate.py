"""Nobody waits to write while the disclosure gate runs."""

import pytest

from app.core.db import keeps_others_waiting, only_reads_at_first, will_write
from app.reports import gate, services
from tests.locks import others_can_write
from tests.reports.conftest import QUARTER
from tests.reports.freezing import look_over


@pytest.fixture
def report(world, talk, session):
    talk(12, "HOM_FOOD:good")
    report = services.start_report(world.west, QUARTER, world.officer)
    session.commit()
    return report


def test_a_session_that_may_write_keeps_others_waiting(app, report, session):
    engine = app.extensions["engine"]
    assert (keeps_others_waiting(), others_can_write(engine)) == (False, True)
    session.refresh(report)
    assert (keeps_others_waiting(), others_can_write(engine)) == (True, False)
    only_reads_at_first()
    session.refresh(report)
    assert (keeps_others_waiting(), others_can_write(engine)) == (False, True)
    will_write()
    session.refresh(report)
    assert (keeps_others_waiting(), others_can_write(engine)) == (True, False)


def refuses(report, figures):
    with pytest.raises(gate.OthersWait):
        services.draft_report(report)
    with pytest.raises(gate.OthersWait):
        services.safe_draft(report)
    with pytest.raises(gate.OthersWait):
        gate.attack(figures)


def test_the_gate_does_not_run_in_a_session_that_may_write(report, session):
    figures = look_over(report).figures
    session.refresh(report)
    refuses(report, figures)


@pytest.mark.postgresql
def test_on_postgresql_it_does_not_either(report, session):
    figures = look_over(report).figures
    session.refresh(report)
    refuses(report, figures)


def test_it_does_not_even_when_the_transaction_begins_with_the_counting(report, session):
    session.commit()
    assert not keeps_others_waiting()
    with pytest.raises(gate.OthersWait):
        services.draft_report(report)


def test_nothing_is_frozen_without_a_draft_that_was_made_beforehand(report, world):
    with pytest.raises(TypeError, match="drafted"):
        services.freeze_report(report, world.officer)
