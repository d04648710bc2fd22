"""T9: a tablet without a signal sends what it kept later: once, and with an honest time."""

import json

import pytest
from sqlalchemy import func, select

from app.core.jobs import Job
from app.interviews.conduct_forms import HeldForm
from app.interviews.models import Sending
from app.safeguarding.models import Alert
from surveys.changing_drafts import mark_sent
from surveys.models import Answer
from tests.interviews.talk.test_conducting import HELD

WORDS = "It was loud there."
ANSWERS = {"before-answer": WORDS, "push_factors-answer": ["push_rules", "push_bored"]}
JSON = {"Accept": "application/json"}


@pytest.fixture
def tablet(listener, taken_on, signed_in_as):
    return signed_in_as(listener)


@pytest.fixture
def at(tablet, taken_on):
    """The page with all questions."""
    tablet.post(f"/interviews/{taken_on.id}/talk/", data={"language": "en", "do": "all"})
    return f"/interviews/{taken_on.id}/talk/all/"


@pytest.fixture
def send(tablet, at):
    """The tablet sends what it kept: it is half past ten in the morning here."""

    def sends(once="a key of its own", clock="2026-07-15T10:30:00", headers=JSON, **more):
        data = {**ANSWERS, **HELD, "once": once, "clock": clock, **more}
        return tablet.post(at, data=data, headers=headers)

    return sends


@pytest.fixture
def tap(tablet, at):
    """The child taps that they do not feel safe."""

    def taps(once="a key of its own", **more):
        return tablet.post(f"{at}not-safe", data={"once": once, **more}, headers=JSON)

    return taps


def count(session, model) -> int:
    return session.scalar(select(func.count()).select_from(model))


def test_one_page_holds_all_questions_and_no_answer(tablet, at, taken_on, send):
    send()
    page = tablet.get(at).text
    assert page.count("data-question=") == len(taken_on.words.version.definition["questions"])
    assert WORDS not in page and page.count("<h1") == 1


def test_what_was_kept_comes_in_whole(send, taken_on, session):
    answer = send()
    assert answer.json == {"next": f"/interviews/{taken_on.id}/talk/back/"}
    kept = {row.question_key: row.words or row.choices for row in session.scalars(select(Answer))}
    assert kept == {"before": WORDS, "push_factors": ["push_rules", "push_bored"]}
    assert taken_on.child_took_part and taken_on.held_at.hour == 8


def test_the_same_sent_again_after_a_lost_answer_changes_nothing(send, session):
    answers = [send(**{"worries-answer": "I want to die."}) for _ in range(3)]
    assert len({json.dumps(one.json) for one in answers}) == 1
    assert (count(session, Sending), count(session, Alert), count(session, Answer)) == (1, 1, 3)


def test_a_replay_does_not_raise_again_what_the_duty_desk_has_closed(send, session):
    send(**{"worries-answer": "I want to die."})
    alert = session.scalars(select(Alert)).one()
    alert.closed_on, alert.outcome = alert.raised_on, "spoke_with_child"
    send(**{"worries-answer": "I want to die."})
    assert count(session, Alert) == 1


def test_the_same_key_with_other_words_is_refused(send, session):
    send()
    answer = send(**{"before-answer": "Something else."})
    assert answer.status_code == 409 and "with other words" in answer.json["problem"]
    said = session.scalar(select(Answer).where(Answer.question_key == "before"))
    assert said.words == WORDS


def test_a_clock_that_is_right_is_believed(send, taken_on):
    send(clock="2026-07-15T10:33:00")
    assert taken_on.held_at is not None


@pytest.mark.parametrize(
    ("shows", "off"),
    [("2026-07-15T13:30:00", "3 hours ahead"), ("2026-07-12T10:30:00", "3 days behind")],
)
def test_a_clock_that_is_wrong_is_met_with_a_question_and_nothing_is_put_right_unseen(
    tablet, send, taken_on, session, shows, off
):
    asked = send(clock=shows).json["next"]
    assert asked == f"/interviews/{taken_on.id}/talk/held"
    assert taken_on.held_at is None and count(session, Answer) == 2
    page = tablet.takes_the_tablet_back().get(asked).text
    assert f"The tablet’s clock is {off}. When did you talk?" in page
    assert 'name="held_at" value=""' in page
    tablet.post(asked, data=HELD)
    assert taken_on.held_at is not None
    assert "tablet’s clock" not in tablet.takes_the_tablet_back().get(asked).text


def test_without_a_time_the_answers_are_kept_and_the_next_page_asks(send, taken_on, session):
    answer = send(held_at="", child_took_part="")
    assert answer.json["next"].endswith("/held")
    assert count(session, Answer) == 2 and taken_on.held_at is None


def test_what_waited_on_a_tablet_has_its_time_confirmed_even_if_its_clock_is_right_by_now(
    tablet, send, taken_on
):
    asked = send(waited="yes").json["next"]
    assert asked == f"/interviews/{taken_on.id}/talk/held" and taken_on.held_at is None
    page = tablet.takes_the_tablet_back().get(asked).text
    assert "by its own clock. Is it right?" in page and "09:00" in page
    assert 'name="held_at" value="2026-07-15T09:00"' in page
    assert 'value="in_person" checked' in page and 'value="yes" checked' in page
    tablet.post(asked, data=HELD)
    assert (
        taken_on.held_at is not None
        and "by its own clock" not in tablet.takes_the_tablet_back().get(asked).text
    )


def test_a_clock_that_was_put_back_on_the_way_is_not_believed_even_if_it_is_right_by_now(
    tablet, send, taken_on
):
    asked = send(moved="-10800").json["next"]
    assert asked.endswith("/held") and taken_on.held_at is None
    page = tablet.takes_the_tablet_back().get(asked).text
    assert "After that the clock was put back by 3 hours. When did you talk?" in page
    assert 'name="held_at" value=""' in page
    tablet.post(asked, data=HELD)
    assert taken_on.held_at is not None


def test_a_clock_that_went_ahead_is_asked_about_and_may_have_slept(tablet, send, taken_on):
    asked = send(moved="3000", waited="yes").json["next"]
    page = tablet.takes_the_tablet_back().get(asked).text
    assert "ahead by 50 minutes in one go: it was changed, or the tablet slept." in page
    assert 'name="held_at" value="2026-07-15T09:00"' in page and taken_on.held_at is None


@pytest.mark.parametrize("moved", ["0", "-120", "300", "much", "9" * 30, ""])
def test_a_clock_that_ran_as_time_did_is_believed_and_nonsense_says_nothing(send, taken_on, moved):
    assert send(moved=moved).status_code == 200
    assert taken_on.held_at is not None


def test_that_the_clock_was_moved_makes_no_other_words_of_the_same(send, session):
    assert [send(moved=moved).status_code for moved in ("0", "-10800")] == [200, 200]
    assert count(session, Sending) == 1


def test_waiting_makes_no_other_words_of_the_same(send, session):
    assert [send(**more).status_code for more in ({}, {"waited": "yes"})] == [200, 200]
    assert count(session, Sending) == 1


def test_an_hour_that_came_twice_is_asked_about(app):
    posted = {**HELD, "held_at": "2026-10-25T01:30"}
    with app.test_request_context(method="POST", data=posted):
        form = HeldForm(meta={"csrf": False})
        assert not form.validate() and "two 01:30 that day" in form.held_at.errors[0]
    with app.test_request_context(method="POST", data={**posted, "held_at-which": "1"}):
        form = HeldForm(meta={"csrf": False})
        assert form.validate() and form.held().at.isoformat() == "2026-10-25T01:30:00+00:00"


def test_i_do_not_feel_safe_comes_in_by_itself_as_urgent_and_once(tap, session):
    assert [tap().status_code for _ in range(2)] == [200, 200]
    assert session.scalars(select(Alert)).one().level == "red"
    assert (count(session, Answer), count(session, Sending)) == (0, 1)


def test_a_tap_that_is_sent_again_opens_nothing_the_duty_desk_has_closed(tap, session):
    tap()
    alert = session.scalars(select(Alert)).one()
    alert.closed_on, alert.outcome = alert.raised_on, "spoke_with_child"
    tap()
    assert count(session, Alert) == 1
    tap(once="another tap")
    assert count(session, Alert) == 2


def test_a_tap_says_nothing_of_when_they_talked(tap, send, taken_on, tablet, at):
    send(clock="2026-07-15T13:30:00")
    tap()
    assert "3 hours ahead" in tablet.takes_the_tablet_back().get(at.replace("/all/", "/held")).text


def test_after_the_child_has_agreed_a_tap_is_taken_all_the_same(tap, taken_on, session):
    mark_sent(taken_on.words)
    assert tap(**{"harm_about-answer": "social_worker"}).status_code == 200
    assert session.scalars(select(Alert)).one().level == "red"


@pytest.mark.parametrize("sent", ["tap", "words"])
def test_nobody_the_child_names_is_told_of_what_came_in_with_the_name(
    tap, send, worker, west, session, sent
):
    west.duty_email = worker.email
    sends = {"tap": tap, "words": send}[sent]
    sends(**{"harm_about-answer": "social_worker", "push_factors-answer": "push_unsafe"})
    assert session.scalars(select(Alert.source)).one() == "button"
    told = [job.payload["to"] for job in session.scalars(select(Job).where(Job.kind == "mail"))]
    assert told and worker.email not in told


def test_without_a_script_it_is_an_ordinary_form(send, taken_on):
    answer = send(headers=None)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/interviews/{taken_on.id}/talk/back/"


def test_what_was_left_empty_does_not_empty_what_was_said_before(tablet, at, send, session):
    ask = at.replace("/all/", "/ask/worries")
    tablet.post(ask, data={"answer": "The dark.", "do": "next"})
    send(**{"worries-answer": ""})
    said = session.scalar(select(Answer).where(Answer.question_key == "worries"))
    assert said.words == "The dark."


def test_a_word_that_is_too_long_is_kept_all_the_same(send, session):
    long = "x" * 10_001
    send(**{"before-answer": long})
    said = session.scalar(select(Answer).where(Answer.question_key == "before"))
    assert said.words == long


def test_once_the_child_has_agreed_the_tablet_is_told_that_nothing_more_fits(
    send, taken_on, session
):
    mark_sent(taken_on.words)
    answer = send()
    assert answer.status_code == 409 and "agreed" in answer.json["problem"]
    assert count(session, Sending) == 0


def test_only_whoever_listens_can_send(at, worker, signed_in_as, west):
    assert signed_in_as(worker).post(at, data=ANSWERS).status_code == 404


def test_the_worker_of_the_page_is_a_script(tablet, at):
    answer = tablet.get(f"{at}worker.js")
    assert answer.status_code == 200 and answer.mimetype == "text/javascript"
