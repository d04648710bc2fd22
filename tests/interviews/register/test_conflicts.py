"""Who may listen: nobody with a part in the child's life, unless the child chose them."""

from datetime import date

import pytest
from sqlalchemy import select, update

from app.core.audit import AuditEntry
from app.core.jobs import Job
from app.core.permissions import Role
from app.demo.factories import (
    assign,
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)
from app.interviews import conducting, conflicts, listening, offering
from app.interviews.conflicts import Conflict, NotDeclared, TakenOn, same_provider, take_on, why_not
from app.interviews.keeping import asking_of, keep
from app.interviews.models import ReturnInterview
from surveys.definition import Given
from surveys.models import Answer, Response
from surveys.publishing import current_version


@pytest.fixture
def interview(sky, clock):
    return make_return_interview(make_episode(sky, returned_at=clock()))


@pytest.fixture
def listener(west):
    """Independent: works for an organisation that runs nobody's home."""
    return make_listener(west)


def make_listener(council, employer="Listening Ears", name="Nia Okoro"):
    account = make_staff(Role.RETURN_INTERVIEWER, council=council, display_name=name)
    listening.declare(account, employer, "commissioned_independent")
    return account


def wish_for(interview, part: str) -> None:
    """The child answers in their wishes that they would like to talk to whoever has this part."""
    young_person = interview.episode.young_person
    wishes = Response(
        form_version_id=current_version("something_else").id,
        anonymous=False,
        young_person_id=young_person.id,
        council_code=young_person.council_code,
        language="en",
        key_hash=bytes(32),
        started_on=date(2026, 7, 15),
    )
    wishes.answers = [
        Answer(question_key=conflicts.ABOUT_WHOM, kind="choice", choices=[part], language="en")
    ]
    interview.wishes = wishes


def refused(interview, account, home=True, authority=True) -> list[str]:
    with pytest.raises(Conflict) as conflict:
        take_on(interview, account, home, authority)
    return conflict.value.reasons


def test_whoever_takes_it_on_says_how_independent_they_are_each_time(interview, listener, clock):
    take_on(interview, listener, True, False)
    assert interview.interviewer is listener
    assert (interview.independent_of_home, interview.independent_of_authority) == (True, False)
    assert (interview.provider_type, interview.declared_at) == ("commissioned_independent", clock())
    assert not interview.chosen_by_child


def test_nobody_listens_before_they_have_said_whom_they_work_for(interview, west):
    with pytest.raises(NotDeclared):
        take_on(interview, make_staff(Role.RETURN_INTERVIEWER, council=west), True, True)


@pytest.mark.parametrize(
    "days",
    [
        {"starts_on": date(2026, 1, 1)},
        {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 2, 1)},
        {"starts_on": date(2027, 1, 1)},
    ],
)
def test_whoever_works_with_them_or_ever_did_is_refused(interview, sky, listener, days):
    assign(listener, sky, "advocate", **days)
    assert refused(interview, listener) == ["works_with_them"]
    assert interview.interviewer_id is None


def test_whoever_works_for_those_who_run_the_home_is_refused(interview, sky, west):
    interview.episode.home_provider = "Oak & Ash Homes Ltd."
    listener = make_listener(west, "The OAK and ASH homes limited")
    assert refused(interview, listener) == ["runs_their_home"]
    interview.episode.home_provider, sky.home_provider = "", "Oak and Ash Homes"
    assert refused(interview, listener) == ["runs_their_home"]


def test_whoever_manages_the_team_is_refused(interview, west):
    manager = make_staff(Role.RETURN_INTERVIEWER, Role.TEAM_MANAGER, council=west)
    listening.declare(manager, "Listening Ears", "other")
    assert refused(interview, manager) == ["keeps_their_record"]


def test_whoever_says_that_they_are_not_independent_of_the_home_is_refused(interview, listener):
    assert refused(interview, listener, home=False) == ["not_independent_of_home"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Oak Homes", "oak homes", True),
        ("Oak Homes Ltd", "Oak-Homes Limited", True),
        ("St. Mary’s Care", "St Mary's Care", True),
        ("Oak & Ash", "Oak and Ash", True),
        ("Oak Homes", "Ash Homes", False),
        ("", "", False),
        ("Ltd", "plc", False),
    ],
)
def test_names_of_providers_are_compared_however_they_are_written(one, other, same):
    assert same_provider(one, other) is same


def test_the_child_may_choose_somebody_who_works_with_them(interview, sky, listener):
    assign(listener, sky)
    offering.child_chose(interview, listener)
    take_on(interview, listener, False, False)
    assert interview.chosen_by_child
    assert interview.independent_of_home is False


def test_the_part_the_child_wishes_for_counts_while_somebody_has_it(
    interview, sky, listener, session, clock
):
    part = assign(listener, sky, "personal_adviser", starts_on=date(2026, 1, 1))
    wish_for(interview, "social_worker")
    assert refused(interview, listener) == ["works_with_them"]
    interview.wishes.answers[0].choices = ["personal_adviser"]
    part.ends_on = date(2026, 7, 1)
    session.flush()
    assert refused(interview, listener) == ["works_with_them"]
    part.ends_on = None
    session.flush()
    take_on(interview, listener, True, False)
    assert interview.chosen_by_child


def test_asking_somebody_does_not_make_them_the_childs_choice(interview, sky, listener, keeper):
    listening.ask_to_listen(interview, listener, keeper)
    assign(listener, sky)
    assert refused(interview, listener) == ["works_with_them"]
    assert not interview.chosen_by_child


def test_of_two_who_take_it_on_one_does(interview, west, listener):
    other = make_listener(west)
    take_on(interview, listener, True, True)
    with pytest.raises(TakenOn):
        take_on(interview, other, True, True)
    assert interview.interviewer_id == listener.id


def test_nobody_takes_on_what_was_held(interview, listener, clock):
    interview.held_at, interview.interviewer_name, interview.method = clock(), "Nia", "phone"
    interview.child_took_part = True
    with pytest.raises(TakenOn):
        take_on(interview, listener, True, True)


def test_handing_it_back_leaves_it_for_somebody_else_and_tells_the_keepers(
    interview, listener, keeper, session, west
):
    take_on(interview, listener, True, True)
    listening.give_back(interview, listener)
    assert (interview.interviewer_id, interview.declared_at) == (None, None)
    assert session.scalars(select(Job)).one().payload["to"] == keeper.email
    take_on(interview, make_listener(west), True, True)


def test_what_was_held_is_not_handed_back(interview, listener, clock):
    take_on(interview, listener, True, True)
    interview.held_at, interview.method = clock(), "in_person"
    with pytest.raises(listening.AlreadyHeld):
        listening.give_back(interview, listener)


def test_what_a_child_has_begun_to_say_goes_to_no_other_listener(interview, west, listener, keeper):
    take_on(interview, listener, True, True)
    conducting.begin(interview, listener, "en")
    listening.give_back(interview, listener)
    take_on(interview, listener, True, True)
    asking = asking_of(interview.words)
    keep(interview, asking, asking.definition.question("before"), Given(words="It was loud."))
    with pytest.raises(listening.AlreadyHeld):
        listening.give_back(interview, listener)
    interview.declared_at = None
    with pytest.raises(TakenOn):
        listening.ask_to_listen(interview, make_listener(west), keeper)
    assert interview.interviewer_id == listener.id


def test_what_was_held_while_somebody_looked_is_neither_handed_back_nor_asked_for(
    interview, west, listener, keeper, session, clock
):
    take_on(interview, listener, True, True)
    meanwhile = update(ReturnInterview).values(
        held_at=clock(), method="phone", child_took_part=True, declared_at=None
    )
    session.execute(meanwhile, execution_options={"synchronize_session": False})
    with pytest.raises(listening.AlreadyHeld):
        listening.give_back(interview, listener)
    with pytest.raises(TakenOn):
        listening.ask_to_listen(interview, make_listener(west), keeper)


def test_those_who_can_be_asked_are_those_nothing_speaks_against(
    interview, sky, west, listener, statements
):
    worked_with = make_listener(west, name="Ada Before")
    assign(worked_with, sky, ends_on=date(2020, 1, 1))
    chosen = make_listener(west, name="Bea Chosen")
    assign(chosen, sky, "advocate")
    wish_for(interview, "advocate")
    make_listener(make_council("north", "North"))
    make_staff(Role.RETURN_INTERVIEWER, council=west, active=False)
    assert listening.possible_listeners(interview) == [chosen, listener]
    few = statements.during(lambda: listening.possible_listeners(interview))
    for _more in range(4):
        make_listener(west, name="Zoe More")
    assert statements.during(lambda: listening.possible_listeners(interview)) == few


def test_whoever_was_chosen_or_has_taken_it_on_is_not_replaced(interview, west, listener, keeper):
    other = make_listener(west)
    take_on(interview, listener, True, True)
    with pytest.raises(TakenOn):
        listening.ask_to_listen(interview, other, keeper)
    listening.give_back(interview, listener)
    offering.child_chose(interview, listener)
    with pytest.raises(TakenOn):
        listening.ask_to_listen(interview, other, keeper)


def test_what_waits_for_a_listener_is_listed_without_a_name_and_soonest_due_first(
    sky, west, listener, signed_in_as, clock, session
):
    first = make_return_interview(make_episode(sky, returned_at=clock()))
    clock.forward(hours=1)
    second = make_return_interview(make_episode(make_young_person(west), returned_at=clock()))
    no = {"answer": "declined"}
    make_return_interview(make_episode(make_young_person(west), returned_at=clock()), **no)
    north = make_young_person(make_council("north", "North"))
    make_return_interview(make_episode(north, returned_at=clock()))
    assert session.scalars(listening.without_a_listener(listener)).all() == [first, second]
    page = signed_in_as(listener).get("/interviews/listening").text
    assert f"/interviews/{first.id}/take-on" in page and "Sky" not in page


def test_a_listener_declares_takes_on_and_then_sees_who_it_is(
    interview, west, signed_in_as, session
):
    listener = make_staff(Role.RETURN_INTERVIEWER, council=west)
    visitor = signed_in_as(listener)
    address = f"/interviews/{interview.id}"
    assert visitor.get(address).status_code == 404
    yes = {"independent_of_home": "yes", "independent_of_authority": "yes"}
    assert visitor.post(f"{address}/take-on", data=yes).status_code == 422
    mine = {"employer": " Listening  Ears ", "provider_type": "youth_worker"}
    assert visitor.post("/interviews/listening/me", data={}).status_code == 422
    assert visitor.post("/interviews/listening/me", data=mine).status_code == 303
    assert listening.declaration_of(listener).employer == "Listening Ears"
    assert "Sky" not in visitor.get(f"{address}/take-on").text
    assert visitor.post(f"{address}/take-on", data={}).status_code == 422
    assert visitor.post(f"{address}/take-on", data=yes).status_code == 303
    assert "Sky" in visitor.get(address).text
    assert "Sky" in visitor.get(f"/interviews/episodes/{interview.episode_id}").text
    actions = [entry.action for entry in session.scalars(select(AuditEntry))]
    assert actions == ["employer_declared", "interview_taken_on"]


def test_a_conflict_is_refused_on_the_page_with_its_reason(interview, sky, listener, signed_in_as):
    assign(listener, sky, ends_on=date(2020, 1, 1))
    visitor = signed_in_as(listener)
    address = f"/interviews/{interview.id}/take-on"
    assert "You work with this young person, or have done." in visitor.get(address).text
    yes = {"independent_of_home": "yes", "independent_of_authority": "yes"}
    page = visitor.post(address, data=yes)
    assert page.status_code == 422
    assert "You work with this young person, or have done." in page.text
    assert interview.interviewer_id is None


def test_whoever_was_slower_is_told(interview, west, listener, signed_in_as):
    visitor = signed_in_as(make_listener(west))
    assert visitor.get(f"/interviews/{interview.id}/take-on").status_code == 200
    take_on(interview, listener, True, True)
    yes = {"independent_of_home": "yes", "independent_of_authority": "yes"}
    sent = visitor.post(f"/interviews/{interview.id}/take-on", data=yes)
    assert sent.headers["Location"] == "/interviews/listening"
    assert "A colleague was quicker" in visitor.get("/interviews/listening").text
    assert interview.interviewer_id == listener.id


def test_a_keeper_asks_somebody_and_writes_down_what_was_agreed(
    interview, listener, keeper, signed_in_as, clock
):
    visitor = signed_in_as(keeper)
    address = f"/interviews/{interview.id}"
    assert "Nia Okoro" in visitor.get(f"{address}/listener").text
    assert visitor.post(f"{address}/listener", data={"listener": "7"}).status_code == 422
    asked = visitor.post(f"{address}/listener", data={"listener": str(listener.id)})
    assert asked.status_code == 303
    assert "Asked, has not said yes yet" in visitor.get(address).text
    agreed = {
        "planned_at": "2026-07-16T15:00",
        "place": "cafe",
        "method": "in_person",
        "language": "ar",
        "with_friend": "y",
    }
    assert visitor.post(f"{address}/plan", data={**agreed, "place": "x"}).status_code == 422
    assert visitor.post(f"{address}/plan", data=agreed).status_code == 303
    assert (interview.place, interview.language, interview.with_friend) == ("cafe", "ar", True)
    assert interview.planned_at.hour == 14
    assert "In a café" in visitor.get(address).text


def test_a_worker_asks_nobody_and_plans_nothing(interview, worker, signed_in_as):
    visitor = signed_in_as(worker)
    for rest in ("listener", "plan", "take-on", "notes", "complete"):
        assert visitor.get(f"/interviews/{interview.id}/{rest}").status_code == 404
    assert visitor.post(f"/interviews/{interview.id}/give-back").status_code == 404


def test_why_not_says_nothing_of_a_stranger(interview, listener):
    assert why_not(listener, interview) == []
