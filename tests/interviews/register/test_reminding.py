"""Mail when 24 hours are left and when the 72 have passed: never early, never twice, no words."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import (
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)
from app.interviews.reminding import remind

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def waiting(sky, keeper, clock):
    """An interview of a child who came back this moment."""
    return make_return_interview(make_episode(sky, returned_at=clock()))


@pytest.fixture
def mails(session):
    """What has been written since the last look: (to, template) each."""
    seen = set()

    def new() -> list[tuple[str, str]]:
        jobs = [job for job in session.scalars(select(Job)) if job.id not in seen]
        seen.update(job.id for job in jobs)
        return sorted((job.payload["to"], job.payload["template"]) for job in jobs)

    return new


def test_the_keepers_are_told_once_at_24_hours_left_and_once_when_it_is_late(
    waiting, keeper, clock, mails
):
    clock.forward(hours=48, seconds=-1)
    assert remind() == 0
    clock.forward(seconds=1)
    assert remind() == 1
    assert mails() == [(keeper.email, "return_interview_soon")]
    clock.forward(hours=24)
    assert remind() == 0
    clock.forward(seconds=1)
    assert remind() == 1
    assert mails() == [(keeper.email, "return_interview_late")]
    clock.forward(days=9)
    assert remind() == 0
    assert mails() == []


@pytest.mark.parametrize("day", [(2026, 3, 27, 23, 10), (2026, 10, 23, 23, 10)])
def test_no_clock_change_makes_it_early_or_late(sky, keeper, clock, mails, day):
    clock.set(*day)
    make_return_interview(make_episode(sky, returned_at=clock()))
    clock.forward(hours=48, seconds=-1)
    assert remind() == 0
    clock.forward(hours=24)
    assert remind() == 1
    assert mails() == [(keeper.email, "return_interview_soon")]
    clock.forward(seconds=2)
    assert remind() == 1
    assert mails() == [(keeper.email, "return_interview_late")]


def test_what_is_late_already_is_said_once_to_be_late(waiting, keeper, clock, mails):
    clock.forward(hours=73)
    assert remind() == 1
    assert mails() == [(keeper.email, "return_interview_late")]
    assert remind() == 0


def test_whoever_listens_is_told_first_and_the_keepers_when_it_is_late(
    waiting, keeper, clock, mails
):
    listener = make_staff(Role.RETURN_INTERVIEWER)
    waiting.interviewer, waiting.interviewer_name = listener, listener.display_name
    clock.forward(hours=50)
    remind()
    assert mails() == [(listener.email, "return_interview_soon")]
    clock.forward(hours=23)
    remind()
    assert mails() == sorted(
        [(keeper.email, "return_interview_late"), (listener.email, "return_interview_late")]
    )


def test_nobody_is_told_of_what_was_held_or_declined_or_completed(sky, west, keeper, clock, mails):
    for values in (
        {"child_took_part": True, "held_at": clock()},
        {"answer": "declined"},
        {"form_completed_at": clock()},
    ):
        make_return_interview(make_episode(make_young_person(west), returned_at=clock()), **values)
    make_episode(sky)
    clock.forward(days=9)
    assert remind() == 0
    assert mails() == []


def test_a_form_filled_in_without_the_child_stops_no_mail(waiting, keeper, clock, mails):
    waiting.held_at, waiting.interviewer_name, waiting.method = clock(), "Nia", "phone"
    clock.forward(hours=50)
    assert remind() == 1
    assert mails() == [(keeper.email, "return_interview_soon")]


def test_a_council_whose_register_nobody_keeps_has_its_duty_desk_told(clock, mails):
    north = make_council("north", "North")
    make_return_interview(make_episode(make_young_person(north), returned_at=clock()))
    clock.forward(hours=60)
    remind()
    assert mails() == [(north.duty_email, "return_interview_soon")]


def test_mail_says_until_when_and_where_and_nothing_else(waiting, clock, session):
    clock.forward(hours=48)
    remind()
    facts = session.scalars(select(Job)).one().payload["facts"]
    assert facts == {
        "due_at": waiting.episode.due_at.isoformat(),
        "url": f"http://localhost/interviews/{waiting.id}",
    }


@pytest.mark.postgresql
def test_the_round_is_made_on_postgresql_too(waiting, clock):
    clock.forward(hours=48)
    assert remind() == 1
    clock.forward(hours=24, seconds=1)
    assert remind() == 1
    assert remind() == 0
