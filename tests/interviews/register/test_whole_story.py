"""A missing child's way back, as the adults around them live it, page by page."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import assign, make_staff
from app.interviews import offering
from app.interviews.models import Episode
from app.safeguarding.models import Alert

GONE = {
    "kind": "missing",
    "left_at": "2026-07-14T20:00",
    "reported_at": "2026-07-14T22:30",
    "reported_by": "home_staff",
    "went_from": "home",
    "risk": "medium",
    "home_type": "childrens_home",
    "home_provider": "Oak Homes Ltd",
}
BACK = {"returned_at": "2026-07-15T09:00", "returned_how": "found_by_police"}
INDEPENDENT = {"independent_of_home": "yes", "independent_of_authority": "yes"}


@pytest.fixture
def officer(west, sky):
    officer = make_staff(Role.REVIEWING_OFFICER, council=west, display_name="Helen Marsham")
    assign(officer, sky, "reviewing_officer", starts_on=date(2026, 1, 1))
    return officer


@pytest.fixture
def someone(signed_in_as):
    """A page at somebody's hand, whatever day it is: they sign in each time."""

    class Someone:
        def __init__(self, account):
            self.account = account

        def opens(self, path: str):
            return signed_in_as(self.account).get(path)

        def sees(self, path: str) -> str:
            return self.opens(path).text

        def tries(self, path: str, **data):
            return signed_in_as(self.account).post(path, data=data)

        def sends(self, path: str, **data) -> None:
            answer = self.tries(path, **data)
            assert answer.status_code == 303, answer.text

    return Someone


@pytest.fixture
def back(sky, worker, someone, session) -> Episode:
    """Written down as missing and, the next morning, as back."""
    social_worker = someone(worker)
    social_worker.sends(f"/interviews/episodes/new?person={sky.id}", **GONE)
    episode = session.scalars(select(Episode)).one()
    social_worker.sends(f"/interviews/episodes/{episode.id}/return", **BACK)
    return episode


def listener_of(west, someone, employer: str):
    account = make_staff(Role.RETURN_INTERVIEWER, council=west, display_name="Nia Okoro")
    listener = someone(account)
    listener.sends(
        "/interviews/listening/me", employer=employer, provider_type="commissioned_independent"
    )
    return account, listener


def test_a_child_who_came_back_is_offered_a_talk_and_heard_and_something_comes_of_it(
    back, west, worker, keeper, officer, someone, session, clock
):
    address, talk = f"/interviews/{back.interview.id}", back.interview
    duty = someone(keeper)
    assert "Back: not offered yet" in duty.sees("/interviews/")

    duty.sends(f"{address}/offer", how="in_person", outcome="accepted")
    assert "They said yes: to be held" in duty.sees("/interviews/")

    _nia, listener = listener_of(west, someone, "Listening Ears")
    assert f"{address}/take-on" in listener.sees("/interviews/listening")
    listener.sends(f"{address}/take-on", **INDEPENDENT)
    listener.sends(
        f"{address}/plan",
        planned_at="2026-07-16T15:00",
        place="cafe",
        method="in_person",
        language="en",
    )

    clock.set(2026, 7, 16, 14, 30)
    talk.held_at, talk.child_took_part = clock(), True
    assert "Held after 30 hours" in duty.sees(address)

    listener.sends(
        f"{address}/notes",
        before="There was a row about a phone.",
        risks="Somebody older waits for her after school.",
        risk="red",
    )
    assert session.scalars(select(Alert)).one().level == "red"
    assert "row about a phone" not in duty.sees(address)
    assert duty.opens(f"{address}/notes").status_code == 404

    listener.sends(
        f"{address}/actions/new",
        what="Walk home with her for two weeks.",
        owner=str(worker.id),
        due_on="2026-07-20",
    )
    assert "Walk home with her" in someone(worker).sees("/interviews/actions")
    assert "Their reviewing officer has not been told." in listener.sees(f"{address}/complete")
    listener.sends(
        f"{address}/told", who="reviewing_officer", on="2026-07-16", what="What helps her."
    )
    mailed = {job.payload["to"] for job in session.scalars(select(Job))}
    assert officer.email in mailed
    assert "What helps her." in someone(officer).sees(address)

    listener.sends(f"{address}/complete")
    session.refresh(talk)
    assert talk.form_completed_at == clock() and talk.child_took_part
    assert "Sky" not in duty.sees("/interviews/")
    assert "Sky" in duty.sees("/interviews/?stage=done")


def test_a_no_is_taken_kindly_the_carers_are_asked_and_no_form_says_otherwise(
    back, keeper, officer, someone, session, clock
):
    address, talk = f"/interviews/{back.interview.id}", back.interview
    duty = someone(keeper)
    duty.sends(f"{address}/offer", how="phone", outcome="not_reached")
    duty.sends(f"{address}/offer", how="in_person", outcome="declined")
    page = duty.sees(f"{address}/offer")
    assert "Somebody asks again on Wednesday 22 July 2026" in page

    page = duty.sees(f"{address}/complete")
    assert "what the people they live with know is not there" in page
    duty.sends(f"{address}/notes", carers_view="They think she was at a friend’s.")
    duty.sends(f"{address}/told", who="reviewing_officer", on="2026-07-15", what="")
    duty.sends(f"{address}/complete")
    session.refresh(talk)
    assert talk.form_completed_at is not None
    assert not talk.child_took_part and talk.held_at is None
    assert "The young person did not take part." in duty.sees(address)

    clock.set(2026, 7, 22, 9)
    assert "Ask again now, kindly" in duty.sees("/interviews/")
    duty.sends(f"{address}/offer", how="in_person", outcome="accepted")
    assert "They said yes: to be held" in duty.sees("/interviews/")


def test_somebody_of_those_who_run_the_home_is_refused_unless_the_child_asks_for_them(
    back, west, someone, session
):
    address = f"/interviews/{back.interview.id}"
    account, listener = listener_of(west, someone, "Oak Homes")
    refused = listener.tries(f"{address}/take-on", **INDEPENDENT)
    assert refused.status_code == 422
    assert "You work for those who run their home." in refused.text
    assert back.interview.interviewer_id is None

    offering.child_chose(back.interview, account)
    listener.sends(f"{address}/take-on", independent_of_home="no", independent_of_authority="yes")
    session.refresh(back.interview)
    assert back.interview.chosen_by_child and not back.interview.independent_of_home
