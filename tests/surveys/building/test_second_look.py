"""Who takes the second look, and who hears what they write."""

from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import make_staff
from app.safeguarding.models import Alert
from tests.surveys.building.typing_in import frame


def test_whoever_changed_it_last_does_not_take_the_second_look(
    world, ada, bo, address, survey, signed_in_as
):
    bo.post(address("/about"), data=frame(survey().revision, title="All Bo’s words"))
    ada.post(address("/second-look"), data={"seen": survey().revision})
    fine = {"seen": survey().revision, "fine": "yes", "note": ""}
    assert bo.post(address("/look"), data=fine).status_code == 422
    assert signed_in_as(world.cy).post(address("/look"), data=fine).status_code == 303


def test_danger_in_a_note_reaches_the_duty_desk(
    world, bo, address, on_its_way, session, signed_in_as
):
    on_its_way("second_look")
    note = "Ask this: my carer hits me and I want to die."
    bo.post(address("/look"), data={"seen": 1, "fine": "no", "note": note})
    [alert] = session.scalars(select(Alert))
    assert (alert.level, alert.council_code) == ("red", "west")
    duty = signed_in_as(make_staff(Role.DUTY_WORKER, council=world.west))
    page = duty.get(f"/safeguarding/{alert.id}").text
    assert "my carer hits me" in page and "Bo" in page
