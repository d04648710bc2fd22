"""An officer whom something in an inspection worries tells the duty desk."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import make_staff
from app.safeguarding.models import Alert
from app.safeguarding.services import keep_from, record_outcome
from surveys.inspections import finding as found
from surveys.inspections import own_words
from surveys.inspections.worried_reader import texts_of


@pytest.fixture
def officer(world, signed_in_as):
    return signed_in_as(world.officer)


@pytest.fixture
def finding(world):
    """What stands in a form for what the inspectors found."""
    return next(one for one in texts_of(world.inspection) if one.kind == "inspection_finding")


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


ALREADY = "The duty desk has it already"
HAD = "The duty desk had it, and said what was done"


def test_an_officer_reads_what_the_duty_desk_has_already(world, officer, session):
    """As often as it has something, and not what was found in it."""
    pages = [
        f"/inspections/desk/{world.inspection.id}",
        f"/inspections/desk/{world.inspection.id}/worry",
    ]
    assert [officer.get(at).text.count(ALREADY) for at in pages] == [0, 0]
    found.add_finding(world.inspection, "worry", "She said he hit her.", world.robin)
    session.commit()
    assert [officer.get(at).text.count(ALREADY) for at in pages] == [1, 1]
    assert "May be hurt" not in officer.get(pages[0]).text
    alert = session.scalars(select(Alert)).one()
    record_outcome(alert, world.officer, "no_risk", "", False)
    session.commit()
    page = officer.get(pages[0]).text
    assert (page.count(ALREADY), page.count(HAD)) == (0, 1)


def test_whoever_an_alert_is_about_does_not_read_that_there_is_one(world, officer, session):
    found.add_finding(world.inspection, "worry", "She said he hit her.", world.robin)
    alert = session.scalars(select(Alert)).one()
    keep_from(alert.subject_kind, alert.subject_id, [world.officer.id])
    session.commit()
    assert ALREADY not in officer.get(f"/inspections/desk/{world.inspection.id}").text


def test_so_it_says_beside_their_own_words(world, officer, session):
    row = own_words.write_words("west", Period.parse("2026-Q2"), "He hit her.", world.robin)
    session.commit()
    assert ALREADY in officer.get(f"/inspections/desk/words/{row.id}").text
