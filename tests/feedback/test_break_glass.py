"""Break-glass: somebody on duty reads what was not sent to them, for a reason the child is told."""

import html
import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.core.audit import AuditEntry
from app.core.clock import now
from app.core.i18n import gettext, speaking
from app.core.jobs import Job
from app.core.languages import find
from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_statement, make_young_person
from app.people.break_glass import BreakGlass
from app.people.texts import OPENED_BECAUSE
from app.safeguarding.opening import hold_back, open_conversations, show_now
from app.safeguarding.services import raise_alert
from feedback.models import Message, Thread
from feedback.services import reply_to

WORDS = "I hide my letters under the floor."
WHY = "Your carer rang: you had not come home. I looked whether you had said where you were going."
MARKED = "In their own words, in English:"
SENT = {"reason": "missing", "why": WHY}


@pytest.fixture
def west(app):
    return make_council("west", "West")


@pytest.fixture
def sky(west):
    return make_young_person(west, "Sky")


@pytest.fixture
def worker(west, sky):
    worker = make_staff(Role.WORKER, council=west, display_name="Amina Yusuf")
    assign(worker, sky)
    return worker


@pytest.fixture
def thread(sky, worker):
    """What Sky told her social worker, and nobody else."""
    return make_statement(sky, WORDS, readers=("social_worker",))


@pytest.fixture
def duty(west):
    return make_staff(Role.DUTY_WORKER, council=west, display_name="Sam Colley")


@pytest.fixture
def manager(west):
    return make_staff(Role.TEAM_MANAGER, council=west, display_name="Grace Obilor")


@pytest.fixture
def reading(sky, duty, thread):
    """Sam has Sky's conversations open."""
    return open_conversations(sky, duty, "missing", WHY)


@pytest.fixture
def at_the_desk(duty, signed_in_as):
    return signed_in_as(duty)


def complain(sky, part: str) -> Thread:
    return make_statement(sky, "They shout.", form="sort_out_a_problem", about=(part,))


def readable(account) -> list[int]:
    from app.core.db import session

    return [thread.id for thread in session.scalars(Thread.visible_to(account)).unique()]


def mails(session) -> list[tuple[str, dict]]:
    rows = session.scalars(select(Job)).all()
    opened = [row for row in rows if row.payload["template"] == "conversations_opened"]
    return [(row.payload["to"], row.payload["facts"]) for row in opened]


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


class TestTheRule:
    def test_it_lets_read_for_an_hour_and_not_longer(self, thread, duty, sky, clock):
        assert readable(duty) == []
        open_conversations(sky, duty, "missing", WHY)
        assert readable(duty) == [thread.id]
        clock.forward(minutes=60)
        assert readable(duty) == []

    def test_it_lets_nobody_else_read(self, reading, west):
        assert readable(make_staff(Role.DUTY_WORKER, council=west)) == []

    def test_it_opens_no_other_young_persons_and_nothing_anonymous(
        self, reading, thread, duty, west
    ):
        make_statement(make_young_person(west, "Fox"), "Mine.")
        make_statement(None, "Nobody knows.")
        assert readable(duty) == [thread.id]

    def test_what_is_about_the_reader_stays_closed(self, sky, duty):
        assign(duty, sky, "advocate")
        about = complain(sky, "advocate")
        other = make_statement(sky, WORDS)
        open_conversations(sky, duty, "danger", WHY)
        assert about.id not in readable(duty)
        assert other.id in readable(duty)

    def test_without_the_role_it_lets_nobody_read_any_more(self, session, reading, duty):
        duty.grants[0].role = Role.WORKER
        session.flush()
        assert readable(duty) == []

    def test_it_is_for_reading_and_not_for_answering(self, reading, thread, at_the_desk):
        page = at_the_desk.get(f"/feedback/{thread.id}").text
        assert WORDS in page
        assert "Your reply" not in page
        answer = at_the_desk.post(f"/feedback/{thread.id}/replies", data={"words": "Hello"})
        assert answer.status_code == 404
        assert WORDS not in at_the_desk.get("/feedback/").text
        assert "Sky" not in at_the_desk.get("/feedback/").text

    def test_it_counts_for_nobody_as_having_been_read(
        self, session, reading, thread, worker, at_the_desk
    ):
        message = session.scalars(select(Message)).first()
        assert message is None
        at_the_desk.get(f"/feedback/{thread.id}")
        reply_to(thread, worker, "Thank you.")
        assert session.scalars(select(Message)).one().read_on is None


class TestAtTheDesk:
    @pytest.mark.postgresql
    def test_it_is_opened_with_a_reason_and_read_and_closed(
        self, session, sky, thread, duty, at_the_desk
    ):
        path = f"/safeguarding/opened/of/{sky.id}"
        assert "The young person reads this" in at_the_desk.get(path).text
        there = at_the_desk.post(path, data=SENT).location
        reading = session.scalars(select(BreakGlass)).one()
        assert there == f"/feedback/opened/{reading.id}"
        assert f"/feedback/{thread.id}" in at_the_desk.get(there).text
        assert WORDS in at_the_desk.get(f"/feedback/{thread.id}").text
        at_the_desk.post(f"/safeguarding/opened/{reading.id}/close")
        assert at_the_desk.get(f"/feedback/{thread.id}").status_code == 404
        assert "closed again" in at_the_desk.get(there).text
        actions = session.scalars(
            select(AuditEntry.action).where(AuditEntry.actor_id == duty.id).order_by("number")
        )
        assert list(actions) == ["glass_broken", "read", "glass_closed"]

    @pytest.mark.parametrize("left_out", [{"reason": ""}, {"why": ""}, {"why": "  \n "}])
    def test_a_reason_is_picked_and_written(self, session, sky, at_the_desk, left_out):
        answer = at_the_desk.post(f"/safeguarding/opened/of/{sky.id}", data={**SENT, **left_out})
        assert answer.status_code == 422
        assert "why" in left_out or WHY in answer.text
        assert session.scalars(select(BreakGlass)).all() == []

    def test_a_second_press_opens_nothing_twice(self, session, sky, at_the_desk):
        for _press in range(2):
            at_the_desk.post(f"/safeguarding/opened/of/{sky.id}", data=SENT)
        assert len(session.scalars(select(BreakGlass)).all()) == 1
        assert "You have them open" in at_the_desk.get(f"/safeguarding/opened/of/{sky.id}").text

    def test_the_reason_is_sealed(self, session, reading):
        assert WHY.encode() not in reading.why_sealed
        with pytest.raises(IntegrityError):
            session.add(
                BreakGlass(
                    account_name="x",
                    young_person_id=reading.young_person_id,
                    reason="other",
                    opened_at=now(),
                    ends_at=now(),
                    shown_from=now(),
                )
            )
            session.flush()
        session.rollback()

    def test_a_young_person_is_found_by_name_and_no_name_is_in_an_address(
        self, sky, west, at_the_desk
    ):
        make_young_person(make_council("north", "North"), known_as="Skyler")
        answer = at_the_desk.post("/safeguarding/opened/find", data={"name": "sk"})
        assert f"/safeguarding/opened/of/{sky.id}" in answer.text
        assert "Skyler" not in answer.text
        for name in ("s", "", "nobody"):
            answer = at_the_desk.post("/safeguarding/opened/find", data={"name": name})
            assert answer.status_code == 422

    def test_the_way_there_is_on_the_alert(self, sky, thread, at_the_desk):
        alert = raise_alert(
            "response", thread.response_id, level="red", source="reader", council_code="west"
        )
        page = at_the_desk.get(f"/safeguarding/{alert.id}").text
        assert f"/safeguarding/opened/of/{sky.id}" in page

    def test_another_councils_young_people_are_not_found(self, at_the_desk):
        fox = make_young_person(make_council("north", "North"), "Fox")
        path = f"/safeguarding/opened/of/{fox.id}"
        assert at_the_desk.get(path).status_code == 404
        assert at_the_desk.post(path, data=SENT).status_code == 404


class TestWhoIsTold:
    def test_the_second_contact_is_and_not_a_word_of_it(self, session, reading, west):
        [(to, facts)] = mails(session)
        assert to == west.second_contact_email
        url = f"http://localhost/safeguarding/opened/{reading.id}"
        assert facts == {"name": "Sam Colley", "url": url}

    def test_never_the_reader_alone_and_nobody_the_child_complained_about(
        self, session, app, sky, duty, manager, west
    ):
        assign(manager, sky, "team_manager")
        complain(sky, "team_manager")
        west.second_contact_email = manager.email
        open_conversations(sky, duty, "danger", WHY)
        west.second_contact_email = duty.email
        open_conversations(sky, duty, "danger", WHY)
        assert {to for to, _facts in mails(session)} == {app.config["DUTY_EMAIL"]}

    def test_a_manager_sees_who_when_and_why(self, reading, manager, signed_in_as):
        desk = signed_in_as(manager)
        assert "Sam Colley" in desk.get("/safeguarding/opened/").text
        assert WHY in words(desk.get(f"/safeguarding/opened/{reading.id}").text)

    def test_but_not_one_the_child_complained_about(self, sky, duty, manager, signed_in_as):
        assign(manager, sky, "team_manager")
        complain(sky, "team_manager")
        reading = open_conversations(sky, duty, "danger", WHY)
        desk = signed_in_as(manager)
        assert "Sam Colley" not in desk.get("/safeguarding/opened/").text
        assert desk.get(f"/safeguarding/opened/{reading.id}").status_code == 404

    def test_nor_one_they_complain_about_afterwards(self, sky, reading, manager, signed_in_as):
        assign(manager, sky, "team_manager")
        complain(sky, "team_manager")
        desk = signed_in_as(manager)
        assert desk.get(f"/safeguarding/opened/{reading.id}").status_code == 404


class TestWhatTheYoungPersonSees:
    def test_who_when_and_why_on_their_page_and_on_the_conversation(
        self, reading, thread, sky, at_the_desk, signed_in_as
    ):
        at_the_desk.get(f"/feedback/{thread.id}")
        phone = signed_in_as(sky.account)
        for path in ("/me", f"/messages/{thread.id}"):
            page = words(phone.get(path).text)
            assert "Sam Colley , Wednesday 15 July 2026" in page
            assert "They did not know where you were" in page
            assert WHY in page
            assert "in English" not in page

    def test_in_another_language_the_kind_of_reason_comes_first_and_their_own_words_are_marked(
        self, reading, thread, sky, at_the_desk, signed_in_as
    ):
        at_the_desk.get(f"/feedback/{thread.id}")
        phone = signed_in_as(sky.account)
        for path in ("/me", f"/messages/{thread.id}"):
            page = phone.get(f"{path}?lang=ar").text
            why = page.index(f'dir="auto" lang="en">{WHY}')
            with speaking(find("ar")):
                kind, marked = str(OPENED_BECAUSE["missing"]), gettext(MARKED)
            assert page.index(kind) < page.index(marked) < why

    def test_while_it_is_held_back_nothing_of_it_anywhere(
        self, thread, sky, duty, at_the_desk, signed_in_as, clock
    ):
        open_conversations(sky, duty, "danger", WHY, could_harm=True)
        at_the_desk.get(f"/feedback/{thread.id}")
        for path in ("/me", f"/messages/{thread.id}", "/messages/"):
            assert "Sam Colley" not in signed_in_as(sky.account).get(path).text
        clock.forward(hours=24)
        for path in ("/me", f"/messages/{thread.id}"):
            assert WHY in words(signed_in_as(sky.account).get(path).text)

    def test_only_somebody_else_holds_it_back_until_a_day(
        self, session, reading, manager, sky, signed_in_as, clock
    ):
        desk, path = signed_in_as(manager), f"/safeguarding/opened/{reading.id}/hold"
        sent = {"why": "Her uncle looks at her phone.", "until": "2026-07-20"}
        assert desk.post(path, data=sent).status_code == 302
        session.refresh(reading)
        assert "Grace Obilor" in desk.get(f"/safeguarding/opened/{reading.id}").text
        assert "Sam Colley" not in signed_in_as(sky.account).get("/me").text
        clock.set(2026, 7, 19, 23)
        assert "Sam Colley" in signed_in_as(sky.account).get("/me").text

    @pytest.mark.parametrize(
        "values",
        [
            {"why": ""},
            {"until": ""},
            {"until": "soon"},
            {"until": "2026-07-15"},
            {"until": "2025-07-20"},
            {"until": "2026-12-24"},
        ],
    )
    def test_it_needs_a_reason_and_a_day_that_is_near(
        self, session, reading, manager, signed_in_as, values
    ):
        sent = {"why": "Her uncle looks at her phone.", "until": "2026-07-20"}
        path = f"/safeguarding/opened/{reading.id}/hold"
        answer = signed_in_as(manager).post(path, data={**sent, **values})
        assert answer.status_code == 422
        assert all(not value or value in answer.text for value in {**sent, **values}.values())
        session.refresh(reading)
        assert reading.is_shown

    def test_nobody_decides_about_their_own_reading(self, session, sky, thread, west, signed_in_as):
        both = make_staff(Role.DUTY_WORKER, Role.TEAM_MANAGER, council=west)
        reading = open_conversations(sky, both, "danger", WHY)
        path = f"/safeguarding/opened/{reading.id}"
        sent = {"why": "I would rather not.", "until": "2026-07-20"}
        assert signed_in_as(both).post(f"{path}/hold", data=sent).status_code == 409
        reading.held_by_id, reading.held_by_name = both.id, "x"
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()

    def test_what_waits_can_be_shown_sooner(self, sky, duty, manager, signed_in_as):
        reading = open_conversations(sky, duty, "danger", WHY, could_harm=True)
        desk = signed_in_as(manager)
        assert "Show it to them now" in desk.get(f"/safeguarding/opened/{reading.id}").text
        desk.post(f"/safeguarding/opened/{reading.id}/show-now")
        assert "Sam Colley" in signed_in_as(sky.account).get("/me").text

    def test_it_can_be_held_back_again_when_the_day_has_come(self, reading, manager, clock):
        hold_back(reading, manager, "Her uncle.", date(2026, 7, 20))
        clock.forward(days=6)
        assert reading.is_shown
        hold_back(reading, manager, "Still her uncle.", date(2026, 7, 27))
        assert not reading.is_shown
        show_now(reading, manager)
        assert reading.is_shown
        assert reading.opened_at <= reading.shown_from <= now()
