"""The register and the pages on which episodes are written down."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.permissions import Role
from app.demo.factories import (
    assign,
    make_council,
    make_episode,
    make_return_interview,
    make_staff,
    make_young_person,
)
from app.interviews.afterwards import tell
from app.interviews.models import Episode, ReturnInterview
from app.interviews.offering import record_attempt

HOUR = timedelta(hours=1)
GONE = {
    "kind": "missing",
    "left_at": "2026-07-15T08:00",
    "reported_at": "2026-07-15T09:00",
    "reported_by": "carer",
    "went_from": "home",
    "risk": "high",
}


def new_of(young_person) -> str:
    return f"/interviews/episodes/new?person={young_person.id}"


def test_a_worker_writes_down_that_a_child_is_missing_and_is_back(
    sky, worker, signed_in_as, session
):
    visitor = signed_in_as(worker)
    assert "Sky" in visitor.get("/interviews/episodes/new").text
    assert visitor.post(new_of(sky), data=GONE).status_code == 303
    episode = session.scalars(select(Episode)).one()
    back = {"returned_at": "2026-07-15T10:15", "returned_how": "came_back"}
    address = f"/interviews/episodes/{episode.id}"
    assert visitor.post(f"{address}/return", data=back).status_code == 303
    assert f"/interviews/{episode.interview.id}" in visitor.get(address).text
    assert "Back: not offered yet" in visitor.get("/interviews/").text


def test_the_form_knows_where_they_live(sky, worker, signed_in_as):
    sky.home_type, sky.home_provider, sky.out_of_area = "childrens_home", "Oak Homes", True
    page = signed_in_as(worker).get(new_of(sky)).text
    assert 'value="childrens_home" selected' in page and "Oak Homes" in page
    assert 'name="out_of_area" value="y" checked' not in page  # No area is known.


def test_a_child_nobody_of_theirs_is_not_found(west, worker, signed_in_as):
    other = make_young_person(west)
    visitor = signed_in_as(worker)
    assert visitor.get(new_of(other)).status_code == 404
    assert visitor.post(new_of(other), data=GONE).status_code == 404
    theirs = make_episode(other)
    for rest in ("", "/edit", "/return"):
        assert visitor.get(f"/interviews/episodes/{theirs.id}{rest}").status_code == 404


def test_nobody_chosen_is_said(worker, signed_in_as):
    visitor = signed_in_as(worker)
    assert "Choose who is missing." in visitor.get("/interviews/episodes/new?person=").text
    assert visitor.post("/interviews/episodes/new", data=GONE).status_code == 422


WRONG = [
    {"kind": ""},
    {"left_at": "then"},
    {"left_at": ""},
    {"reported_by": ""},
    {"risk": "some"},
    {"left_at": "2026-07-15T23:00"},
    {"reported_at": "2026-07-15T07:00"},
    {"returned_at": "2026-07-15T07:00", "returned_how": "came_back"},
    {"returned_at": "2026-07-15T10:00"},
    {"returned_how": "came_back"},
    {"out_of_area": "y"},
    {"home_provider": "Oak\u202e"},
    {"reference": "x" * 61},
]


def test_what_is_wrong_is_asked_and_what_was_typed_stays(sky, worker, signed_in_as, session):
    visitor = signed_in_as(worker)
    for wrong in WRONG:
        typed = {**GONE, "living_in": "", **wrong}
        answer = visitor.post(new_of(sky), data=typed)
        assert answer.status_code == 422, wrong
        assert "field-errors" in answer.text
        assert f'value="{typed["left_at"]}"' in answer.text
    assert session.scalars(select(Episode)).all() == []


def test_an_overlap_is_asked_about_with_a_link_and_a_way_to_say_no(
    sky, worker, signed_in_as, session, clock
):
    there = make_episode(sky, clock() - 4 * HOUR, clock() - HOUR)
    visitor = signed_in_as(worker)
    over = {**GONE, "returned_at": "2026-07-15T10:00", "returned_how": "came_back"}
    page = visitor.post(new_of(sky), data=over)
    assert page.status_code == 422
    assert f'href="/interviews/episodes/{there.id}"' in page.text
    assert "Is this the same one?" in page.text and 'name="is_another"' in page.text
    assert visitor.post(new_of(sky), data={**over, "is_another": "y"}).status_code == 303


def test_one_still_open_is_closed_when_the_time_in_between_is_given(
    sky, worker, signed_in_as, session, clock
):
    there = make_episode(sky, clock() - 4 * HOUR)
    visitor = signed_in_as(worker)
    page = visitor.post(new_of(sky), data=GONE)
    assert page.status_code == 422 and 'name="between_at"' in page.text
    between = {"between_at": "2026-07-15T07:45", "between_how": ""}
    assert visitor.post(new_of(sky), data=GONE | between).status_code == 422
    between["between_how"] = "came_back"
    assert visitor.post(new_of(sky), data=GONE | between).status_code == 303
    assert there.returned_how == "came_back"


def test_the_hour_that_comes_twice_is_asked_about(sky, worker, signed_in_as, session, clock):
    clock.set(2026, 10, 25, 12)
    twice = {**GONE, "left_at": "2026-10-25T01:30", "reported_at": "2026-10-25T02:30"}
    visitor = signed_in_as(worker)
    page = visitor.post(new_of(sky), data=twice)
    assert page.status_code == 422
    assert "there were two 01:30" in page.text and 'value="2026-10-25T01:30"' in page.text
    assert visitor.post(new_of(sky), data={**twice, "left_at-which": "1"}).status_code == 303
    assert session.scalars(select(Episode.left_at)).one().hour == 1


def test_the_hour_that_never_was_is_asked_about(sky, worker, signed_in_as, session, clock):
    clock.set(2026, 3, 29, 12)
    never = {**GONE, "left_at": "2026-03-29T01:30", "reported_at": "2026-03-29T03:30"}
    visitor = signed_in_as(worker)
    page = visitor.post(new_of(sky), data=never)
    assert "there was no 01:30" in page.text
    assert "00:30, before the clocks went forward" in page.text
    assert visitor.post(new_of(sky), data={**never, "left_at-which": "0"}).status_code == 303


def test_a_return_a_colleague_wrote_down_first_is_shown_and_can_be_put_right(
    sky, worker, signed_in_as, session, clock
):
    episode = make_episode(sky, clock() - 4 * HOUR, clock() - 2 * HOUR)
    make_return_interview(episode)
    visitor = signed_in_as(worker)
    address = f"/interviews/episodes/{episode.id}/return"
    mine = {"returned_at": "2026-07-15T09:30", "returned_how": "found_by_carer"}
    page = visitor.post(address, data=mine)
    assert page.status_code == 409
    assert "08:30" in page.text and 'value="2026-07-15T09:30"' in page.text
    assert visitor.post(address, data={**mine, "correct": "yes"}).status_code == 303
    assert episode.returned_at == clock() - HOUR
    assert len(session.scalars(select(ReturnInterview)).all()) == 1


def test_an_episode_has_one_interview_however_often_it_is_opened(
    sky, worker, signed_in_as, session, clock
):
    episode = make_episode(sky)
    visitor, address = signed_in_as(worker), f"/interviews/episodes/{episode.id}"
    assert visitor.post(f"{address}/interview").headers["Location"] == f"{address}/return"
    episode.returned_at, episode.returned_how = clock(), "came_back"
    assert "Open the return interview" in visitor.get(address).text
    for _twice in range(2):
        opened = visitor.post(f"{address}/interview")
    interview = session.scalars(select(ReturnInterview)).one()
    assert opened.headers["Location"] == f"/interviews/{interview.id}"
    assert "has its interview already" in visitor.get(f"/interviews/{interview.id}").text


def test_what_is_written_can_be_changed(sky, worker, signed_in_as, clock):
    episode = make_episode(sky, clock() - 4 * HOUR, risk="low")
    visitor = signed_in_as(worker)
    page = visitor.get(f"/interviews/episodes/{episode.id}/edit").text
    assert 'value="low" selected' in page and 'value="2026-07-15T06:30"' in page
    changed = visitor.post(f"/interviews/episodes/{episode.id}/edit", data=GONE)
    assert changed.status_code == 303
    assert episode.risk == "high"


def test_the_page_says_plainly_that_they_have_no_account(sky, worker, signed_in_as):
    episode = make_episode(sky)
    page = signed_in_as(worker).get(f"/interviews/episodes/{episode.id}").text
    assert "They have no account here." in page


def test_three_times_in_a_month_says_to_check_the_local_procedure(sky, worker, signed_in_as, clock):
    for days in (20, 10):
        past = clock() - timedelta(days=days)
        make_episode(sky, past, past + HOUR)
    episode = make_episode(sky, clock() - HOUR)
    page = signed_in_as(worker).get(f"/interviews/episodes/{episode.id}").text
    assert "Check your local procedure" in page and "3 in 30 days, 3 in 90" in page


@pytest.fixture
def at_every_stage(west, clock):
    """A child at each stage, named for it; those who are back came back one hour apart."""
    held = {
        "held_at": clock() - HOUR,
        "child_took_part": True,
        "interviewer_name": "Nia",
        "method": "in_person",
    }
    said = {"offered_at": clock(), "answered_at": clock()}
    no = {**said, "answer": "declined"}
    today = clock().date()
    interviews = {
        "to_offer": {},
        "no_answer": {"offered_at": clock()},
        "to_hold": {**said, "answer": "accepted", **held, "child_took_part": False},
        "to_complete": {**said, "answer": "accepted", **held},
        "said_no": {**no, "ask_again_on": today + timedelta(days=1)},
        "ask_again": {**no, "ask_again_on": today, "form_completed_at": clock()},
        "done": {**said, "answer": "accepted", **held, "form_completed_at": clock()},
    }
    make_episode(make_young_person(west, known_as="child-missing"))
    for hours, (stage, values) in enumerate(interviews.items()):
        child = make_young_person(west, known_as=f"child-{stage}")
        episode = make_episode(child, returned_at=clock() - hours * HOUR)
        make_return_interview(episode, **values)


def test_what_waits_is_listed_soonest_due_first_and_what_is_done_is_not(
    at_every_stage, keeper, signed_in_as
):
    page = signed_in_as(keeper).get("/interviews/").text
    listed = [word.partition("<")[0] for word in page.split("<bdi>child-")[1:]]
    assert listed == [
        "missing",
        "ask_again",
        "said_no",
        "to_complete",
        "to_hold",
        "no_answer",
        "to_offer",
    ]


def test_each_stage_can_be_looked_at_alone(at_every_stage, keeper, signed_in_as):
    visitor = signed_in_as(keeper)
    for stage in ("missing", "to_offer", "no_answer", "to_hold", "to_complete", "said_no", "done"):
        page = visitor.get(f"/interviews/?stage={stage}").text
        assert page.count("<bdi>child-") == 1 and f"<bdi>child-{stage}<" in page


def test_what_is_late_is_red(sky, keeper, signed_in_as, clock):
    make_return_interview(make_episode(sky, returned_at=clock() - 80 * HOUR))
    page = signed_in_as(keeper).get("/interviews/").text
    assert "clock-late" in page and "8 hours late" in page


def test_a_council_can_be_looked_at_alone(sky, app, signed_in_as):
    make_episode(sky)
    make_episode(make_young_person(make_council("north", "North"), known_as="Norma"))
    visitor = signed_in_as(make_staff(Role.DUTY_WORKER))
    assert "Norma" in visitor.get("/interviews/").text
    page = visitor.get("/interviews/?council=west").text
    assert "<bdi>Sky" in page and "Norma" not in page
    for odd in ("x", "%00", "9" * 50):
        assert visitor.get(f"/interviews/?council={odd}&stage={odd}").status_code == 200


def test_a_keeper_of_one_council_sees_nothing_of_the_other(keeper, signed_in_as):
    make_episode(make_young_person(make_council("north", "North"), known_as="Norma"))
    assert "Norma" not in signed_in_as(keeper).get("/interviews/").text


def test_a_worker_whose_part_has_ended_finds_nothing(sky, worker, west, signed_in_as, clock):
    leaving = make_staff(Role.WORKER, council=west)
    assign(leaving, sky, ends_on=clock().date())
    episode = make_episode(sky)
    visitor = signed_in_as(leaving)
    assert visitor.get(f"/interviews/episodes/{episode.id}").status_code == 200
    clock.forward(days=1)
    visitor = signed_in_as(leaving)
    assert visitor.get(f"/interviews/episodes/{episode.id}").status_code == 404
    assert "Sky" not in visitor.get("/interviews/").text


def test_the_register_asks_the_database_as_often_for_many_as_for_few(
    sky, west, keeper, signed_in_as, statements, clock
):
    make_return_interview(make_episode(sky, returned_at=clock()))
    visitor = signed_in_as(keeper)
    few = statements.during(lambda: visitor.get("/interviews/"))
    for number in range(8):
        child = make_young_person(west, chosen_name=f"Child {number}")
        make_return_interview(make_episode(child, returned_at=clock()))
        make_episode(make_young_person(west))
    assert statements.during(lambda: visitor.get("/interviews/")) == few


@settings(max_examples=12)
@given(
    left_at=st.text(max_size=20) | st.datetimes().map(str),
    which=st.text(max_size=3),
    provider=st.text(max_size=130),
    kind=st.text(max_size=10) | st.just("missing"),
)
def test_nothing_typed_about_an_episode_breaks_it(
    sky, keeper, signed_in_as, left_at, which, provider, kind
):
    typed = {"left_at": left_at, "left_at-which": which, "home_provider": provider, "kind": kind}
    answer = signed_in_as(keeper).post(new_of(sky), data={**GONE, **typed})
    assert answer.status_code == 422 or (kind == "missing" and answer.status_code == 303)


INSIDE = {**GONE, "returned_at": "2026-07-15T09:20", "returned_how": "came_back"}


def test_one_that_lies_wholly_inside_another_is_not_kept_by_a_tick(
    sky, worker, signed_in_as, session, clock
):
    make_episode(sky, clock() - 4 * HOUR, clock() - HOUR)
    visitor = signed_in_as(worker)
    page = visitor.post(new_of(sky), data={**INSIDE, "is_another": "y"})
    assert page.status_code == 422 and "Which of the times is wrong?" in page.text
    assert "06:30 on Wednesday 15 July 2026 to 09:30" in page.text
    assert len(session.scalars(select(Episode)).all()) == 1


def test_the_area_they_lived_in_last_stands_there_with_its_tick(
    sky, worker, signed_in_as, session, clock
):
    sky.out_of_area = True
    make_episode(sky, clock() - 90 * HOUR, clock() - 80 * HOUR, out_of_area=True, living_in="Kent")
    session.commit()
    page = signed_in_as(worker).get(new_of(sky)).text
    assert 'value="Kent"' in page and 'name="out_of_area" value="y" checked' in page


def test_everything_that_is_wrong_is_said_at_once(sky, worker, signed_in_as, session):
    wrong = {**GONE, "risk": "", "left_at": "2026-07-15T23:00", "reported_at": "2026-07-15T07:00"}
    page = signed_in_as(worker).post(new_of(sky), data=wrong).text
    assert "Pick one." in page and "That is in the future" in page
    assert "That is before they went missing" in page


@pytest.fixture
def twice(sky, clock, session):
    """One time she was missing, written down twice."""
    first = make_episode(sky, clock() - 9 * HOUR, clock() - 3 * HOUR)
    second = make_episode(sky, clock() - 8 * HOUR, clock() - 4 * HOUR)
    make_return_interview(first)
    make_return_interview(second)
    session.commit()
    return first, second


def test_a_keeper_takes_one_that_was_written_down_twice_away(twice, keeper, signed_in_as, session):
    first, second = twice
    at = f"/interviews/episodes/{second.id}"
    visitor = signed_in_as(keeper)
    assert "Written down twice?" in visitor.get(at).text
    assert visitor.post(f"{at}/same-as/{first.id}").status_code == 303
    assert session.scalars(select(Episode)).all() == [first]
    assert len(session.scalars(select(ReturnInterview)).all()) == 1
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.action == "episode_duplicate_taken_away")
    ).one()
    assert entry.subject_id == first.id and "2026-07-15T01:30Z to 2026-07-15T05:30Z" in entry.note


def test_one_whose_interview_has_begun_stays_and_nobody_else_takes_one_away(
    twice, keeper, worker, signed_in_as, session
):
    first, second = twice
    at = f"/interviews/episodes/{second.id}/same-as/{first.id}"
    assert signed_in_as(worker).post(at).status_code == 404
    record_attempt(second.interview, "phone", "not_reached", worker)
    session.commit()
    page = signed_in_as(keeper).post(at, follow_redirects=True).text
    assert "Its interview has begun" in page
    assert len(session.scalars(select(Episode)).all()) == 2


def test_whom_another_area_has_to_tell_stands_there_until_it_is_done(
    sky, keeper, signed_in_as, session, clock
):
    away = make_episode(sky, clock() - 9 * HOUR, clock(), out_of_area=True, living_in="Kent")
    interview = make_return_interview(away)
    session.commit()
    visitor, at = signed_in_as(keeper), f"/interviews/{interview.id}"
    assert visitor.get(at).text.count("Still to be told") == 2
    tell(interview, "home_authority", clock().date(), "", keeper)
    session.commit()
    page = visitor.get(at).text
    assert page.count("Still to be told") == 1 and "Told on " in page
