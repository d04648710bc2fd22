"""Asking to join a group, and the answer."""

import pytest
from sqlalchemy import select

from app.core import audit
from app.core.jobs import run_worker
from app.demo.factories import make_young_person
from app.groups import joining
from app.groups.member_models import JoinRequest, Member
from app.safeguarding.models import Alert
from tests.groups.grouping import make_group
from tests.whole_app.test_pages import faults_of

WORDS = "I like to draw and I am shy."


def ask(world, words=WORDS, person=None):
    return joining.ask_to_join(world.group, person or world.child, words, "en")


def requests(session):
    return session.scalars(select(JoinRequest)).unique().all()


def test_one_tap_is_enough(world, session, signed_in_as):
    visitor = signed_in_as(world.child.account)
    assert visitor.get(f"/groups/{world.group.slug}/ask").status_code == 200
    assert visitor.post(f"/groups/{world.group.slug}/ask").location == "/groups/mine/"
    [request] = requests(session)
    assert (request.state, request.words) == ("waiting", None)
    assert request.due_on.isoformat() == "2026-03-05"
    page = visitor.get("/groups/mine/").text
    assert "You have an answer by" in page and faults_of(page) == []


def test_without_an_account_they_are_told_whom_to_ask_and_leave_nothing(world, session, client):
    page = client.get(f"/groups/{world.group.slug}/ask").text
    assert "Tell your worker that you want to join" in page and "<textarea" not in page
    sent = client.post(f"/groups/{world.group.slug}/ask", data={"words": WORDS})
    assert sent.status_code == 403 and WORDS in sent.text
    assert requests(session) == []


def test_the_page_says_by_when_and_what_cannot_be_kept_secret(world, session, signed_in_as):
    visitor, path = signed_in_as(world.child.account), f"/groups/{world.group.slug}/ask"
    page = visitor.get(path).text
    assert "You have an answer by Thursday 5 March 2026." in page
    assert "we have to tell the duty team" in page and "Nobody else" not in page
    ask(world)
    again = visitor.get(path).text
    assert "You asked to join." in again and faults_of(again) == []


def test_the_page_asks_nothing_of_who_is_in_it_or_when_the_group_is_full(
    world, member, session, signed_in_as
):
    path = f"/groups/{world.group.slug}/ask"
    assert signed_in_as(world.child.account).get(path).location == "/groups/mine/"
    world.group.joining = "full"
    session.commit()
    page = signed_in_as(world.other.account).get(path).text
    assert "Full just now" in page and "<textarea" not in page and faults_of(page) == []


def test_asking_twice_is_asking_once(world, session, signed_in_as):
    visitor = signed_in_as(world.child.account)
    for words in ("", "Please!"):
        visitor.post(f"/groups/{world.group.slug}/ask", data={"words": words})
    assert len(requests(session)) == 1


def test_what_is_written_the_second_time_is_kept_read_and_looked_through(
    world, session, signed_in_as
):
    visitor = signed_in_as(world.child.account)
    for words in ("I like to draw.", "My carer hits me.", "My carer hits me."):
        visitor.post(f"/groups/{world.group.slug}/ask", data={"words": words})
    [request] = requests(session)
    assert request.words == "I like to draw.\n\nMy carer hits me."
    [alert] = session.scalars(select(Alert))
    assert (alert.subject_id, alert.level) == (request.id, "red")
    signed_in_as(world.officer).get(f"/groups/desk/requests/{request.id}")
    page = visitor.get("/groups/mine/").text
    assert "I like to draw." in page and "Priya Nair" in page and faults_of(page) == []


def test_there_is_an_end_to_adding(world, session, signed_in_as):
    visitor = signed_in_as(world.child.account)
    answers = [
        visitor.post(f"/groups/{world.group.slug}/ask", data={"words": f"{number} " * 290})
        for number in range(7)
    ]
    assert [one.status_code for one in answers[:5]] == [303] * 5
    assert answers[-1].status_code == 409 and "6 6 6" in answers[-1].text


@pytest.mark.parametrize("state", ["full", "ended"])
def test_a_group_that_takes_nobody_says_so_and_nothing_typed_is_lost(
    world, session, signed_in_as, state
):
    world.group.joining = state
    answer = signed_in_as(world.child.account).post(
        f"/groups/{world.group.slug}/ask", data={"words": WORDS}
    )
    assert answer.status_code == 409 and WORDS in answer.text
    assert requests(session) == []


def test_who_is_in_it_does_not_ask(world, member, session, signed_in_as):
    visitor = signed_in_as(world.child.account)
    assert visitor.post(f"/groups/{world.group.slug}/ask").location == "/groups/mine/"
    assert requests(session) == []


def test_a_group_of_another_council_is_not_there(world, session, signed_in_as):
    visitor = signed_in_as(world.northerner.account)
    assert visitor.get(f"/groups/{world.group.slug}").status_code == 404
    assert visitor.post(f"/groups/{world.group.slug}/ask").status_code == 404
    assert world.group.title not in visitor.get("/groups/").text
    assert visitor.get(f"/groups/{world.trust.slug}").status_code == 200


def test_what_is_too_long_is_refused_and_not_lost(world, session, signed_in_as):
    words = "a" * 601
    answer = signed_in_as(world.child.account).post(
        f"/groups/{world.group.slug}/ask", data={"words": words}
    )
    assert answer.status_code == 422 and words in answer.text and requests(session) == []


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u202eevil\x07", "=1+1", "%(x)s"])
def test_hostile_words_are_kept_as_they_are_and_shown_as_words(world, session, signed_in_as, words):
    signed_in_as(world.child.account).post(f"/groups/{world.group.slug}/ask", data={"words": words})
    [request] = requests(session)
    assert request.words == words
    page = signed_in_as(world.officer).get(f"/groups/desk/requests/{request.id}")
    assert page.status_code == 200 and "<script>alert" not in page.text


def test_a_worry_goes_to_the_duty_desk(world, session):
    request = ask(world, "My carer hits me so I want to come.")
    [alert] = session.scalars(select(Alert))
    assert (alert.subject_kind, alert.subject_id, alert.level) == (
        joining.SUBJECT, request.id, "red",
    )  # fmt: skip


def test_the_words_are_sealed_and_their_reading_is_on_the_trail(world, session, signed_in_as):
    request = ask(world)
    assert WORDS.encode() not in request.words_sealed
    page = signed_in_as(world.officer).get(f"/groups/desk/requests/{request.id}").text
    assert WORDS in page and faults_of(page) == []
    [entry] = audit.readings([(joining.SUBJECT, request.id)])
    assert entry.actor_id == world.officer.id


# The answer


def answer(visitor, request, **data):
    return visitor.post(f"/groups/desk/requests/{request.id}/answer", data=data)


def test_welcome_lets_them_in_and_they_read_it(world, session, signed_in_as):
    request = ask(world)
    sent = answer(signed_in_as(world.officer), request, state="welcome", because="See you!")
    assert sent.status_code == 303
    assert joining.membership(world.group, world.child) is not None
    page = signed_in_as(world.child.account).get("/groups/mine/").text
    assert "Yes, welcome!" in page and "See you!" in page


@pytest.mark.parametrize("state", ["not_this_one", "another_one"])
def test_a_no_comes_with_a_reason(world, session, signed_in_as, state):
    request = ask(world)
    sent = answer(signed_in_as(world.officer), request, state=state, other=world.trust.id)
    assert sent.status_code == 422 and "Say why: they read it." in sent.text
    session.refresh(request)
    assert request.state == "waiting"


def test_another_one_is_named(world, session, signed_in_as):
    request = ask(world)
    visitor = signed_in_as(world.officer)
    assert answer(visitor, request, state="another_one", because="Older.").status_code == 422
    sent = answer(
        visitor, request, state="another_one", because="You are older.", other=world.trust.id
    )
    assert sent.status_code == 303
    page = signed_in_as(world.child.account).get("/groups/mine/").text
    assert world.trust.slug in page and "You are older." in page


def test_a_group_of_the_north_cannot_be_named_to_a_child_of_the_west(world, session, signed_in_as):
    request, far = ask(world), make_group("north", world.northern, title="Far away")
    sent = answer(
        signed_in_as(world.officer), request, state="another_one", because="x", other=far.id
    )
    assert sent.status_code == 422


def test_it_is_answered_once(world, session, signed_in_as):
    request, visitor = ask(world), signed_in_as(world.officer)
    answer(visitor, request, state="welcome")
    answer(visitor, request, state="not_this_one", because="No room.")
    session.refresh(request)
    assert request.state == "welcome"
    assert len(session.scalars(select(Member)).unique().all()) == 1


def test_an_officer_of_the_north_sees_none_of_it(world, session, signed_in_as):
    request, visitor = ask(world), signed_in_as(world.northern)
    assert visitor.get(f"/groups/desk/requests/{request.id}").status_code == 404
    assert answer(visitor, request, state="welcome").status_code == 404
    assert "Zuri" not in visitor.get("/groups/desk/").text


def test_of_the_trusts_group_each_officer_sees_their_own_councils_children(
    world, session, signed_in_as
):
    mine = joining.ask_to_join(world.trust, world.child, "", "en")
    theirs = joining.ask_to_join(world.trust, world.northerner, "", "en")
    visitor = signed_in_as(world.officer)
    page = visitor.get(f"/groups/desk/{world.trust.id}").text
    assert f"/requests/{mine.id}" in page and f"/requests/{theirs.id}" not in page
    assert visitor.get(f"/groups/desk/{world.trust.id}/edit").status_code == 404


def test_it_can_be_taken_back_and_asked_again(world, session, signed_in_as):
    request, visitor = ask(world), signed_in_as(world.child.account)
    assert visitor.post(f"/groups/mine/requests/{request.id}/withdraw").status_code == 303
    session.refresh(request)
    assert request.state == "withdrawn"
    assert ask(world).id != request.id


def test_nobody_takes_back_what_somebody_else_asked(world, session, signed_in_as):
    request = ask(world)
    visitor = signed_in_as(world.other.account)
    assert visitor.post(f"/groups/mine/requests/{request.id}/withdraw").status_code == 404


# Late


def test_an_officer_is_reminded_once_when_nobody_answered(world, session, app, clock, tmp_path):
    request = ask(world)
    clock.set(2026, 3, 5, 9)
    assert joining.remind() == 0
    clock.set(2026, 3, 6, 9)
    assert (joining.remind(), joining.remind()) == (1, 0)
    session.commit()
    run_worker(app, once=True)
    mails = [file.read_text() for file in (tmp_path / "mail").glob("*.eml")]
    assert len(mails) == 2  # the officer of the west, and the one of both councils
    assert all(f"/groups/desk/requests/{request.id}" in mail for mail in mails)
    assert not any("Zuri" in mail or WORDS in mail for mail in mails)


def test_the_young_person_reads_that_we_are_late(world, session, signed_in_as, clock):
    ask(world)
    clock.set(2026, 3, 6, 9)
    assert (
        "We are late with an answer" in signed_in_as(world.child.account).get("/groups/mine/").text
    )


def test_the_desk_asks_as_much_for_many_as_for_one(world, session, signed_in_as, statements):
    visitor = signed_in_as(world.officer)
    ask(world)
    one = statements.during(lambda: visitor.get("/groups/desk/"))
    for number in range(6):
        ask(world, person=make_young_person(world.west, f"Child {number}"))
        make_group("west", world.officer, title=f"Group {number}")
    session.commit()
    assert statements.during(lambda: visitor.get("/groups/desk/")) == one


# Those who asked their worker


def find(visitor, group, name):
    return visitor.post(f"/groups/desk/{group.id}/members/new/find", data={"name": name})


def let_in(visitor, group, name, person):
    data = {"name": name, "person": person.id}
    return visitor.post(f"/groups/desk/{group.id}/members/new", data=data)


def test_an_officer_lets_in_somebody_without_an_account(world, session, signed_in_as):
    person, visitor = (
        make_young_person(world.west, known_as="Élodie Marsh"),
        signed_in_as(world.officer),
    )
    page = find(visitor, world.group, "marsh")
    assert "Élodie Marsh" in page.text and faults_of(page.text) == []
    assert let_in(visitor, world.group, "marsh", person).status_code == 303
    assert joining.membership(world.group, person) is not None
    assert let_in(visitor, world.group, "marsh", person).status_code == 409


def test_who_is_let_in_so_has_the_answer_to_what_they_asked(world, session, signed_in_as):
    request = ask(world)
    let_in(signed_in_as(world.officer), world.group, "zuri", world.child)
    session.refresh(request)
    assert request.state == "welcome"


def test_nobody_of_another_council_is_found_or_let_in(world, session, signed_in_as):
    visitor = signed_in_as(world.officer)
    for group in (world.group, world.trust):
        assert "Nobody of that name" in find(visitor, group, "Wren").text
        assert let_in(visitor, group, "Wren", world.northerner).status_code == 422
    everywhere = signed_in_as(world.everywhere)
    assert "Nobody of that name" in find(everywhere, world.group, "Wren").text
    assert find(signed_in_as(world.northern), world.group, "Zuri").status_code == 404


@pytest.mark.parametrize("name", ["", " ", "a", "\u202e\u202e", "%", "x" * 61])
def test_a_name_that_is_none_finds_nobody(world, session, signed_in_as, name):
    answer = find(signed_in_as(world.officer), world.group, name)
    assert answer.status_code in (200, 422) and "Let them in" not in answer.text
