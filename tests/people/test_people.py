"""Who works with whom, and that nobody else sees anything."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.clock import today
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.people import services
from app.people.models import Assignment, YoungPerson
from app.people.teams import workers_for

KIM = {
    "known_as": "Kim",
    "council_code": "west",
    "birth_month_number": "5",
    "birth_year": "2011",
    "care_status": "in_care",
    "separated": "y",
    "language": "ti",
}


@pytest.fixture
def council(app):
    return make_council("west")


@pytest.fixture
def worker(council):
    return make_staff(Role.WORKER, council=council, display_name="Sam Social")


@pytest.fixture
def manager(council):
    return make_staff(Role.TEAM_MANAGER, council=council, display_name="Mo Manager")


@pytest.fixture
def child(council):
    return make_young_person(council, known_as="Skylar")


def trail(session) -> list[str]:
    return [entry.action for entry in session.scalars(select(AuditEntry))]


def test_a_worker_sees_the_young_people_they_work_with(worker, child, council, signed_in_as):
    assign(worker, child)
    make_young_person(council, known_as="Somebody else")
    page = signed_in_as(worker).get("/people/").text
    assert "Skylar" in page and "Somebody else" not in page


def test_a_worker_whose_part_has_ended_finds_nothing(worker, child, signed_in_as, clock):
    assign(worker, child, ends_on=today())
    visitor = signed_in_as(worker)
    assert visitor.get(f"/people/{child.id}").status_code == 200
    clock.forward(days=1)
    visitor = signed_in_as(worker)
    assert visitor.get(f"/people/{child.id}").status_code == 404
    assert visitor.post(f"/people/{child.id}/join-code").status_code == 404
    assert "Skylar" not in visitor.get("/people/").text


def test_a_part_that_has_not_begun_opens_nothing(worker, child, signed_in_as):
    assign(worker, child, starts_on=today() + timedelta(days=1))
    assert signed_in_as(worker).get(f"/people/{child.id}").status_code == 404


def test_someone_elses_young_person_is_not_found(worker, child, signed_in_as):
    assert signed_in_as(worker).get(f"/people/{child.id}").status_code == 404
    assert signed_in_as(worker).get("/people/1").status_code == 404
    assert signed_in_as(worker).get(f"/people/{2**70}").status_code == 404


def test_a_manager_sees_their_own_council_only(manager, child, signed_in_as):
    north = make_young_person(make_council("north", "North"), known_as="Norma")
    visitor = signed_in_as(manager)
    page = visitor.get("/people/").text
    assert "Skylar" in page and "Norma" not in page
    assert visitor.get(f"/people/{north.id}").status_code == 404
    data = {"worker": str(manager.id), "part": "advocate", "starts_on": "2026-07-15"}
    assert visitor.post(f"/people/{north.id}/assignments", data=data).status_code == 404


def test_a_young_person_and_a_board_member_do_not_get_in(app, signed_in_as):
    for account in (make_young_person(chosen_name="Sky").account, make_staff(Role.BOARD_MEMBER)):
        assert signed_in_as(account).get("/people/").status_code == 404


def test_a_code_is_shown_once_with_a_link_in_their_language(worker, council, signed_in_as, session):
    child = make_young_person(council, language="ar")
    assign(worker, child)
    page = signed_in_as(worker).post(f"/people/{child.id}/join-code").text
    assert "<svg" in page and "?lang=ar" in page
    assert trail(session) == ["join_code_given"]
    assert "join/" not in signed_in_as(worker).get(f"/people/{child.id}").text


def test_a_worker_cannot_make_a_code_for_someone_who_has_an_account(
    worker, council, signed_in_as, session
):
    child = make_young_person(council, chosen_name="Sky")
    assign(worker, child)
    visitor = signed_in_as(worker)
    assert "Make a code" not in visitor.get(f"/people/{child.id}").text
    assert visitor.post(f"/people/{child.id}/join-code").status_code == 303
    assert trail(session) == []


def test_a_manager_adds_a_young_person(manager, signed_in_as, session):
    added = signed_in_as(manager).post("/people/new", data=KIM)
    assert added.status_code == 303
    kim = session.scalars(select(YoungPerson)).one()
    assert (kim.known_as, kim.birth_month, kim.separated) == ("Kim", date(2011, 5, 1), True)
    assert b"Kim" not in kim.known_as_sealed
    assert trail(session) == ["young_person_added"]


def test_where_they_live_is_written_down_and_changed(manager, worker, signed_in_as, session):
    visitor = signed_in_as(manager)
    home = {"home_type": "childrens_home", "home_provider": "Oak  Homes", "out_of_area": "y"}
    visitor.post("/people/new", data={**KIM, **home})
    kim = session.scalars(select(YoungPerson)).one()
    assert (kim.home_type, kim.home_provider, kim.out_of_area) == (
        "childrens_home",
        "Oak Homes",
        True,
    )
    page = visitor.get(f"/people/{kim.id}").text
    assert "Oak Homes" in page and "Out of area" in page
    assert visitor.post(f"/people/{kim.id}/home", data={"home_type": "tent"}).status_code == 422
    moved = {"home_type": "foster_home", "home_provider": ""}
    assert visitor.post(f"/people/{kim.id}/home", data=moved).status_code == 303
    assert (kim.home_type, kim.home_provider, kim.out_of_area) == ("foster_home", "", False)
    assert trail(session) == ["young_person_added", "home_changed"]
    assign(worker, kim)
    assert signed_in_as(worker).get(f"/people/{kim.id}/home").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"known_as": ""},
        {"known_as": "Ki\u202em"},
        {"known_as": "\u200c"},
        {"council_code": "north"},
        {"birth_month_number": "13"},
        {"birth_month_number": "²"},
        {"birth_year": "1899"},
        {"birth_year": "2026", "birth_month_number": "12"},
        {"birth_year": "99999999999"},
        {"care_status": "lost"},
        {"home_type": "tent"},
        {"home_provider": "x" * 121},
        {"language": "xx"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(manager, signed_in_as, session, wrong):
    make_council("north", "North")
    answer = signed_in_as(manager).post("/people/new", data={**KIM, **wrong})
    assert answer.status_code == 422
    assert session.scalars(select(YoungPerson)).all() == []


def test_a_worker_adds_nobody_and_changes_no_part(worker, child, signed_in_as):
    mine = assign(worker, child)
    visitor = signed_in_as(worker)
    assert visitor.get("/people/new").status_code == 404
    assert visitor.post("/people/new", data=KIM).status_code == 404
    data = {"worker": str(worker.id), "part": "advocate", "starts_on": "2026-07-15"}
    assert visitor.post(f"/people/{child.id}/assignments", data=data).status_code == 404
    assert visitor.post(f"/people/{child.id}/assignments/{mine.id}/end").status_code == 404


def test_giving_a_part_opens_the_young_persons_page(manager, worker, child, signed_in_as, session):
    data = {"worker": str(worker.id), "part": "social_worker", "starts_on": "2026-07-15"}
    visitor = signed_in_as(manager)
    for _twice in range(2):
        assert visitor.post(f"/people/{child.id}/assignments", data=data).status_code == 303
    assert [one.worker_id for one in services.case_team(child)] == [worker.id]
    assert signed_in_as(worker).get(f"/people/{child.id}").status_code == 200
    assert trail(session) == ["part_given"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"worker": ""},
        {"worker": "7"},
        {"part": "friend"},
        {"starts_on": "31/31/2026"},
        {"part": ""},
    ],
)
def test_a_part_needs_a_worker_a_name_and_a_day(manager, worker, child, signed_in_as, wrong):
    data = {"worker": str(worker.id), "part": "social_worker", "starts_on": "2026-07-15", **wrong}
    answer = signed_in_as(manager).post(f"/people/{child.id}/assignments", data=data)
    assert answer.status_code == 422
    assert services.case_team(child) == []


def test_only_those_who_work_with_young_people_of_this_council_are_offered(
    manager, child, signed_in_as
):
    make_staff(Role.WORKER, council=make_council("north", "North"), display_name="Nora North")
    make_staff(Role.BOARD_MEMBER, display_name="Bo Board")
    make_staff(Role.WORKER, display_name="Cleo Closed", active=False)
    make_staff(Role.WORKER, display_name="Una Universal")
    page = signed_in_as(manager).get(f"/people/{child.id}").text
    assert "Una Universal" in page
    assert not any(name in page for name in ("Nora North", "Bo Board", "Cleo Closed"))


@pytest.mark.parametrize(("when", "left"), [("today", True), ("at_once", False)])
def test_a_part_ends_tonight_or_now(manager, worker, child, signed_in_as, session, when, left):
    part = assign(worker, child, starts_on=date(2026, 1, 5))
    ended = signed_in_as(manager).post(
        f"/people/{child.id}/assignments/{part.id}/end", data={"when": when, "sure": "yes"}
    )
    assert ended.status_code == 303
    found = signed_in_as(worker).get(f"/people/{child.id}").status_code
    assert found == (200 if left else 404)
    assert trail(session) == ["part_ended"]


def test_a_part_that_began_today_can_end_now(manager, worker, child, signed_in_as, session):
    part = assign(worker, child)
    signed_in_as(manager).post(
        f"/people/{child.id}/assignments/{part.id}/end", data={"when": "at_once", "sure": "yes"}
    )
    assert session.scalars(select(Assignment)).all() == []
    assert signed_in_as(worker).get(f"/people/{child.id}").status_code == 404


def test_nobody_ends_a_part_of_their_own(manager, child, signed_in_as, session):
    part = assign(manager, child, "team_manager", starts_on=date(2026, 1, 5))
    address = f"/people/{child.id}/assignments/{part.id}/end"
    data = {"when": "at_once", "sure": "yes"}
    assert signed_in_as(manager).post(address, data=data).status_code == 403
    assert address not in signed_in_as(manager).get(f"/people/{child.id}").text
    assert part.ends_on is None and trail(session) == []


def test_a_part_in_another_life_cannot_be_ended_from_here(manager, worker, child, signed_in_as):
    other = assign(worker, make_young_person(make_council("north", "North")))
    answer = signed_in_as(manager).post(f"/people/{child.id}/assignments/{other.id}/end")
    assert answer.status_code == 404


def test_parts_past_and_to_come_are_shown_apart_from_those_now(
    manager, worker, child, signed_in_as
):
    before = make_staff(Role.WORKER, display_name="Bea Before")
    closed = make_staff(Role.WORKER, display_name="Cleo Closed", active=False)
    assign(worker, child)
    assign(before, child, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    assign(closed, child)
    assert [one.worker_id for one in services.case_team(child)] == [worker.id]
    page = signed_in_as(manager).get(f"/people/{child.id}").text
    now, past = page.partition("Give someone a part")[0], page.partition("<table")[2]
    assert "Sam Social" in now and "Bea Before" not in now
    assert "Bea Before" in past and "Cleo Closed" in past and "Sam Social" not in past


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    worker, council, child, signed_in_as, statements
):
    assign(worker, child)
    visitor = signed_in_as(worker)
    few = statements.during(lambda: visitor.get("/people/"))
    for number in range(20):
        other = make_young_person(council, chosen_name=f"Name {number}")
        assign(worker, other)
        assign(make_staff(Role.WORKER, council=council), other, "personal_adviser")
    assert statements.during(lambda: visitor.get("/people/")) == few


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    manager, worker, council, child, signed_in_as, statements
):
    assign(worker, child)
    assign(worker, child, starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1))
    visitor = signed_in_as(manager)
    few = statements.during(lambda: visitor.get(f"/people/{child.id}"))
    for _more in range(10):
        another = make_staff(Role.WORKER, council=council)
        assign(another, child, "advocate")
        assign(another, child, starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1))
    assert statements.during(lambda: visitor.get(f"/people/{child.id}")) == few


def test_a_long_list_comes_in_pages(manager, council, signed_in_as):
    for number in range(51):
        make_young_person(council, known_as=f"Child {number:02}")
    visitor = signed_in_as(manager)
    first, second = visitor.get("/people/").text, visitor.get("/people/?page=2").text
    assert "Child 49" in first and "Child 50" not in first and "Child 50" in second
    for odd in ("0", "-1", "999", "x", "9" * 30):
        assert visitor.get("/people/", query_string={"page": odd}).status_code == 200


@given(
    known_as=st.text(max_size=130),
    month=st.text(max_size=5),
    year=st.text(max_size=8),
    language=st.text(max_size=8),
)
def test_nothing_typed_about_a_young_person_breaks_it(
    app, signed_in_as, known_as, month, year, language
):
    manager = make_staff(Role.TEAM_MANAGER, council=make_council("west"))
    data = {**KIM, "known_as": known_as, "birth_month_number": month, "birth_year": year}
    answer = signed_in_as(manager).post("/people/new", data={**data, "language": language})
    assert answer.status_code == 422


@given(worker=st.text(max_size=25), part=st.text(max_size=10), starts_on=st.text(max_size=12))
def test_nothing_typed_about_a_part_breaks_it(app, signed_in_as, worker, part, starts_on):
    manager = make_staff(Role.TEAM_MANAGER)
    child = make_young_person()
    data = {"worker": worker, "part": part, "starts_on": starts_on}
    answer = signed_in_as(manager).post(f"/people/{child.id}/assignments", data=data)
    assert answer.status_code == 422


def test_whether_somebody_is_disabled_is_said_by_whoever_keeps_the_record_and_seen_by_the_child(
    manager, worker, child, signed_in_as, session
):
    visitor, address = signed_in_as(manager), f"/people/{child.id}/support"
    assert child.disabled is None and "Nobody has said" in visitor.get(address).text
    assert visitor.post(address, data={"disabled": "maybe"}).status_code == 422
    assert visitor.post(address, data={"disabled": "yes"}).status_code == 303
    assert child.disabled is True
    visitor.post(address, data={"disabled": ""})
    assert child.disabled is None
    assign(worker, child)
    assert signed_in_as(worker).get(address).status_code == 404


def test_a_young_person_reads_what_is_written_of_them(council, signed_in_as, session):
    sky = make_young_person(council, chosen_name="Sky")
    assert "What is written about me" not in signed_in_as(sky.account).get("/me").text
    sky.disabled = True
    session.commit()
    page = signed_in_as(sky.account).get("/me").text
    assert "you are disabled or need more help" in page and "Tell your worker" in page


def test_the_list_is_searched_by_name_and_no_name_stands_in_an_address(session, signed_in_as):
    west = make_council("west", "West")
    admin = make_staff(Role.ADMINISTRATOR, council=west)
    for name in ("Zuri", "Sky", "Skyla"):
        make_young_person(west, known_as=name)
    session.commit()
    office = signed_in_as(admin)
    found = office.post("/people/search", data={"name": "sky"}).text
    assert "<bdi>Sky</bdi>" in found and "<bdi>Skyla</bdi>" in found and "Zuri" not in found
    assert (
        "Nobody in your list is called that."
        in office.post("/people/search", data={"name": "Nobody"}).text
    )
    assert 'method="post" action="/people/search"' in office.get("/people/").text


def test_only_those_who_work_with_young_people_are_offered_a_part(session):
    west = make_council("west", "West")
    make_staff(Role.ADMINISTRATOR, council=west, display_name="Jo Admin")
    worker = make_staff(Role.WORKER, council=west, display_name="Leah Okafor")
    assert list(workers_for("west")) == [worker]


def test_ending_a_part_at_once_asks_again(session, signed_in_as):
    west = make_council("west", "West")
    child = make_young_person(west)
    part = assign(make_staff(Role.WORKER, council=west), child)
    session.commit()
    office = signed_in_as(make_staff(Role.ADMINISTRATOR, council=west))
    address = f"/people/{child.id}/assignments/{part.id}/end"
    asked = office.post(address, data={"when": "at_once"}).text
    assert "End this part now?" in asked and part.ends_on is None
    office.post(address, data={"when": "at_once", "sure": "yes"})
    assert "Nobody yet" in office.get(f"/people/{child.id}").text
