"""An officer whom something in an inspection worries tells the duty desk."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.demo.factories import make_staff
from app.safeguarding.models import Alert
from surveys.inspections.worried_reader import texts_of


@pytest.fixture
def officer(world, signed_in_as):
    return signed_in_as(world.officer)


@pytest.fixture
def finding(world):
    """What stands in a form for what the inspectors found."""
    found = [one for one in texts_of(world.inspection) if one.kind == "inspection_finding"]
    return found[0]


def tell(visitor, world, which):
    return visitor.post(f"/inspections/desk/{world.inspection.id}/worry", data={"which": which})


def test_the_page_of_an_inspection_leads_there_and_all_of_it_can_be_picked(world, officer):
    page = officer.get(f"/inspections/desk/{world.inspection.id}").text
    assert f"/inspections/desk/{world.inspection.id}/worry" in page
    page = officer.get(f"/inspections/desk/{world.inspection.id}/worry").text
    assert all(f'value="{one.code}"' in page for one in texts_of(world.inspection))


def test_the_duty_desk_has_just_that_as_urgent_and_it_is_on_the_trail(
    world, officer, finding, session, signed_in_as
):
    sent = tell(officer, world, finding.code)
    assert sent.location == f"/inspections/desk/{world.inspection.id}"
    alert = session.scalars(select(Alert)).one()
    assert (alert.level, alert.source, alert.council_code) == ("red", "reader", "west")
    duty = make_staff(Role.DUTY_WORKER, council=world.west)
    session.commit()
    assert finding.words in signed_in_as(duty).get(f"/safeguarding/{alert.id}").text
    raised = session.scalars(select(AuditEntry).where(AuditEntry.action == "raised_alert")).one()
    assert (raised.actor_id, raised.subject_id) == (world.officer.id, finding.row_id)


def test_whoever_answers_for_the_service_is_kept_out(world, officer, finding, session):
    tell(officer, world, finding.code)
    alert = session.scalars(select(Alert)).one()
    assert [one.account_id for one in alert.exclusions] == [world.hub.answers_id]


def test_pressed_twice_it_is_one_alert(world, officer, finding, session):
    tell(officer, world, finding.code)
    tell(officer, world, finding.code)
    assert len(session.scalars(select(Alert)).all()) == 1


@pytest.mark.parametrize("which", ["", "inspection_finding-1", "x"])
def test_what_is_not_in_it_is_asked_again(world, officer, session, which):
    assert tell(officer, world, which).status_code == 422
    assert session.scalars(select(Alert)).all() == []


def test_another_councils_officer_and_the_service_find_nothing(
    world, finding, session, signed_in_as
):
    for account in (world.northern, world.worker):
        assert tell(signed_in_as(account), world, finding.code).status_code == 404
    assert session.scalars(select(Alert)).all() == []
