"""Who is told: a young person on their own pages, staff by mail that names no child."""

from datetime import date

import pytest
from sqlalchemy import select

from app.awards import invitations, news, nominees, says, steps
from app.core.jobs import Job
from app.demo.factories import assign, make_young_person
from app.demo.nominations import nominate


@pytest.fixture
def mailed(session):
    """The mails that wait: (to, template). None of them may hold a name of a child or a word."""

    def look():
        session.flush()
        payloads = session.scalars(select(Job.payload).where(Job.kind == "mail")).all()
        assert not [one for one in payloads if "Zuri" in str(one) or "helped" in str(one)]
        return sorted((one["to"], one["template"]) for one in payloads)

    return look


@pytest.fixture
def told(world):
    nominate(world.round, by=world.worker, chosen=world.child)
    nominees.ask_all(world.round, world.officer)
    return says.asked_of(world.child.account)[0]


def test_the_nominee_reads_it_on_their_first_page_until_they_have_answered(
    world, told, session, at
):
    session.commit()
    for page in ("/", "/messages/"):
        shown = at(world.child.account).get(page).text
        assert "You were nominated!" in shown and f"/awards/mine/{told.id}" in shown
    says.say(told, "nominee", says.Shown())
    session.commit()
    assert "You were nominated!" not in at(world.child.account).get("/").text


def test_nobody_else_reads_it(world, told, session, at, client):
    other = make_young_person(world.west, "Finch").account
    session.commit()
    for page in (at(other).get("/").text, client.get("/").text):
        assert "You were nominated!" not in page


def test_an_invitation_stands_there_until_it_is_answered_or_over(world, told, session, at, clock):
    invitations.invite_all(world.round, world.officer)
    assert news.news_for(world.child.account).invited == [told.id]
    clock.set(2026, 7, 16, 9)
    assert news.news_for(world.child.account) == news.News([], [], [])
    clock.set(2026, 7, 15, 9)
    invitations.reply_to(invitations.invitation_of(told), invitations.Reply("no"))
    assert news.news_for(world.child.account).invited == []


def test_a_small_step_that_was_checked_is_asked_about(world):
    step = steps.offer_step(world.child, "A meal.", world.worker)
    assert news.news_for(world.child.account).steps == []
    steps.check_step(step, "A meal.", world.manager)
    assert news.news_for(world.child.account).steps == [step.id]
    steps.answer_step(step, "no")
    assert news.news_for(world.child.account).steps == []


def test_it_costs_three_queries(world, told, statements):
    assert statements.during(lambda: news.news_for(world.child.account)) == 3
    assert statements.during(lambda: news.news_for(None)) == 0


def test_at_thirteen_and_with_an_account_no_worker_is_mailed(told, mailed):
    assert mailed() == []


def test_under_thirteen_the_worker_is_mailed_once_for_all_they_work_with(world, mailed):
    for name in ("Zuri One", "Zuri Two"):
        child = make_young_person(world.west, known_as=name, birth_month=date(2016, 5, 1))
        assign(world.worker, child)
        nominate(world.round, by=world.worker, chosen=child)
    nominees.ask_all(world.round, world.officer)
    assert mailed() == [(world.worker.email, "award_say_needed")]
    nominees.ask_all(world.round, world.officer)
    assert len(mailed()) == 1


def test_for_somebody_without_an_account_the_worker_is_asked_to_ask(world, mailed):
    child = make_young_person(world.west, known_as="Zuri Noa", birth_month=date(2010, 5, 1))
    assert child.account is None
    assign(world.worker, child)
    nominate(world.round, by=world.worker, chosen=child)
    nominees.ask_all(world.round, world.officer)
    assert mailed() == [(world.worker.email, "award_say_needed")]


def test_the_worker_is_mailed_of_an_invitation_and_the_officer_of_the_first_answer_of_a_day(
    world, told, mailed, clock
):
    invitations.invite_all(world.round, world.officer)
    invited = (world.worker.email, "award_invited")
    assert mailed() == [invited]
    answer = (world.officer.email, "award_answers")
    for reply in ("yes", "no"):
        invitations.reply_to(invitations.invitation_of(told), invitations.Reply(reply))
        assert mailed() == sorted([invited, answer])
    clock.forward(hours=24)
    invitations.reply_to(invitations.invitation_of(told), invitations.Reply("yes"))
    assert mailed() == sorted([invited, answer, answer])


def test_a_worker_writes_down_whether_somebody_comes(world, told, session, at):
    invitations.invite_all(world.round, world.officer)
    session.commit()
    place, desk = f"/awards/team/{told.id}", at(world.worker)
    assert "Will they come?" in desk.get(place).text
    assert desk.post(f"{place}/reply", data={"day-guests": "2"}).status_code == 422
    desk.post(f"{place}/reply", data={"day-reply": "yes", "day-guests": "2", "day-transport": "y"})
    door = at(world.officer).get(f"/awards/desk/{world.round.id}/door").text
    assert "Transport" in door and "Comes" in door


def test_after_the_day_an_answer_to_the_invitation_is_not_taken(
    world, told, session, signed_in_as, clock
):
    invitations.invite_all(world.round, world.officer)
    session.commit()
    clock.set(2026, 7, 16, 9)
    young, place = signed_in_as(world.child.account), f"/awards/mine/{told.id}"
    young.post(f"{place}/reply", data={"day-reply": "yes", "day-guests": "2"})
    session.expire_all()
    assert invitations.invitation_of(told).reply == ""
    assert "cannot be changed any more" in young.get(place).text


def test_a_nominator_reads_who_is_asked_first_as_it_is(world, session, client, mailed):
    """A worker of somebody under 13, or of one without an account, is told at the same moment."""
    page = client.get(f"/awards/with/{world.round.link_code}").text
    assert "We ask their worker too if they are under 13 or do not use this app" in page
    world.child.birth_month = date(2015, 5, 1)
    nominate(world.round, by=world.worker, chosen=world.child)
    nominees.ask_all(world.round, world.officer)
    assert mailed() == [(world.worker.email, "award_say_needed")]
