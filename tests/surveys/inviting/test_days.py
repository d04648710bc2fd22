"""Workers are reminded, once half-way and once near the end, with counts and nothing else."""

import pytest
from sqlalchemy import select

from app.core.db import session
from app.core.jobs import Job
from app.core.outbox import write
from app.demo.factories import assign, make_young_person
from surveys.inviting import codes, days
from surveys.inviting.asked_models import SurveyReminder


def mails() -> list[dict]:
    return [job.payload for job in session.scalars(select(Job).where(Job.kind == "mail"))]


def test_half_way_and_three_days_before_the_end_each_once(world, clock):
    clock.set(2026, 3, 10, 9)
    assert days.remind() == 0
    clock.set(2026, 3, 17, 9)
    assert days.remind() == 1
    assert days.remind() == 0
    clock.set(2026, 3, 28, 9)
    assert days.remind() == 1
    assert days.remind() == 0
    assert {one.kind for one in session.scalars(select(SurveyReminder))} == {
        "half_way",
        "nearly_over",
    }
    assert len(mails()) == 2


def test_the_mail_says_how_many_and_nothing_of_whom(world, clock):
    assign(world.worker, make_young_person(world.west, "wren"))
    codes.hand_out(world.survey, world.child, world.worker)
    clock.set(2026, 3, 28, 9)
    days.remind()
    mail = mails()[0]
    assert mail["to"] == world.worker.email
    assert mail["facts"] == {
        "count": 2,
        "given": 1,
        "days": 3,
        "url": f"http://localhost/surveys/handing/{world.survey.id}",
    }
    words = write(mail).get_content()
    assert "zuri" not in words and "Home and food" not in words


def test_nobody_is_told_who_has_given_a_code_to_everybody(world, clock):
    codes.hand_out(world.survey, world.child, world.worker)
    clock.set(2026, 3, 28, 9)
    assert days.remind() == 1
    assert mails() == []


@pytest.mark.parametrize("stage", ["draft", "ready", "closed"])
def test_nobody_is_reminded_of_what_cannot_be_answered(world, clock, stage):
    world.survey.stage = stage
    clock.set(2026, 3, 28, 9)
    assert days.remind() == 0


def test_the_page_for_workers_counts_the_days(world, signed_in_as, clock):
    worker, at = signed_in_as(world.worker), f"/surveys/handing/{world.survey.id}"
    clock.set(2026, 3, 30, 9)
    worker = signed_in_as(world.worker)
    assert "It is open for 1 more day." in worker.get(at).text
    clock.set(2026, 3, 31, 9)
    worker = signed_in_as(world.worker)
    assert "Today is the last day." in worker.get(at).text
    clock.set(2026, 4, 1, 9)
    worker = signed_in_as(world.worker)
    assert worker.get(at).status_code == 404


def test_the_desk_says_when_workers_were_and_will_be_reminded_and_how_many(
    world, signed_in_as, clock
):
    at = f"/surveys/desk/{world.survey.id}"
    clock.set(2026, 3, 10, 9)
    page = signed_in_as(world.officer).get(at).text
    assert (
        "The next mail goes on Monday 16 March 2026" in page and "Today that is 1 worker." in page
    )
    clock.set(2026, 3, 17, 9)
    days.remind()
    codes.hand_out(world.survey, world.child, world.worker)
    session.commit()
    page = signed_in_as(world.officer).get(at).text
    assert "reminded by mail on Tuesday 17 March 2026" in page
    assert (
        "The next mail goes on Saturday 28 March 2026" in page
        and "Today that is 0 workers." in page
    )
    clock.set(2026, 3, 28, 9)
    days.remind()
    session.commit()
    page = signed_in_as(world.officer).get(at).text
    assert "on Saturday 28 March 2026" in page and "No other mail goes out" in page


def test_wherever_surveys_are_listed_their_days_and_stage_stand_beside_them(
    world, signed_in_as, clock
):
    clock.set(2026, 3, 10, 9)
    for account, at in ((world.officer, "/surveys/desk/"), (world.worker, "/surveys/handing/")):
        page = signed_in_as(account).get(at).text
        assert "From Monday 2 March 2026 to Tuesday 31 March 2026." in page and "Open" in page, at
