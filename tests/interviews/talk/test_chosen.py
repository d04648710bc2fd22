"""A child chooses somebody who works with them: that one listens, to this talk and to no other."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.core.clock import now, today
from app.core.jobs import Job
from app.core.permissions import Role
from app.core.reporting import Period
from app.demo.factories import assign, make_episode, make_return_interview, make_staff
from app.interviews import conflicts, listening, offering, tallies, wishes
from app.interviews.conflicts import Conflict, NotIndependent, TakenOn, take_on
from app.interviews.keeping import asking_of, keep
from app.interviews.models import ReturnInterview
from app.people.models import Assignment
from surveys.definition import Given
from tests.interviews.talked import talk
from tests.whole_app.addresses import QUESTIONS

TABLET = ("conduct", "after_talk", "no_signal", "tablet_words")
NO = {"independent_of_home": "no", "independent_of_authority": "no"}


def pick(interview, question, *parts) -> None:
    """What the child's own page does with an answer of theirs."""
    asking = asking_of(wishes.begin(interview, "en"))
    keep(interview, asking, asking.definition.question(question), Given(choices=parts))
    if question == "whom":
        wishes.ask_whom_they_chose(interview)
    if question == "keep_from":
        wishes.take_from_whom_they_named(interview)


@pytest.fixture
def keeper(west):
    return make_staff(Role.DUTY_WORKER, council=west)


@pytest.fixture
def chosen(offered, worker):
    """Zuri asked for her social worker, who has said whom they work for."""
    pick(offered, "whom", "social_worker")
    listening.declare(worker, "West Northamptonshire", "social_worker")
    return offered


def tablet(app, interview) -> list[str]:
    """Every page of a talk."""
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        blueprint = rule.endpoint.partition(".")[0]
        if blueprint in TABLET and "GET" in rule.methods:
            gaps = {"id": interview.id, "question": QUESTIONS.get(blueprint)}
            found.append(
                adapter.build(rule.endpoint, {name: gaps[name] for name in rule.arguments})
            )
    return found


def test_a_worker_the_child_chose_is_asked_by_mail(chosen, worker, session):
    assert (chosen.interviewer_id, chosen.chosen_by_child) == (worker.id, True)
    mail = session.scalars(select(Job)).one().payload
    assert (mail["to"], mail["template"]) == (worker.email, "return_interview_to_hold")


def test_whom_the_child_chose_has_as_long_as_a_reply_may_take(
    chosen, west, listener, keeper, clock, signed_in_as
):
    clock.forward(days=5)  # three working days, with a weekend between them
    page = signed_in_as(keeper).get(f"/interviews/{chosen.id}").text
    assert "They can answer until Monday 20 July 2026" in page
    assert "Ask somebody to listen" not in page
    with pytest.raises(TakenOn):
        listening.ask_to_listen(chosen, listener, keeper)


def test_after_that_the_keepers_ask_somebody_else_and_the_child_is_told(
    chosen, worker, west, listener, child, keeper, clock, signed_in_as, session
):
    offering.answer_offer(chosen, "accepted")
    clock.forward(days=6)
    visitor, at = signed_in_as(keeper), f"/interviews/{chosen.id}"
    assert "Leah Okafor</bdi> has not answered" in visitor.get(at).text
    assert visitor.post(f"{at}/listener", data={"listener": str(listener.id)}).status_code == 303
    assert (chosen.interviewer_id, chosen.chosen_by_child) == (listener.id, False)
    assert signed_in_as(worker).post(f"{at}/take-on", data=NO).status_code == 404
    phone = signed_in_as(child.account)
    page = phone.get(f"/talk/{chosen.id}/").text
    assert "You asked for <bdi>Leah Okafor</bdi>" in page and "Noor Haddad" in page
    assert "something new about your talk" in phone.get("/").text


def test_whom_they_choose_then_is_asked_anew(chosen, worker, listener, keeper, clock, child, west):
    clock.forward(days=6)
    listening.ask_to_listen(chosen, listener, keeper)
    assert chosen.no_reply_from == "Leah Okafor"
    advocate = make_staff(Role.WORKER, council=west, display_name="Idil Warsame")
    assign(advocate, child, "advocate")
    pick(chosen, "whom", "advocate")
    assert (chosen.interviewer_id, chosen.no_reply_from) == (advocate.id, "")
    with pytest.raises(TakenOn):
        listening.ask_to_listen(chosen, listener, keeper)


def test_they_take_it_on_and_it_is_written_down_that_they_are_not_independent(
    chosen, worker, signed_in_as
):
    visitor = signed_in_as(worker)
    address = f"/interviews/{chosen.id}"
    page = visitor.get(f"{address}/take-on").text
    assert "They chose you" in page and "You cannot listen" not in page
    assert visitor.post(f"{address}/take-on", data=NO).status_code == 303
    assert (chosen.independent_of_home, chosen.independent_of_authority) == (False, False)
    assert chosen.chosen_by_child and chosen.provider_type == "social_worker"
    assert "Talking with" in visitor.get(address).text
    assert "Somebody listens to everybody" not in visitor.get("/interviews/listening").text


def test_they_open_every_page_of_this_talk_and_none_of_another(
    app, chosen, child, worker, signed_in_as, session
):
    take_on(chosen, worker, False, False)
    talk(chosen, worker, before="It was loud.")
    earlier = make_episode(child, returned_at=now() - timedelta(days=20))
    other = make_return_interview(earlier, interviewer_id=worker.id, declared_at=now())
    session.commit()
    visitor = signed_in_as(worker)
    mine, not_mine = tablet(app, chosen), tablet(app, other)
    assert len(mine) > 10
    assert {visitor.takes_the_tablet_back().get(page).status_code for page in mine} <= {200, 302}
    assert {visitor.takes_the_tablet_back().get(page).status_code for page in not_mine} == {404}


def test_they_cannot_be_independent_of_those_for_whom_they_work_with_the_child(
    chosen, worker, signed_in_as
):
    visitor = signed_in_as(worker)
    said = {**NO, "independent_of_authority": "yes"}
    page = visitor.post(f"/interviews/{chosen.id}/take-on", data=said)
    assert page.status_code == 422 and "the young person chose you" in page.text
    with pytest.raises(NotIndependent):
        take_on(chosen, worker, True, True)
    assert chosen.declared_at is None


def test_an_advocate_who_was_chosen_may_be_independent(offered, child, west):
    advocate = make_staff(Role.WORKER, council=west)
    assign(advocate, child, "advocate")
    listening.declare(advocate, "Listening Ears", "commissioned_independent")
    pick(offered, "whom", "advocate")
    take_on(offered, advocate, True, True)
    assert offered.independent_of_authority


def test_the_measures_count_the_talk_and_not_as_independent(chosen, worker, clock):
    take_on(chosen, worker, True, False)
    talk(chosen, worker, before="It was loud.")
    counted = tallies.episodes(Period.holding(today()), "west")
    keys = ("took_part", "independent_of_home", "independent_of_authority", "independent_of_both")
    found = [counted[("all", key)].things if ("all", key) in counted else 0 for key in keys]
    assert found == [1, 1, 0, 0]


def test_of_several_with_the_part_the_keepers_ask_one(
    offered, child, worker, west, keeper, signed_in_as
):
    second = make_staff(Role.WORKER, council=west, display_name="Second Worker")
    assign(second, child)
    make_staff(Role.WORKER, council=west, display_name="Somebody Else")
    pick(offered, "whom", "social_worker")
    assert offered.interviewer_id is None
    visitor = signed_in_as(keeper)
    page = visitor.get(f"/interviews/{offered.id}/listener").text
    assert "Second Worker" in page and "Leah Okafor" in page and "Somebody Else" not in page
    asked = visitor.post(f"/interviews/{offered.id}/listener", data={"listener": str(second.id)})
    assert asked.status_code == 303
    listening.declare(second, "West Northamptonshire", "social_worker")
    assert (
        signed_in_as(second).post(f"/interviews/{offered.id}/take-on", data=NO).status_code == 303
    )
    assert signed_in_as(worker).get(f"/interviews/{offered.id}/take-on").status_code == 404


def test_a_worker_nobody_chose_takes_nothing_on(offered, worker, west, keeper, signed_in_as):
    listening.declare(worker, "West Northamptonshire", "social_worker")
    stranger = make_staff(Role.WORKER, council=west)
    listening.declare(stranger, "Listening Ears", "other")
    assert conflicts.why_not(stranger, offered) == ["for_somebody_else"]
    for account in (worker, stranger):
        with pytest.raises(Conflict):
            listening.ask_to_listen(offered, account, keeper)
        with pytest.raises(Conflict):
            take_on(offered, account, False, False)
        assert signed_in_as(account).get(f"/interviews/{offered.id}/take-on").status_code == 404


def test_a_child_who_is_talking_with_somebody_takes_nobody_else_by_a_later_wish(
    taken_on, listener, worker
):
    talk(taken_on, listener, before="It was loud.")
    taken_on.child_took_part = False
    with pytest.raises(offering.AlreadyTalked):
        offering.child_chose(taken_on, worker)
    pick(taken_on, "whom", "social_worker")
    assert taken_on.interviewer_id == listener.id


@pytest.fixture
def named(offered, child, west):
    """A listener who is also the child's advocate, and whom the child wants it kept from."""
    account = make_staff(Role.RETURN_INTERVIEWER, council=west, display_name="Ola Named")
    listening.declare(account, "Listening Ears", "other")
    assign(account, child, "advocate")
    pick(offered, "keep_from", "advocate")
    return account


def test_whom_the_child_named_is_offered_to_nobody_and_offered_nothing(
    offered, named, keeper, session, signed_in_as
):
    assert session.scalars(listening.without_a_listener(named)).all() == []
    assert named not in listening.possible_listeners(offered)
    with pytest.raises(Conflict):
        listening.ask_to_listen(offered, named, keeper)
    assert "Ola Named" not in signed_in_as(keeper).get(f"/interviews/{offered.id}/listener").text


def test_choosing_whom_they_named_asks_nobody(offered, named):
    pick(offered, "whom", "advocate")
    assert offered.interviewer_id is None
    with pytest.raises(Conflict):
        take_on(offered, named, True, True)


def test_whoever_is_refused_does_not_learn_that_the_child_named_them(
    offered, named, child, session, signed_in_as
):
    visitor, address = signed_in_as(named), f"/interviews/{offered.id}/take-on"
    assert "You work with this young person, or have done." in visitor.get(address).text
    session.execute(delete(Assignment))
    session.commit()
    assert conflicts.why_not(named, offered) == ["for_somebody_else"]
    page = visitor.post(address, data=dict.fromkeys(NO, "yes"))
    assert page.status_code == 422 and "This one is for somebody else." in page.text


def test_whom_the_child_names_later_listens_no_more_and_the_keepers_find_somebody(
    chosen, worker, keeper, session
):
    take_on(chosen, worker, False, False)
    pick(chosen, "keep_from", "social_worker")
    assert (chosen.interviewer_id, chosen.declared_at, chosen.chosen_by_child) == (
        None,
        None,
        False,
    )
    mails = [job.payload for job in session.scalars(select(Job))]
    given_back = [mail for mail in mails if mail["template"] == "return_interview_given_back"]
    assert keeper.email in [mail["to"] for mail in given_back]


def test_of_what_was_said_already_nobody_else_hears(chosen, worker, session):
    take_on(chosen, worker, False, False)
    talk(chosen, worker, before="It was loud.")
    pick(chosen, "keep_from", "social_worker")
    assert session.get(ReturnInterview, chosen.id).interviewer_id == worker.id


def test_whoever_may_have_a_talk_on_their_tablet_is_asked_before_they_sign_out(
    chosen, worker, listener, keeper, signed_in_as
):
    for account, asked in ((worker, True), (listener, True), (keeper, False)):
        page = signed_in_as(account).get("/account/password").text
        assert ('id="talk-not-sent"' in page) is asked
