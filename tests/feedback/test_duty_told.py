"""What a young person sees of the duty team after their own tap, and what no page says."""

import html

import pytest
from sqlalchemy import select

from app.core.permissions import Role
from app.demo.factories import assign, make_council, make_staff, make_young_person
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge, record_outcome
from feedback.models import Thread
from feedback.services import say_whether_sorted, worry_about
from tests.talking import hidden

FORM = "where_i_live"
WORDS = {"what_happened": "They never ring back."}
TOLD = "The duty team was told"


@pytest.fixture
def fox(app):
    """A young person whose social worker is Amina Yusuf."""
    west = make_council("west", "West")
    fox = make_young_person(west, "Fox")
    assign(make_staff(Role.WORKER, council=west, display_name="Amina Yusuf"), fox)
    return fox


def send(visitor, form=FORM, how="anonymous", **answers) -> str:
    """Send this form with these answers; the page that says so."""
    visitor.post(f"/tell/{form}/", data={"how": how})
    for key, value in answers.items():
        visitor.post(f"/tell/{form}/{key}", data={"answer": value, "do": "next"})
    check = f"/tell/{form}/check"
    data = {"answers": hidden(visitor.get(check).text, "answers")}
    return html.unescape(visitor.post(check, data=data, follow_redirects=True).text)


@pytest.fixture
def thread_page(session):
    """The page of the one conversation there is."""

    def of(visitor) -> str:
        thread = session.scalars(select(Thread)).unique().one()
        return html.unescape(visitor.get(f"/messages/{thread.id}").text)

    return of


def test_a_tap_that_home_is_not_safe_says_that_the_duty_team_was_told(
    fox, signed_in_as, thread_page, clock
):
    clock.set(2026, 7, 15, 12)
    visitor = signed_in_as(fox.account)
    for page in (send(visitor, how="by_name", safe="no"), thread_page(visitor)):
        assert TOLD in page
        assert "look at it by" in page and "16 July 2026" in page
        assert "tel:999" in page and "tel:08001111" in page


def test_who_reads_it_names_the_duty_team_after_that_tap(fox, signed_in_as):
    page = send(signed_in_as(fox.account), how="by_name", safe="no")
    assert "The duty team" in page.split("Who reads it")[1].split("</ul>")[0]


def test_words_that_led_to_an_alert_are_not_spoken_of_but_everybody_is_shown_whom_to_call(
    client, session
):
    page = send(client, what_makes_unsafe="he hit me", safe="not_sure")
    assert session.scalars(select(Alert)).one().source == "cue"
    assert TOLD not in page and "The duty team" not in page
    assert "If you want to talk to someone now" in page and "tel:08001111" in page


def test_the_same_is_shown_when_nothing_was_found(client, session):
    page = send(client, good_things="food", safe="yes")
    assert session.scalars(select(Alert)).all() == []
    assert "If you want to talk to someone now" in page and TOLD not in page


def test_the_thread_of_something_urgent_says_what_the_duty_desk_does(
    fox, signed_in_as, thread_page, session, clock
):
    clock.set(2026, 7, 19, 19)
    visitor = signed_in_as(fox.account)
    visitor.post("/tell/not_safe/now", data={"how": "by_name"})
    page = thread_page(visitor)
    assert "The duty team looks at it on" in page
    assert "20 July 2026" in page and "Someone answers by" not in page
    acknowledge(session.scalars(select(Alert)).one(), make_staff(Role.DUTY_WORKER))
    assert "Somebody on the duty team has it now." in thread_page(visitor)


def one_thread(session) -> Thread:
    return session.scalars(select(Thread)).unique().one()


def test_what_a_reader_raised_after_theirs_was_closed_is_not_said_to_be_theirs(
    fox, signed_in_as, thread_page, session, clock
):
    clock.set(2026, 7, 19, 19)
    visitor, duty = signed_in_as(fox.account), make_staff(Role.DUTY_WORKER)
    visitor.post("/tell/not_safe/now", data={"how": "by_name"})
    record_outcome(session.scalars(select(Alert)).one(), duty, "reassured", "We rang.", True)
    worry_about(one_thread(session), duty)
    session.commit()
    assert len(session.scalars(select(Alert)).all()) == 2
    assert "The duty team looks at it" not in thread_page(visitor)


def test_after_theirs_was_closed_they_can_tell_the_duty_team_again(
    fox, signed_in_as, thread_page, session, clock
):
    clock.set(2026, 7, 19, 19)
    visitor, duty = signed_in_as(fox.account), make_staff(Role.DUTY_WORKER)
    visitor.post("/tell/not_safe/now", data={"how": "by_name"})
    record_outcome(session.scalars(select(Alert)).one(), duty, "reassured", "We rang.", True)
    session.commit()
    assert "The duty team looks at it" not in thread_page(visitor)
    say_whether_sorted(one_thread(session), "no")
    session.commit()
    assert "The duty team looks at it" in thread_page(visitor)


@pytest.mark.parametrize("words", [{}, {"what_makes_unsafe": "he hit me"}])
def test_their_tap_stays_theirs_whatever_else_is_found_and_when_it_grows(
    fox, signed_in_as, thread_page, session, words
):
    visitor = signed_in_as(fox.account)
    send(visitor, how="by_name", safe="no", **words)
    worry_about(one_thread(session), make_staff(Role.DUTY_WORKER))
    session.commit()
    assert session.scalars(select(Alert)).one().level == "red"
    assert TOLD in thread_page(visitor)


def test_a_duty_team_that_is_late_says_so(fox, signed_in_as, thread_page, clock):
    clock.set(2026, 7, 15, 12)
    visitor = signed_in_as(fox.account)
    visitor.post("/tell/not_safe/now", data={"how": "by_name"})
    clock.forward(minutes=70)
    assert "The duty team is late, and we are sorry." in thread_page(signed_in_as(fox.account))


def test_somebody_complained_about_is_named_as_one_who_does_not_read_it(
    fox, signed_in_as, thread_page
):
    visitor = signed_in_as(fox.account)
    form = "sort_out_a_problem"
    visitor.post(f"/tell/{form}/", data={"how": "by_name"})
    visitor.post(f"/tell/{form}/about_worker", data={"answer": "social_worker", "do": "next"})
    never = "<bdi>Amina Yusuf</bdi> will not read this."
    assert never in visitor.get(f"/tell/{form}/check").text
    assert never in send(visitor, form, "by_name", about_worker="social_worker", **WORDS)
    assert never in thread_page(visitor)


def test_a_team_complained_about_is_named_and_nobody_on_it(fox, signed_in_as):
    make_staff(
        Role.PARTICIPATION_OFFICER, council=make_council("west", "West"), display_name="Ola Smith"
    )
    visitor = signed_in_as(fox.account)
    page = send(visitor, "sort_out_a_problem", "by_name", about_worker="participation", **WORDS)
    assert "<bdi>The participation team</bdi> will not read this." in page
    assert "Ola Smith" not in page
