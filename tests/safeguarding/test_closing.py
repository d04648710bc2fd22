"""From raised to closed: who has it, who is told when nobody has, and what is left afterwards."""

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.demo.factories import make_council
from app.safeguarding.duty_mail import second_contact_overdue
from app.safeguarding.models import Alert
from app.safeguarding.services import (
    AlreadyClosed,
    acknowledge,
    colleagues_on_duty,
    pass_on,
    raise_alert,
    record_outcome,
)


def raised(session, number: int = 1, **values) -> Alert:
    facts = {"level": "red", "source": "button", "council_code": "west", **values}
    alert = raise_alert("response", number, **facts)
    session.flush()
    return alert


def close(alert: Alert, by) -> None:
    record_outcome(alert, by, "spoke_with_child", "Rang Sky, who is safe at a friend's.", True)


def test_the_first_who_picks_it_up_has_it(session, duty, colleague, clock):
    alert = raised(session)
    clock.forward(minutes=12)
    acknowledge(alert, duty)
    clock.forward(minutes=5)
    acknowledge(alert, colleague)
    assert (alert.acknowledged_by_name, alert.minutes_to_acknowledge) == ("Sam Colley", 12)


def test_saying_what_was_done_closes_it(session, duty):
    alert = raised(session)
    close(alert, duty)
    session.flush()
    assert alert.outcome == "spoke_with_child"
    assert "Sky" in alert.outcome_words
    assert b"Sky" not in alert.outcome_words_sealed
    assert alert.acknowledged_at and alert.closed_on


def test_what_is_closed_stays_closed(session, duty, colleague):
    alert = raised(session)
    close(alert, duty)
    for change in (
        lambda: close(alert, colleague),
        lambda: acknowledge(alert, colleague),
        lambda: pass_on(alert, duty, colleague),
    ):
        with pytest.raises(AlreadyClosed):
            change()


def test_everything_a_colleague_did_is_on_the_trail(session, duty, colleague):
    alert = raised(session)
    pass_on(alert, duty, colleague)
    close(alert, colleague)
    actions = session.scalars(
        select(AuditEntry.action).where(AuditEntry.subject_id == alert.id).order_by("number")
    )
    assert list(actions) == ["passed_on", "acknowledged", "closed"]


def test_an_anonymous_alert_keeps_no_time_after_closing(session, duty, clock):
    alert = raised(session, anonymous=True)
    clock.forward(minutes=61 + 15)
    second_contact_overdue()
    clock.forward(minutes=5)
    close(alert, duty)
    session.commit()
    session.expire_all()
    kept = session.scalars(select(Alert)).one()
    moments = ("raised_at", "due_at", "acknowledged_at", "second_contact_at", "missed_at")
    assert [getattr(kept, name) for name in moments] == [None] * 5
    assert kept.minutes_to_acknowledge == 24 * 60


def test_the_minutes_an_anonymous_alert_took_do_not_tell_when_it_was_raised(session, duty, clock):
    taken = set()
    for number, minutes in enumerate((1, 17, 59), start=1):
        alert = raised(session, number, anonymous=True)
        clock.forward(minutes=minutes)
        close(alert, duty)
        taken.add(alert.minutes_to_acknowledge)
    assert taken == {60}


def test_the_second_contact_is_told_once_when_nobody_picks_it_up(session, west, clock, mails):
    alert = raised(session)
    assert second_contact_overdue() == 0
    clock.forward(minutes=61)
    assert second_contact_overdue() == 1
    session.flush()
    assert second_contact_overdue() == 0
    assert alert.second_contact_at == clock()
    assert (west.second_contact_email, "alert_second_contact") in mails()


def test_nobody_is_told_a_second_time_of_what_somebody_has(session, duty, clock):
    acknowledge(raised(session), duty)
    clock.forward(days=2)
    assert second_contact_overdue() == 0


def test_a_young_person_of_no_known_council_has_every_second_contact(session, west, clock, mails):
    north = make_council("north", "North")
    raised(session, council_code=None)
    clock.forward(minutes=61)
    second_contact_overdue()
    told = {to for to, template in mails() if template == "alert_second_contact"}
    assert told == {west.second_contact_email, north.second_contact_email}


def test_imported_comments_make_one_mail_and_not_a_hundred(session, west, clock, mails):
    for number in range(100):
        raised(session, number + 1, imported=True, anonymous=True)
    clock.forward(hours=2)
    assert second_contact_overdue() == 100
    session.flush()
    assert mails() == [(west.second_contact_email, "alerts_imported")]


def test_passing_on_asks_a_colleague_and_starts_the_clock_again(
    session, duty, colleague, clock, mails
):
    alert = raised(session)
    acknowledge(alert, duty)
    clock.forward(minutes=90)
    pass_on(alert, duty, colleague)
    session.flush()
    assert (alert.acknowledged_by_name, alert.acknowledged_at) == ("Jo Bright", None)
    assert (colleague.email, "alert_raised") in mails()
    assert second_contact_overdue() == 0
    clock.forward(minutes=61)
    assert second_contact_overdue() == 1


def test_it_can_be_passed_to_those_on_duty_who_may_see_it(session, west, duty, colleague):
    alert = raised(session, excluded_account_ids=[colleague.id])
    assert colleagues_on_duty(alert, duty) == []
    other = raised(session, 2)
    assert colleagues_on_duty(other, duty) == [colleague]


def test_passing_on_a_late_alert_hides_neither_that_it_was_late_nor_who_was_told(
    session, duty, colleague, clock
):
    alert = raised(session)
    first_due = alert.due_at
    clock.forward(days=5)
    second_contact_overdue()
    pass_on(alert, duty, colleague)
    session.flush()
    assert (alert.missed_at, alert.second_contact_told) == (first_due, True)
    assert alert.due_at > clock()
    clock.forward(minutes=61)
    assert second_contact_overdue() == 1, "they are told of the new moment too"
    pass_on(alert, colleague, duty)
    assert alert.missed_at == first_due


def test_an_alert_that_was_picked_up_in_time_is_not_late_when_it_is_passed_on(
    session, duty, colleague, clock
):
    alert = raised(session)
    acknowledge(alert, duty)
    clock.forward(minutes=90)
    pass_on(alert, duty, colleague)
    assert alert.missed_at is None
