"""Raising alerts: in the transaction of the words, upwards only, told to the right people."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.core.jobs import Job
from app.demo.factories import make_council, make_staff
from app.safeguarding.cues import cue_list
from app.safeguarding.duty_mail import second_contact_overdue
from app.safeguarding.models import Alert
from app.safeguarding.services import acknowledge, check_words, raise_alert, record_outcome
from app.safeguarding.texts import CUES, LEVELS, SOURCES

RED = "has a knife"
ARABIC = "أحب أن نطبخ معاً يوم الأحد"


def press_button(number: int = 1, **values) -> Alert:
    facts = {"level": "red", "source": "button", "council_code": "west", **values}
    return raise_alert("response", number, **facts)


def test_a_cue_raises_a_red_alert_with_its_group_and_not_its_words(session, west, clock):
    alert = check_words("response", 1, [("en", RED)], "west")
    assert (alert.level, alert.source, alert.cues) == ("red", "cue", ["IMMEDIATE_DANGER"])
    assert alert.due_at == clock() + timedelta(minutes=60)


def test_plain_english_raises_nothing(session, west):
    assert check_words("response", 1, [("en", "We had pizza and I like it.")], "west") is None
    assert check_words("response", 1, [("en", "  \n")], "west") is None
    assert check_words("response", 1, [], "west") is None


@pytest.mark.parametrize("words", [("ar", ARABIC), ("ti", RED), ("en", ARABIC)])
def test_words_in_another_language_go_to_a_person_the_same_day(session, west, clock, words):
    alert = check_words("response", 1, [words], "west")
    assert (alert.level, alert.source) == ("amber", "language")
    assert alert.due_at.astimezone().date() <= (clock() + timedelta(hours=15)).date()


def test_late_in_the_evening_nobody_is_late_at_once(session, west, clock):
    clock.set(2026, 7, 15, 22, 50)  # ten to midnight in England
    alert = check_words("response", 1, [("ar", ARABIC)], "west")
    assert alert.due_at == clock() + timedelta(minutes=60)


def test_the_worst_of_several_answers_decides(session, west):
    alert = check_words("response", 1, [("ar", ARABIC), ("en", RED)], "west")
    assert (alert.level, alert.source) == ("red", "cue")


def test_the_deadlines_are_the_councils_own(session, clock):
    make_council("north", "North", red_minutes=30, amber_hours=4)
    assert press_button(council_code="north").due_at == clock() + timedelta(minutes=30)
    amber = press_button(2, level="amber", source="reader", council_code="north")
    assert amber.due_at == clock() + timedelta(hours=4)


def test_an_alert_goes_when_the_words_are_not_kept(session, west, mails):
    session.commit()
    press_button()
    session.rollback()
    assert session.scalars(select(Alert)).all() == []
    assert mails() == []


def test_a_second_finding_raises_the_same_alert_higher(session, west, clock):
    first = check_words("response", 1, [("ar", ARABIC)], "west")
    clock.forward(minutes=5)
    second = press_button()
    assert second is first
    assert (first.level, first.source) == ("red", "button")
    assert first.due_at == clock() + timedelta(minutes=60)


def test_an_alert_is_never_lowered(session, west, clock):
    alert = press_button()
    due_at = alert.due_at
    clock.forward(minutes=10)
    check_words("response", 1, [("ar", ARABIC)], "west")
    press_button(level="amber", source="reader")
    assert (alert.level, alert.source, alert.due_at) == ("red", "button", due_at)


def test_one_that_grew_worse_has_to_be_picked_up_again(session, west, duty, mails):
    alert = check_words("response", 1, [("ar", ARABIC)], "west")
    acknowledge(alert, duty)
    press_button()
    assert alert.acknowledged_at is None
    assert len(mails()) == 2


@pytest.mark.parametrize("level", ["red", "amber"])
def test_what_is_found_after_somebody_has_it_reaches_the_desk_again(
    session, west, duty, mails, clock, level
):
    alert = press_button(level=level)
    acknowledge(alert, duty)
    clock.forward(hours=1)
    assert press_button(level=level, source="reader") is alert
    assert alert.acknowledged_at is None and alert.second_contact_at is None
    assert alert.due_at > clock()
    assert len(mails()) == 2


def test_something_less_pressing_does_not_make_an_urgent_one_wait_longer(
    session, west, duty, mails, clock
):
    alert = press_button()
    acknowledge(alert, duty)
    check_words("response", 1, [("ar", ARABIC)], "west")
    assert (alert.level, alert.acknowledged_at) == ("red", None)
    assert alert.due_at == clock() + timedelta(minutes=60)


def test_what_nobody_picks_up_again_goes_to_the_second_contact(session, west, duty, mails, clock):
    acknowledge(press_button(), duty)
    press_button()
    clock.forward(hours=2)
    assert second_contact_overdue() == 1


def test_what_is_found_after_closing_is_a_new_alert(session, west, duty):
    first = press_button()
    record_outcome(first, duty, "visit", "Seen today.", True)
    session.flush()
    assert press_button() is not first


def test_whoever_is_on_duty_is_told_with_a_link_only(session, west, mails):
    alert = check_words("response", 1, [("en", RED)], "west")
    assert mails() == [(west.duty_email, "alert_raised")]
    payload = session.scalars(select(Job)).one().payload
    assert payload["facts"] == {
        "level": "red",
        "due_at": alert.due_at.isoformat(),
        "url": f"http://localhost/safeguarding/{alert.id}",
    }
    assert "IMMEDIATE_DANGER" not in str(payload)


def test_someone_whose_council_is_not_known_is_told_of_to_every_duty_desk(session, west, mails):
    north = make_council("north", "North")
    press_button(council_code=None)
    assert mails() == sorted([(c.duty_email, "alert_raised") for c in (west, north)])


def test_without_an_address_of_the_council_the_trusts_own_is_used(session, app, mails):
    make_council("west", "West", duty_email="")
    press_button()
    assert mails() == [(app.config["DUTY_EMAIL"], "alert_raised")]


def test_mail_never_goes_to_the_one_it_is_about(session, app, mails):
    about = make_staff(email="one.duty@listen.invalid")
    make_council("west", "West", duty_email="One.Duty@listen.invalid")
    press_button(excluded_account_ids=[about.id])
    assert mails() == [(app.config["DUTY_EMAIL"], "alert_raised")]


def test_an_anonymous_alert_has_no_moment_and_a_deadline_in_quarters(session, west, clock):
    clock.set(2026, 7, 15, 9, 31, 7)
    alert = press_button(anonymous=True)
    session.flush()
    assert alert.raised_at is None
    assert (alert.due_at.hour, alert.due_at.minute, alert.due_at.second) == (10, 45, 0)


def test_imported_comments_are_checked_without_asking_the_database(session, app, west, mails):
    session.commit()
    asked = []
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *_: asked.append(1))
    for number in range(100):
        words = RED if number % 10 == 0 else "The food is good and my room is nice."
        check_words("response", number + 1, [("en", words)], "west", anonymous=True, imported=True)
    assert asked == []
    session.flush()
    assert len(session.scalars(select(Alert)).all()) == 10
    assert mails() == []


def test_every_code_has_words():
    assert set(cue_list().groups) | {"OTHER_LANGUAGE", "NO_WORDS", "PICKED"} == set(CUES)
    assert set(LEVELS) == {"red", "amber"}
    assert set(SOURCES) == {"button", "cue", "language", "reader"}
