"""Many answers that only wait to be read in another language take one line of the desk's list."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.demo.factories import make_council
from app.safeguarding.heaps import HEAPS, Source
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge, pass_on, raise_alert
from tests.statements import statements

__all__ = ["statements"]

LINE = "answers to “<bdi>Food at my place</bdi>” wait to be read in Arabic"
ALONE = "Not in English, or not in words"


@pytest.fixture
def desk(duty, said, signed_in_as, monkeypatch, session):
    """Somebody on duty, at the desk; below 100 everything answers one survey, in Arabic."""

    def sources(ids):
        return {
            id: Source("survey 1" if id < 100 else f"survey {id}", "Food at my place", "ar")
            for id in session.scalars(ids)
        }

    monkeypatch.setitem(HEAPS, "response", sources)
    return signed_in_as(duty)


def to_be_read(number: int, **values) -> Alert:
    facts = {"level": "amber", "source": "language", "council_code": "west", **values}
    return raise_alert("response", number, **{"cues": ["OTHER_LANGUAGE"], **facts})


def heap(session, how_many: int = 4) -> list[Alert]:
    alerts = [to_be_read(number) for number in range(1, how_many + 1)]
    session.commit()
    return alerts


def the_list(desk) -> str:
    return desk.get("/safeguarding/").text


def test_they_stand_on_one_line_that_opens_to_each(desk, session):
    alerts = heap(session)
    page = the_list(desk)
    assert f"4 {LINE}" in page and ALONE not in page and "4 alerts are open" in page
    [soonest] = [one for one in alerts if f"/safeguarding/{one.id}/alike" in page]
    alike = desk.get(f"/safeguarding/{soonest.id}/alike").text
    assert alike.count("Due in ") == 4
    assert all(f'href="/safeguarding/{one.id}"' in alike for one in alerts)


def test_the_line_is_due_when_the_soonest_of_them_is(desk, session):
    alerts = heap(session)
    for alert, hours in zip(alerts, (7, 3, 5, 9), strict=True):
        alert.due_at = now() + timedelta(hours=hours, minutes=1)
    session.commit()
    page = the_list(desk)
    assert f"/safeguarding/{alerts[1].id}/alike" in page
    assert "Due in 3 hours" in page and "Due in 5 hours" not in page


def test_one_that_is_late_is_late_on_the_line(desk, session):
    heap(session)[2].due_at = now() - timedelta(hours=3)
    session.commit()
    assert "3 hours late" in the_list(desk)


@pytest.mark.parametrize(
    "other",
    [
        {"level": "red"},
        {"source": "cue", "cues": ["SELF_HARM"]},
        {"cues": ["OTHER_LANGUAGE", "NO_WORDS"]},
        {"source": "reader", "cues": []},
    ],
)
def test_what_is_more_than_a_language_stands_by_itself(desk, session, other):
    heap(session)
    alert = to_be_read(9, **other)
    session.commit()
    page = the_list(desk)
    assert f"4 {LINE}" in page and f'href="/safeguarding/{alert.id}"' in page


def test_one_that_turns_red_leaves_the_line(desk, session):
    alerts = heap(session)
    raise_alert("response", 2, level="red", source="cue", council_code="west", cues=["SUICIDE"])
    session.commit()
    page = the_list(desk)
    assert f"3 {LINE}" in page and f'href="/safeguarding/{alerts[1].id}"' in page


def test_somebodys_and_what_was_passed_on_stand_by_themselves(desk, session, duty, colleague):
    alerts = heap(session, 5)
    acknowledge(alerts[0], duty)
    pass_on(alerts[1], duty, colleague)
    session.commit()
    page = the_list(desk)
    assert f"3 {LINE}" in page
    assert all(f'href="/safeguarding/{one.id}"' in page for one in alerts[:2])


def test_two_alone_and_those_of_other_surveys_and_councils_are_no_heap(desk, session, duty):
    heap(session, 2)
    to_be_read(100)
    to_be_read(50, council_code=None)
    session.commit()
    assert LINE not in the_list(desk)


def test_another_councils_are_not_counted(desk, session):
    make_council("north", "North")
    heap(session)
    for number in range(20, 24):
        to_be_read(number, council_code="north")
    session.commit()
    assert f"4 {LINE}" in the_list(desk)
    hidden = session.scalar(select(Alert.id).where(Alert.council_code == "north"))
    assert desk.get(f"/safeguarding/{hidden}/alike").status_code == 404


def test_one_that_stands_by_itself_opens_as_it_is(desk, session, duty):
    alert = heap(session)[0]
    acknowledge(alert, duty)
    session.commit()
    answer = desk.get(f"/safeguarding/{alert.id}/alike")
    assert answer.location == f"/safeguarding/{alert.id}"


def test_the_list_asks_as_often_for_a_great_heap_as_for_a_small_one(desk, session, statements):
    heap(session)
    the_list(desk)  # The first time, it is noted that they have the desk open.
    few = statements.during(lambda: the_list(desk))
    heap(session, 90)
    assert statements.during(lambda: the_list(desk)) == few
    assert f"90 {LINE}" in the_list(desk)
