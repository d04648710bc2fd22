"""What nobody answers in time goes up the line, and never to whom it is about."""

import pytest
from sqlalchemy import event, select

from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_statement, make_young_person
from feedback import escalation, services
from feedback.escalation import send_up_overdue
from feedback.models import DUTY, MANAGERS, PARTICIPATION, Thread


@pytest.fixture
def case(app):
    west = make_council()
    person = make_young_person(west, chosen_name="Sky")
    team = {
        "social_worker": make_staff(Role.WORKER),
        "team_manager": make_staff(Role.TEAM_MANAGER, council=west),
        "reviewing_officer": make_staff(Role.REVIEWING_OFFICER),
    }
    for part, account in team.items():
        assign(account, person, part)
    return person, team


def readers(thread: Thread) -> list[str]:
    return sorted(row.part for row in thread.audience)


def can_open(account, session) -> bool:
    return bool(session.scalars(Thread.visible_to(account)).unique().all())


def test_nothing_goes_up_before_it_is_late(case, clock):
    thread = make_statement(case[0], readers=("social_worker",))
    clock.set(2026, 7, 20, 22)  # the day it is due
    assert send_up_overdue() == 0
    assert readers(thread) == ["social_worker"]


def test_each_late_step_brings_in_the_next_adult(case, clock, session):
    person, team = case
    make_staff(Role.PARTICIPATION_OFFICER)
    thread = make_statement(person, readers=("social_worker",))
    assert not can_open(team["team_manager"], session)
    clock.set(2026, 7, 21, 9)
    assert send_up_overdue() == 1
    assert readers(thread) == ["social_worker", "team_manager"]
    assert can_open(team["team_manager"], session)
    assert not can_open(team["reviewing_officer"], session)
    assert send_up_overdue() == 0
    clock.set(2026, 7, 22, 9)
    send_up_overdue()
    assert "reviewing_officer" in readers(thread)
    clock.set(2026, 7, 24, 9)
    send_up_overdue()
    assert PARTICIPATION in readers(thread)


def test_a_manager_it_is_about_is_passed_over(case, clock, session):
    person, team = case
    thread = make_statement(
        person,
        form="sort_out_a_problem",
        about=("team_manager",),
        readers=("social_worker",),
    )
    clock.set(2026, 7, 21, 9)
    send_up_overdue()
    assert not can_open(team["team_manager"], session)
    assert "reviewing_officer" in readers(thread)


def test_what_was_said_anonymously_goes_up_to_the_managers(case, clock, session):
    _person, team = case
    make_statement(None, council=make_council())
    clock.set(2026, 7, 21, 9)
    assert not can_open(team["team_manager"], session)
    send_up_overdue()
    clock.set(2026, 7, 22, 9)
    send_up_overdue()
    assert can_open(team["team_manager"], session)


def test_answering_stops_it_going_further(case, clock):
    person, team = case
    thread = make_statement(person, readers=("social_worker",))
    services.reply_to(thread, team["social_worker"], "Here I am.")
    clock.set(2026, 8, 21, 9)
    assert send_up_overdue() == 0
    assert MANAGERS not in readers(thread)


def test_the_young_person_is_told_that_it_went_up(case, clock, session, signed_in_as):
    person, _team = case
    thread = make_statement(person, readers=("social_worker",))
    clock.set(2026, 7, 21, 9)
    send_up_overdue()
    session.commit()
    seen = signed_in_as(person.account).get(f"/messages/{thread.id}").text
    assert "We took too long" in seen
    assert "someone more senior" in seen


def test_whoever_is_brought_in_is_told_by_mail_with_nothing_but_a_link(case, clock, session):
    person, team = case
    make_statement(person, "My secret words.", readers=("social_worker",))
    clock.set(2026, 7, 21, 9)
    send_up_overdue()
    mails = session.scalars(select(Job).where(Job.kind == "mail")).all()
    assert [mail.payload["to"] for mail in mails] == [team["team_manager"].email]
    assert "secret words" not in str(mails[0].payload)


def problem(person=None, about=(), **said) -> Thread:
    return make_statement(person, form="sort_out_a_problem", about=about, **said)


def test_what_is_said_anonymously_about_a_manager_goes_up_to_the_duty_desk(case, clock, session):
    _person, team = case
    duty = make_staff(Role.DUTY_WORKER, council=make_council())
    thread = problem(about=("team_manager",), council=make_council())
    clock.set(2026, 7, 22, 9)
    assert send_up_overdue() == 1
    assert readers(thread) == [DUTY, PARTICIPATION]
    assert not can_open(team["team_manager"], session)
    assert can_open(duty, session)
    mails = session.scalars(select(Job).where(Job.kind == "mail")).all()
    assert [mail.payload["to"] for mail in mails] == [duty.email]


def test_picking_only_the_participation_team_keeps_the_case_team_out_when_it_is_late(
    case, clock, session
):
    person, team = case
    other_manager = make_staff(Role.TEAM_MANAGER, council=make_council())
    make_staff(Role.PARTICIPATION_OFFICER)
    thread = make_statement(person, readers=(PARTICIPATION,))
    clock.set(2026, 8, 21, 9)
    send_up_overdue()
    assert readers(thread) == [MANAGERS, PARTICIPATION]
    assert not any(can_open(one, session) for one in team.values())
    assert can_open(other_manager, session)
    mails = session.scalars(select(Job).where(Job.kind == "mail")).all()
    assert [mail.payload["to"] for mail in mails] == [other_manager.email]


def test_it_is_not_said_to_have_gone_up_to_a_team_with_nobody_in_it(app, clock):
    thread = make_statement(None, council=make_council())
    clock.set(2026, 8, 21, 9)
    assert send_up_overdue() == 0
    assert readers(thread) == [PARTICIPATION]
    assert thread.escalated_to is None


def test_with_no_council_named_the_managers_of_every_council_are_told(app, clock, session):
    managers = [
        make_staff(Role.TEAM_MANAGER, council=make_council()),
        make_staff(Role.TEAM_MANAGER, council=make_council("north", "North")),
    ]
    make_statement(None)
    clock.set(2026, 8, 21, 9)
    send_up_overdue()
    mails = session.scalars(select(Job).where(Job.kind == "mail")).all()
    assert sorted(m.payload["to"] for m in mails) == sorted(one.email for one in managers)
    assert all(can_open(one, session) for one in managers)


def test_what_was_sent_up_is_kept_a_few_at_a_time(case, clock, session, monkeypatch):
    monkeypatch.setattr(escalation, "AT_ONCE", 2)
    for _number in range(5):
        make_statement(case[0], readers=("social_worker",))
    session.commit()
    commits = []
    event.listen(session(), "after_commit", commits.append)
    clock.set(2026, 7, 21, 9)
    assert send_up_overdue() == 5
    assert len(commits) >= 3


def test_working_with_one_young_person_keeps_no_manager_from_what_another_said(app, clock, session):
    west = make_council()
    manager = make_staff(Role.TEAM_MANAGER, council=west)
    theirs, other = make_young_person(west, "Sky"), make_young_person(west, "Fox")
    assign(manager, theirs, "team_manager")
    own = make_statement(theirs, readers=(MANAGERS,))
    for_the_team = make_statement(other, readers=(MANAGERS,))
    seen = session.scalars(Thread.visible_to(manager)).unique().all()
    assert seen == [for_the_team]
    assert own not in seen
